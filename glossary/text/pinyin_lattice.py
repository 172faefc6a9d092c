"""Divides a run of Han characters into dictionary words: the cheapest path through a lattice.

Edges are words of CC-CEDICT and of our own lists, numerals, and abbreviations of places; each costs the minus
logarithm of its frequency.
"""

from __future__ import annotations

import re
from functools import cache

from glossary.text.pinyin_dictionary import dictionary
from glossary.text.pinyin_names import COUNTRIES, COUNTRY_LEADS, FEATURE_NAMES, INSTITUTIONS, PROVINCES, PROVINCES_TOO
from glossary.text.pinyin_numbers import NUMERAL, NUMERAL_NAME
from glossary.text.pinyin_words import JOINED, PARALLEL, READINGS

_OWN_COST = 9.0
_NUMBER_COST = 8.0
_PAIR_COST = 13.0
_IDIOM_COST = 19.0
_UNREADABLE = 40.0
LONGEST_SUBWORD = 3

# Phrases of four characters that a pattern makes one: 自立自强, 以旧换新, 稳中求进.
IDIOM = re.compile(r"([^一二三四五六七八九十第])(?!\1).\1(?!\1).|以.[换促带保补助养治代为].|.中[求有向].")


def cheapest_path(run: str, longest: int | None = None) -> list[tuple[int, int, str]]:
    """Return the cheapest path: start, end and source of each edge. ``longest`` limits dictionary words."""
    costs = lexicon()
    limit = longest or _longest()
    best: list[tuple[float, int, str]] = [(0.0, 0, "")] + [(1e9, 0, "")] * len(run)
    numerals = {} if longest else _numerals(run)
    size = len(run)
    for i in range(size):
        base = best[i][0]
        if base >= 1e9:  # noqa: PLR2004 - not reached
            continue
        for j in range(i + 1, min(size, i + limit) + 1):
            cost = costs.get(run[i:j])
            if cost is None:
                if j > i + 1:
                    continue
                cost = _UNREADABLE
            if base + cost < best[j][0]:
                best[j] = (base + cost, i, "word")
        if i in numerals:
            j, source = numerals[i]
            if base + _NUMBER_COST < best[j][0]:
                best[j] = (base + _NUMBER_COST, i, source)
        if longest is None:
            if IDIOM.match(run, i) and base + _IDIOM_COST < best[i + 4][0]:
                best[i + 4] = (base + _IDIOM_COST, i, "idiom")
            j = _abbreviation_end(run, i)
            if j and base + _PAIR_COST < best[j][0]:
                best[j] = (base + _PAIR_COST, i, "abbreviation")
    path: list[tuple[int, int, str]] = []
    at = size
    while at:
        _, start, source = best[at]
        path.append((start, at, source))
        at = start
    return path[::-1]


def _numerals(run: str) -> dict[int, tuple[int, str]]:
    """Return end and source of the numerals in a run, by where they start."""
    found = {match.start(): (match.end(), "number") for match in NUMERAL.finditer(run)}
    found.update((match.start(), (match.end(), "numeral name")) for match in NUMERAL_NAME.finditer(run))
    return found


def _abbreviation_end(run: str, start: int) -> int:
    """Return where an abbreviation of places that starts here ends, or 0."""
    end = start
    while end < len(run) and (run[end] in PROVINCES or run[end] in PROVINCES_TOO):
        end += 1
    while end - start >= 2 and run[end - 1] not in PROVINCES and end < len(run):  # noqa: PLR2004 - a pair
        end -= 1
    if end - start >= 2 and any(ch in PROVINCES for ch in run[start:end]):  # noqa: PLR2004 - a pair
        return end
    end = start + 1
    while end < len(run) and run[end] in COUNTRIES and run[end] not in run[start:end]:
        end += 1
    return end if run[start] in COUNTRY_LEADS and end - start >= 2 else 0  # noqa: PLR2004 - a pair


@cache
def lexicon() -> dict[str, float]:
    """Return every word with its cost: CC-CEDICT's, then ours, which are preferred."""
    costs = dict(dictionary().costs)
    for words in (READINGS, JOINED, PARALLEL, INSTITUTIONS, FEATURE_NAMES):
        for word in words:
            costs[word] = min(_OWN_COST, costs.get(word, _OWN_COST))
    return costs


@cache
def _longest() -> int:
    return max(map(len, lexicon()))


