"""Phrases in quotation marks: how news marks its slogans."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.mine.finding.spans import MAXIMAL, NAME, QUOTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.mine.finding.phrases import Span
    from glossary.mine.finding.sentence import Sentence

LONGEST = 7
"""Words of the longest quoted phrase: what is longer is speech."""

_OPENING = frozenset("\"“‘'«„")
_CLOSING = frozenset("\"”’'»“")
_CLAUSE = re.compile(r"[NP]R?V|^[XR]")
"""A noun with its verb, or an adverb in front: “too bright”."""

_SPEECH = frozenset(
    (
        *("i", "we", "you", "he", "she", "it", "they", "this", "that", "these", "those", "there"),
        *("our", "my", "your", "his", "her", "their", "what", "who"),
    )
)
_SPEECH_ENDS = frozenset(".!?;:")


def find_quoted(sentence: Sentence) -> Iterator[Span]:
    """Yield what stands between quotation marks, if it can't be speech."""
    words, gaps = sentence.words, sentence.gaps
    count = len(words)
    for i, mark in enumerate(words):
        if mark not in _OPENING or i + 2 > count:
            continue
        if i + 1 >= count or gaps[i + 1] or not (i == 0 or gaps[i] or words[i - 1] in "([—-a"):
            continue
        for j in range(i + 2, min(count, i + LONGEST + 4)):
            if words[j] in _CLOSING and not gaps[j]:
                yield from _content(sentence, i + 1, j)
                break


def _content(sentence: Sentence, start: int, end: int) -> Iterator[Span]:
    words = sentence.words
    while end > start and words[end - 1] in {",", "'", '"'}:
        end -= 1
    if not 1 <= end - start <= LONGEST or words[end - 1] in _SPEECH_ENDS:
        return
    inside = words[start:end]
    if inside[0].lower() in _SPEECH or (not any(map(str.isalpha, inside[0][:1])) and not inside[0][0].isdigit()):
        return
    if any(word in _SPEECH_ENDS or word == "," or word in _OPENING for word in inside):
        return
    if _CLAUSE.search(sentence.tags[start:end]):
        return
    if end - start == 1 and sentence.tags[start] not in "NPAG":
        return
    named = all(word[0].isupper() for word in inside if len(word) > 3)  # noqa: PLR2004 - of, the
    yield start, end, QUOTED | MAXIMAL | (NAME if named and not sentence.plain_case else 0)
