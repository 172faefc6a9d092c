"""Usage examples: the Chinese sentences that show a candidate best."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from glossary.concept import Usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.concept import Document, Mention

MOST = 3
"""Examples of one candidate."""

SHORT, LONG = 12, 60
"""Characters of a sentence that is easy to read and still shows something."""

LOOKED_AT = 40
"""Mentions that are compared; the best of so many is good enough for a term that is everywhere."""

_SENTENCE = re.compile('[^。!?！？…\n]*(?:[。!?！？…]+[”’」』）)》"]*|\n|$)')
_ENDS = tuple("。!?！？…")
_CLOSING = '”’」』）)》"'
_BROKEN = 10.0
"""What is a heading or no whole sentence is worse than this."""


class Sentences:
    """The sentences of one document, for finding the one that has a place."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._bounds = [match.span() for match in _SENTENCE.finditer(document.text) if match.group().strip()]
        self._starts = [start for start, _ in self._bounds]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return where the sentence begins and ends that has a stretch, without blanks around it."""
        text = self._document.text
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_right(self._starts, end - 1) - 1, 0)
        a, b = self._bounds[first][0], self._bounds[last][1]
        while a < start and text[a].isspace():
            a += 1
        while b > end and text[b - 1].isspace():
            b -= 1
        return a, b

    def badness(self, start: int, end: int) -> float:
        """Return how badly a sentence serves as an example; 10 or more is a broken one."""
        sentence = self._document.text[start:end]
        bad = 0.0
        is_whole = sentence.rstrip(_CLOSING).endswith(_ENDS)
        if not is_whole or any(a <= start < b for a, b in self._document.headings):
            bad += _BROKEN
        if len(sentence) < SHORT:
            bad += 1 + (SHORT - len(sentence)) / SHORT
        elif len(sentence) > LONG:
            bad += (len(sentence) - LONG) / LONG + 0.5
        if any(sentence.count(a) != sentence.count(b) for a, b in ("“”", "「」", "《》", "（）")):
            bad += 0.5
        return bad


def choose_contexts(
    documents: Sequence[Document], sentences: Sequence[Sentences], mentions: Sequence[Mention]
) -> tuple[Usage, ...]:
    """Return 1–3 examples, best first, of different documents as far as there are.

    Only whole sentences are taken, and none of a heading, unless there is nothing else.
    """
    ranked: list[tuple[float, int, Mention, int, int]] = []
    seen = set()
    for order, mention in enumerate(mentions[:LOOKED_AT]):
        own = sentences[mention.document]
        start, end = own.around(mention.start, mention.end)
        text = documents[mention.document].text[start:end]
        if text not in seen:
            seen.add(text)
            ranked.append((own.badness(start, end), order, mention, start, end))
    ranked.sort(key=lambda item: item[:2])
    chosen: list[Usage] = []
    used: set[int] = set()
    for fresh in (True, False):
        for badness, _, mention, start, end in ranked:
            if len(chosen) == MOST or (chosen and badness >= _BROKEN):
                break
            if (mention.document in used) == fresh:
                continue
            usage = _usage(documents[mention.document], mention, start, end)
            if usage not in chosen:
                chosen.append(usage)
                used.add(mention.document)
    return tuple(chosen)


def _usage(document: Document, mention: Mention, start: int, end: int) -> Usage:
    return Usage(
        text=document.text[start:end],
        document=document.path,
        start=start,
        end=end,
        term_start=mention.start - start,
        term_end=mention.end - start,
    )
