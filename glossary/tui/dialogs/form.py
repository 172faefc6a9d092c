"""What dialogs with something to fill in have in common: rows with labels, a line for what is wrong, buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Label, Static

from glossary.tui.actions import bindings_of
from glossary.tui.dialogs.dialog import Answer, Dialog
from glossary.tui.language import t

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from glossary.errors import GlossaryError


class FormDialog(Dialog[Answer]):
    """A form: subclasses compose rows, and do what it says in ``accept``."""

    BINDINGS = bindings_of("form")

    @property
    def go_title(self) -> str:
        """What is on the button, in the language of the interface."""
        return t("Go")

    def compose_body(self) -> ComposeResult:
        """Yield the rows, what is wrong, and the buttons."""
        with VerticalScroll(classes="form-rows", can_focus=False):
            yield from self.compose_rows()
        yield Static("", id="problem", markup=False)
        with Horizontal(classes="answers"):
            yield Button(self.go_title, id="go", compact=True, variant="primary")
            yield from self.compose_buttons()
            yield Button(t("Esc  Back"), id="back", compact=True)

    def compose_rows(self) -> ComposeResult:
        """Yield what is filled in."""
        yield from ()

    def compose_buttons(self) -> ComposeResult:
        """Yield more buttons."""
        yield from ()

    def accept(self) -> None:
        """Do what the form says, or say what is wrong with it."""

    def tell_problem(self, problem: GlossaryError | str) -> None:
        """Say what is wrong, until the next attempt."""
        self.query_one("#problem", Static).update(str(problem))

    def action_accept(self) -> None:
        """Do what the form says."""
        self.tell_problem("")
        self.accept()

    def action_reset(self) -> None:
        """Put everything back, in forms that have something to put back."""

    @on(Button.Pressed, "#go")
    @on(Input.Submitted)
    def _go(self) -> None:
        self.action_accept()

    @on(Button.Pressed, "#back")
    def _leave(self) -> None:
        self.action_cancel()


def form_row(label: str, *widgets: Widget) -> Horizontal:
    """Return a row: its label, in the language of the interface, and what is filled in."""
    return Horizontal(Label(label, classes="form-label", markup=False), *widgets, classes="form-row")
