"""Noun phrases: every stretch of nominal words inside of a sentence that may be a term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.mine.finding.spans import MAXIMAL, NAME, SET_NUMBER
from glossary.text.english import singular
from glossary.text.english.people import ROLES
from glossary.text.english.stopwords import EMPTY_HEADS, GENERAL_SINGLES, LOOSE_MODIFIERS, QUANTIFIERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.mine.finding.sentence import Sentence

LONGEST = 7
"""Words of the longest noun phrase; longer ones are names or accidents."""

SOFT_HEADS = frozenset(
    (
        *("technology", "technologies", "sector", "sectors", "field", "fields", "model", "models"),
        *("project", "projects", "period", "periods", "process", "processes"),
    )
)
"""Nouns that may follow any term without making another of it: “digital twin technology”."""

NUMBER_WORDS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"])

Span = tuple[int, int, int]
"""First word, word after the last, flags."""


def find_phrases(sentence: Sentence) -> Iterator[Span]:
    """Yield all spans of all noun phrases of a sentence that end in a noun (one word: or adjective)."""
    for start, end in sentence.runs():
        yield from _spans_of_run(sentence, start, end)


def soft_edge(sentence: Sentence, start: int, end: int) -> int:
    """Return where a phrase proper begins: after modifiers and verbs that go with any noun."""
    words, tags = sentence.words, sentence.tags
    while start < end - 1 and (
        (tags[start] in "GD" and not words[start][0].isupper()) or words[start] in LOOSE_MODIFIERS
    ):
        start += 1
    return start


def _spans_of_run(sentence: Sentence, start: int, end: int) -> Iterator[Span]:
    words, tags = sentence.words, sentence.tags
    edge = soft_edge(sentence, start, end)
    ends = {end}
    if end - edge > 2 and words[end - 1] in SOFT_HEADS and tags[end - 2] in "NP":  # noqa: PLR2004 - two words are left
        ends.add(end - 1)
    # A name that goes on after “of” does not end here, nor begin after one: “Association of … Nations”.
    opened, closed = not name_before(sentence, start), not name_after(sentence, end)
    capital = [not sentence.plain_case and word[0].isupper() for word in words[start:end]]
    gerund_head = end - start > 1 and _is_gerund_head(sentence, end)
    ordinal = [tags[i] == "O" for i in range(start, end)]
    for a in range(start, end):
        if tags[a] == "S" or words[a].lower() in QUANTIFIERS:
            continue
        named = True
        soft = a <= edge or (tags[a - 1] == "S" and not words[a][0].isupper())
        for b in range(a + 1, min(end, a + LONGEST) + 1):
            last = tags[b - 1]
            if last == "S":
                continue
            named = named and (capital[b - 1 - start] or ordinal[b - 1 - start])
            if last not in "NP" and not (b - a == 1 and last in "AG") and not (b == end and gerund_head):
                continue
            flags = MAXIMAL if soft and b in ends and opened and closed else 0
            if named and not (b - a == 1 and ordinal[a - start]):
                flags |= NAME
            yield a, b, flags


def name_after(sentence: Sentence, end: int) -> bool:
    """Whether a name that ends here goes on: “Party of China”, “Innovation and Cooperation Forum”."""
    words = sentence.words
    if sentence.plain_case or end + 1 >= len(words) or not words[end - 1][0].isupper():
        return False
    after = words[end + 2] if words[end + 1] == "the" and end + 2 < len(words) else words[end + 1]
    if not after[0].isupper() or after.lower() in ROLES:
        return False
    if words[end] == "of":
        return True
    return (
        words[end] in {"and", "&"}
        and after is words[end + 1]
        and all(map(sentence.is_ordinary, (words[end - 1], after)))
    )


def name_before(sentence: Sentence, start: int) -> bool:
    """Whether a name that begins here is the rest of a longer one.

    An article begins a name of its own: “National Committee of the Chinese …”.
    """
    words = sentence.words
    if sentence.plain_case or start < 2 or not words[start][0].isupper():  # noqa: PLR2004 - a name and a link
        return False
    before = words[start - 2]
    if words[start - 1] == ")":
        return any(word == "(" for word in words[max(0, start - 4) : start])
    if not before[0].isupper() or before.lower() in ROLES:
        return False
    if words[start - 1] == "of":
        return True
    return words[start - 1] in {"and", "&"} and all(map(sentence.is_ordinary, (before, words[start])))


def _is_gerund_head(sentence: Sentence, end: int) -> bool:
    """Whether the last word of a run is a noun in -ing (“wave loading.”) and begins no clause."""
    tags = sentence.tags
    return tags[end - 1] == "G" and tags[end - 2] in "NAP" and (end == len(tags) or tags[end] in "XCV")


def find_coded(sentence: Sentence) -> Iterator[Span]:
    """Yield names that end in a number or code: “NACA 63-218”, “ISO 9001”."""
    words, tags = sentence.words, sentence.tags
    for start, end in sentence.runs():
        if end < len(tags) and tags[end] == "Q" and words[end][0].isdigit() and not sentence.plain_case:
            a = end
            while a > start and words[a - 1][0].isupper() and tags[a - 1] == "P":
                a -= 1
            if a < end and not (len(words[end]) == 4 and words[end].isdigit()):  # noqa: PLR2004 - a year
                yield a, end + 1, MAXIMAL | NAME


def find_numbered(sentence: Sentence) -> Iterator[Span]:
    """Yield phrases that begin with a number word, such as “two sessions”.

    A plain number never follows an adjective, noun or possessive; where one does (“local two sessions”,
    “this year's two sessions”), the number is a part of the term: such spans carry ``SET_NUMBER``.
    """
    words, tags = sentence.words, sentence.tags
    for start, end in sentence.runs():
        q = start - 1
        if q < 0 or words[q].lower() not in NUMBER_WORDS or words[q].lower() == "one":
            continue
        before = tags[q - 1] if q else "X"
        lexical = before in "NPAS" and words[q - 1].lower() not in LOOSE_MODIFIERS and words[q - 1].lower() != "other"
        for b in range(start + 1, min(end, start + 3) + 1):
            if tags[b - 1] in "NP" and (lexical or singular(words[b - 1].lower()) not in EMPTY_HEADS | GENERAL_SINGLES):
                flags = (MAXIMAL if b == end else 0) | (SET_NUMBER if lexical and b == end else 0)
                yield q, b, flags
        if lexical and before in "NPA" and tags[end - 1] in "NP" and end - start <= 2:  # noqa: PLR2004
            yield q - 1, end, MAXIMAL | SET_NUMBER
