"""The draft of an entry: what a form shows and changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from glossary.concept import ConceptEntry
from glossary.errors import InputError
from glossary.review.draft import stored
from glossary.review.draft.building import build_entry
from glossary.review.draft.checks import find_doubts, split_problems
from glossary.review.draft.parts import ContextDraft, Problem, ReferenceDraft, TermDraft
from glossary.review.drafting import DERIVED_SOURCE
from glossary.text.chinese import has_han, to_traditional
from glossary.text.pinyin import pinyin
from glossary.vocabulary import AdministrativeStatus, Language, PartOfSpeech

if TYPE_CHECKING:
    from glossary.concept import TermSection

_Part = TypeVar("_Part")


@dataclass(slots=True, kw_only=True)
class EntryDraft:
    """An entry as typed: every field a string, nothing need be right yet.

    ``original`` is the entry as it was. What no form shows (definitions and notes of a language, uninterpreted
    elements of a file) is kept there and comes back with ``entry``; nothing that nobody touched is changed.
    """

    id: str = ""
    subject_field: str = ""
    definition: str = ""
    definition_source: str = ""
    notes: list[str] = field(default_factory=list)
    references: list[ReferenceDraft] = field(default_factory=list)
    terms: list[TermDraft] = field(default_factory=list)
    original: ConceptEntry = field(default_factory=ConceptEntry)

    @classmethod
    def of(cls, entry: ConceptEntry) -> EntryDraft:
        """Return the draft of an entry; of an empty one for an entry that is new."""
        return cls(
            id=entry.id,
            subject_field=entry.subject_field or "",
            definition=entry.definition.text if entry.definition else "",
            definition_source=(entry.definition.source or "") if entry.definition else "",
            notes=list(entry.notes),
            references=[ReferenceDraft.of(reference) for reference in entry.references],
            terms=[TermDraft.of(language, term, place) for place, (language, term) in enumerate(entry.find_terms())],
            original=entry,
        )

    @classmethod
    def from_json(cls, text: str) -> EntryDraft:
        """Return the draft that ``to_json`` wrote.

        Raises:
            InputError: the text is no draft.
        """
        return cls(**stored.load(text))

    def to_json(self) -> str:
        """Return the draft as JSON text, with the entry as it was."""
        return stored.dump(self)

    def entry(self) -> ConceptEntry:
        """Return the entry that the draft describes.

        Raises:
            InputError: it has a problem; the first is told.
        """
        if problems := self.problems():
            raise InputError(problems[0].message)
        return build_entry(self)

    @property
    def is_changed(self) -> bool:
        """Whether saving would change the entry as it was; a draft with problems counts as changed."""
        return bool(self.problems()) or build_entry(self) != self.original

    def problems(self) -> list[Problem]:
        """Return what keeps the draft from being saved; what was wrong before isn't held against it."""
        return split_problems(self, EntryDraft.of(self.original))[0]

    def warnings(self) -> list[Problem]:
        """Return what may be meant so and is unusual, and what was wrong with the entry before."""
        return [*split_problems(self, EntryDraft.of(self.original))[1], *find_doubts(self)]

    def former_term(self, term: TermDraft) -> TermSection | None:
        """Return a term as it was; None for a new one."""
        if term.place is None:
            return None
        return [found for _, found in self.original.find_terms()][term.place]

    def suggest_pinyin(self, number: int) -> str:
        """Return the reading of a term by rule; ``""`` for one that isn't Chinese."""
        term = self.terms[number]
        return pinyin(term.term.strip()) if term.is_chinese and has_han(term.term) else ""

    def set_pinyin(self, number: int, reading: str) -> None:
        """Give a term the reading that a person wrote; an empty one gives it back to the rules."""
        term = self.terms[number]
        term.pinyin = reading or self.suggest_pinyin(number)
        term.pinyin_by_hand = bool(reading.strip())

    def set_status(self, number: int, status: str) -> None:
        """Give a term a status; where it becomes preferred, the former preferred one becomes admitted."""
        chosen = self.terms[number]
        for term in self.terms:
            if term.language == chosen.language and status == term.status == AdministrativeStatus.PREFERRED:
                term.status = AdministrativeStatus.ADMITTED.value
        chosen.status = status

    def add_term(self, language: str, term: str = "") -> int:
        """Add a term behind the others of its language and return its number.

        The first of a language is preferred, others are admitted.
        """
        same = [number for number, found in enumerate(self.terms) if found.language == language]
        has_preferred = any(self.terms[number].status == AdministrativeStatus.PREFERRED for number in same)
        status = AdministrativeStatus.ADMITTED if has_preferred else AdministrativeStatus.PREFERRED
        number = same[-1] + 1 if same else len(self.terms)
        new = TermDraft(language=language, term=term, status=status.value, part_of_speech=PartOfSpeech.NOUN.value)
        self.terms.insert(number, new)
        new.pinyin = self.suggest_pinyin(number)
        return number

    def add_traditional(self) -> None:
        """Add Traditional terms derived from the Simplified ones, marked as derived, where there are none."""
        if any(term.language == Language.TRADITIONAL_CHINESE for term in self.terms):
            return
        for term in [found for found in self.terms if found.language == Language.SIMPLIFIED_CHINESE]:
            form = to_traditional(term.term)
            if form in {found.term for found in self.terms if found.language == Language.TRADITIONAL_CHINESE}:
                continue
            derived = self.terms[self.add_term(Language.TRADITIONAL_CHINESE.value, form)]
            derived.status, derived.part_of_speech, derived.term_type = term.status, term.part_of_speech, term.term_type
            derived.pinyin, derived.pinyin_by_hand = term.pinyin, term.pinyin_by_hand
            derived.source = DERIVED_SOURCE

    def remove_term(self, number: int) -> None:
        """Take a term away."""
        del self.terms[number]

    def move_term(self, number: int, places: int) -> int:
        """Move a term among those of its language, up by -1, down by 1, and return its new number."""
        same = [n for n, term in enumerate(self.terms) if term.language == self.terms[number].language]
        there = same[_bounded(same.index(number) + places, len(same))]
        self.terms.insert(there, self.terms.pop(number))
        return there

    def add_context(self, number: int, text: str = "", source: str = "") -> int:
        """Add a usage example to a term and return its place."""
        self.terms[number].contexts.append(ContextDraft(text=text, source=source))
        return len(self.terms[number].contexts) - 1

    def remove_context(self, number: int, place: int) -> None:
        """Take a usage example of a term away."""
        del self.terms[number].contexts[place]

    def move_context(self, number: int, place: int, places: int) -> int:
        """Move a usage example of a term, up by -1, down by 1, and return its new place."""
        return _move(self.terms[number].contexts, place, places)

    def add_note(self, text: str = "", *, term: int | None = None) -> int:
        """Add a note to the entry, or to the term with a number, and return its place."""
        notes = self._notes(term)
        notes.append(text)
        return len(notes) - 1

    def remove_note(self, place: int, *, term: int | None = None) -> None:
        """Take a note of the entry, or of the term with a number, away."""
        del self._notes(term)[place]

    def move_note(self, place: int, places: int, *, term: int | None = None) -> int:
        """Move a note of the entry, or of the term with a number, and return its new place."""
        return _move(self._notes(term), place, places)

    def add_reference(self, target: str = "", text: str = "") -> int:
        """Add a cross-reference and return its place."""
        self.references.append(ReferenceDraft(target=target, text=text))
        return len(self.references) - 1

    def remove_reference(self, place: int) -> None:
        """Take a cross-reference away."""
        del self.references[place]

    def move_reference(self, place: int, places: int) -> int:
        """Move a cross-reference, up by -1, down by 1, and return its new place."""
        return _move(self.references, place, places)

    def _notes(self, term: int | None) -> list[str]:
        return self.notes if term is None else self.terms[term].notes


def _move(parts: list[_Part], place: int, places: int) -> int:
    there = _bounded(place + places, len(parts))
    parts.insert(there, parts.pop(place))
    return there


def _bounded(place: int, count: int) -> int:
    return min(max(place, 0), count - 1)
