"""Rows of tables in texts as entries."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from glossary.concept import ConceptEntry, Definition, TermSection
from glossary.exchange.table_columns import Part
from glossary.exchange.term_lists import build_sections
from glossary.vocabulary import AdministrativeStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossary.exchange.table_columns import Column


#: How pinyin that a person wrote is marked in a table where any is.
BY_HAND = AdministrativeStatus.ADMITTED


class Piece(NamedTuple):
    """One of the texts in a cell, with a status where its writing says one."""

    text: str
    status: AdministrativeStatus | None = None


def build_entry(columns: Iterable[Column | None], cells: Sequence[Sequence[Piece]]) -> ConceptEntry:
    """Return the entry of a row; without sections if it has no term.

    The first term of a language is preferred and the others are admitted, unless they say something else.

    Args:
        columns: what the columns hold.
        cells: the texts of the cells, none for an empty one.
    """
    found = {column: pieces for column, pieces in zip(columns, cells, strict=False) if column}
    parts = {column.part: [piece.text for piece in pieces if piece.text] for column, pieces in found.items()}
    readings = {column.language: pieces for column, pieces in found.items() if column.part is Part.PINYIN}
    terms = [
        (column.language, term)
        for column, pieces in found.items()
        if column.part is Part.TERMS
        for term in _build_terms(pieces, readings.get(column.language, ()))
    ]
    definition = "\n".join(parts.get(Part.DEFINITION, ()))
    return ConceptEntry(
        id=" ".join(parts.get(Part.ID, ())),
        subject_field="; ".join(parts.get(Part.SUBJECT_FIELD, ())) or None,
        definition=Definition(text=definition) if definition else None,
        notes=tuple(parts.get(Part.NOTES, ())),
        sections=build_sections(terms),
    )


def _build_terms(pieces: Sequence[Piece], readings: Sequence[Piece]) -> list[TermSection]:
    terms: list[TermSection] = []
    for piece, reading in zip_longest(pieces, readings[: len(pieces)], fillvalue=Piece("")):
        if not piece.text:
            continue
        default = AdministrativeStatus.ADMITTED if terms else AdministrativeStatus.PREFERRED
        term = TermSection(
            term=piece.text,
            status=piece.status or default,
            pinyin=reading.text or None,
            pinyin_by_hand=bool(reading.text) and reading.status in (None, BY_HAND),
        )
        terms.append(term)
    return terms
