"""A line of text in a form, whose typing can be taken back."""

from __future__ import annotations

from time import monotonic

from textual.reactive import Reactive, reactive

from glossary.tui.widgets.text_input import TextInput

#: What is typed within this time is taken back in one step, in seconds.
PAUSE = 0.7


class LineInput(TextInput):
    """An input that knows what it had before."""

    #: The class that Textual adds for it has all styles looked up again, so it is there from the beginning.
    compact: Reactive[bool] = reactive(default=True)

    def __init__(self, value: str, *, placeholder: str = "") -> None:
        super().__init__(
            value, placeholder=placeholder, compact=True, select_on_focus=False, classes="-textual-compact"
        )
        self._before: list[str] = []
        self._after: list[str] = []
        self._now = value
        self._typed_at = 0.0

    def show(self, value: str) -> None:
        """Show another text that nobody typed; what was typed before can't be brought back any more."""
        self._before.clear()
        self._after.clear()
        self._now = value
        with self.prevent(self.Changed):
            self.value = value

    def action_undo(self) -> None:
        """Take back what was typed last."""
        self._step(self._before, self._after)

    def action_redo(self) -> None:
        """Type again what was taken back."""
        self._step(self._after, self._before)

    def _step(self, source: list[str], target: list[str]) -> None:
        if source:
            target.append(self._now)
            self._now = self.value = source.pop()
            self.cursor_position = len(self.value)
            self._typed_at = 0.0

    def on_input_changed(self, event: TextInput.Changed) -> None:
        """Remember what was there before."""
        if event.value == self._now:
            return
        if monotonic() - self._typed_at > PAUSE:
            self._before.append(self._now)
        self._after.clear()
        self._now = event.value
        self._typed_at = monotonic()

    def on_focus(self) -> None:
        """Report the caret once the form has scrolled here."""
        self.call_after_refresh(self._report_caret)

    def _report_caret(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
