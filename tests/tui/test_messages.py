"""The interface speaks every language whole: no message is without its translation, none is left over."""

from __future__ import annotations

import ast
import string
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from glossary.tui import language
from glossary.tui.actions import ACTIONS, SCOPES
from glossary.tui.screens.view import VIEWS
from glossary.vocabulary import AdministrativeStatus, CandidateStatus, Method, PartOfSpeech, Strictness, TermType

if TYPE_CHECKING:
    from collections.abc import Iterator

TUI = Path(language.__file__).parent
_VOCABULARY = (AdministrativeStatus, CandidateStatus, Method, PartOfSpeech, Strictness, TermType)


def _strings(node: ast.expr) -> Iterator[str]:
    """Yield the string that an expression is, or the strings it chooses from."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body)
        yield from _strings(node.orelse)


def _messages_of(tree: ast.Module) -> Iterator[str]:
    """Yield the messages in a module: arguments of t and tn, titles of columns and dialogs, texts marked as such."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            count = {"t": 1, "tn": 2}.get(node.func.id, 0)
            for argument in node.args[:count]:
                yield from _strings(argument)
            if node.func.id == "Column":
                yield from (text for word in node.keywords if word.arg == "title" for text in _strings(word.value))
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {target.id for target in targets if isinstance(target, ast.Name)}
            if "DIALOG_TITLE" in names:
                yield from _strings(node.value)
            if any(name.endswith("_TEXTS") for name in names):
                values = node.value.values if isinstance(node.value, ast.Dict) else getattr(node.value, "elts", ())
                yield from (text for value in values for text in _strings(value))


def _all_messages() -> set[str]:
    found = {text for path in TUI.rglob("*.py") for text in _messages_of(ast.parse(path.read_text("utf-8")))}
    found |= {text for action in ACTIONS for text in (action.title, action.help)}
    found |= {*SCOPES.values(), *VIEWS.values()}
    found |= {member.value for kind in _VOCABULARY for member in kind}
    return {text for text in found if any(character.isalpha() for character in text)}


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("tag", [tag for tag in language.LANGUAGES if tag != "en"])
def test_every_message_is_translated(tag: str) -> None:
    """Each message of the code is in the table, and the table has no message that the code doesn't say."""
    table = language.load_messages(tag)
    messages = _all_messages()

    assert sorted(messages - table.keys()) == []
    assert sorted(table.keys() - messages) == []


@pytest.mark.parametrize("tag", [tag for tag in language.LANGUAGES if tag != "en"])
def test_no_message_is_translated_twice(tag: str) -> None:
    """A message stands in one file only, so that its translation is changed in one place."""
    files = (TUI / "messages" / tag).glob("*.toml")
    counts = Counter(message for path in files for message in tomllib.loads(path.read_text("utf-8")))

    assert [message for message, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("tag", [tag for tag in language.LANGUAGES if tag != "en"])
def test_translations_fill_in_the_same_values(tag: str) -> None:
    """A translation names the values of its message, and no others."""
    table = language.load_messages(tag)

    assert {text: _fields(other) for text, other in table.items()} == {text: _fields(text) for text in table}
