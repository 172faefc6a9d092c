"""Terms that were nearly typed: a wrong, missing, added or swapped character for every few that are right.

Keys are compared, so that case, hyphens, blanks and plurals are no mistakes. With one mistake allowed, all keys that
it may have made are looked up. With more, the query is cut into more parts than mistakes: one of them is whole in
the term, and the trigram index finds it. Where no term is like the query, each of its words may have one mistake and
stand anywhere in a term.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from rapidfuzz.distance import OSA

from glossary.lookup.queries.beginnings import is_held, phrase
from glossary.lookup.queries.found import COLUMNS, READ, get_rows, in_language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossary.lookup.queries.found import Row
    from glossary.lookup.queries.query import Query
    from glossary.store.reader import Reader

#: A likeness of 1 scores so much; of words that stand in a term, so much.
OF_TERM, OF_WORDS = 0.6, 0.4
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_WORD = re.compile(r"[^\W_]+")
_TRIGRAM = 3
#: A word this short has no mistake.
_SURE = 4
_MOST_WORDS = 6
#: So many terms are read that have one part of the query, and of so many, those that have most, the keys are compared.
_READ, _COMPARED = 50_000, 15_000
#: A term may be so much shorter and longer than its key tells: plurals, articles, marks.
_SHORTER, _LONGER = 3, 8
#: The index tells lengths in one byte up to here.
_LONGEST = 127


def allowed_mistakes(key: str, *, is_chinese: bool = False) -> int:
    """Return how many mistakes a key may have."""
    bounds = (2, 8, 16) if is_chinese else (3, 9, 16)
    return sum(len(key) >= bound for bound in bounds)


def find_similar(reader: Reader, query: Query, language: str | None, room: int) -> list[tuple[float, str, Row]]:
    """Return the terms that are like the query but for a few mistakes, likest first, with their scores."""
    if query.is_long or not query.keys:
        return []
    key = query.keys[0]
    mistakes = allowed_mistakes(key, is_chinese=query.has_han)
    if query.has_han:
        rows = _with_characters(reader, query, mistakes, language)
    elif mistakes == 1:
        rows = _with_keys(reader, _edits(key), language)
    else:
        rows = _with_parts(reader, query.folded, mistakes, language)
    found = [
        (OF_TERM * (1 - distance / max(len(key), len(row[6]))), "fuzzy", row)
        for row in rows
        if (distance := OSA.distance(key, row[6], score_cutoff=mistakes)) <= mistakes
    ]
    if not found and not query.has_han:
        found = [(OF_WORDS * share, "fuzzy", row) for share, row in _with_words(reader, query, language, room)]
    found.sort(key=lambda one: (-one[0], one[2][0]))
    return found[:room]


def _with_keys(reader: Reader, keys: Iterable[str], language: str | None) -> list[Row]:
    """Return the terms with any of many keys."""
    wanted, found = list(keys), []
    for start in range(0, len(wanted), 900):
        part = wanted[start : start + 900]
        marks = ",".join("?" * len(part))
        condition = f"t.key IN ({marks}){in_language(language)}"
        found.extend(reader.rows(f"SELECT {COLUMNS} FROM term_sections t WHERE {condition}", part))  # noqa: S608 - ours
    return found


def _edits(word: str) -> Iterable[str]:
    """Return all that one mistake makes of a word."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = dict.fromkeys([word])
    found.update((left + right[1:], None) for left, right in cuts if right)
    found.update((left + right[1] + right[0] + right[2:], None) for left, right in cuts if len(right) > 1)
    found.update((left + letter + right[1:], None) for left, right in cuts if right for letter in _LETTERS)
    found.update((left + letter + right, None) for left, right in cuts for letter in _LETTERS)
    return found


def _with_parts(reader: Reader, text: str, mistakes: int, language: str | None) -> list[Row]:
    """Return the terms of about the same length that have one of the parts of a text."""
    bounds = ""
    least, most = len(text) - mistakes - _SHORTER, len(text) + mistakes + _LONGER
    if most - _TRIGRAM + 1 <= _LONGEST:
        # The first byte is the number of the term's trigrams: its length but for two.
        low, high = (max(length - _TRIGRAM + 1, 0) for length in (least, most))
        bounds = f" AND substr(d.sz, 1, 1) BETWEEN x'{low:02x}' AND x'{high:02x}'"
    shared: dict[int, int] = {}
    for part in _parts(text, mistakes + 1):
        rows = reader.rows(
            "SELECT f.rowid FROM term_trigrams f CROSS JOIN term_trigrams_docsize d ON d.id = f.rowid "  # noqa: S608 - ours
            f"WHERE f.term_trigrams MATCH ?{bounds} LIMIT ?",
            (f"term : {phrase(part)}", _READ),
        )
        for (term_id,) in rows:
            shared[term_id] = shared.get(term_id, 0) + 1
    return get_rows(reader, sorted(shared, key=lambda term_id: (-shared[term_id], term_id))[:_COMPARED], language)


