"""Terms that span a preposition or conjunction: “Association of Southeast Asian Nations”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.mine.finding.phrases import Span, name_after, name_before, soft_edge
from glossary.mine.finding.spans import BRIDGED, MAXIMAL, NAME
from glossary.text.english.people import ROLES
from glossary.text.english.stopwords import LOOSE_MODIFIERS, QUANTIFIERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.mine.finding.sentence import Sentence

LONGEST = 9
"""Words of the longest bridged phrase in lower case."""

LONGEST_NAME = 14
"""Words of the longest bridged name: committees of committees."""

LINKS = frozenset(("of", "and", "for", "on", "against", "&"))
"""The words that names and terms hold inside; “in” and “to” join a name to its place."""

_ARTICLES = frozenset(("the", "all"))


def find_bridged(sentence: Sentence) -> Iterator[Span]:
    """Yield phrases made of two or more noun phrases with a link between."""
    runs = sentence.runs()
    if "(" in sentence.words and not sentence.plain_case:
        yield from _across_brackets(sentence, runs)
    for index in range(len(runs) - 1):
        link = _link(sentence, runs[index], runs[index + 1])
        if link is None:
            continue
        left, right = runs[index], runs[index + 1]
        if not sentence.plain_case:
            yield from _names(sentence, runs, index)
        if link in {"of", "and", "for"}:
            yield from _pairs(sentence, left, right, link)
        if link == "and":
            yield from _shared_head(sentence, left, right)


def _link(sentence: Sentence, left: tuple[int, int], right: tuple[int, int]) -> str | None:
    """Return the linking word between two neighbouring runs, or None."""
    gap = right[0] - left[1]
    words = sentence.words
    if gap < 1 or gap > 2 or words[left[1]].lower() not in LINKS:  # noqa: PLR2004 - a link and an article
        return None
    if gap == 2 and words[left[1] + 1].lower() not in _ARTICLES:  # noqa: PLR2004
        return None
    return words[left[1]].lower()


def _capital_tail(sentence: Sentence, run: tuple[int, int]) -> int:
    """Return where the capitals begin that end a run (its end, when it ends in lower case)."""
    start, end = run
    i = end
    while i > start and (sentence.words[i - 1][0].isupper() or sentence.tags[i - 1] in "SO"):
        i -= 1
    while i < end and sentence.tags[i] == "S":
        i += 1
    return i


def _capital_head(sentence: Sentence, run: tuple[int, int]) -> int:
    """Return where the capitals end that begin a run (its start, when it begins in lower case)."""
    start, end = run
    i = start
    while i < end and (sentence.words[i][0].isupper() or sentence.tags[i] in "SO"):
        i += 1
    while i > start and sentence.tags[i - 1] not in "NP":
        i -= 1
    return i


def _names(sentence: Sentence, runs: list[tuple[int, int]], index: int) -> Iterator[Span]:
    """Yield names that begin in run ``index`` and bridge one link or more."""
    begin = _capital_tail(sentence, runs[index])
    if begin == runs[index][1] or sentence.words[begin].lower().rstrip("s") in ROLES:
        return
    if sentence.words[begin].lower() == "vice":
        return
    for after in range(index + 1, min(index + 4, len(runs))):
        link = _link(sentence, runs[after - 1], runs[after])
        if link is None or not _joins(sentence, runs[after - 1], runs[after], link):
            return
        stop = _capital_head(sentence, runs[after])
        if stop == runs[after][0] or stop - begin > LONGEST_NAME:
            return
        whole = stop == runs[after][1] and begin <= soft_edge(sentence, *runs[index])
        listed = link in {"and", "&"} and not _coordinates(sentence, runs[after - 1], runs[after])
        whole = whole and not listed and not name_before(sentence, begin) and not name_after(sentence, stop)
        yield begin, stop, BRIDGED | NAME | (MAXIMAL if whole else 0)
        if stop < runs[after][1]:
            return


def _joins(sentence: Sentence, left: tuple[int, int], right: tuple[int, int], link: str) -> bool:
    """Whether a link stands inside of a name and doesn't list two names or introduce a person's office."""
    words = sentence.words
    first = words[right[0]].lower()
    if first in ROLES or first == "vice" or (right[1] - right[0] > 1 and words[right[0] + 1].lower() in ROLES):
        return False
    if link not in {"and", "&"}:
        return True
    return right[0] == left[1] + 1  # an article after “and” begins another name


def _coordinates(sentence: Sentence, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether “and” joins words, as in “Innovation and Cooperation Forum”, not names (“Peru and Chile”)."""
    return sentence.is_ordinary(sentence.words[left[1] - 1]) and sentence.is_ordinary(sentence.words[right[0]])


