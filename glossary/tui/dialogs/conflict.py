"""Two versions of an entry: what was typed, and what somebody else has saved meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from glossary.tui.dialogs.dialog import Dialog
from glossary.tui.entry_diff import find_changes
from glossary.tui.language import t
from glossary.tui.widgets.entry_text import entry_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.app import ComposeResult

    from glossary.concept import ConceptEntry

MINE = "m"
THEIRS = "t"


class ConflictDialog(Dialog[str]):
    """Asks which version stays; the answer is ``MINE`` or ``THEIRS``, None to go back to the form.

    Args:
        message: what happened.
        mine: as typed.
        theirs: as stored now.
    """

    DIALOG_TITLE = "Changed meanwhile"

    def __init__(self, message: str, mine: ConceptEntry, theirs: ConceptEntry) -> None:
        super().__init__()
        self._message = message
        self._mine = mine
        self._theirs = theirs

    def compose_body(self) -> ComposeResult:
        """Yield what differs, both versions in full, and the answers."""
        yield Static(self._message, markup=False, classes="question")
        with VerticalScroll(classes="conflict-scroll"):
            yield Static(Content("\n").join(self._differences()), classes="conflict-differences")
            with Horizontal(classes="conflict-versions"):
                yield Static(self._version(t("Yours"), self._mine), classes="conflict-version")
                yield Static(self._version(t("Theirs"), self._theirs), classes="conflict-version")
        with Horizontal(classes="answers"):
            yield Button(t("m  Save mine over theirs"), id="answer-m", compact=True)
            yield Button(t("t  Take theirs"), id="answer-t", compact=True)
            yield Button(t("Esc  Back to the form"), id="answer-escape", compact=True)

    def on_key(self, event: events.Key) -> None:
        """Answer by key."""
        if event.character in {MINE, THEIRS}:
            event.stop()
            self.dismiss(event.character)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer by mouse, or by Enter."""
        answer = (event.button.id or "").removeprefix("answer-")
        self.dismiss(None if answer == "escape" else answer)

    def _differences(self) -> Iterator[Content]:
        for change in find_changes(self._theirs, self._mine):
            yield Content.styled(change.field, "bold")
            for label, text, style in (
                (t("yours"), change.after, "$text-success"),
                (t("theirs"), change.before, "$text-warning"),
            ):
                yield Content.assemble((f"  {label}: ", "$text-muted"), (text or "—", style))

    def _version(self, title: str, entry: ConceptEntry) -> Content:
        return Content("\n").join([Content.styled(title, "bold $text-accent"), entry_text(entry)])
