"""The terms that leave an entry for a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Button, SelectionList, Static

from glossary.tui.dialogs.dialog import Dialog
from glossary.tui.language import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class ChooseTermsDialog(Dialog[list[str]]):
    """Asks for some of the terms of an entry, not for all.

    Args:
        terms: those of the entry, each with its language.
    """

    DIALOG_TITLE = "Split"

    def __init__(self, terms: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._terms = list(terms)

    def compose_body(self) -> ComposeResult:
        """Yield the terms and what to do with them."""
        yield Static(t("Mark the terms that go into a new entry (space), then Split."), classes="question")
        yield SelectionList[str](
            *((Content(f"{term}  ({language})"), term) for language, term in self._terms), compact=True
        )
        yield Button(t("Split"), id="split", compact=True)

    def on_button_pressed(self) -> None:
        """Answer with what is marked."""
        chosen = self.query_one(SelectionList).selected
        if chosen and len(chosen) < len(self._terms):
            self.dismiss(chosen)
        else:
            self.glossary.tell(t("Both entries need at least one term."))
