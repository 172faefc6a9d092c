"""The subject field of an entry, completed from those in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.suggester import SuggestFromList

from glossary.tui.language import t
from glossary.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class SubjectInput(LineInput):
    """Offers the rest of a subject field behind what is typed; → takes it, ↓ shows all."""

    class ListAsked(Message):
        """All subject fields in use were asked for."""

        def __init__(self, fields: Sequence[str]) -> None:
            super().__init__()
            self.fields = tuple(fields)

    def __init__(self, value: str, fields: Sequence[str]) -> None:
        super().__init__(value, placeholder=t("↓ shows those in use") if fields else "")
        self.fields = tuple(fields)
        self.suggester = SuggestFromList(self.fields, case_sensitive=False)

    def on_key(self, event: events.Key) -> None:
        """Ask for the list."""
        if event.key == "down":
            event.stop()
            self.post_message(self.ListAsked(self.fields))
