"""The entries of a file, put down in a temporary file: gone through as often as wanted, and none held in memory."""

from __future__ import annotations

import json
import marshal
import tempfile
import weakref
from array import array
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

from glossary.concept import Context, CrossReference, Definition
from glossary.concept_making import make_entry, make_section, make_term
from glossary.errors import GlossaryError
from glossary.jobs.importing.joining import with_pinyin
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.concept import ConceptEntry, LanguageSection, TermSection

#: So many entries are put down and read at a time; of more, Python's collector of garbage goes through all again.
_BATCH = 50
#: So many bytes stay in memory; what is more goes to a file.
_IN_MEMORY = 4_000_000

_STATUSES = {status.value: status for status in AdministrativeStatus}
_PARTS_OF_SPEECH = {part.value: part for part in PartOfSpeech}
_TERM_TYPES = {kind.value: kind for kind in TermType}

Row = list[Any]
"""What an entry has, in the order of its fields."""


def spooled(entries: Iterable[ConceptEntry]) -> Spool:
    """Return entries as they go into a termbase: put down, every Chinese term with a reading.

    Raises:
        GlossaryError: there is no room for them.
    """
    return entries if isinstance(entries, Spool) else Spool(map(with_pinyin, entries))


def to_bytes(entry: ConceptEntry) -> bytes:
    """Return an entry as bytes."""
    return _write([_to_row(entry)])


def from_bytes(stored: bytes) -> ConceptEntry:
    """Return the entry that ``to_bytes`` was given."""
    (row,) = _read(stored)
    return _to_entry(row, row[0])


def no_room(reason: str) -> str:
    """Return the message that a temporary file can't be written."""
    folder = tempfile.tempdir or "the folder for temporary files"  # which may be missing
    return f"{folder}: there is no room for what is read ({reason}); TMPDIR names another folder"


class Spool:
    """Entries in the order in which they came; their file is gone with them, however the program ends.

    Args:
        entries: the first ones.

    Raises:
        GlossaryError: there is no room for them.
    """

    def __init__(self, entries: Iterable[ConceptEntry] = ()) -> None:
        # The file outlives this block: it is closed with the last who holds the entries.
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        weakref.finalize(self, _close, self._file)
        self._ends = array("Q", [0])
        self._waiting: list[Row] = []
        for entry in entries:
            self.append(entry)

    def __len__(self) -> int:
        return (len(self._ends) - 1) * _BATCH + len(self._waiting)

    def __iter__(self) -> Iterator[ConceptEntry]:
        for row in self._rows():
            yield _to_entry(row, row[0])

    def append(self, entry: ConceptEntry) -> None:
        """Put down one more."""
        self._waiting.append(_to_row(entry))
        if len(self._waiting) == _BATCH:
            written = _write(self._waiting)
            try:
                self._file.seek(self._ends[-1])
                self._file.write(written)
                self._file.flush()
            except OSError as error:
                raise GlossaryError(no_room((error.strerror or str(error)).lower())) from error
            self._ends.append(self._ends[-1] + len(written))
            self._waiting = []

    def under(self, identifiers: Iterable[str | None]) -> Iterator[ConceptEntry]:
        """Yield the entries under other ids, one for each; those with None are passed over."""
        for row, identifier in zip(self._rows(), identifiers, strict=True):
            if identifier is not None:
                yield _to_entry(row, identifier)

    def _rows(self) -> Iterator[Row]:
        for number in range(len(self._ends) - 1):
            self._file.seek(self._ends[number])
            yield from _read(self._file.read(self._ends[number + 1] - self._ends[number]))
        yield from self._waiting


def _close(file: SpooledTemporaryFile[bytes]) -> None:
    with suppress(OSError):  # what there was no room for
        file.close()


def _write(rows: list[Row]) -> bytes:
    """Return rows as bytes, in the quickest way for what never leaves this process."""
    try:
        return marshal.dumps(rows)
    except ValueError:  # texts of a class of their own, as parsers have them
        return marshal.dumps(json.loads(json.dumps(rows)))


def _read(stored: bytes) -> list[Row]:
    rows: list[Row] = marshal.loads(stored)  # noqa: S302 - what this process wrote
    return rows


def _to_row(entry: ConceptEntry) -> Row:
    definition = entry.definition
    return [
        entry.id,
        entry.subject_field,
        definition and (definition.text, definition.source),
        entry.notes,
        [(reference.target, reference.text) for reference in entry.references],
        [_of_section(section) for section in entry.sections],
        entry.other,
    ]


def _of_section(section: LanguageSection) -> Row:
    definition = section.definition
    return [
        section.language,
        [_of_term(term) for term in section.terms],
        definition and (definition.text, definition.source),
        section.notes,
        section.other,
    ]


def _of_term(term: TermSection) -> Row:
    return [
        term.term,
        term.status.value,
        term.part_of_speech.value if term.part_of_speech else None,
        term.term_type.value if term.term_type else None,
        term.pinyin,
        term.pinyin_by_hand,
        term.source,
        term.notes,
        [(c.text, c.source, c.document, c.start, c.end) for c in term.contexts],
        term.other,
    ]


def _to_entry(row: Row, identifier: str) -> ConceptEntry:
    _, subject_field, definition, notes, references, sections, other = row
    return make_entry(
        identifier,
        subject_field,
        _definition(definition),
        tuple(notes),
        tuple([CrossReference(target=target, text=text) for target, text in references]),
        tuple([_section(*section) for section in sections]),
        tuple(other),
    )


def _section(language: str, terms: list[Row], definition: Row | None, notes: Row, other: Row) -> LanguageSection:
    return make_section(
        language, tuple([_term(term) for term in terms]), _definition(definition), tuple(notes), tuple(other)
    )


def _term(row: Row) -> TermSection:
    term, status, part_of_speech, term_type, pinyin, pinyin_by_hand, source, notes, contexts, other = row
    return make_term(
        term,
        _STATUSES[status],
        _PARTS_OF_SPEECH[part_of_speech] if part_of_speech else None,
        _TERM_TYPES[term_type] if term_type else None,
        pinyin,
        pinyin_by_hand,
        source,
        tuple(notes),
        tuple([Context(text=c[0], source=c[1], document=c[2], start=c[3], end=c[4]) for c in contexts]),
        tuple(other),
    )


def _definition(row: Row | None) -> Definition | None:
    return None if row is None else Definition(text=row[0], source=row[1])
