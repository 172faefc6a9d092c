"""What became of some work: a few lines, a longer list where there is one, and what can be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Static

from glossary.tui.dialogs.dialog import Dialog
from glossary.tui.language import t, tn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult

#: So many lines of the list are shown; the number of the others is told.
SHOWN = 1000


class ReportDialog(Dialog[str]):
    """Tells what was done; the answer is the key of what is done next, None for nothing.

    Args:
        title: in the frame, in the language of the interface, as everything here.
        lines: the report.
        heading: above the list.
        details: the list, such as what could not be read; it scrolls.
        answers: what each key does.
    """

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        *,
        heading: str = "",
        details: Sequence[str] = (),
        answers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._lines = tuple(lines)
        self._heading = heading
        self._details = tuple(details)
        self._answers = dict(answers or {})

    @property
    def dialog_title(self) -> str:
        """The title in the frame."""
        return self._title

    def compose_body(self) -> ComposeResult:
        """Yield the lines, the list and the answers."""
        yield Static("\n".join(self._lines), id="report-lines", markup=False)
        if self._details:
            yield Static(self._heading, id="report-heading", markup=False)
            with VerticalScroll(id="report-details"):
                yield Static(self._list(), markup=False)
        with Horizontal(classes="answers"):
            for key, meaning in self._answers.items():
                yield Button(f"{key}  {meaning}".replace("[", "\\["), id=f"report-{key}", compact=True)
            yield Button(t("Esc  Back"), id="report-escape", compact=True)

    def on_mount(self) -> None:
        """Let Enter do the first thing."""
        self.query(Button).first().focus()

    def _list(self) -> str:
        lines = list(self._details[:SHOWN])
        if more := len(self._details) - len(lines):
            lines.append(tn("… and {count} more", "… and {count} more", more))
        return "\n".join(lines)

    def on_key(self, event: events.Key) -> None:
        """Answer by key."""
        if event.character in self._answers:
            event.stop()
            self.dismiss(event.character)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer by mouse or Enter."""
        key = (event.button.id or "").removeprefix("report-")
        self.dismiss(None if key == "escape" else key)
