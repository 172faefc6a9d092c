"""A query answered: each way to find terms in turn, the best term of each entry, the best entries first."""

from __future__ import annotations

from glossary.errors import UsageError
from glossary.lookup.queries.beginnings import find_beginnings
from glossary.lookup.queries.exact import find_exact
from glossary.lookup.queries.found import standing
from glossary.lookup.queries.hits import Hit
from glossary.lookup.queries.modes import LANGUAGES, MODES
from glossary.lookup.queries.parts import find_containing, find_words
from glossary.lookup.queries.query import Query
from glossary.lookup.queries.readings import find_readings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from glossary.lookup.queries.found import Row
    from glossary.store.reader import Reader

    Find: TypeAlias = "Callable[[Reader, Query, str | None, int], list[tuple[float, str, Row]]]"

#: What ``auto`` tries: first together, then one after the other, until something is found.
_AUTO = (("exact", "prefix", "pinyin", "words"), ("contains",), ("fuzzy",))
#: What a term that isn't preferred loses, by how far back it stands.
_LOSSES = (0.0, 0.01, 0.03, 0.04)
#: A term in the other Chinese writing is nearly as good.
_OTHER_WRITING = 0.99
#: So many terms are ranked for each entry that is wanted, and so many at least.
_ROOM, _LEAST_ROOM = 4, 100
#: So many where those that are found are the shortest already.
_SHORTEST, _ROOM_OF_SHORTEST, _LEAST_OF_SHORTEST = frozenset(("prefix", "pinyin")), 3, 60


def look_up(
    reader: Reader, query: str, *, mode: str = "auto", language: str | None = None, limit: int = 20
) -> list[Hit]:
    """Return the entries that a query finds, best first.

    ``exact`` takes case, width, hyphens, blanks and plurals as nothing; ``prefix`` begins a term or one of its
    words; ``pinyin`` is a reading, with its tones if it has any, or initials, or the beginning of either;
    ``contains`` stands anywhere in a term, or all its words do; ``fuzzy`` bears typing mistakes. ``auto`` tries
    these in that order, what takes long only if nothing else was found. Where a Chinese query finds nothing as it
    is written, its other writing is looked up. Among very many terms, several words or a reading that begin a term
    aren't looked for within others, too, and a query that many have side by side isn't looked for word by word.

    Args:
        reader: an open termbase.
        query: English, Chinese or pinyin.
        mode: one of ``MODES``.
        language: ``en`` or ``zh``, of the terms that may answer; None for both.
        limit: at most so many entries.

    Raises:
        UsageError: there is no such mode or language.
        DatabaseError: the termbase can't be read.
    """
    if mode not in MODES:
        raise UsageError(f"there is no mode {mode!r}; the modes are {', '.join(MODES)}")
    if language is not None and language not in LANGUAGES:
        raise UsageError(f"there are no terms in {language!r}; the languages are {', '.join(LANGUAGES)}")
    asked = Query(query)
    if not asked.text or limit < 1:
        return []
    found = _Found(reader, language, limit)
    for ways in _AUTO if mode == "auto" else ((mode,),):
        if not found.best:
            found.collect(asked, ways)
    return found.hits(query)


class _Found:
    """The best term of each entry so far."""

    def __init__(self, reader: Reader, language: str | None, limit: int) -> None:
        self._reader = reader
        self._language = language
        self._limit = limit
        self._room = max(limit * _ROOM, _LEAST_ROOM)
        self._room_of_shortest = max(limit * _ROOM_OF_SHORTEST, _LEAST_OF_SHORTEST)
        self.best: dict[int, tuple[float, str, Row]] = {}

    def collect(self, asked: Query, ways: Sequence[str]) -> None:
        """Find terms in each way until there are enough, and by the other Chinese writing where it is needed."""
        others: Sequence[Query] = ()
        for number, way in enumerate(ways):
            self._add(way, asked, 1.0)
            is_wanted = number == 0 and not (way == "exact" and self.best)
            if is_wanted and asked.has_han and not _is_simplified(asked.text):
                others = _other_writings(asked, "Hans")
            for other in others:
                self._add(way, other, _OTHER_WRITING)
            if len(self.best) >= self._limit:
                return
        if self.best or not asked.has_han:
            return
        for other in _other_writings(asked, "Hant") if others else _other_writings(asked, "Hans", "Hant"):
            for way in ways:
                self._add(way, other, _OTHER_WRITING)

    def hits(self, query: str) -> list[Hit]:
        """Return the best entries as what a query found."""
        ordered = sorted(self.best.values(), key=lambda found: _rank(found[0], found[2]))
        return [
            Hit(
                query=query,
                term=row[4],
                language=row[2],
                status=row[3],
                mode=mode,
                score=score,
                entry=row[1],
                term_id=row[0],
            )
            for score, mode, row in ordered[: self._limit]
        ]

    def _add(self, way: str, asked: Query, share: float) -> None:
        room = self._room_of_shortest if way in _SHORTEST else self._room
        for likeness, mode, row in _find(way)(self._reader, asked, self._language, room):
            if mode != "fuzzy" and not asked.allows(row[4]):
                continue
            score = round((likeness - _LOSSES[standing(row[3])]) * share, 4)
            before = self.best.get(row[1])
            if before is None or _rank(score, row) < _rank(before[0], before[2]):
                self.best[row[1]] = (score, mode, row)


def _rank(score: float, row: Row) -> tuple[float, int, int, str, str, int]:
    """Return what terms are sorted by: score, status, length, Simplified first; the rest makes the order certain."""
    return -score, standing(row[3]), len(row[4]), row[2], row[4], row[0]


def _find(way: str) -> Find:
    if way == "fuzzy":
        from glossary.lookup.queries.typos import find_similar  # noqa: PLC0415 - loads what few queries need

        return find_similar
    return _WAYS[way]


def _find_exact(reader: Reader, query: Query, language: str | None, _room: int) -> list[tuple[float, str, Row]]:
    return find_exact(reader, query, language) if query.keys else []


_WAYS: dict[str, Find] = {
    "exact": _find_exact,
    "prefix": find_beginnings,
    "pinyin": find_readings,
    "words": find_words,
    "contains": find_containing,
}


def _other_writings(query: Query, *writings: str) -> list[Query]:
    """Return the query in other Chinese writings, ``Hans`` or ``Hant``, if it has others."""
    from glossary.text.chinese import to_simplified, to_traditional  # noqa: PLC0415 - what they need is slow to load

    written = (to_simplified(query.text) if writing == "Hans" else to_traditional(query.text) for writing in writings)
    return [Query(text) for text in dict.fromkeys(written) if text != query.text]


def _is_simplified(text: str) -> bool:
    """Tell whether the standard set of Simplified characters, and marks, has all of a text.

    Converters take long to load, so such a text is converted only when nothing else was found.
    """
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