def _pairs(sentence: Sentence, left: tuple[int, int], right: tuple[int, int], link: str) -> Iterator[Span]:
    """Yield “A of B” with the whole or the last words of A and the whole or first words of B."""
    words, tags = sentence.words, sentence.tags
    if tags[left[1] - 1] not in "NP" or words[right[0]].lower() in QUANTIFIERS:
        return
    first = soft_edge(sentence, *left)
    starts = [
        a
        for a in range(first, left[1])
        if tags[a] != "S"
        and words[a].lower() not in QUANTIFIERS
        and not _cuts_name(sentence, a, left[0])
        # Two names with “and” between are the other finder's.
        and not (link == "and" and words[a][0].isupper() and words[right[0]][0].isupper())
    ]
    ends = [
        b
        for b in range(right[0] + 1, right[1] + 1)
        if tags[b - 1] in "NP" and (b == right[1] or not _cuts_name(sentence, b, right[0]))
    ]
    for a in starts:
        for b in ends:
            whole = a == first and b == right[1] and not name_before(sentence, a) and not name_after(sentence, b)
            if b - a <= LONGEST and (whole or link != "for"):
                yield a, b, BRIDGED | (MAXIMAL if whole else 0)


def _cuts_name(sentence: Sentence, at: int, start: int) -> bool:
    """Whether a cut before a word would tear a name apart."""
    return at > start and sentence.words[at][0].isupper() and sentence.words[at - 1][0].isupper()


def _shared_head(sentence: Sentence, left: tuple[int, int], right: tuple[int, int]) -> Iterator[Span]:
    """Yield “A and B C” where A modifies C: “industrial and supply chains”."""
    words, tags = sentence.words, sentence.tags
    a = left[1] - 1
    if right[0] != left[1] + 1 or tags[a] not in "ANP" or right[1] - right[0] < 2:  # noqa: PLR2004
        return
    if words[a].lower() in LOOSE_MODIFIERS and words[a].lower() not in {"small", "large", "high", "low"}:
        return
    if a > left[0] and (tags[a] != "A" or tags[a - 1] in "ANP"):
        return
    if words[a][0].isupper() != words[right[0]][0].isupper():
        return
    if words[a][0].isupper() and not _coordinates(sentence, left, right):
        return
    for b in range(right[0] + 2, min(right[1], right[0] + 4) + 1):
        if tags[b - 1] in "NP":
            yield a, b, BRIDGED | (MAXIMAL if b == right[1] else 0)


def _across_brackets(sentence: Sentence, runs: list[tuple[int, int]]) -> Iterator[Span]:
    """Yield names with a bracket inside: “China (Hainan) Reform and Development Research Institute”."""
    words = sentence.words
    for index in range(len(runs) - 2):
        left, inner, right = runs[index : index + 3]
        if words[left[1]] != "(" or inner[0] != left[1] + 1 or words[inner[1]] != ")" or right[0] != inner[1] + 1:
            continue
        begin = _capital_tail(sentence, left)
        if begin == left[1] or any(not word[0].isupper() for word in words[inner[0] : inner[1]]):
            continue
        rest = runs[index + 2 :]
        stop = _capital_head(sentence, right)
        while len(rest) > 1 and stop == rest[0][1] and _link(sentence, rest[0], rest[1]) in {"and", "of", "&"}:
            further = _capital_head(sentence, rest[1])
            if further == rest[1][0]:
                break
            stop, rest = further, rest[1:]
        if stop > right[0] and stop - begin <= LONGEST_NAME:
            yield begin, stop, BRIDGED | NAME | MAXIMAL
