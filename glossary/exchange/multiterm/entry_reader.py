"""One concept of a MultiTerm file as a `ConceptEntry`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from glossary.concept import ConceptEntry, Context, CrossReference, Definition, LanguageSection, TermSection
from glossary.exchange.files.xml_text import flatten, line_of, local_name, unspace, unwrap
from glossary.exchange.languages import language_named, normalise_language
from glossary.exchange.multiterm.kinds import (
    MACHINE,
    Kind,
    find_part_of_speech,
    find_status,
    find_term_type,
    kind_named,
)
from glossary.exchange.report import Issue
from glossary.vocabulary import AdministrativeStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    # A term with its status, None where nothing says it.
    _Term = tuple[AdministrativeStatus | None, TermSection]

_Value = TypeVar("_Value")

_NO = frozenset({"", "0", "false", "no", "否"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """A field with what is said about it."""

    kind: Kind | None
    name: str
    text: str
    details: tuple[_Field, ...] = ()

    def get(self, kind: Kind) -> str:
        """Return the text of a detail, ``""`` if there is none."""
        return next((detail.text for detail in self.details if detail.kind is kind), "")

    def as_notes(self, *taken: Kind) -> Iterator[str]:
        """Yield the details that have no place of their own as notes."""
        for detail in self.details:
            if detail.kind not in taken:
                yield f"{detail.name}: {detail.text}"


@dataclass(slots=True)
class _Level:
    """What the fields of a concept, a language or a term come to."""

    values: dict[Kind, str] = field(default_factory=dict)
    definition: Definition | None = None
    notes: list[str] = field(default_factory=list)
    contexts: list[Context] = field(default_factory=list)
    references: list[CrossReference] = field(default_factory=list)
    is_by_hand: bool = False


_SINGLE = {
    "conceptGrp": frozenset({Kind.ID, Kind.SUBJECT_FIELD}),
    "languageGrp": frozenset[Kind](),
    "termGrp": frozenset({Kind.STATUS, Kind.FORBIDDEN, Kind.PART_OF_SPEECH, Kind.TERM_TYPE, Kind.PINYIN, Kind.SOURCE}),
}


class EntryReader:
    """Reads the concepts of a file.

    Args:
        issues: takes what was skipped or not understood.
        is_own: we wrote the file, so that blanks in it are meant.
    """

    def __init__(self, issues: list[Issue], *, is_own: bool) -> None:
        self._issues = issues
        self._tidy: Callable[[str], str] = str if is_own else unwrap
        self._tidy_term: Callable[[str], str] = str if is_own else unspace
        self._told: set[str] = set()

    def read(self, element: _Element) -> ConceptEntry | None:
        """Return the entry of a ``conceptGrp``, None if it has no term."""
        level = self._read_level(element)
        sections: dict[str, LanguageSection] = {}
        for child in element:
            if local_name(child) == "languageGrp":
                self._add_section(child, sections)
        number = next((self._text(child) for child in element if local_name(child) == "concept"), "")
        identifier = level.values.get(Kind.ID) or number
        if not sections:
            lost = Issue(message="has no term; skipped", line=line_of(element), entry=identifier, is_lost=True)
            self._issues.append(lost)
            return None
        return ConceptEntry(
            id=identifier,
            subject_field=level.values.get(Kind.SUBJECT_FIELD),
            definition=level.definition,
            notes=tuple(level.notes),
            references=tuple(level.references),
            sections=tuple(sections.values()),
        )

    def _add_section(self, element: _Element, sections: dict[str, LanguageSection]) -> None:
        language = self._find_language(element)
        level = self._read_level(element)
        groups = [child for child in element if local_name(child) == "termGrp"]
        terms = [term for term in map(self._read_term, groups) if term]
        if not terms:
            return
        earlier = sections.get(language, LanguageSection(language=language))
        extra = (level.definition.text,) if earlier.definition and level.definition else ()
        sections[language] = LanguageSection(
            language=language,
            terms=(*earlier.terms, *_settle(terms, earlier.terms)),
            definition=earlier.definition or level.definition,
            notes=(*earlier.notes, *extra, *level.notes),
        )

    def _find_language(self, element: _Element) -> str:
        """Return the language of a group: by its tag, else by what its owner calls it."""
        for child in element:
            if local_name(child) == "language":
                tag, name = child.get("lang", ""), child.get("type", "")
                return language_named(tag) or language_named(name) or normalise_language(tag) or name or "und"
        return "und"

    def _read_term(self, element: _Element) -> _Term | None:
        word = next((self._tidy_term(flatten(child)) for child in element if local_name(child) == "term"), "")
        if not word.strip():
            self._issues.append(Issue(message="an empty term was skipped", line=line_of(element)))
            return None
        level = self._read_level(element)
        status = self._choose(level, Kind.STATUS, find_status, element)
        if status is None and level.values.get(Kind.FORBIDDEN, "").lower() not in _NO:
            status = AdministrativeStatus.DEPRECATED
        part_of_speech = self._choose(level, Kind.PART_OF_SPEECH, find_part_of_speech, element)
        term_type = self._choose(level, Kind.TERM_TYPE, find_term_type, element)
        section = TermSection(
            term=word,
            part_of_speech=part_of_speech,
            term_type=term_type,
            pinyin=level.values.get(Kind.PINYIN),
            pinyin_by_hand=level.is_by_hand,
            source=level.values.get(Kind.SOURCE),
            notes=tuple(level.notes),
            contexts=tuple(level.contexts),
        )
        return status, section

    def _choose(
        self, level: _Level, kind: Kind, find: Callable[[str], _Value | None], element: _Element
    ) -> _Value | None:
        """Return what a value means; one that we have no word for becomes a note."""
        text = level.values.get(kind, "")
        value = find(text) if text else None
        if text and value is None:
            note = f"{kind.value}: {text}"
            level.notes.append(note)
            self._tell_once(note, f"{kind.value} {text[:40]!r} isn't known; kept as a note", element)
        return value

    def _read_level(self, element: _Element) -> _Level:
        """Return what the fields of a concept, language or term say, without those of what is in it."""
        level = _Level()
        single = _SINGLE[local_name(element)]
        for found in self._read_fields(element):
            self._take(found, level, single, element)
        return level

    def _take(self, found: _Field, level: _Level, single: frozenset[Kind], element: _Element) -> None:
        match found.kind:
            case Kind.DEFINITION if level.definition is None and Kind.PINYIN not in single:
                level.definition = Definition(text=found.text, source=found.get(Kind.SOURCE) or None)
                level.notes.extend(found.as_notes(Kind.SOURCE))
            case Kind.CONTEXT if Kind.PINYIN in single:
                level.contexts.append(Context(text=found.text, source=found.get(Kind.SOURCE)))
                level.notes.extend(found.as_notes(Kind.SOURCE))
            case Kind.REFERENCE if Kind.ID in single:
                level.references.append(CrossReference(target=found.text, text=found.get(Kind.REFERENCE_TEXT)))
            case Kind.NOTE:
                level.notes.append(found.text)
                level.notes.extend(found.as_notes())
            case kind if kind in single and kind not in level.values:
                level.values[kind] = found.text
                level.is_by_hand |= kind is Kind.PINYIN and found.get(Kind.PINYIN_ORIGIN) != MACHINE
                level.notes.extend(found.as_notes(Kind.PINYIN_ORIGIN))
            case _:
                level.notes.append(f"{found.name}: {found.text}")
                level.notes.extend(found.as_notes())
                self._tell_once(found.name, f"the field {found.name} has no place here; kept as a note", element)

    def _read_fields(self, element: _Element) -> Iterator[_Field]:
        for child in element:
            if local_name(child) == "descripGrp":
                heads = [each for each in child if local_name(each) == "descrip"]
                details = tuple(self._read_fields(child))
                for head in heads:
                    if text := self._text(head):
                        name = head.get("type", "").strip() or "Note"
                        yield _Field(kind=kind_named(name), name=name, text=text, details=details)

    def _tell_once(self, what: str, message: str, element: _Element) -> None:
        if what not in self._told:
            self._told.add(what)
            self._issues.append(Issue(message=message, line=line_of(element)))

    def _text(self, element: _Element) -> str:
        return self._tidy(flatten(element))


def _settle(terms: list[_Term], earlier: tuple[TermSection, ...]) -> Iterator[TermSection]:
    """Yield the terms with their status; where none is said to be preferred the first one without status is."""
    is_open = not earlier and all(status is not AdministrativeStatus.PREFERRED for status, _ in terms)
    for status, section in terms:
        if status is None:
            settled = AdministrativeStatus.PREFERRED if is_open else AdministrativeStatus.ADMITTED
            is_open = False
        else:
            settled = status
        yield replace(section, status=settled)