def _parts(text: str, wanted: int) -> list[str]:
    """Return parts of the words of a text, so many where it is long enough, each a trigram at least."""
    words = [word for word in _WORD.findall(text) if len(word) >= _TRIGRAM]
    cuts = dict.fromkeys(range(len(words)), 1)
    while sum(cuts.values()) < wanted:
        widest = max(cuts, key=lambda at: len(words[at]) / (cuts[at] + 1), default=None)
        if widest is None or len(words[widest]) < _TRIGRAM * (cuts[widest] + 1):
            break
        cuts[widest] += 1
    pieces = []
    for at, number in cuts.items():
        size, left_over = divmod(len(words[at]), number)
        start = 0
        for piece in range(number):
            end = start + size + (piece < left_over)
            pieces.append(words[at][start:end])
            start = end
    # The longest are the rarest; more than are wanted find nothing more.
    return sorted(pieces, key=len, reverse=True)[: max(wanted, 1)]


def _with_characters(reader: Reader, query: Query, mistakes: int, language: str | None) -> list[Row]:
    """Return the Chinese terms of about the same length that have one of the parts of a query, or all of it mixed."""
    tokens = query.characters.split()
    if not is_held(query.characters) or not mistakes:
        return []
    size = -(-len(tokens) // (mistakes + 1))
    parts = [phrase(" ".join(tokens[start : start + size])) for start in range(0, len(tokens), size)]
    matches = [*parts, " AND ".join(phrase(token) for token in dict.fromkeys(tokens))]
    least, most = (min(max(len(tokens) + by, 0), _LONGEST) for by in (-mistakes, mistakes))
    found: dict[int, None] = {}
    for match in dict.fromkeys(matches):
        rows = reader.rows(
            "SELECT f.rowid FROM term_search f CROSS JOIN term_search_docsize d ON d.id = f.rowid "  # noqa: S608 - ours
            f"WHERE f.term_search MATCH ? AND d.sz BETWEEN x'{least:02x}' AND x'{most:02x}' LIMIT ?",
            (match, _READ),
        )
        found.update((row[0], None) for row in rows)
    return get_rows(reader, list(found)[:_COMPARED], language)


def _with_words(reader: Reader, query: Query, language: str | None, room: int) -> list[tuple[float, Row]]:
    """Return the terms that have all words of a query, each with one mistake at most, with the shares they are."""
    words = _WORD.findall(query.folded)
    if not words or len(words) > _MOST_WORDS or not all(is_held(word) for word in words):
        return []
    long = [word for word in words if len(word) >= 2 * _TRIGRAM]
    if long:
        table, match = "term_trigrams", f"term : ({_all_of(_remains(word) for word in long)})"
    else:
        table, match = "term_search", _all_of(_edits(word) if len(word) > _SURE else [word] for word in words)
    rows = reader.rows(
        f"SELECT {COLUMNS} FROM (SELECT rowid AS id FROM {table} WHERE {table} MATCH ? LIMIT {READ}) f "  # noqa: S608 - ours
        f"CROSS JOIN term_sections t ON t.id = f.id{in_language(language)}",
        (match,),
    )
    found = (row for row in rows if not long or _has_words(row[4], words))
    return [(min(1.0, len(query.keys[0]) / (len(row[6]) or 1)), row) for row in islice(found, room)]


def _all_of(alternatives: Iterable[Iterable[str]]) -> str:
    """Return the full text query for one of each of several alternatives."""
    return " AND ".join(f"({' OR '.join(map(phrase, words))})" for words in alternatives)


def _remains(word: str) -> Sequence[str]:
    """Return what of a long word one mistake leaves: either half; if it swaps their edges, the word so swapped."""
    half = len(word) // 2
    return word[:half], word[half:], word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]


def _has_words(term: str, words: Sequence[str]) -> bool:
    """Tell whether a term has all words, each with one mistake at most."""
    folded = term.casefold()
    if not folded.isascii():
        folded = "".join(ch for ch in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(ch))
    own = _WORD.findall(folded)
    return all(
        word in own or (len(word) > _SURE and any(OSA.distance(word, one, score_cutoff=1) <= 1 for one in own))
        for word in words
    )
