"""Terms that begin as was typed, or one of whose words does."""

from __future__ import annotations

from glossary.lookup.queries.found import AFTER_ALL, COLUMNS, RANGE, find_shortest, get_rows, is_large
from glossary.lookup.queries.index import beginning_words, index_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from glossary.lookup.queries.found import Row
    from glossary.lookup.queries.query import Query
    from glossary.store.reader import Reader

#: The score of a term that begins so, and of a later word of one, to which the share that was typed is added.
OF_TERM, OF_WORD, FOR_SHARE = 0.8, 0.7, 0.1
# What the index over words surely holds as letters: Latin, Greek and Cyrillic, and Han as old as Unicode 8.
_HELD = "[0-9a-z\u00df-\u00f6\u00f8-\u00ff\u3005\u3007\u3400-\u4db5\u4e00-\u9fd5\U00020000-\U0002cea1 .'’-]+"


def find_beginnings(reader: Reader, query: Query, language: str | None, room: int) -> list[tuple[float, str, Row]]:
    """Return terms that begin as the query, or one of whose words does, with their scores."""
    if query.is_long or not query.keys:
        return []
    rows = {row[0]: (OF_TERM, row) for row in find_terms_beginning(reader, query, language, room)}
    # Several words side by side, the last of which may go on, take long to find among many terms.
    is_dear = bool(rows) and " " in query.characters
    if not query.has_han and is_held(query.characters) and len(rows) < room and not (is_dear and is_large(reader)):
        for row in index_of(reader).find(reader, beginning_words(query.characters), language, room):
            rows.setdefault(row[0], (OF_WORD, row))
    return [(score + FOR_SHARE * share(query, row), "prefix", row) for score, row in rows.values()]


def find_terms_beginning(reader: Reader, query: Query, language: str | None, room: int) -> list[Row]:
    """Return the terms that begin as the query, the shortest ones where there are many."""
    found: dict[int, None] = {}
    for beginning in _beginnings(query):
        found.update(dict.fromkeys(find_shortest(reader, "key", beginning, room, language)))
    rows = get_rows(reader, found)
    if len(rows) < room and not query.has_han and language != "zh":
        # The key of a half-typed word may not begin the key of the whole word; the term as it is written does.
        rows.extend(_written_so(reader, query.folded, room, {row[1] for row in rows}))
    return rows


def share(query: Query, row: Row) -> float:
    """Return which share of a term was typed, between 0 and 1."""
    return min(1.0, len(query.keys[0]) / (len(row[6]) or 1))


def is_held(characters: str) -> bool:
    """Tell whether the index over words has every character of a text as a letter."""
    if characters.isascii():
        return all(ch.isalnum() or ch in " .'-" for ch in characters.lower())
    import re  # noqa: PLC0415 - takes a third of the time that a look-up in English takes, which needs none

    return re.fullmatch(_HELD, characters) is not None


def _beginnings(query: Query) -> list[str]:
    """Return what the keys of terms that begin as the query may begin with."""
    found = dict.fromkeys(query.keys)
    if not query.has_han:
        found.setdefault("".join(ch for ch in query.folded if ch.isalnum()))
    return [key for key in found if key]


def _written_so(reader: Reader, folded: str, room: int, known: AbstractSet[int]) -> list[Row]:
    """Return the English terms that stand for entries which aren't known yet, and begin so as they are written."""
    start = next((place for place, ch in enumerate(folded) if ch.isalnum()), len(folded))
    if not folded[start:]:
        return []
    begun = reader.rows(
        "SELECT id, english_key FROM concept_entries WHERE english_key >= ? AND english_key < ? "
        "ORDER BY english_key, id LIMIT ?",
        (folded[start:], folded[start:] + AFTER_ALL, RANGE),
    )
    wanted = [row for row in begun if row[0] not in known]
    if not wanted:
        return []
    wanted.sort(key=lambda row: (len(row[1]), row[1], row[0]))
    ids = [row[0] for row in wanted[:room]]
    marks = ",".join("?" * len(ids))
    rows = reader.rows(
        f"SELECT {COLUMNS} FROM concept_entries e CROSS JOIN term_sections t WHERE e.id IN ({marks}) "  # noqa: S608 - ours
        "AND t.entry_id = e.id AND t.term = e.english AND substr(t.language, 1, 2) = 'en' ORDER BY t.id",
        ids,
    )
    places = {entry_id: place for place, entry_id in enumerate(ids)}
    return sorted(rows, key=lambda row: places[row[1]])
