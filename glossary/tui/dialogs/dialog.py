"""What all dialogs have in common: a frame with a title over the view, its keys at its foot, Escape to leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, cast

from textual.containers import Vertical
from textual.screen import ModalScreen

from glossary.tui.actions import bindings_of
from glossary.tui.language import t
from glossary.tui.widgets.bars import KeyBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from glossary.tui.app import GlossaryApp

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """A question or form; it gives its answer, or None when it is left without one.

    Subclasses compose their body; ``TITLE`` is English and translated when shown.
    """

    BINDINGS = bindings_of("dialog")
    DIALOG_TITLE = ""

    @property
    def glossary(self) -> GlossaryApp:
        """The app, by its own type."""
        return cast("GlossaryApp", self.app)

    def compose(self) -> ComposeResult:
        """Put the body into the frame."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = self.dialog_title
            yield from self.compose_body()
            yield KeyBar()

    @property
    def dialog_title(self) -> str:
        """The title in the frame, as plain text."""
        return t(self.DIALOG_TITLE)

    def compose_body(self) -> ComposeResult:
        """Yield what is in the frame."""
        yield from ()

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
