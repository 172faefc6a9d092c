"""Usage examples: the sentences that show a candidate best."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.concept import Usage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossary.concept import Document
    from glossary.mine.corpus import Corpus

MOST = 3
"""Examples of one candidate."""

SHORT, LONG = 8, 35
"""Words of a sentence that is easy to read and still shows something."""

LOOKED_AT = 40
"""Mentions that are compared; the best of so many is good enough for a term that is everywhere."""

ENOUGH = 5
"""So many better examples, of different documents and with different texts, rule an example out.

Before it two at most can have been chosen, and each of them takes the place of two others at most: of one from the
same document, of one with the same text. The fifth would have been the third choice.
"""

_ENDS = (".", "!", "?", ".”", '."', "!”", '!"', "?”", '?"', "。", ".'", ".’")


class Place(NamedTuple):
    """Where a mention stands: its document, the offsets in it, its sentence in the corpus."""

    document: int
    start: int
    end: int
    sentence: int


class Example(NamedTuple):
    """A sentence that may be chosen: the better the smaller ``badness``; ``order`` counts mentions of the corpus."""

    badness: float
    order: int
    document: int
    path: str
    text: str
    start: int
    end: int
    term_start: int
    term_end: int


def find_examples(
    corpus: Corpus, documents: Sequence[Document], places: Iterable[Place], first: int, before: int
) -> list[Example]:
    """Return the sentences of a block that may be among the best of the corpus, best first.

    Args:
        corpus: the tokens of the block.
        documents: of the block.
        places: the mentions of a candidate in the block.
        first: the number of the first document.
        before: mentions in the blocks before.
    """
    found = []
    seen = set()
    for order, place in zip(range(before, LOOKED_AT), places, strict=False):
        if place.sentence not in seen:
            seen.add(place.sentence)
            found.append(_example(corpus, documents[place.document - first], place, order))
    found.sort()
    kept: list[Example] = []
    used: set[int] = set()
    texts: set[str] = set()
    for example in found:
        kept.append(example)
        if example.document not in used and example.text not in texts:
            used.add(example.document)
            texts.add(example.text)
            if len(used) == ENOUGH:
                break
    return kept


def choose_contexts(examples: Iterable[Example]) -> tuple[Usage, ...]:
    """Return 1–3 examples, best first, of different documents as far as there are.

    Only whole sentences are taken, and none of a heading, unless there is nothing else.
    """
    ranked = sorted(examples)
    chosen: list[Usage] = []
    texts: set[str] = set()
    used: set[int] = set()
    for fresh in (True, False):
        for example in ranked:
            if len(chosen) == MOST or (chosen and example.badness >= _BROKEN):
                break
            if (example.document in used) == fresh or example.text in texts:
                continue
            chosen.append(_usage(example))
            texts.add(example.text)
            used.add(example.document)
    return tuple(chosen)


_BROKEN = 10.0
"""What is a heading or no whole sentence is worse than this."""


def _example(corpus: Corpus, document: Document, place: Place, order: int) -> Example:
    first, after = corpus.sentences[place.sentence], corpus.sentences[place.sentence + 1]
    start, end = corpus.offsets[first], corpus.end_offset(after - 1)
    text = document.text[start:end]
    return Example(
        badness=_badness(text, is_heading=bool(corpus.in_heading[place.sentence])),
        order=order,
        document=place.document,
        path=document.path,
        text=text,
        start=start,
        end=end,
        term_start=place.start - start,
        term_end=place.end - start,
    )


def _badness(text: str, *, is_heading: bool) -> float:
    words = len(text.split())
    bad = 0.0
    if is_heading or not text.endswith(_ENDS):
        bad += _BROKEN
    opening = text.lstrip("\"“‘'(")[:1]
    if not (opening.isupper() or opening.isdigit()):
        bad += _BROKEN
    if words < SHORT:
        bad += 1 + (SHORT - words) / SHORT
    elif words > LONG:
        bad += (words - LONG) / LONG + 0.5
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        bad += 0.5
    if text.split(maxsplit=1)[0] in {"It", "He", "She", "They", "This", "These", "But", "And"}:
        bad += 0.3
    return bad


def _usage(example: Example) -> Usage:
    return Usage(
        text=example.text,
        document=example.path,
        start=example.start,
        end=example.end,
        term_start=example.term_start,
        term_end=example.term_end,
    )
