"""One `ConceptEntry` as XML text of a dialect, one element a line."""

from __future__ import annotations

from itertools import filterfalse
from typing import TYPE_CHECKING

from glossary.exchange.files.characters import clean_entry, has_illegal
from glossary.exchange.files.xml_text import escape, escape_attribute
from glossary.exchange.identifiers import encode_id
from glossary.exchange.report import Issue
from glossary.exchange.tbx.legality import LANGUAGE_TAG, is_web_address, render_fragment
from glossary.exchange.tbx.rendered import Rendered
from glossary.exchange.tbx.vocabulary import (
    ELEMENT_OF_CATEGORY,
    MODULES,
    PINYIN_BY_HAND_NOTE,
    PINYIN_NOTE,
    READING_BY_HAND_NOTE,
    READING_NOTE,
    Level,
)
from glossary.vocabulary import AdministrativeStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.concept import ConceptEntry, CrossReference, Definition, LanguageSection, TermSection
    from glossary.exchange.tbx.dialects import Dialect
    from glossary.vocabulary import PartOfSpeech, TermType

# How the notes of a term begin in DCT.
_TERM_NOTE_TAGS = tuple(
    f"<{prefix}:{category}>"
    for prefix, module in MODULES.items()
    for category in sorted(module.categories)
    if ELEMENT_OF_CATEGORY[category] == "termNote"
)
_REFERENCE, _EXTERNAL = ("ref", "crossReference"), ("xref", "externalCrossReference")
_ENTRY, _CONCEPT, _LANGUAGE, _TERM, _GROUP = ("  " * depth for depth in (3, 4, 5, 6, 7))
_PREFERRED = AdministrativeStatus.PREFERRED


