"""One row of a table as a `ConceptEntry`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeVar

from glossary.concept import (
    ConceptEntry,
    Context,
    CrossReference,
    Definition,
    LanguageSection,
    TermSection,
)
from glossary.exchange.csv_table.arrangement import put_in_order
from glossary.exchange.csv_table.cells import parse_number, split_cell
from glossary.exchange.csv_table.columns import LANGUAGES, column_name
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from enum import StrEnum

    from glossary.vocabulary import Language

    _Value = TypeVar("_Value", bound=StrEnum)


_STATUSES = {status.value: status for status in AdministrativeStatus}


class RowError(ValueError):
    """A cell can't be understood; the message names its column."""


@dataclass(slots=True)
class _Row:
    """The cells of a row by our names of their columns; those of a language, or of the concept."""

    cells: Mapping[str, str]
    columns: AbstractSet[str]
    language: Language | None = None

    def get(self, part: str) -> str:
        """Return a cell of the language, or of the concept, without space around it."""
        name = column_name(self.language, part) if self.language else part
        return self.cells.get(name, "").strip()

    def items(self, part: str) -> list[str]:
        """Return the texts of a cell, empty ones between others too."""
        cell = self.get(part)
        return split_cell(cell) if cell else []

    def texts(self, part: str) -> tuple[str, ...]:
        """Return the texts of a cell that aren't empty."""
        return tuple(text for text in self.items(part) if text)

    def by_term(self, part: str, count: int) -> list[str]:
        """Return one text for each of ``count`` terms.

        Raises:
            RowError: there are more.
        """
        items = self.items(part)
        if len(items) > count:
            raise self.error(part, f"has {len(items)} values for {count} terms")
        return items + [""] * (count - len(items))

    def numbered(self, part: str, count: int) -> list[tuple[int, str]]:
        """Return texts with the index of the term that each is about.

        Raises:
            RowError: there is no such term.
        """
        numbered = [parse_number(text) for text in self.items(part)]
        for number, text in numbered:
            if not 1 <= number <= count:
                raise self.error(part, f"is about term {number} of {count}: {text[:40]!r}")
        return [(number - 1, text) for number, text in numbered]

    def error(self, part: str, reason: str) -> RowError:
        """Return the error that names a column of the row."""
        name = column_name(self.language, part) if self.language else part
        return RowError(f"{name} {reason}")

    def definition(self) -> Definition | None:
        text = self.get("definition")
        return Definition(text=text, source=self.get("definition_source") or None) if text else None


def read_row(cells: Mapping[str, str], columns: AbstractSet[str]) -> ConceptEntry:
    """Return the entry of a row, without sections if it has no term.

    Args:
        cells: its cells that aren't empty, by the names of `COLUMNS`.
        columns: the names of the columns that the table has.

    Raises:
        RowError: a cell can't be understood.
    """
    row = _Row(cells, columns)
    references = zip_longest(row.items("references"), row.items("reference_texts"), fillvalue="")
    sections = (_read_section(_Row(cells, columns, language), language) for language in LANGUAGES)
    return ConceptEntry(
        id=row.get("id"),
        subject_field=row.get("subject_field") or None,
        definition=row.definition(),
        notes=row.texts("notes"),
        references=tuple(CrossReference(target=target, text=text) for target, text in references if target),
        sections=put_in_order(tuple(section for section in sections if section.terms), row.items("order")),
    )


def _read_section(row: _Row, language: Language) -> LanguageSection:
    """Return the section of the row's language; without terms there is none to speak of."""
    terms = [TermSection(term=term, status=_STATUSES[status]) for status in _STATUSES for term in row.texts(status)]
    if not terms:
        return LanguageSection(language=language.value)
    return LanguageSection(
        language=language.value,
        terms=tuple(_add_details(row, language, terms)),
        definition=row.definition(),
        notes=row.texts("notes"),
    )


def _add_details(row: _Row, language: Language, terms: list[TermSection]) -> list[TermSection]:
    """Return the terms with what the other columns say about each of them."""
    count = len(terms)
    parts = row.by_term("part_of_speech", count)
    types = row.by_term("term_type", count)
    sources = row.by_term("term_source", count)
    readings, by_hand = [""] * count, [False] * count
    if language.is_chinese:
        readings = row.by_term("pinyin", count)
        by_hand = _read_hands(row, language, count)
    notes = row.numbered("term_notes", count)
    contexts = list(zip_longest(row.numbered("contexts", count), row.items("context_sources"), fillvalue=None))
    if any(context is None for context, _ in contexts):
        raise row.error("context_sources", "has more values than there are contexts")
    return [
        replace(
            term,
            part_of_speech=_choose(row, "part_of_speech", parts[index], PartOfSpeech),
            term_type=_choose(row, "term_type", types[index], TermType),
            source=sources[index] or None,
            pinyin=readings[index] or None,
            pinyin_by_hand=bool(readings[index]) and by_hand[index],
            notes=tuple(text for about, text in notes if about == index and text),
            contexts=tuple(
                Context(text=context[1], source=source or "")
                for context, source in contexts
                if context and context[0] == index and context[1]
            ),
        )
        for index, term in enumerate(terms)
    ]


def _read_hands(row: _Row, language: Language, count: int) -> list[bool]:
    """Return whether a person wrote the pinyin of each term: surely so in a table without that column."""
    if column_name(language, "pinyin_by_hand") not in row.columns:
        return [True] * count
    answers = row.by_term("pinyin_by_hand", count)
    for answer in answers:
        if answer.lower() not in {"", "yes", "no"}:
            raise row.error("pinyin_by_hand", f"is {answer!r}, not yes or empty")
    return [answer.lower() == "yes" for answer in answers]


def _choose(row: _Row, part: str, text: str, values: type[_Value]) -> _Value | None:
    """Return the value that a text names in any case, None for an empty text."""
    if not text:
        return None
    for value in values:
        if value.value.lower() == text.lower():
            return value
    raise row.error(part, f"is {text!r}, not one of {', '.join(value.value for value in values)}")
