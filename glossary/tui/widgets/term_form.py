"""The form of one term of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical

from glossary.tui.language import t
from glossary.tui.widgets.form_field import FormField, choice_field, line_field, text_field
from glossary.tui.widgets.pinyin_input import PinyinInput
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType

if TYPE_CHECKING:
    from enum import StrEnum

    from textual.app import ComposeResult

    from glossary.review.draft import TermDraft
    from glossary.tui.forms.state import FormState


class TermForm(Vertical):
    """Term, status, part of speech, type, pinyin, source, notes and usage examples.

    Args:
        state: what the form works on.
        term: one of its terms.
        is_ready: whether readings are quick already; see ``form_state.warm_up``.
    """

    def __init__(self, state: FormState, term: TermDraft, *, is_ready: bool) -> None:
        super().__init__(classes="term-form")
        self.state = state
        self.term = term
        self._is_ready = is_ready
        self._reading: FormField | None = None
        self._parts = _parts_of(term)

    def compose(self) -> ComposeResult:
        """Yield the fields."""
        state, term = self.state, self.term
        yield line_field(t("Term"), state.term_slot(term, "term"), classes="term-spelling")
        with Horizontal(classes="term-kinds"):
            status, part, kind = (state.term_slot(term, name) for name in ("status", "part_of_speech", "term_type"))
            yield choice_field(t("Status"), status, t("Status"), _choices(AdministrativeStatus), classes="-first")
            yield choice_field("", part, t("Part of speech"), _choices(PartOfSpeech, blank=True))
            yield choice_field("", kind, t("Type"), _choices(TermType, blank=True))
        if term.is_chinese or term.pinyin:
            slot = state.term_slot(term, "pinyin")
            self._reading = FormField(t("Pinyin"), slot, PinyinInput(slot.get()))
            yield self._reading
        yield line_field(t("Source"), state.term_slot(term, "source"))
        for place in range(len(term.notes)):
            yield text_field(t("Note"), state.note_slot(place, term))
        for place in range(len(term.contexts)):
            yield text_field(t("Example"), state.context_slot(term, place, "text"))
            yield line_field("   " + t("from"), state.context_slot(term, place, "source"))

    def on_mount(self) -> None:
        """Offer the reading."""
        self.refresh_reading()

    def get_ready(self) -> None:
        """Offer readings from now on, and read what was typed meanwhile."""
        self._is_ready = True
        if self.state.has(self.term) and self.term.term != self.state.former(self.term).term:
            self.state.follow_term(self.term)
        self.refresh_reading()

    async def follow_draft(self) -> None:
        """Lay the term out anew where it has other notes or examples than are shown, or in another order."""
        if (parts := _parts_of(self.term)) != self._parts:
            self._parts = parts
            await self.recompose()
            self.refresh_reading()

    def refresh_reading(self) -> None:
        """Show the reading, whose it is, and what is offered."""
        field = self._reading
        if field is None or not self.is_attached or not self.state.has(self.term):
            return
        field.show_value()
        field.show_mark(t("by hand") if self.term.pinyin_by_hand else "")
        if self._is_ready and self.term.is_chinese and isinstance(field.editor, PinyinInput):
            field.editor.offer(self.state.draft.suggest_pinyin(self.state.number_of(self.term)))

    @on(FormField.Changed)
    def _follow(self, event: FormField.Changed) -> None:
        if not self.state.has(self.term):
            return
        if event.sender is self._reading:
            self.term.pinyin_by_hand = bool(self.term.pinyin.strip())
        elif event.sender.has_class("term-spelling") and self._is_ready:
            self.state.follow_term(self.term)
        else:
            return
        self.refresh_reading()

    @on(PinyinInput.Taken)
    def _take_reading(self, event: PinyinInput.Taken) -> None:
        event.stop()
        self.term.pinyin, self.term.pinyin_by_hand = event.sender.by_rule, False
        self.refresh_reading()
        if self._reading is not None and self.parent is not None:
            self.parent.post_message(FormField.Changed(self._reading))


def _choices(kind: type[StrEnum], *, blank: bool = False) -> list[tuple[str, str]]:
    choices = [(value.value, t(value.value)) for value in kind]
    return [("", "—"), *choices] if blank else choices


def _parts_of(term: TermDraft) -> tuple[list[str], list[int]]:
    """Return what tells one layout of a term from another."""
    return list(term.notes), [id(context) for context in term.contexts]