class EntryWriter:
    """Writes entries in a dialect.

    Args:
        dialect: what may be written.
        issues: takes what the dialect can't carry.
    """

    def __init__(self, dialect: Dialect, issues: list[Issue]) -> None:
        self._dialect = dialect
        self._name = dialect.name.removeprefix("TBX-").lower()
        self._issues = issues
        self._entry = ""
        self._has_illegal = False
        self._has_status = dialect.has("termNote", "administrativeStatus")
        self._has_subject_field = dialect.has("descrip", "subjectField")
        self._has_source = dialect.has("admin", "source")
        # Most terms are preferred and say no more of themselves.
        self._term_start = f"{_LANGUAGE}<{dialect.term}>\n{_TERM}<term>"
        self._term_end = f"{_LANGUAGE}</{dialect.term}>\n"
        self._openings: dict[str, str] = {}
        self._tags: dict[tuple[str, str, str], tuple[str, str]] = {}
        self._preferred = self._describe(_PREFERRED, None, None)

    def render(self, entry: ConceptEntry, name: str) -> Rendered | None:
        """Return an entry under a valid XML name as id, None if it has no term that can be written."""
        self._entry = entry.id
        before = len(self._issues)
        self._has_illegal = False
        rendered = self._render(entry, name)
        if self._has_illegal:  # again without them, for what they leave may be empty
            del self._issues[before:]
            self._report("control characters can't be written; left out")
            rendered = self._render(clean_entry(entry), name)
        return rendered

    def _render(self, entry: ConceptEntry, name: str) -> Rendered | None:
        sections = [
            (opening, section, terms)
            for section in entry.sections
            if (opening := self._open_section(section.language)) and (terms := self._choose(section))
        ]
        if not sections:
            self._report("has no term; left out")
            return None
        out = Rendered()
        pieces = out.pieces
        pieces.append(f'{_ENTRY}<{self._dialect.entry} id="{name}">\n')
        if entry.subject_field and self._has_subject_field:
            pieces.append(self._data("descrip", "subjectField", entry.subject_field, _CONCEPT))
        self._add_definition(out, entry.definition, _CONCEPT)
        self._add_notes(out, entry.notes, _CONCEPT)
        for reference in entry.references:
            self._add_reference(out, reference)
        self._add_other(out, entry.other, Level.CONCEPT)
        for opening, section, terms in sections:
            pieces.append(opening)
            if section.definition or section.notes or section.other:
                self._add_definition(out, section.definition, _LANGUAGE)
                self._add_notes(out, section.notes, _LANGUAGE)
                self._add_other(out, section.other, Level.LANGUAGE)
            for term in terms:
                self._add_term(out, term)
            pieces.append(f"{_CONCEPT}</{self._dialect.language}>\n")
        pieces.append(f"{_ENTRY}</{self._dialect.entry}>\n")
        return out

    def _open_section(self, language: str) -> str:
        """Return what opens the section of a language, nothing if that is no language."""
        opening = self._openings.get(language)
        if opening is None:
            tag = language.replace("_", "-")
            if not LANGUAGE_TAG.fullmatch(tag):
                self._report(f"{language!r} is no language tag; its section is left out")
                return ""
            opening = self._openings[language] = f'{_CONCEPT}<{self._dialect.language} xml:lang="{tag}">\n'
        return opening

    def _choose(self, section: LanguageSection) -> tuple[TermSection, ...]:
        """Return the terms of a section to write: without a place for their status those in use, preferred first.

        A reader takes every term for one in use then, and the first for the preferred one.
        """
        terms = section.terms
        if not self._has_status:
            terms = tuple(sorted(filter(_is_accepted, terms), key=_is_admitted))
        written = terms
        if not all([term.term.strip() for term in terms]):  # noqa: C419 - a generator would cost more
            written = tuple(term for term in terms if term.term.strip())
            for _ in range(len(terms) - len(written)):
                self._report("an empty term is left out")
        if not written:
            self._report(f"the section {section.language.replace('_', '-')} has no term; left out")
        return written

    def _add_term(self, out: Rendered, term: TermSection) -> None:
        is_plain = term.status is _PREFERRED and term.part_of_speech is None and term.term_type is None
        notes = self._preferred if is_plain else self._describe(term.status, term.part_of_speech, term.term_type)
        out.pieces.append(f"{self._term_start}{self._text(term.term)}{notes}")
        others = [self._render_other(text, Level.TERM) for text in term.other]
        _extend(out, filter(_is_term_note, others))  # they stand before everything else
        if term.source and self._has_source:
            out.pieces.append(self._data("admin", "source", term.source, _TERM))
        if term.pinyin:
            self._add_pinyin(out, term.pinyin, by_hand=term.pinyin_by_hand)
        if term.notes:
            self._add_notes(out, term.notes, _TERM)
        for context in term.contexts:
            self._add_sourced(out, "context", context.text, context.source, _TERM)
        _extend(out, filterfalse(_is_term_note, others))
        out.pieces.append(self._term_end)

    def _describe(self, status: AdministrativeStatus, part: PartOfSpeech | None, kind: TermType | None) -> str:
        """Return what ends a term, and the notes of it that are values of a picklist."""
        values = (("administrativeStatus", status.tbx), ("partOfSpeech", part), ("termType", kind))
        lines = [
            self._data("termNote", category, value, _TERM)
            for category, value in values
            if value and self._dialect.has("termNote", category)
        ]
        return "".join(["</term>\n", *lines])

    def _add_pinyin(self, out: Rendered, pinyin: str, *, by_hand: bool) -> None:
        if not self._dialect.has_reading:
            prefix = PINYIN_BY_HAND_NOTE if by_hand else PINYIN_NOTE
            self._add_notes(out, (prefix + pinyin,), _TERM)
            return
        note = READING_BY_HAND_NOTE if by_hand else READING_NOTE
        out.pieces.append(
            f"{_TERM}<adminGrp>\n"
            f"{self._data('admin', 'reading', pinyin, _GROUP)}"
            f"{self._data('adminNote', 'readingNote', note, _GROUP)}"
            f"{_TERM}</adminGrp>\n"
        )

    def _add_definition(self, out: Rendered, definition: Definition | None, margin: str) -> None:
        if definition:
            self._add_sourced(out, "definition", definition.text, definition.source, margin)

    def _add_sourced(self, out: Rendered, category: str, text: str, source: str | None, margin: str) -> None:
        """Add a description; with its source in a group of its own."""
        if not text or not self._dialect.has("descrip", category):
            return
        if not source:
            out.pieces.append(self._data("descrip", category, text, margin))
            return
        out.pieces.append(
            f"{margin}<descripGrp>\n"
            f"{self._data('descrip', category, text, margin + '  ')}"
            f"{self._data('admin', 'source', source, margin + '  ')}"
            f"{margin}</descripGrp>\n"
        )

    def _add_notes(self, out: Rendered, notes: tuple[str, ...], margin: str) -> None:
        out.pieces.extend(f"{margin}<note>{self._text(note)}</note>\n" for note in notes if note)

    def _add_reference(self, out: Rendered, reference: CrossReference) -> None:
        text = self._text(reference.text)
        element, category = _REFERENCE if not reference.is_external else _EXTERNAL
        if not self._dialect.has(element, category):
            return
        closing, opening = self._dialect.tag(element, category)
        if not reference.is_external:
            target = encode_id(reference.target)
            out.add_removable(f'{_CONCEPT}<{opening} target="{target}">{text}</{closing}>\n', target)
        elif is_web_address(reference.target):
            target = escape_attribute(reference.target)
            out.pieces.append(f'{_CONCEPT}<{opening} target="{target}">{text}</{closing}>\n')
        else:
            self._report(f"{reference.target} is no web address that TBX can hold; left out")

    def _add_other(self, out: Rendered, other: tuple[str, ...], level: Level) -> None:
        _extend(out, (self._render_other(text, level) for text in other))

    def _render_other(self, text: str, level: Level) -> Rendered:
        rendered = render_fragment(text, level, self._name, self._dialect.version, self._dialect.style)
        for problem in rendered.problems:
            self._report(problem)
        return rendered

    def _data(self, element: str, category: str, text: str, margin: str) -> str:
        key = (element, category, margin)
        tags = self._tags.get(key)
        if tags is None:
            closing, opening = self._dialect.tag(element, category)
            tags = self._tags[key] = f"{margin}<{opening}>", f"</{closing}>\n"
        return f"{tags[0]}{self._text(text)}{tags[1]}"

    def _text(self, text: str) -> str:
        """Return a text as XML content."""
        escaped = escape(text)
        if escaped is not text and has_illegal(text):
            self._has_illegal = True
        return escaped

    def _report(self, message: str) -> None:
        self._issues.append(Issue(message=message, entry=self._entry))


def _extend(out: Rendered, parts: Iterable[Rendered]) -> None:
    for part in parts:
        out.extend(part)


def _is_term_note(rendered: Rendered) -> bool:
    head = rendered.pieces[0].lstrip() if rendered.pieces else ""
    return head.startswith("<termNote") or head.startswith(_TERM_NOTE_TAGS)


def _is_accepted(term: TermSection) -> bool:
    return term.status.is_accepted


def _is_admitted(term: TermSection) -> bool:
    return term.status is not AdministrativeStatus.PREFERRED
