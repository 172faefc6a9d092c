"""The Chinese of a candidate, written by hand, with its pinyin suggested while typing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input, Label, Static

from glossary.text.chinese import has_han
from glossary.tui.background import in_background
from glossary.tui.dialogs.dialog import Dialog
from glossary.tui.language import t
from glossary.tui.widgets.text_input import TextInput

if TYPE_CHECKING:
    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class WrittenTerm:
    """A Chinese term; ``reading`` is its pinyin where a person wrote it, None where the rule does."""

    term: str
    reading: str | None


@dataclass(frozen=True, slots=True)
class _Checked:
    """What is suggested for a term, and what is wrong with it or its pinyin (``""``: nothing)."""

    suggestion: str
    problem: str


class AcceptTermDialog(Dialog[WrittenTerm]):
    """Asks for a Chinese term; Enter gives it once nothing is wrong with it.

    Args:
        english: the term that it is the equivalent of.
        chinese: what stands in the line at first.
    """

    def __init__(self, english: str, chinese: str = "") -> None:
        super().__init__()
        self._english = english
        self._chinese = chinese
        self._suggestion = ""

    @property
    def dialog_title(self) -> str:
        """The title in the frame."""
        return t("Chinese for {term}", term=self._english)

    def compose_body(self) -> ComposeResult:
        """Yield a line for the term, one for its pinyin, and what is wrong."""
        yield Label(t("Chinese"))
        yield TextInput(self._chinese, placeholder=t("the Chinese term"), id="written-chinese", compact=True)
        yield Label(t("Pinyin (written by rule unless you change it)"))
        yield TextInput(id="written-pinyin", compact=True)
        yield Static("", id="written-problem", markup=False)

    def on_mount(self) -> None:
        """Check what is there at first."""
        self._check()

    @on(Input.Changed)
    def _check(self) -> None:
        term, reading = self._term, self._reading
        in_background(self, lambda: _check(term, reading), self._show, group="check")

    @on(Input.Submitted)
    def _submit(self) -> None:
        answer = WrittenTerm(self._term, self._reading)

        def finish(checked: _Checked) -> None:
            self._show(checked)
            if not checked.problem:
                self.dismiss(answer)

        in_background(self, lambda: _check(answer.term, answer.reading), finish, group="check")

    @property
    def _term(self) -> str:
        return self.query_one("#written-chinese", Input).value.strip()

    @property
    def _reading(self) -> str | None:
        """The pinyin as far as a person wrote it: not empty, and not what was suggested."""
        written = self.query_one("#written-pinyin", Input).value.strip()
        return written if written not in {"", self._suggestion} else None

    def _show(self, checked: _Checked) -> None:
        line = self.query_one("#written-pinyin", Input)
        if line.value.strip() in {"", self._suggestion} and not line.has_focus:
            with self.prevent(Input.Changed):
                line.value = checked.suggestion
        self._suggestion = checked.suggestion
        line.placeholder = checked.suggestion
        self.query_one("#written-problem", Static).update(checked.problem)


def _check(term: str, reading: str | None) -> _Checked:
    """Look at a term and its pinyin; slow the first time, when the dictionaries are loaded."""
    from glossary.text.pinyin import pinyin, validate  # noqa: PLC0415 - brings the dictionaries with it

    if not term:
        return _Checked("", t("Write the Chinese term."))
    if not has_han(term):
        return _Checked("", t("A Chinese term has at least one Chinese character."))
    problems = validate(term, reading) if reading is not None else []
    return _Checked(pinyin(term), t("This can't be its pinyin: {why}", why=problems[0]) if problems else "")
