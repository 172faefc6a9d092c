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
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, exists, func, literal, select, table

from glossary.store.models import ConceptEntryRow, TermSectionRow
from glossary.store.search_columns import search_key, sorting_key, toned
from glossary.text.chinese import has_han, split_characters
from glossary.text.pinyin import joined
from glossary.vocabulary import Language

_WORDS = table("term_search", column("rowid"), column("term_search"))
_TRIGRAMS = table("term_trigrams", column("rowid"), column("term_trigrams"))
#: So many letters make a trigram, and so many are worth a look into the middle of readings.
TRIGRAM, MIDDLE = 3, 5
_AFTER_ALL = "\U0010ffff"
# What can stand in no term, and what no database takes, parts a query as a blank does.
_BLANK = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff]+")
# Letters, digits and the marks that a term or its reading may be written without.
_JOINABLE = re.compile(r"(?:[^\W_]|[ \"'’‘“”·.–-])+")
# What the index over words surely holds as letters: Latin, with the vowels of pinyin, and Han as old as Unicode 8.
_VOWELS = "\u0101\u0113\u011b\u012b\u014d\u016b\u01ce-\u01dc"
_HELD = re.compile(
    f"[0-9a-z\u00df-\u00f6\u00f8-\u00ff{_VOWELS}\u3005\u3007\u3400-\u4db5\u4e00-\u9fd5\U00020000-\U0002cea1 ]+"
)
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


def parse_query(text: str | None) -> Query | None:
    """Return what a query asks, None where it is empty and asks nothing."""
    parts = [part for part in _BLANK.split(text or "") if part]
    if not parts:
        return None
    whole = unicodedata.normalize("NFC", " ".join(parts))
    is_joinable = _JOINABLE.fullmatch(whole) is not None
    squeezed = "".join(ch for ch in unicodedata.normalize("NFKC", whole).casefold() if ch.isalnum())
    equal, main, beginning = [], [], []
    if is_joinable and squeezed:
        keys = {search_key(language, whole) for language in (Language.ENGLISH, Language.SIMPLIFIED_CHINESE)}
        equal.append(of_terms(TermSectionRow.key.in_(sorted(keys | {squeezed}))))
        main.append(_main_term_begins(sorting_key(whole)))
        beginning.append(of_terms(_begins(TermSectionRow.key, squeezed)))
    middle = []
    if is_joinable and not has_han(whole) and (reading := joined(whole)):
        equal.append(_reading_equals(whole, reading))
        beginning.extend(_reading_begins(whole, reading))
        middle.extend([_reading_has(whole, reading)] if len(reading) >= MIDDLE else [])
    ranks = (tuple(equal), tuple(main), tuple(beginning))
    others = (*equal, *main, *beginning, *middle)
    # What is likely the rarest comes first: Chinese, then what is longest.
    rarest = sorted(parts, key=lambda part: (not has_han(part), -len(part)))
    return Query(parts=tuple(_part(part) for part in rarest), others=others, ranks=ranks)


def _part(part: str) -> Condition:
    """Return what one part of a query asks."""
    if has_han(part):
        return _phrase(split_characters(part))
    if len(part) >= TRIGRAM:
        # Beyond ASCII the index folds case as Unicode does, which no other test does alike.
        is_met = TermSectionRow.term.icontains(part, autoescape=True) if part.isascii() else None
        return Condition(in_trigrams(f"term : {quoted(part)}"), is_met)
    if _HELD.fullmatch(part.lower()):
        begins = func.begins_word(TermSectionRow.characters, part.lower())
        return Condition(_in_words(f"{quoted(part.lower())} *"), begins if part.isascii() else None)
    if part.lower() == part.upper():
        return of_terms(func.instr(TermSectionRow.term, part) > 0)
    return of_terms(TermSectionRow.term.icontains(part, autoescape=True))


def _phrase(characters: str) -> Condition:
    """Return the demand that separated characters stand in a term side by side."""
    padded = literal(" ").concat(TermSectionRow.characters).concat(" ")
    stands_there = func.instr(padded, f" {characters} ") > 0
    if not _HELD.fullmatch(characters):
        return of_terms(stands_there)
    only_han = all(has_han(token) for token in characters.split())
    return Condition(_in_words(quoted(characters)), stands_there if only_han else None)


def _reading_equals(whole: str, reading: str) -> Condition:
    same = TermSectionRow.pinyin_joined == reading
    return of_terms(and_(same, _TONED.in_([toned(whole)])) if _has_tones(whole) else same)


def _reading_begins(whole: str, reading: str) -> list[Condition]:
    """Return the demand that a reading begins so; without tones its initials may, too."""
    begins = _begins(TermSectionRow.pinyin_joined, reading)
    if not _has_tones(whole):
        return [of_terms(begins), of_terms(_begins(TermSectionRow.pinyin_initials, reading))]
    told = toned(whole)
    return [of_terms(and_(begins, func.substr(_TONED, 1, len(told)) == told))]


def _reading_has(whole: str, reading: str) -> Condition:
    found = in_trigrams(f"pinyin_joined : {quoted(reading)}")
    has = func.instr(TermSectionRow.pinyin_joined, reading) > 0
    if _has_tones(whole):
        has = and_(has, func.instr(_TONED, toned(whole)) > 0)
    return Condition(found.where(has), has)


def _has_tones(text: str) -> bool:
    return not _TONES.isdisjoint(unicodedata.normalize("NFD", text))


def _main_term_begins(key: str) -> Condition:
    begins = _begins(ConceptEntryRow.english_key, key)
    return Condition(select(ConceptEntryRow.id).where(begins), begins, is_of_entry=True)


def _begins(key: Any, beginning: str) -> ColumnElement[bool]:  # noqa: ANN401 - any column of strings
    """Return the condition that a column begins so, as a range that its index serves."""
    return and_(key >= beginning, key < beginning + _AFTER_ALL)


def _in_words(match: str) -> Select[Any]:
    found = select(TermSectionRow.entry_id).join(_WORDS, _WORDS.c.rowid == TermSectionRow.id)
    return found.where(_WORDS.c.term_search.op("MATCH")(match))


def of_terms(condition: ColumnElement[bool]) -> Condition:
    """Return a condition on a term as one on the entry: one of its terms meets it."""
    return Condition(select(TermSectionRow.entry_id).where(condition), condition)


def of_its_terms(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the question to an entry whether one of its terms meets a condition."""
    of_entry = TermSectionRow.entry_id == ConceptEntryRow.id
    return exists().where(of_entry, condition).correlate(ConceptEntryRow)


def in_trigrams(match: str) -> Select[Any]:
    """Select the entries of the terms that a query of the trigram index finds."""
    found = select(TermSectionRow.entry_id).join(_TRIGRAMS, _TRIGRAMS.c.rowid == TermSectionRow.id)
    return found.where(_TRIGRAMS.c.term_trigrams.op("MATCH")(match))


def quoted(text: str) -> str:
    """Return a text as a phrase of a full text query."""
    return '"' + text.replace('"', '""') + '"'
