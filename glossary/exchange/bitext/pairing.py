"""A text and its translation in two files, paragraph by paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.exchange.bitext.alignment import Pair, Paragraph, align
from glossary.exchange.bitext.languages import guess_language
from glossary.exchange.bitext.mapped_text import map_slice
from glossary.exchange.bitext.paragraphs import find_paragraphs
from glossary.exchange.bitext.segment import Segment
from glossary.exchange.bitext.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.exchange.bitext.mapped_text import MappedText

# A single figure says little: lists are numbered in both texts, and in words elsewhere.
_NUMBER = re.compile(r"\d[\d,.]*\d")


def pair_texts(source: str, target: str) -> Iterator[Segment]:
    """Yield the paragraphs of a text with their translations in another.

    They are taken one by one where both texts have as many, else aligned by length. One without its like is
    a segment without target, or with an empty source. The places of the source are in its file, those of
    the target in the other; ids are the numbers of the pairs.
    """
    sources, targets = find_paragraphs(source), find_paragraphs(target)
    if len(sources) == len(targets):
        pairs = [Pair((number, number + 1), (number, number + 1)) for number in range(len(sources))]
    else:
        pairs = align(_measure(source, sources), _measure(target, targets))
    source_language, target_language = guess_language([source]), guess_language([target])
    at = 0
    for number, pair in enumerate(pairs, start=1):
        text = _join(source, sources[slice(*pair.sources)], at)
        at = text.raw_ends[-1]
        translations = targets[slice(*pair.targets)]
        yield Segment(
            source=text,
            target=_join(target, translations, 0) if translations else None,
            source_language=source_language,
            target_language=target_language,
            id=str(number),
            start=text.raw_starts[0],
            end=at,
        )


def _measure(text: str, places: Sequence[tuple[int, int]]) -> list[Paragraph]:
    return [
        Paragraph(end - start, frozenset(number.replace(",", "") for number in _NUMBER.findall(text, start, end)))
        for start, end in places
    ]


def _join(text: str, places: Sequence[tuple[int, int]], at: int) -> MappedText:
    """Return paragraphs that follow each other as one text; of none an empty one at a place."""
    start, end = (places[0][0], places[-1][1]) if places else (at, at)
    return map_slice(text, start, end, Syntax.PLAIN)
