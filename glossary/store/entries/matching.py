"""What a query asks of an entry: the one meaning of a query for every command and the app.

A query is parted at its blanks, and each part must be met by one of the entry's terms:

- a part with Chinese characters stands in the term as it is, from one character on;
- a part of three letters and more stands anywhere in the term, whatever its case;
- one or two letters begin one of its words.

Or the whole query, blanks, hyphens and quotation marks aside, begins a term; or, without Chinese characters,
the reading of one (with its tones, where the query has any) or the initials of its syllables; from five
letters on it may also stand in the middle of a reading.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, literal, select

from glossary.store.entries.full_text import TRIGRAM, begins_with
from glossary.store.entries.search_columns import LONGEST as SORTED
from glossary.store.entries.search_columns import search_key, sorting_key, toned
from glossary.store.models import ConceptEntryRow, TermSectionRow
from glossary.text.chinese import has_han, split_characters
from glossary.text.pinyin import joined
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from glossary.store.entries.full_text import FullText

#: So many letters are worth a look into the middle of readings.
MIDDLE = 5
#: No term has so many letters or words; what asks for more finds nothing.
LONGEST, MOST_PARTS = 3_000, 200
# What can stand in no term, and what no database takes, parts a query as a blank does.
_BLANK = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff]+")
# Letters, digits and the marks that a term or its reading may be written without.
_JOINABLE = re.compile(r"(?:[^\W_]|[ \"'’‘“”·.–-])+")
# What the index over words surely holds as letters: Latin, with the vowels of pinyin, and Han as old as Unicode 8.
_VOWELS = "\u0101\u0113\u011b\u012b\u014d\u016b\u01ce-\u01dc"
_HELD = re.compile(
    f"[0-9a-z\u00df-\u00f6\u00f8-\u00ff{_VOWELS}\u3005\u3007\u3400-\u4db5\u4e00-\u9fd5\U00020000-\U0002cea1 ]+"
)
_TERM: ColumnElement[str] = TermSectionRow.__table__.c.term
_READING: ColumnElement[str] = TermSectionRow.__table__.c.pinyin_joined
_TONED = func.toned(TermSectionRow.pinyin)
_TONES = frozenset("\u0304\u0301\u030c\u0300")


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """One demand on an entry, in two forms that mean the same.

    ``entry_ids`` finds the rows of all entries that meet it, through an index; ``is_met`` asks it of one term
    of an entry, or with ``is_of_entry`` of the entry itself, None where only the index can tell.
    """

    entry_ids: Select[Any]
    is_met: ColumnElement[bool] | None
    is_of_entry: bool = False

    def of_entry(self) -> ColumnElement[bool]:
        """Return the demand as a question to the ``ConceptEntryRow`` of the statement that it is put in."""
        if self.is_met is None:
            return ConceptEntryRow.id.in_(self.entry_ids)
        return self.is_met if self.is_of_entry else of_its_terms(self.is_met)


@dataclass(frozen=True, slots=True)
class Query:
    """What a query asks: all of ``parts``, or any of ``others``.

    ``ranks`` are what puts an entry before others that match, best first; each is one of ``others`` too.
    """

    parts: tuple[Condition, ...]
    others: tuple[Condition, ...]
    ranks: tuple[tuple[Condition, ...], ...]


def parse_query(text: str | None, full_text: FullText) -> Query | None:
    """Return what a query asks of a database, None where it is empty and asks nothing."""
    parts = [part for part in _BLANK.split(text or "") if part]
    if not parts:
        return None
    if len(parts) > MOST_PARTS or sum(map(len, parts)) > LONGEST:
        return Query(parts=(of_terms(false()),), others=(), ranks=((), (), ()))
    whole = unicodedata.normalize("NFC", " ".join(parts))
    is_joinable = _JOINABLE.fullmatch(whole) is not None
    squeezed = "".join(ch for ch in unicodedata.normalize("NFKC", whole).casefold() if ch.isalnum())
    equal, main, beginning = [], [], []
    if is_joinable and squeezed:
        keys = {search_key(language, whole) for language in (Language.ENGLISH, Language.SIMPLIFIED_CHINESE)}
        equal.append(of_terms(TermSectionRow.key.in_(sorted(keys | {squeezed}))))
        main.append(_main_term_begins(sorting_key(whole)))
        beginning.append(of_terms(full_text.begins_key(squeezed)))
    middle = []
    if is_joinable and not has_han(whole) and (reading := joined(whole)[:SORTED]):
        equal.append(_reading_equals(whole, reading))
        beginning.extend(_reading_begins(whole, reading))
        middle.extend([_reading_has(whole, reading, full_text)] if len(reading) >= MIDDLE else [])
    ranks = (tuple(equal), tuple(main), tuple(beginning))
    others = (*equal, *main, *beginning, *middle)
    # What is likely the rarest comes first: Chinese, then what is longest.
    rarest = sorted(parts, key=lambda part: (not has_han(part), -len(part)))
    return Query(parts=tuple(_part(part, full_text) for part in rarest), others=others, ranks=ranks)


def _part(part: str, full_text: FullText) -> Condition:
    """Return what one part of a query asks."""
    if has_han(part):
        return _phrase(split_characters(part), full_text)
    if len(part) >= TRIGRAM:
        return Condition(full_text.entries_with_term([[part]]), full_text.contains_folded(part))
    if _HELD.fullmatch(part.lower()):
        begins = full_text.begins_word(part.lower())
        return Condition(full_text.entries_with_words(part.lower(), is_beginning=True), begins)
    if part.lower() == part.upper():
        return of_terms(full_text.contains(_TERM, part))
    return of_terms(TermSectionRow.term.icontains(part, autoescape=True))


def _phrase(characters: str, full_text: FullText) -> Condition:
    """Return the demand that separated characters stand in a term side by side."""
    padded = literal(" ").concat(TermSectionRow.characters).concat(" ")
    stands_there = full_text.contains(padded, f" {characters} ")
    if not _HELD.fullmatch(characters):
        return of_terms(stands_there)
    only_han = all(has_han(token) for token in characters.split())
    return Condition(full_text.entries_with_words(characters), stands_there if only_han else None)


def _reading_equals(whole: str, reading: str) -> Condition:
    same = TermSectionRow.pinyin_joined == reading
    return of_terms(and_(same, _TONED.in_([toned(whole)])) if _has_tones(whole) else same)


def _reading_begins(whole: str, reading: str) -> list[Condition]:
    """Return the demand that a reading begins so; without tones its initials may, too."""
    begins = begins_with(TermSectionRow.pinyin_joined, reading)
    if not _has_tones(whole):
        return [of_terms(begins), of_terms(begins_with(TermSectionRow.pinyin_initials, reading))]
    told = toned(whole)
    return [of_terms(and_(begins, func.substr(_TONED, 1, len(told)) == told))]


def _reading_has(whole: str, reading: str, full_text: FullText) -> Condition:
    has = full_text.contains(_READING, reading)
    if _has_tones(whole):
        has = and_(has, full_text.contains(_TONED, toned(whole)))
    return Condition(full_text.entries_with_reading(reading).where(has), has)


def _has_tones(text: str) -> bool:
    return not _TONES.isdisjoint(unicodedata.normalize("NFD", text))


def _main_term_begins(key: str) -> Condition:
    begins = begins_with(ConceptEntryRow.english_key, key)
    return Condition(select(ConceptEntryRow.id).where(begins), begins, is_of_entry=True)


def of_terms(condition: ColumnElement[bool]) -> Condition:
    """Return a condition on a term as one on the entry: one of its terms meets it."""
    return Condition(select(TermSectionRow.entry_id).where(condition), condition)


def of_its_terms(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the question to an entry whether one of its terms meets a condition."""
    of_entry = TermSectionRow.entry_id == ConceptEntryRow.id
    return exists().where(of_entry, condition).correlate(ConceptEntryRow)
