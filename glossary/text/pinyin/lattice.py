"""Divides a run of Han characters into dictionary words: the cheapest path through a lattice.

Edges are words of CC-CEDICT and of our own lists, numerals, and abbreviations of places; each costs the minus
logarithm of its frequency.
"""

from __future__ import annotations

import re
from functools import cache

from glossary.text.pinyin.dictionary import dictionary
from glossary.text.pinyin.names import (
    BODIES,
    COUNTRIES,
    COUNTRY_LEADS,
    FEATURE_NAMES,
    INSTITUTIONS,
    LAWS,
    PROVINCES,
    PROVINCES_TOO,
)
from glossary.text.pinyin.numbers import NUMERAL, NUMERAL_NAME
from glossary.text.pinyin.readings import READINGS
from glossary.text.pinyin.words import JOINED, PARALLEL

_OWN_COST = 9.0
_NUMBER_COST = 8.0
_PAIR_COST = 13.0
_PHRASE_COST = 15.0
_UNREADABLE = 40.0
_UNREACHED = 1e9
LONGEST_SUBWORD = 3

# 苏北, 皖南: half of a province by its abbreviation.
_PART_OF_PROVINCE = re.compile(f"[{''.join(sorted(PROVINCES))}][东南西北中]")
# Phrases of four characters that are words all: 以旧换新, 先立后破, 稳中求进.
_PHRASE = re.compile("以.[换促带保补助养治代为].|先.后.|.中求.|因.施.|..即[办入享退报]")


def cheapest_path(run: str, longest: int | None = None) -> list[tuple[int, int, str]]:
    """Return the cheapest division of a run: start, end and source of each edge.

    ``longest`` limits the length of dictionary words and leaves patterns out: it divides a long entry.
    """
    size = len(run)
    best: list[tuple[float, int, str]] = [(0.0, 0, "")] + [(_UNREACHED, 0, "")] * size
    patterns = _patterns(run) if longest is None else {}
    for start in range(size):
        base = best[start][0]
        for end, cost in _dictionary_edges(run, start, longest or _longest()):
            if base + cost < best[end][0]:
                best[end] = (base + cost, start, "word")
        for end, cost, source in patterns.get(start, ()):
            if base + cost < best[end][0]:
                best[end] = (base + cost, start, source)
    path: list[tuple[int, int, str]] = []
    while size:
        _, start, source = best[size]
        path.append((start, size, source))
        size = start
    return path[::-1]


def _dictionary_edges(run: str, start: int, longest: int) -> list[tuple[int, float]]:
    """Return end and cost of the words that start here; a character that no dictionary has is one too."""
    costs = lexicon()
    edges = [(start + 1, costs.get(run[start], _UNREADABLE))]
    for end in range(start + 2, min(len(run), start + longest) + 1):
        cost = costs.get(run[start:end])
        if cost is not None:
            edges.append((end, cost))
    return edges


def _patterns(run: str) -> dict[int, list[tuple[int, float, str]]]:
    """Return end, cost and source of numerals, abbreviations and patterned phrases, by where they start."""
    found: dict[int, list[tuple[int, float, str]]] = {}
    for start, (end, source) in _numerals(run).items():
        found.setdefault(start, []).append((end, _NUMBER_COST, source))
    for start in range(len(run)):
        if _PHRASE.match(run, start):
            found.setdefault(start, []).append((start + 4, _PHRASE_COST, "phrase"))
        if _PART_OF_PROVINCE.match(run, start):
            found.setdefault(start, []).append((start + 2, _PAIR_COST, "part of a province"))
        end = _abbreviation_end(run, start)
        if end:
            found.setdefault(start, []).append((end, _PAIR_COST, "abbreviation"))
    return found


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
    for words in (READINGS, JOINED, PARALLEL, BODIES, INSTITUTIONS, LAWS, FEATURE_NAMES):
        for word in words:
            costs[word] = min(_OWN_COST, costs.get(word, _OWN_COST))
    return costs


@cache
def _longest() -> int:
    return max(map(len, lexicon()))


def is_known(word: str) -> bool:
    """Tell whether a word is in CC-CEDICT or in our own lists."""
    return word in lexicon()
