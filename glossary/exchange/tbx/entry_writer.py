"""One `ConceptEntry` as XML text of a dialect, one element a line."""

from __future__ import annotations

from itertools import filterfalse
from typing import TYPE_CHECKING

from glossary.exchange.characters import clean_entry, has_illegal
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
from glossary.exchange.tbx.xml_text import escape, escape_attribute
from glossary.vocabulary import AdministrativeStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.concept import ConceptEntry, CrossReference, Definition, LanguageSection, TermSection
    from glossary.exchange.tbx.dialects import Dialect

# How the notes of a term begin in DCT.
_TERM_NOTE_TAGS = tuple(
    f"<{prefix}:{category}>"
    for prefix, module in MODULES.items()
    for category in sorted(module.categories)
    if ELEMENT_OF_CATEGORY[category] == "termNote"
)
_REFERENCE, _EXTERNAL = ("ref", "crossReference"), ("xref", "externalCrossReference")
_ENTRY, _CONCEPT, _LANGUAGE, _TERM, _GROUP = ("  " * depth for depth in (3, 4, 5, 6, 7))


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
        sections = Rendered()
        for section in entry.sections:
            self._add_section(sections, section)
        if not sections.pieces:
            self._report("has no term; left out")
            return None
        out = Rendered(pieces=[f'{_ENTRY}<{self._dialect.entry} id="{name}">\n'])
        if entry.subject_field and self._dialect.has("descrip", "subjectField"):
            out.pieces.append(self._data("descrip", "subjectField", entry.subject_field, _CONCEPT))
        self._add_definition(out, entry.definition, _CONCEPT)
        self._add_notes(out, entry.notes, _CONCEPT)
        for reference in entry.references:
            self._add_reference(out, reference)
        self._add_other(out, entry.other, Level.CONCEPT)
        out.extend(sections)
        out.pieces.append(f"{_ENTRY}</{self._dialect.entry}>\n")
        return out

    def _add_section(self, out: Rendered, section: LanguageSection) -> None:
        tag = section.language.replace("_", "-")
        if not LANGUAGE_TAG.fullmatch(tag):
            self._report(f"{section.language!r} is no language tag; its section is left out")
            return
        terms = Rendered()
        for term in self._choose(section.terms):
            self._add_term(terms, term)
        if not terms.pieces:
            self._report(f"the section {tag} has no term; left out")
            return
        name = self._dialect.language
        out.pieces.append(f'{_CONCEPT}<{name} xml:lang="{tag}">\n')
        self._add_definition(out, section.definition, _LANGUAGE)
        self._add_notes(out, section.notes, _LANGUAGE)
        self._add_other(out, section.other, Level.LANGUAGE)
        out.extend(terms)
        out.pieces.append(f"{_CONCEPT}</{name}>\n")

    def _choose(self, terms: tuple[TermSection, ...]) -> tuple[TermSection, ...]:
        """Return the terms to write: without a place for their status those in use, the preferred first.

        A reader takes every term for one in use then, and the first for the preferred one.
        """
        if self._dialect.has("termNote", "administrativeStatus"):
            return terms
        return tuple(sorted(filter(_is_accepted, terms), key=_is_admitted))

    def _add_term(self, out: Rendered, term: TermSection) -> None:
        text = self._text(term.term)
        if not term.term.strip() or not text:
            self._report("an empty term is left out")
            return
        name = self._dialect.term
        lines = [f"{_LANGUAGE}<{name}>\n{_TERM}<term>{text}</term>\n"]
        for category, value in (
            ("administrativeStatus", term.status.tbx),
            ("partOfSpeech", term.part_of_speech),
            ("termType", term.term_type),
        ):
            if value and self._dialect.has("termNote", category):
                lines.append(self._data("termNote", category, value, _TERM))
        out.pieces.append("".join(lines))
        others = [self._render_other(text, Level.TERM) for text in term.other]
        _extend(out, filter(_is_term_note, others))  # they stand before everything else
        if term.source and self._dialect.has("admin", "source"):
            out.pieces.append(self._data("admin", "source", term.source, _TERM))
        if term.pinyin:
            self._add_pinyin(out, term.pinyin, by_hand=term.pinyin_by_hand)
        self._add_notes(out, term.notes, _TERM)
        for context in term.contexts:
            self._add_sourced(out, "context", context.text, context.source, _TERM)
        _extend(out, filterfalse(_is_term_note, others))
        out.pieces.append(f"{_LANGUAGE}</{name}>\n")

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
        closing, opening = self._dialect.tag(element, category)
        return f"{margin}<{opening}>{self._text(text)}</{closing}>\n"

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
