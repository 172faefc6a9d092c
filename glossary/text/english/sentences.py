"""Sentences of an English text with their offsets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\n]+")
_BOUNDARY = re.compile(r"""[.!?…]+["”’')\]]*\s+(?=["“”‘'(\[]*[A-Z0-9])""")
_LAST_WORD = re.compile(r"(\S+)$")

ABBREVIATIONS = frozenset(
    (
        *("mr", "mrs", "ms", "dr", "prof", "st", "gen", "sen", "rep", "gov", "hon", "rev", "jr", "sr"),
        *("no", "nos", "vol", "fig", "figs", "eq", "eqs", "sec", "art", "pp", "p", "ch", "ed", "eds"),
        *("vs", "cf", "al", "approx", "dept", "est", "inc", "co", "corp", "i.e", "e.g"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    )
)
"""Words whose full stop seldom ends a sentence."""


def find_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of every sentence; a line break always ends one.

    Paragraphs that were wrapped by hand or by column must be joined before.
    """
    for line in _LINE.finditer(text):
        start, end = line.span()
        for match in _BOUNDARY.finditer(text, start, end):
            if _is_abbreviation(text, start, match.start()):
                continue
            stop = match.start() + len(match.group().rstrip())
            yield from _trimmed(text, start, stop)
            start = match.end()
        yield from _trimmed(text, start, end)


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    if text[stop] != "." or text[stop + 1 : stop + 2] == ".":
        return False
    last = _LAST_WORD.search(text, max(start, stop - 12), stop)
    if last is None:
        return False
    word = last.group().lstrip("(\"“‘'[")
    # A single capital is an initial (J. Jonkman, U.S. Department); anything else must be listed.
    return word.lower() in ABBREVIATIONS or (word[-1:].isupper() and (len(word) == 1 or word[-2:-1] == "."))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    # A closing mark in front is a stray of the sentence before.
    while start < end and (text[start].isspace() or text[start] in "”»)]"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
