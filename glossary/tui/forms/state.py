"""What the form of an entry works on: the draft as typed, what it began with, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from glossary.garbage import kept_for_good
from glossary.review.draft import EntryDraft, Problem, TermDraft
from glossary.text.pinyin import pinyin
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from glossary.concept import ConceptEntry

#: The texts of an entry itself that each have one field.
_ENTRY_FIELDS = ("subject_field", "definition", "definition_source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One text of a draft, as a field of the form reads and writes it.

    ``path`` is the way to it as problems name it; ``saved`` are the texts with which it counts as unchanged.
    """

    path: Callable[[], str]
    get: Callable[[], str]
    set: Callable[[str], None]
    saved: Callable[[], Collection[str]]


@dataclass(slots=True)
class Findings:
    """What is wrong with a draft, and what is doubtful."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


class FormState:
    """A draft under work.

    Args:
        draft: as typed so far.
        pristine: as it was before anything was typed; that of the draft's original entry unless given.
    """

    def __init__(self, draft: EntryDraft, pristine: EntryDraft | None = None) -> None:
        self.draft = draft
        self.pristine = pristine or pristine_of(draft.original)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that isn't saved."""
        return self.draft != self.pristine

    @property
    def title(self) -> str:
        """The term that a person knows the entry by; ``""`` for one without any."""
        return next((term.term.strip() for term in self.draft.terms if term.term.strip()), "")

    def find(self) -> Findings:
        """Return what is wrong and doubtful; terms that are left blank aren't looked at."""
        numbers = [number for number, term in enumerate(self.draft.terms) if not is_blank(term)]
        compact = self._without_blank_terms()

        def located(problem: Problem) -> Problem:
            head, *rest = problem.field.split(".")
            if head != "terms" or not rest:
                return problem
            return replace(problem, field=".".join((head, str(numbers[int(rest[0])]), *rest[1:])))

        if not numbers:
            return Findings([Problem("terms", "an entry has at least one term")])
        return Findings(
            [located(problem) for problem in compact.problems()], [located(doubt) for doubt in compact.warnings()]
        )

    def entry(self) -> ConceptEntry:
        """Return the entry as typed.

        Raises:
            InputError: it has a problem; the first is told.
        """
        return self._without_blank_terms().entry()

    def saved_as(self, saved: ConceptEntry, before: EntryDraft) -> FormState | None:
        """Go on from what was saved; what was typed while it was being saved stays as an unsaved change.

        Args:
            saved: the entry as the termbase has it now.
            before: the draft that was saved, as it was then.

        Returns:
            Another state to go on with, where saving has tidied what was typed; else None.
        """
        is_as_sent = _contents(self.draft) == _contents(before)
        pristine = EntryDraft.of(saved)
        if is_as_sent and _contents(self.draft) != _contents(pristine):
            return FormState(pristine, EntryDraft.of(saved))
        self.pristine = pristine
        places = {(term.language, " ".join(term.term.split())): term.place for term in pristine.terms}
        for now, then in zip(self.draft.terms, before.terms, strict=False):
            now.place = places.get((then.language, " ".join(then.term.split())))
        self.draft.id, self.draft.original = saved.id, saved
        return None

    def go_on_from(self, entry: ConceptEntry) -> bool:
        """Go on from what somebody else has saved, where nothing is typed and the fields are the same but for notes.

        Returns:
            Whether it could: fewer notes, other terms or other cross-references are a form of another shape.
        """
        if self.is_dirty:
            return False
        fresh = pristine_of(entry)
        changed = {name: getattr(fresh, name) for name in ("notes", *_ENTRY_FIELDS)}
        alike = replace(self.draft, **changed, original=entry) == fresh
        if not alike or not 0 < len(self.draft.notes) <= len(fresh.notes):
            return False
        for name in _ENTRY_FIELDS:
            setattr(self.draft, name, getattr(fresh, name))
        self.draft.notes[:] = fresh.notes  # the fields have this list
        self.draft.original, self.pristine = entry, fresh
        return True

    # --- the fields

    def entry_slot(self, name: str) -> Slot:
        """Return the slot of a text of the entry itself."""
        return Slot(
            path=lambda: name,
            get=lambda: getattr(self.draft, name),
            set=lambda text: setattr(self.draft, name, text),
            saved=lambda: (getattr(self.pristine, name),),
        )

    def term_slot(self, term: TermDraft, name: str) -> Slot:
        """Return the slot of a text of a term; a status goes the way that keeps one term preferred."""

        def put(text: str) -> None:
            if name == "status":
                self.draft.set_status(self.number_of(term), text)
            else:
                setattr(term, name, text)

        return Slot(
            path=lambda: f"terms.{self.number_of(term)}.{name}",
            get=lambda: getattr(term, name),
            set=put,
            saved=lambda: (getattr(self.former(term), name),),
        )

    def note_slot(self, place: int, term: TermDraft | None = None) -> Slot:
        """Return the slot of a note of the entry, or of a term."""
        notes = self.draft.notes if term is None else term.notes

        def path() -> str:
            return f"notes.{place}" if term is None else f"terms.{self.number_of(term)}.notes.{place}"

        def put(text: str) -> None:
            notes[place] = text

        def saved() -> Collection[str]:
            return self.pristine.notes if term is None else self.former(term).notes

        return Slot(path=path, get=lambda: notes[place], set=put, saved=saved)

    def context_slot(self, term: TermDraft, place: int, name: str) -> Slot:
        """Return the slot of the text or the source of a usage example."""
        context = term.contexts[place]
        return Slot(
            path=lambda: f"terms.{self.number_of(term)}.contexts.{place}.{name}",
            get=lambda: getattr(context, name),
            set=lambda text: setattr(context, name, text),
            saved=lambda: {getattr(former, name) for former in self.former(term).contexts},
        )

    def reference_slot(self, place: int, name: str) -> Slot:
        """Return the slot of the target or the text of a cross-reference."""
        reference = self.draft.references[place]
        return Slot(
            path=lambda: f"references.{place}.{name}",
            get=lambda: getattr(reference, name),
            set=lambda text: setattr(reference, name, text),
            saved=lambda: {getattr(former, name) for former in self.pristine.references},
        )

    # --- terms

    def number_of(self, term: TermDraft) -> int:
        """Return the place of a term among all; two terms may be spelled the same, so the object counts."""
        return next(number for number, found in enumerate(self.draft.terms) if found is term)

    def former(self, term: TermDraft) -> TermDraft:
        """Return a term as it was before anything was typed; a blank one for a new term."""
        former = next((found for found in self.pristine.terms if found.place == term.place is not None), None)
        return former or TermDraft(language=term.language, status=term.status, part_of_speech=term.part_of_speech)

    def follow_term(self, term: TermDraft) -> bool:
        """Read a term anew by the rules unless a person wrote its reading; return whether it reads otherwise."""
        if not term.is_chinese or term.pinyin_by_hand:
            return False
        before, term.pinyin = term.pinyin, self.draft.suggest_pinyin(self.number_of(term))
        return term.pinyin != before

    def has(self, term: TermDraft) -> bool:
        """Whether a term is still there; its fields may outlive it for a moment."""
        return any(found is term for found in self.draft.terms)

    def blank_term(self, language: str) -> int | None:
        """Return the number of a term of a language that is left blank, None where there is none."""
        blank = (n for n, term in enumerate(self.draft.terms) if term.language == language and is_blank(term))
        return next(blank, None)

    def drop_blank_terms(self, language: str) -> None:
        """Take the terms of a language away that are left blank."""
        self.draft.terms[:] = [term for term in self.draft.terms if term.language != language or not is_blank(term)]

    def text_of_part(self, path: Sequence[str]) -> str:
        """Return what would go with the term, note, usage example or cross-reference that a path leads into."""
        match path:
            case ["terms", number, "notes", place]:
                return self.draft.terms[int(number)].notes[int(place)]
            case ["terms", number, "contexts", place, _]:
                return self.draft.terms[int(number)].contexts[int(place)].text
            case ["terms", number, *_]:
                term = self.draft.terms[int(number)]
                return term.term or term.source or " ".join((*term.notes, *(found.text for found in term.contexts)))
            case ["notes", place]:
                return self.draft.notes[int(place)]
            case ["references", place, _]:
                reference = self.draft.references[int(place)]
                return reference.target or reference.text
        return ""

    def _without_blank_terms(self) -> EntryDraft:
        return replace(self.draft, terms=[term for term in self.draft.terms if not is_blank(term)])


def is_blank(term: TermDraft) -> bool:
    """Whether a term is new and nothing was typed into it."""
    texts = (term.term, term.pinyin, term.source, *term.notes, *(context.text for context in term.contexts))
    return term.place is None and not any(text.strip() for text in texts)


def pristine_of(original: ConceptEntry) -> EntryDraft:
    """Return the draft that a form of an entry begins with: of a new one an English and a Chinese term, blank."""
    draft = EntryDraft.of(original)
    if not draft.terms:
        draft.add_term(Language.ENGLISH.value)
        draft.add_term(Language.SIMPLIFIED_CHINESE.value)
    return draft


def copy_of(draft: EntryDraft) -> EntryDraft:
    """Return a draft that shares nothing with another."""
    return EntryDraft.from_json(draft.to_json())


@cache
def warm_up() -> None:
    """Load what readings need, which takes a second or two; after that they are quick."""
    with kept_for_good():
        pinyin("中")


def _contents(draft: EntryDraft) -> object:
    """Return what a person typed, without where it came from."""
    terms = [replace(term, place=None) for term in draft.terms]
    return replace(draft, terms=terms, id="", original=None)  # type: ignore[arg-type] # only compared
