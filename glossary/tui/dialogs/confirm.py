"""A question with a few answers, each one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widgets import Button, Static

from glossary.tui.dialogs.dialog import Dialog
from glossary.tui.language import t

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult


class ConfirmDialog(Dialog[str]):
    """Asks a question; the answer is the key that was chosen.

    Args:
        title: in the frame, in the language of the interface.
        question: the text above the answers, likewise.
        answers: what each key means, likewise; the first is the one that Enter takes.
    """

    def __init__(self, title: str, question: str, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._answers = dict(answers)

    @property
    def dialog_title(self) -> str:
        """The title in the frame."""
        return self._title

    def compose_body(self) -> ComposeResult:
        """Yield the question and a button for each answer."""
        yield Static(self._question, markup=False, classes="question")
        with Horizontal(classes="answers"):
            for key, meaning in self._answers.items():
                yield Button(f"{key}  {meaning}".replace("[", "\\["), id=f"answer-{key}", compact=True)
            yield Button(t("Esc  Back"), id="answer-escape", compact=True)

    def on_key(self, event: events.Key) -> None:
        """Answer by key."""
        if event.character in self._answers:
            event.stop()
            self.dismiss(event.character)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer by mouse."""
        key = (event.button.id or "").removeprefix("answer-")
        self.dismiss(None if key == "escape" else key)
