"""A query answered: each way to find terms in turn, the best term of each entry, the best entries first."""

from __future__ import annotations

from glossary.errors import UsageError
from glossary.lookup.queries.beginnings import find_beginnings
from glossary.lookup.queries.exact import find_exact
from glossary.lookup.queries.found import standing
from glossary.lookup.queries.hits import Hit
from glossary.lookup.queries.parts import find_containing
from glossary.lookup.queries.query import Query
from glossary.lookup.queries.readings import find_readings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from glossary.lookup.queries.found import Row
    from glossary.store.reader import Reader

    Find: TypeAlias = "Callable[[Reader, Query, str | None, int], list[tuple[float, str, Row]]]"

MODES = ("auto", "exact", "prefix", "contains", "fuzzy", "pinyin")
LANGUAGES = ("en", "zh")
#: What a term that isn't preferred loses, by how far back it stands.
_LOSSES = (0.0, 0.01, 0.03, 0.04)
#: A term in the other Chinese writing is nearly as good.
_OTHER_WRITING = 0.99
#: So many terms are ranked for each entry that is wanted, and so many at least.
_ROOM, _LEAST_ROOM = 4, 100


def look_up(
    reader: Reader, query: str, *, mode: str = "auto", language: str | None = None, limit: int = 20
) -> list[Hit]:
    """Return the entries that a query finds, best first.

    ``exact`` takes case, width, hyphens, blanks and plurals as nothing; ``prefix`` begins a term or one of its
    words; ``pinyin`` is a reading, with its tones if it has any, or initials, or the beginning of either;
    ``contains`` stands anywhere in a term, or all its words do; ``fuzzy`` bears typing mistakes. ``auto`` tries
    these in that order, and ``fuzzy`` only if nothing else was found. Where a Chinese query finds nothing as it
    is written, its other writing is looked up.

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
    found = _Found(query)
    ways = (mode,) if mode != "auto" else ("exact", "prefix", "pinyin", "contains")
    _collect(found, reader, asked, ways, language, limit)
    if mode == "auto" and not found.best:
        _collect(found, reader, asked, ("fuzzy",), language, limit)
    return found.hits(limit)


class _Found:
    """The best term of each entry so far."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.best: dict[int, tuple[float, str, Row]] = {}

    def add(self, found: list[tuple[float, str, Row]], share: float) -> None:
        for likeness, mode, row in found:
            score = round((likeness - _LOSSES[standing(row[3])]) * share, 4)
            before = self.best.get(row[1])
            if before is None or _rank(score, row) < _rank(before[0], before[2]):
                self.best[row[1]] = (score, mode, row)

    def hits(self, limit: int) -> list[Hit]:
        ordered = sorted(self.best.values(), key=lambda found: _rank(found[0], found[2]))
        return [
            Hit(
                query=self.query,
                term=row[4],
                language=row[2],
                status=row[3],
                mode=mode,
                score=score,
                entry=row[1],
                term_id=row[0],
            )
            for score, mode, row in ordered[:limit]
        ]


def _rank(score: float, row: Row) -> tuple[float, int, int, str, int]:
    """Return what terms are sorted by: score, status, length; the rest makes the order certain."""
    return -score, standing(row[3]), len(row[4]), row[4], row[0]


def _collect(
    found: _Found, reader: Reader, asked: Query, ways: tuple[str, ...], language: str | None, limit: int
) -> None:
    """Find terms in each way until there are enough, and by the other Chinese writing where it is needed."""
    room = max(limit * _ROOM, _LEAST_ROOM)
    forms, share = [asked], 1.0
    for number, way in enumerate(ways):
        for form in forms:
            found.add(_way(way)(reader, form, language, room), 1.0 if form is asked else _OTHER_WRITING)
        if number == 0 and not found.best and asked.has_han:
            others = list(_other_writings(asked, is_last_resort=False))
            for form in others:
                found.add(_way(way)(reader, form, language, room), _OTHER_WRITING)
            forms += others
        if len(found.best) >= limit:
            return
    if found.best or not asked.has_han or len(forms) > 1:
        return
    for form in _other_writings(asked, is_last_resort=True):
        for way in ways:
            found.add(_way(way)(reader, form, language, room), share * _OTHER_WRITING)


def _way(way: str) -> Find:
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
    "contains": find_containing,
}


def _other_writings(query: Query, *, is_last_resort: bool) -> Iterator[Query]:
    """Yield the query in the other Chinese writing, if it has another.

    Converters take long to load: unless it is the last resort, only a query that has characters beyond those
    of Simplified text is converted.
    """
    if not is_last_resort and _is_simplified(query.text):
        return
    from glossary.text.chinese import to_simplified, to_traditional  # noqa: PLC0415 - what they need is slow to load

    written = [to_simplified(query.text)]
    if is_last_resort:
        written.append(to_traditional(query.text))
    for text in dict.fromkeys(written):
        if text != query.text:
            yield Query(text)


def _is_simplified(text: str) -> bool:
    """Tell whether the standard set of Simplified characters, and marks, has all of a text."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
