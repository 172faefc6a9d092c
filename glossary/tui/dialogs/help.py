"""All keys and what they do, searched while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from glossary.tui.actions import ACTIONS, SCOPES
from glossary.tui.dialogs.dialog import Dialog
from glossary.tui.language import t
from glossary.tui.widgets.columns import fit
from glossary.tui.widgets.text_input import TextInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from glossary.tui.actions import Action

_KEYS_WIDTH = 18
_INTRODUCTION_TEXTS = (
    "Type to filter, Enter to open, Escape to go back. The mouse works everywhere.",
    "What you change is saved at once; z undoes it, also tomorrow. What you type into a form stays as a draft.",
    "Review (F3) shows what your documents have: a number accepts it with that Chinese, r rejects it, s skips it.",
    "Every action has a command too, named in grey.",
    "Other keys: name the action, as at the end of its line, in the settings file; Settings shows where that is.",
)


class HelpDialog(Dialog[None]):
    """Lists every action with the keys it has now, its command line twin, and its name in the settings file."""

    DIALOG_TITLE = "Help"

    def __init__(self, scope: str = "") -> None:
        super().__init__()
        self._scope = scope

    def compose_body(self) -> ComposeResult:
        """Yield the search and the list."""
        yield TextInput(placeholder=t("Search: a key, a word"), id="help-query", compact=True)
        with VerticalScroll(id="help-scroll"):
            yield Static("", id="help-text", markup=False)

    def on_mount(self) -> None:
        """Show everything first."""
        self._fill("")

    @on(Input.Changed, "#help-query")
    def _search(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted, "#help-query")
    def _leave_query(self) -> None:
        self.query_one("#help-scroll").focus()

    def _fill(self, query: str) -> None:
        lines = list(self._lines(query.strip().casefold()))
        text = Content("\n").join(lines) if lines else Content(t("No key or action has this in it."))
        self.query_one("#help-text", Static).update(text)

    def _lines(self, query: str) -> Iterator[Content]:
        if not query:
            yield from (Content(t(text)) for text in _INTRODUCTION_TEXTS)
        scopes = sorted(SCOPES, key=lambda scope: scope != self._scope)
        for scope in scopes:
            found = [action for action in ACTIONS if action.scope == scope and self._fits(action, query)]
            if found:
                yield Content("")
                yield Content.styled(t(SCOPES[scope]), "$text-accent bold")
            yield from (self._line(action) for action in found)

    def _fits(self, action: Action, query: str) -> bool:
        text = " ".join((self._keys(action), t(action.title), t(action.help), action.command, action.id))
        return query in text.casefold()

    def _line(self, action: Action) -> Content:
        parts = [Content.styled(fit(self._keys(action), _KEYS_WIDTH), "bold"), Content(" " + t(action.help))]
        if action.command:
            parts.append(Content.styled(f"  {action.command}", "$text-muted"))
        parts.append(Content.styled(f"  {action.id}", "$text-disabled"))
        return Content.assemble(*parts)

    def _keys(self, action: Action) -> str:
        keys = self.glossary.preferences.keys.get(action.id, action.keys)
        return " ".join(self.app.get_key_display(binding) for binding in action.bindings(keys))
