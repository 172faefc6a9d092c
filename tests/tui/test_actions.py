"""Every action has a key, a method, a sentence, and (unless it only shows or moves) a command."""

from __future__ import annotations

from collections import Counter

import pytest

from glossary.cli.arguments import build_parser
from glossary.tui.actions import ACTIONS, SCOPES, Action, actions_of
from glossary.tui.app import GlossaryApp
from glossary.tui.dialogs.conflict import ConflictDialog
from glossary.tui.dialogs.dialog import Dialog
from glossary.tui.dialogs.form import FormDialog
from glossary.tui.dialogs.import_preview import ImportPreviewDialog
from glossary.tui.dialogs.progress import ProgressDialog
from glossary.tui.screens import make_view
from glossary.tui.screens.changes import ChangesScreen
from glossary.tui.screens.editor import EditorScreen
from glossary.tui.screens.occurrences import OccurrencesScreen
from glossary.tui.screens.view import VIEWS
from glossary.tui.widgets.document_text import DocumentText
from glossary.tui.widgets.file_tree import FileTree
from glossary.tui.widgets.path_field import PathInput
from glossary.tui.widgets.virtual_list import VirtualList

_HOLDERS: dict[str, type] = {
    "app": GlossaryApp,
    "list": VirtualList,
    "dialog": Dialog,
    "editor": EditorScreen,
    "occurrences": OccurrencesScreen,
    "form": FormDialog,
    "progress": ProgressDialog,
    "path": PathInput,
    "files": FileTree,
    "import": ImportPreviewDialog,
    "conflict": ConflictDialog,
    "changes": ChangesScreen,
    "text": DocumentText,
    **{name: type(make_view(name)) for name in VIEWS},
}
#: Scopes of dialogs and of widgets that are no lists: there the app's keys, or those of the lists, do nothing.
_ALONE = {"conflict", "dialog", "files", "progress", "text"}
#: What means another thing there on purpose: in a form, undo takes back typing.
_MEANT = {"editor": {"ctrl+z", "ctrl+y"}}
#: Keys that terminal multiplexers take for themselves.
_TAKEN = {"ctrl+b", "ctrl+a"}


def test_ids_are_unique_and_of_known_scopes() -> None:
    """An action has one name, and its scope is in the help."""
    assert [name for name, count in Counter(action.id for action in ACTIONS).items() if count > 1] == []
    assert {action.scope for action in ACTIONS} == set(SCOPES)


@pytest.mark.parametrize("scope", SCOPES)
def test_no_key_means_two_things_at_once(scope: str) -> None:
    """In a view no key of its own hides one of the app or of the lists, and none is a multiplexer's."""
    scopes = {scope} if scope in _ALONE else {scope, "app", "list"}
    keys = Counter(binding.key for action in actions_of(*scopes) for binding in action.bindings())

    assert {key for key, count in keys.items() if count > 1} == _MEANT.get(scope, set())
    assert not keys.keys() & _TAKEN


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_an_action_does_something(action: Action) -> None:
    """What a key calls is there."""
    call = action.binding.action.partition("(")[0]
    holder = GlossaryApp if call.startswith("app.") else _HOLDERS[action.scope]
    assert callable(getattr(holder, f"action_{call.rpartition('.')[2]}"))
    assert action.help[0].isupper()
    assert not action.help.endswith(".")


def _commands() -> set[str]:
    parser = build_parser()
    names = set()
    for part in parser._subparsers._group_actions:  # type: ignore[union-attr] # argparse has no other way to list them
        for name, command in part.choices.items():  # type: ignore[union-attr] # it is a mapping here
            names.add(name)
            for inner in command._subparsers._group_actions if command._subparsers else ():
                names |= {f"{name} {choice}" for choice in inner.choices or ()}
    return names


@pytest.mark.parametrize("action", [action for action in ACTIONS if action.command], ids=lambda action: action.id)
def test_the_twin_of_an_action_is_a_command(action: Action) -> None:
    """The command that the help names for an action exists."""
    words = action.command.split()
    assert words[0] == "glossary"
    assert {words[1], " ".join(words[1:3])} & _commands()
