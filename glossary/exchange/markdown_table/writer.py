"""Markdown out: one table, which any page of Markdown shows, one row a concept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.exchange.features import Feature
from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.languages import NAMES
from glossary.exchange.markdown_table.cells import join_pieces
from glossary.exchange.report import Issue, WriteReport
from glossary.exchange.table_rows import BY_HAND, Piece
from glossary.exchange.term_lists import joined_sections
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from glossary.concept import ConceptEntry, TermSection

#: What a row holds of an entry.
CARRIES = frozenset(
    {
        Feature.IDENTIFIERS,
        Feature.SYNONYMS,
        Feature.STATUS,
        Feature.REJECTED_TERMS,
        Feature.SUPERSEDED,
        Feature.BOTH_WRITINGS,
        Feature.PINYIN,
        Feature.PINYIN_BY_HAND,
        Feature.SUBJECT_FIELD,
        Feature.DEFINITION,
        Feature.NOTES,
        Feature.LAYOUT,
    }
)
OWN_MARK = "<!-- Written by policy-glossary. -->"
_EN, _HANS, _HANT = (language.value for language in Language)
_HEADINGS = (
    NAMES[_EN],
    NAMES[_HANS],
    "Pinyin",
    NAMES[_HANT],
    "Pinyin (Traditional)",
    "Subject field",
    "Definition",
    "Notes",
    "Id",
)
_LEGEND = (
    "*Italic*: admitted. ~~Struck through~~: deprecated. ~~*Both*~~: superseded. *Pinyin in italics*: written by hand."
)


def write_markdown(entries: Iterable[ConceptEntry], path: str | Path, *, title: str = "Glossary") -> WriteReport:
    """Write a row for each entry; the file appears at once when all are written.

    Raises:
        UsageError: the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    issues: list[Issue] = []
    written = 0
    with replace_file(path, keeps_earlier=True) as file:
        head = f"{OWN_MARK}\n\n# {join_pieces([Piece(title)])}\n\n{_LEGEND}\n\n"
        file.write(f"{head}{_row(_HEADINGS)}{_row(['---'] * len(_HEADINGS))}".encode())
        for entry in entries:
            cells = _render(entry)
            if not any((cells[0], cells[1], cells[3])):
                issues.append(Issue(message="has no term for the table; left out", entry=entry.id))
                continue
            file.write(_row(cells).encode())
            written += 1
    return WriteReport(written=written, issues=tuple(issues))


def _render(entry: ConceptEntry) -> list[str]:
    """Return the cells in the order of the headings."""
    sections = joined_sections(entry)
    terms = {language: [term for each in sections[language] for term in each.terms] for language in sections}
    return [
        _render_terms(terms.get(_EN, ())),
        _render_terms(terms.get(_HANS, ())),
        _render_pinyin(terms.get(_HANS, ())),
        _render_terms(terms.get(_HANT, ())),
        _render_pinyin(terms.get(_HANT, ())),
        join_pieces([Piece(entry.subject_field or "")]),
        join_pieces([Piece(entry.definition.text if entry.definition else "")]),
        join_pieces([Piece(note) for note in entry.notes]),
        join_pieces([Piece(entry.id)]),
    ]


def _render_terms(terms: Iterable[TermSection]) -> str:
    return join_pieces([Piece(term.term, term.status) for term in terms])


def _render_pinyin(terms: Iterable[TermSection]) -> str:
    """Return a cell with the pinyin of each term; what a person wrote is marked."""
    marks = {True: BY_HAND, False: None}
    readings = [Piece(term.pinyin or "", marks[term.pinyin_by_hand]) for term in terms]
    return join_pieces(readings) if any(reading.text for reading in readings) else ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
