"""What one block shows of the candidates: their forms, mentions and examples in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.mine.describing.contexts import Place, find_examples
from glossary.mine.describing.variants import count_forms
from glossary.mine.finding.occurrences import find_occurrences
from glossary.mine.finding.spans import KNOWN, MAXIMAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.concept import Document
    from glossary.mine.blocks.hashing import Hashes
    from glossary.mine.corpus import Corpus
    from glossary.mine.describing.contexts import Example
    from glossary.mine.describing.variants import FormCounts
    from glossary.mine.finding.occurrences import Groups
    from glossary.mine.finding.spans import Spans
    from glossary.mine.finding.truecase import Truecaser

TELL_EVERY = 100
"""Candidates between two reports that the work goes on."""


class Wanted(NamedTuple):
    """The candidates that a block has, by the hashes of their keys in ascending order; all of shape (n,).

    ``place`` is that among all candidates, ``before`` counts the mentions in the blocks before, ``strict`` says that
    only what is no part of a longer known term counts.
    """

    hashes: Hashes
    place: NDArray[np.int64]
    before: NDArray[np.int64]
    strict: NDArray[np.uint8]


class Sketch(NamedTuple):
    """What a block shows of the candidate at a place; ``mentions`` are the numbers of ``Mentions`` as bytes."""

    place: int
    forms: FormCounts
    mentions: bytes
    examples: list[Example]


class Block(NamedTuple):
    """The documents of a block, their tokens and spans; ``numbers`` are those of the documents that have tokens."""

    first: int
    documents: Sequence[Document]
    numbers: Sequence[int]
    corpus: Corpus
    spans: Spans


def sketch(
    block: Block, wanted: Wanted, groups: Groups, truecaser: Truecaser, tick: Callable[[], object]
) -> Iterator[Sketch]:
    """Yield what a block shows of each of the wanted candidates.

    Args:
        block: the documents, tokens and spans.
        wanted: the candidates that it has.
        groups: keys that are one term.
        truecaser: knows the case of words.
        tick: is called several times a second.
    """
    corpus, spans = block.corpus, block.spans
    found = find_occurrences(spans, groups, wanted.hashes)
    flags = np.frombuffer(spans.flags, dtype=np.uint8)[found.spans]
    counts = (wanted.strict[found.key] == 0) | (flags & (KNOWN | MAXIMAL) != 0)
    indices, key = found.spans[counts], found.key[counts]
    places = _places(block, indices)
    mentions = np.ascontiguousarray(places[:, :3], dtype=np.uint32)
    bounds = np.searchsorted(key, np.arange(len(wanted.hashes) + 1)).tolist()
    texts = [document.text for document in block.documents]
    for number, (place, before) in enumerate(zip(wanted.place.tolist(), wanted.before.tolist(), strict=True)):
        if number % TELL_EVERY == 0:
            tick()
        here = slice(bounds[number], bounds[number + 1])
        where = [Place(*row) for row in places[here].tolist()]
        forms = [
            (i, texts[document - block.first][start:end])
            for i, (document, start, end, _) in zip(indices[here].tolist(), where, strict=True)
        ]
        yield Sketch(
            place=place,
            forms=count_forms(corpus, truecaser, spans, forms),
            mentions=mentions[here].tobytes(),
            examples=find_examples(corpus, block.documents, where, block.first, before),
        )


def _places(block: Block, spans: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the fields of ``Place`` for some spans, shape (n, 4)."""
    corpus = block.corpus
    first = np.frombuffer(block.spans.start, dtype=np.uint32)[spans].astype(np.int64)
    last = first + np.frombuffer(block.spans.length, dtype=np.uint8)[spans] - 1
    lengths = np.array([len(word) for word in corpus.words], dtype=np.int64)
    offsets = np.frombuffer(corpus.offsets, dtype=np.uint32).astype(np.int64)
    ids = np.frombuffer(corpus.word_ids, dtype=np.uint32)
    sentence = np.searchsorted(np.frombuffer(corpus.sentences, dtype=np.uint32), first, side="right") - 1
    document = np.searchsorted(np.frombuffer(corpus.document_sentences, dtype=np.uint32), sentence, side="right") - 1
    numbers = np.array(block.numbers, dtype=np.int64)
    return np.stack([numbers[document], offsets[first], offsets[last] + lengths[ids[last]], sentence], axis=1)
