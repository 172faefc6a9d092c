"""A labelled field of a form, with what is wrong with it below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from glossary.tui.letting_go import let_go_of
from glossary.tui.widgets.choice_input import ChoiceInput
from glossary.tui.widgets.line_input import LineInput
from glossary.tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from glossary.tui.forms.state import Slot


class FormField(Vertical):
    """Reads and writes one text of a draft.

    Args:
        label: in the language of the interface.
        slot: the text.
        editor: what it is edited in: a ``LineInput``, ``TextBox`` or ``ChoiceInput``.
        classes: of CSS.
    """

    class Changed(Message):
        """A person changed the text."""

        def __init__(self, sender: FormField) -> None:
            super().__init__()
            self.sender = sender

        @property
        def control(self) -> FormField:
            """The field."""
            return self.sender

    def __init__(self, label: str, slot: Slot, editor: Widget, *, classes: str = "") -> None:
        super().__init__(classes=f"form-field {classes}")
        self.slot = slot
        self.editor = editor
        editor.add_class("form-editor", update=False)  # its styles come when it is mounted
        self._label = label
        # Most fields never need these two: a form has half as many widgets without them.
        self._mark: Static | None = None
        self._finding: Static | None = None

    def compose(self) -> ComposeResult:
        """Yield the editor."""
        yield self.editor

    def render(self) -> Content:
        """Draw the label, in the room that the styles leave before the editor: it is no widget of its own."""
        return Content.styled(self._label, "bold" if self.has_class("-changed") else "")

    def on_unmount(self) -> None:
        """Be forgotten."""
        let_go_of(self)

    @property
    def path(self) -> str:
        """The way to the text, as problems name it."""
        return self.slot.path()

    def show_state(self, problems: Sequence[str], warnings: Sequence[str]) -> None:
        """Show whether the text is changed, and what is wrong with it."""
        self.set_class(self.slot.get() not in self.slot.saved(), "-changed")
        self.set_class(bool(problems), "-problem")
        self.set_class(bool(warnings) and not problems, "-warning")
        findings = "\n".join((*problems, *warnings))
        if self._finding is not None:
            self._finding.update(findings)
        elif findings and self.is_mounted:
            self._finding = Static(findings, markup=False, classes="form-finding")
            self.mount(self._finding)

    @property
    def is_ahead(self) -> bool:
        """Whether the editor has a text that the draft hasn't taken yet."""
        if isinstance(self.editor, TextArea):
            return self.editor.text != self.slot.get()
        return isinstance(self.editor, LineInput | ChoiceInput) and self.editor.value != self.slot.get()

    def show_value(self) -> None:
        """Show the text of the draft where it was changed otherwise than by typing."""
        value = self.slot.get()
        if isinstance(self.editor, LineInput):
            if self.editor.value != value:
                self.editor.show(value)
        elif isinstance(self.editor, TextArea):
            if self.editor.text != value:
                self.editor.load_text(value)
        elif isinstance(self.editor, ChoiceInput) and self.editor.value != value:
            self.editor.show(value)

    def show_mark(self, text: str) -> None:
        """Show a remark behind the field."""
        if self._mark is not None:
            self._mark.update(text)
        elif text and self.is_mounted:
            self._mark = Static(text, markup=False, classes="form-mark")
            self.mount(self._mark)

    def put(self, text: str) -> None:
        """Take a text as if a person had typed it."""
        if self.slot.get() != text:
            self.slot.set(text)
            self.show_value()
            self.post_message(self.Changed(self))

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceInput.Changed)
    def _take(self, event: Input.Changed | TextArea.Changed | ChoiceInput.Changed) -> None:
        event.stop()
        value = event.text_area.text if isinstance(event, TextArea.Changed) else event.value
        if value != self.slot.get():
            self.slot.set(value)
            self.post_message(self.Changed(self))


def line_field(label: str, slot: Slot, *, classes: str = "") -> FormField:
    """Return a field of one line."""
    return FormField(label, slot, LineInput(slot.get()), classes=classes)


def text_field(label: str, slot: Slot, *, classes: str = "") -> FormField:
    """Return a field of several lines."""
    return FormField(label, slot, TextBox(slot.get()), classes=classes)


def choice_field(
    label: str, slot: Slot, title: str, choices: Sequence[tuple[str, str]], *, classes: str = ""
) -> FormField:
    """Return a field with a few choices, each by its text and its title; another text that is there is one too."""
    value = slot.get()
    known = {text for text, _ in choices}
    offered = choices if value in known else [*choices, (value, value)]
    return FormField(label, slot, ChoiceInput(title, offered, value), classes=classes)
