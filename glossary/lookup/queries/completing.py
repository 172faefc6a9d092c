"""Terms that begin as what is being typed: in English, Chinese, pinyin or initials."""

from __future__ import annotations

from glossary.lookup.queries.beginnings import find_terms_beginning
from glossary.lookup.queries.found import standing
from glossary.lookup.queries.query import Query
from glossary.lookup.queries.readings import find_initials_beginning, find_readings_beginning, parse_reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossary.lookup.queries.found import Row
    from glossary.store.reader import Reader

#: Each way of typing gets this share of the places at least, if it found so much.
_SHARE = 4
#: From this standing on a term may not be used.
_NOT_ACCEPTED = standing("superseded")


class Completion:
    """A term that what is being typed may become.

    ``entry`` is the row id of its entry, ``term_id`` its own; ``mode`` is ``prefix`` where the term begins so,
    ``pinyin`` where its reading does, ``initials`` where the initials of its syllables do.
    """

    __slots__ = ("entry", "language", "mode", "pinyin", "status", "term", "term_id")

    def __init__(
        self, *, term: str, language: str, status: str, pinyin: str | None, mode: str, entry: int, term_id: int
    ) -> None:
        self.term = term
        self.language = language
        self.status = status
        self.pinyin = pinyin
        self.mode = mode
        self.entry = entry
        self.term_id = term_id

    def __repr__(self) -> str:
        return f"Completion({self.term!r}, {self.mode}, entry={self.entry})"


def complete(reader: Reader, prefix: str, *, limit: int = 20, language: str | None = None) -> list[Completion]:
    """Return the terms that begin as what is being typed; preferred ones first, then the shortest.

    English goes on over blanks and hyphens (``new qual``); Chinese terms are found by their characters, their
    pinyin (``xinzhi``) and its initials (``xzscl``). Where one way alone would fill the list, the others keep a
    quarter of it each.

    Args:
        reader: an open termbase.
        prefix: what is being typed.
        limit: at most so many terms.
        language: ``en`` or ``zh``, of the terms; None for both.

    Raises:
        DatabaseError: the termbase can't be read.
    """
    query = Query(prefix)
    if not query.keys or query.is_long or limit < 1:
        return []
    room = limit * 2
    begun = [row for row in find_terms_beginning(reader, query, language, room) if query.allows(row[4])]
    written = sorted(begun, key=lambda row: _rank(query, row))
    ways: list[tuple[str, list[Row]]] = [("prefix", written)]
    reading = parse_reading(query) if language != "en" else None
    if reading is not None:
        read = [row for _, row in find_readings_beginning(reader, reading, room)]
        ways.append(("pinyin", sorted(read, key=lambda row: _rank(query, row))))
        abbreviated = [row for _, row in find_initials_beginning(reader, reading, room)]
        ways.append(("initials", sorted(abbreviated, key=lambda row: _rank(query, row))))
    return _first(ways, limit)


def _rank(query: Query, row: Row) -> tuple[bool, bool, int, int, str, str, int]:
    """Return what completions are sorted by; an accepted term that was typed wholly stands before longer ones."""
    back = standing(row[3])
    return back >= _NOT_ACCEPTED, row[6] not in query.keys, back, len(row[6]), row[2], row[4], row[0]


def _first(ways: list[tuple[str, list[Row]]], limit: int) -> list[Completion]:
    """Return the first terms of all ways, each term once."""
    found: dict[int, tuple[str, Row]] = {}
    for number, (mode, rows) in enumerate(ways):
        kept = sum(1 for _, others in ways[number + 1 :] if others)
        places = limit - kept * (limit // _SHARE)
        for row in rows:
            if len(found) >= places:
                break
            found.setdefault(row[0], (mode, row))
    for mode, rows in ways:  # what the later ways left over
        for row in rows:
            if len(found) >= limit:
                break
            found.setdefault(row[0], (mode, row))
    ordered = sorted(found.values(), key=lambda one: [way for way, _ in ways].index(one[0]))
    return [
        Completion(term=row[4], language=row[2], status=row[3], pinyin=row[5], mode=mode, entry=row[1], term_id=row[0])
        for mode, row in ordered
    ]
