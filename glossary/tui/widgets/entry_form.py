"""The form of a whole entry: its fields, its terms by language, notes and cross-references."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from glossary.tui.forms.state import Findings
from glossary.tui.language import t
from glossary.tui.widgets.entry_text import language_name
from glossary.tui.widgets.form_field import FormField, line_field, text_field
from glossary.tui.widgets.subject_input import SubjectInput
from glossary.tui.widgets.term_form import TermForm
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from glossary.review.draft import Problem
    from glossary.tui.forms.state import FormState

#: What can be added, by its key.
ADD_TEXTS = {
    "e": "usage example of this term",
    "n": "note on this term",
    "N": "note on the entry",
    "r": "cross-reference to another entry or a page",
    "1": "English term",
    "2": "Simplified Chinese term",
    "3": "Traditional Chinese term",
    "4": "Traditional terms derived from the Simplified ones",
}
_TERM_FIRST = {"e", "n", "4"}


class LanguageForm(Vertical):
    """The terms of one language."""

    def __init__(self, state: FormState, language: str, *, is_ready: bool) -> None:
        super().__init__(classes="language-form")
        self.state = state
        self.language = language
        self.is_ready = is_ready

    def compose(self) -> ComposeResult:
        """Yield a heading and a form for each term."""
        add = Style.from_meta({"@click": f"screen.add_term('{self.language}')"}) + Style(underline=True)
        name = Content.styled(language_name(self.language), "bold $text-accent")
        yield Static(Content.assemble(name, "  ", (t("+ term"), add)), classes="form-heading")
        for term in self.state.draft.terms:
            if term.language == self.language:
                yield TermForm(self.state, term, is_ready=self.is_ready)

    async def follow_draft(self) -> None:
        """Show the terms that the draft has now, in its order; forms of terms that are as they were stay."""
        wanted = [term for term in self.state.draft.terms if term.language == self.language]
        forms = {id(form.term): form for form in self.query_children(TermForm)}
        for term_id in forms.keys() - {id(term) for term in wanted}:
            await forms.pop(term_id).remove()
        for place, term in enumerate(wanted):
            form = forms.get(id(term))
            if form is None:
                await self.mount(TermForm(self.state, term, is_ready=self.is_ready), after=place)
            else:
                self.move_child(form, after=place)
                await form.follow_draft()


class PartsForm(Vertical):
    """Notes and cross-references of the entry."""

    def __init__(self, state: FormState) -> None:
        super().__init__(classes="parts-form")
        self.state = state

    def compose(self) -> ComposeResult:
        """Yield a field for each note, two for each cross-reference."""
        draft = self.state.draft
        if draft.notes or draft.references:
            yield Static(Content.styled(t("Entry"), "bold $text-accent"), classes="form-heading")
        for place in range(len(draft.notes)):
            yield text_field(t("Note"), self.state.note_slot(place))
        for place in range(len(draft.references)):
            yield line_field(t("See"), self.state.reference_slot(place, "target"))
            yield line_field("   " + t("as"), self.state.reference_slot(place, "text"))

    async def follow_notes(self) -> None:
        """Show the notes that the draft has now; the fields of those that are there stay, and so does the rest."""
        fields = [field for field in self.query(FormField) if field.path.startswith("notes.")]
        count = len(self.state.draft.notes)
        if not 0 < len(fields) <= count:
            await self.recompose()
            return
        for field in fields:
            field.show_value()
        if len(fields) < count:
            slots = map(self.state.note_slot, range(len(fields), count))
            await self.mount(*(text_field(t("Note"), slot) for slot in slots), after=fields[-1])


class EntryForm(VerticalScroll, can_focus=False):
    """All that an entry has, to be edited.

    Args:
        state: what the form works on.
        subject_fields: those in use, to be suggested.
        is_ready: whether readings are quick already; see ``form_state.warm_up``.
    """

    def __init__(self, state: FormState, subject_fields: Sequence[str], *, is_ready: bool) -> None:
        super().__init__(classes="entry-form")
        self.state = state
        self.findings = Findings()
        self._subject_fields = subject_fields
        self._is_ready = is_ready

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        state = self.state
        slot = state.entry_slot("subject_field")
        yield FormField(t("Subject field"), slot, SubjectInput(slot.get(), self._subject_fields))
        yield text_field(t("Definition"), state.entry_slot("definition"))
        yield line_field("   " + t("source"), state.entry_slot("definition_source"))
        languages = [*Language, *(term.language for term in state.draft.terms)]
        for language in dict.fromkeys(map(str, languages)):
            yield LanguageForm(state, language, is_ready=self._is_ready)
        yield PartsForm(state)

    def on_mount(self) -> None:
        """Show what is wrong to begin with."""
        self.call_after_refresh(self.check)

    async def follow_notes(self) -> None:
        """Show the texts of the entry itself, and its notes, as the draft has them now; all else is as it was."""
        for field in self.query_children(FormField):
            field.show_value()
        await self.query_one(PartsForm).follow_notes()
        self.check()

    @property
    def has_typed(self) -> bool:
        """Whether a field has a text that the draft hasn't taken yet."""
        return any(field.is_ahead for field in self.query(FormField))

    # --- what is wrong

    def get_ready(self) -> None:
        """Check and offer readings from now on."""
        self._is_ready = True
        for language in self.query(LanguageForm):
            language.is_ready = True
        for form in self.query(TermForm):
            form.get_ready()
        self.check()

    def check(self) -> None:
        """Find what is wrong, and show it beside the fields."""
        if self._is_ready:
            self.findings = self.state.find()
        problems, warnings = _by_path(self.findings.problems), _by_path(self.findings.warnings)
        for field in self.query(FormField):
            path = field.path
            field.show_state(problems.get(path, ()), warnings.get(path, ()))
            if path.endswith(".status"):
                field.show_value()

    def first_problem(self) -> FormField | None:
        """Return the field of the next problem behind the focus, or else of the first."""
        wrong = {problem.field for problem in (*self.findings.problems, *self.findings.warnings)}
        fields = [field for field in self.query(FormField) if field.path in wrong]
        here = self.focused_field
        every = list(self.query(FormField))
        behind = [field for field in fields if here is not None and every.index(field) > every.index(here)]
        return next(iter((*behind, *fields)), None)

    # --- where the focus is

    @property
    def focused_field(self) -> FormField | None:
        """The field that has the focus."""
        focused = self.screen.focused
        found = [] if focused is None else [node for node in focused.ancestors_with_self if isinstance(node, FormField)]
        return found[0] if found else None

    @property
    def focused_path(self) -> list[str]:
        """The way to the field that has the focus, in its parts."""
        field = self.focused_field
        return field.path.split(".") if field else []

    @property
    def focused_term(self) -> int | None:
        """The number of the term that the focus is in."""
        match self.focused_path:
            case ["terms", number, *_]:
                return int(number)
        return None

    def focus_path(self, path: str) -> None:
        """Put the focus on a field, or the nearest one there is; on none while the form is taken away."""
        fields = {field.path: field for field in self.query(FormField)}
        while path and path not in fields:
            near = [found for found in fields if found.startswith(f"{path}.")]
            path = near[0] if near else path.rpartition(".")[0]
        field = fields.get(path) or next(iter(fields.values()), None)
        if field is not None:
            field.editor.focus()

    # --- adding, taking away and moving parts

    async def add(self, what: str) -> bool:
        """Add something by its key of ``ADD_TEXTS``; return False where there must be a term first."""
        if what in _TERM_FIRST and not self.state.draft.terms:
            return False
        if what == "e":
            await self.add_context()
        elif what == "n":
            await self.add_term_note()
        elif what == "N":
            await self.add_note()
        elif what == "r":
            await self.add_reference()
        elif what == "4":
            await self.add_traditional()
        else:
            await self.add_term(list(Language)[int(what) - 1].value)
        return True

    async def add_term(self, language: str) -> None:
        """Add a blank term, or go to the blank one that is there."""
        number = self.state.blank_term(language)
        if number is None:
            number = self.state.draft.add_term(language)
        await self._renew(f"terms.{number}.term", language)

    async def add_traditional(self) -> None:
        """Add Traditional terms derived from the Simplified ones."""
        language = Language.TRADITIONAL_CHINESE.value
        self.state.drop_blank_terms(language)
        self.state.draft.add_traditional()
        derived = [number for number, term in enumerate(self.state.draft.terms) if term.language == language]
        await self._renew(f"terms.{derived[0]}.term" if derived else "", language)

    async def add_context(self) -> None:
        """Add a usage example to the term that the focus is in, else to the first."""
        number = self.focused_term or 0
        place = self.state.draft.add_context(number)
        await self._renew(f"terms.{number}.contexts.{place}.text", self._language_of(number))

    async def add_term_note(self) -> None:
        """Add a note to the term that the focus is in, else to the first."""
        number = self.focused_term or 0
        place = self.state.draft.add_note(term=number)
        await self._renew(f"terms.{number}.notes.{place}", self._language_of(number))

    async def add_note(self) -> None:
        """Add a note to the entry."""
        await self._renew(f"notes.{self.state.draft.add_note()}")

    async def add_reference(self) -> None:
        """Add a cross-reference."""
        await self._renew(f"references.{self.state.draft.add_reference()}.target")

    async def remove_part(self, path: Sequence[str]) -> None:
        """Take away the term, note, usage example or cross-reference that a path leads into."""
        draft = self.state.draft
        language = self._language_of(path[1]) if path[:1] == ["terms"] else None
        match path:
            case ["terms", number, "notes", place]:
                draft.remove_note(int(place), term=int(number))
            case ["terms", number, "contexts", place, _]:
                draft.remove_context(int(number), int(place))
            case ["terms", number, _]:
                draft.remove_term(int(number))
            case ["notes", place]:
                draft.remove_note(int(place))
            case ["references", place, _]:
                draft.remove_reference(int(place))
        await self._renew(".".join(path), language)

    async def move_part(self, places: int) -> None:
        """Move the term, note, usage example or cross-reference with the focus up (-1) or down (1)."""
        draft = self.state.draft
        path = self.focused_path
        language = self._language_of(path[1]) if path[:1] == ["terms"] else None
        match path:
            case ["terms", number, "notes", place]:
                there = draft.move_note(int(place), places, term=int(number))
                await self._renew(f"terms.{number}.notes.{there}", language)
            case ["terms", number, "contexts", place, name]:
                there = draft.move_context(int(number), int(place), places)
                await self._renew(f"terms.{number}.contexts.{there}.{name}", language)
            case ["terms", number, name]:
                await self._renew(f"terms.{draft.move_term(int(number), places)}.{name}", language)
            case ["notes", place]:
                await self._renew(f"notes.{draft.move_note(int(place), places)}")
            case ["references", place, name]:
                await self._renew(f"references.{draft.move_reference(int(place), places)}.{name}")

    async def _renew(self, path: str, language: str | None = None) -> None:
        """Lay out the terms of a language, else notes and cross-references, anew; put the focus on a field."""
        if language is None and path.startswith("notes."):
            await self.query_one(PartsForm).follow_notes()
        elif language is None:
            await self.query_one(PartsForm).recompose()
        else:
            await next(form for form in self.query(LanguageForm) if form.language == language).follow_draft()
        self.focus_path(path)
        self.check()
        self.post_message(FormField.Changed(self.focused_field or next(iter(self.query(FormField)))))

    def _language_of(self, number: int | str) -> str:
        return self.state.draft.terms[int(number)].language


def _by_path(problems: Sequence[Problem]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        found[problem.field].append(problem.message)
    return found
