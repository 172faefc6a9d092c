"""The reading of a term: as the rules give it until a person writes another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from glossary.tui.language import t
from glossary.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual import events


class PinyinInput(LineInput):
    """Offers the reading by rule behind what is typed; Tab or → takes it.

    Left empty, it goes back to that reading.
    """

    class Taken(Message):
        """The reading by rule was taken, so that it is nobody's own."""

        def __init__(self, sender: PinyinInput) -> None:
            super().__init__()
            self.sender = sender

        @property
        def control(self) -> PinyinInput:
            """The input."""
            return self.sender

    by_rule = ""

    def offer(self, reading: str) -> None:
        """Offer a reading; ``""`` for none."""
        self.by_rule = reading
        self.placeholder = f"{reading}  {t('by rule: Tab takes it')}" if reading else ""
        self._offer_rest()

    def take(self) -> None:
        """Take what is offered."""
        self.show(self.by_rule)
        self.cursor_position = len(self.value)
        self.post_message(self.Taken(self))

    def watch_value(self) -> None:
        """Offer the rest of what is typed."""
        self._offer_rest()

    def _offer_rest(self) -> None:
        begun = self.value and self.by_rule.startswith(self.value) and self.by_rule != self.value
        self._suggestion = self.by_rule if begun else ""

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        """Take what is offered at the end of the text, else go right."""
        if self.cursor_at_end and self.by_rule and (self._suggestion or not self.value) and not select:
            self.take()
        else:
            super().action_cursor_right(select)

    def on_key(self, event: events.Key) -> None:
        """Take what is offered, by Tab."""
        if event.key == "tab" and self._suggestion and self.cursor_at_end:
            event.stop()
            event.prevent_default()
            self.take()

    def on_blur(self) -> None:
        """Go back to the rules where nothing is written."""
        if not self.value.strip() and self.by_rule:
            self.take()
