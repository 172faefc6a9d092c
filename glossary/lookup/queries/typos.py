"""Terms that were nearly typed: a wrong, missing, added or swapped character for every few that are right.

Keys are compared, so that case, hyphens, blanks and plurals are no mistakes. With one mistake allowed, all keys that
it may have made are looked up. With two or three, one half of the key has one at most: all that this may have made of
either half is looked up as the beginning of a key, or as its ending. Chinese is cut into more parts than mistakes, one
of which is whole in the term. Where no term is like the query, each of its words may have one mistake and stand
anywhere in a term.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from glossary.lookup.queries.beginnings import is_held
from glossary.lookup.queries.found import READ, get_rows
from glossary.lookup.queries.index import Match, index_of, with_words
from glossary.text.chinese import has_han

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
#: So many letters at its beginning tell a key from most others.
_TELLING = 8
#: The keys of so many Chinese terms are compared.
_COMPARED = 15_000


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
        rows = index_of(reader).find_with_keys(reader, list(_edits(key)), language)
    else:
        rows = _with_halves(reader, key, mistakes, language)
    found = [
        (OF_TERM * (1 - distance / max(len(key), len(row[6]))), "fuzzy", row)
        for row in rows
        if (distance := OSA.distance(key, row[6], score_cutoff=mistakes)) <= mistakes
    ]
    if not found and not query.has_han:
        found = [(OF_WORDS * share, "fuzzy", row) for share, row in _with_words(reader, query, language, room)]
    found.sort(key=lambda one: (-one[0], one[2][0]))
    return found[:room]


def _edits(word: str, end: int | None = None) -> Iterable[str]:
    """Return all that one mistake makes of a word, or one before its end."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1 if end is None else end)]
    found = dict.fromkeys([word])
    found.update((left + right[1:], None) for left, right in cuts if right)
    found.update((left + right[1] + right[0] + right[2:], None) for left, right in cuts if len(right) > 1)
    found.update((left + letter + right[1:], None) for left, right in cuts if right for letter in _LETTERS)
    found.update((left + letter + right, None) for left, right in cuts for letter in _LETTERS)
    return found


def _with_halves(reader: Reader, key: str, mistakes: int, language: str | None) -> list[Row]:
    """Return the terms whose keys have so many mistakes at most, with one at most in their first or second half.

    So have all with two, and with three but for those with one in each half and two letters swapped between them.
    """
    index, least, most = index_of(reader), len(key) - mistakes, len(key) + mistakes
    middle = (len(key) + 1) // 2
    found: dict[int, None] = {}
    for column, half, whole in (
        ("key", key[:middle], key),
        ("key_reversed", key[middle:][::-1], key[::-1]),
    ):
        rows = dict(index.find_keys_beginning(reader, column, _beginnings(half), least, most))
        near = process.extract_iter(whole, rows, scorer=OSA.distance, score_cutoff=mistakes)
        found.update((term_id, None) for _, _, term_id in near)
    return get_rows(reader, found, language)


def _beginnings(half: str) -> list[str]:
    """Return what a key may begin with that begins as a half of one, but for one mistake.

    Few keys have the first letters of a long one, so all of them are taken for those with a mistake further on.
    """
    # What changes the last letter, and what is added before it, leaves those before it.
    most = half[: min(len(half) - 1, _TELLING)]
    return [most, *(edit for edit in _edits(half, len(most)) if not edit.startswith(most))]


def _with_characters(reader: Reader, query: Query, mistakes: int, language: str | None) -> list[Row]:
    """Return the Chinese terms of about the same length that have one of the parts of a query, or all of it mixed."""
    tokens = query.characters.split()
    if not is_held(query.characters) or not mistakes:
        return []
    size = -(-len(tokens) // (mistakes + 1))
    matches = [_with_part(tokens, start, start + size, mistakes) for start in range(0, len(tokens), size)]
    least, most = len(tokens) - mistakes, len(tokens) + mistakes
    found: dict[int, str] = {}
    for match in (*matches, with_words(*dict.fromkeys(tokens))):
        found.update(index_of(reader).find_of_length(reader, match, least, most, _COMPARED))
    compared = dict(islice(found.items(), _COMPARED))
    near = process.extract_iter(query.keys[0], compared, scorer=OSA.distance, score_cutoff=mistakes)
    return get_rows(reader, [term_id for _, _, term_id in near], language)


def _with_part(tokens: Sequence[str], start: int, end: int, mistakes: int) -> Match:
    """Return the match of what has a part of a query and of the rest as much as so many mistakes leave.

    A mistake takes one Chinese character at most away, so one of any that are more than the mistakes is there.
    """
    groups = [[(" ".join(tokens[start:end]), False)]]
    rest = [*tokens[:start], *tokens[end:]]
    if all(len(token) == 1 and has_han(token) for token in rest):
        width = mistakes + 1
        places = range(0, len(rest) - mistakes, width)
        groups.extend([(token, False) for token in dict.fromkeys(rest[place : place + width])] for place in places)
    return Match("characters", groups)


def _with_words(reader: Reader, query: Query, language: str | None, room: int) -> list[tuple[float, Row]]:
    """Return the terms that have all words of a query, each with one mistake at most, with the shares they are."""
    words = _WORD.findall(query.folded)
    if not words or len(words) > _MOST_WORDS or not all(is_held(word) for word in words):
        return []
    long = [word for word in words if len(word) >= 2 * _TRIGRAM]
    if long:
        match = Match("term", ([(part, False) for part in _remains(word)] for word in long))
    else:
        choices = (_edits(word) if len(word) > _SURE else [word] for word in words)
        match = Match("characters", ([(word, False) for word in several] for several in choices))
    rows = index_of(reader).find(reader, match, language, READ)
    remains = [_remains(word) if len(word) > _SURE else (word,) for word in words]
    found = (row for row in rows if not long or _has_words(row[4], words, remains))
    return [(min(1.0, len(query.keys[0]) / (len(row[6]) or 1)), row) for row in islice(found, room)]


def _remains(word: str) -> Sequence[str]:
    """Return what of a long word one mistake leaves: either half; if it swaps their edges, the word so swapped."""
    half = len(word) // 2
    return word[:half], word[half:], word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]


def _has_words(term: str, words: Sequence[str], remains: Sequence[Sequence[str]]) -> bool:
    """Tell whether a term has all words, each with one mistake at most, which leaves one of its remains."""
    folded = term.casefold()
    if not folded.isascii():
        folded = "".join(ch for ch in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(ch))
    # Most terms have not even the remains, which is far sooner told.
    for parts in remains:
        if not any(part in folded for part in parts):
            return False
    own = _WORD.findall(folded)
    return all(
        word in own or (len(word) > _SURE and any(OSA.distance(word, one, score_cutoff=1) <= 1 for one in own))
        for word in words
    )
