"""Articles that are printed again: what a reprint repeats of its original isn't counted once more.

Texts are compared by shingles, runs of five words (Broder 1997). A sample of each text's says which two are worth a
comparison; whether one is a reprint of the other is then decided by all of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from glossary.mine.blocks.hashing import hash_runs, hash_texts
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from glossary.concept import Document
    from glossary.mine.blocks.hashing import Hashes

Repeated: TypeAlias = tuple[tuple[int, int], ...]
"""``(start, end)`` of the paragraphs of a text that another one had before, in order."""

WORDS = 5
"""Words of a shingle: so many in a row are seldom the same by chance."""

FEWEST = 40
"""Shingles of the shortest text that is taken for a reprint; notices of a line or two are often alike."""

SAMPLE = 32
"""Shingles at most of a text's sample."""

MOSTLY = 0.5
"""The share of its shingles that a reprint, or a paragraph of one, has from its original."""

PERHAPS = 0.25
"""The share of its sample from which on a text is compared: samples of a reprint may have less than a half."""

_BITS = 64
_WORD = re.compile(r"\w+")
_PARAGRAPH = re.compile(r"[^\n]+")


class Signature(NamedTuple):
    """What a document is recognised by.

    ``level`` says how sparse the sample is: it has the shingles whose hashes begin with so many zero bits. Of two
    documents the original is the one with the earlier date, or else that comes first.
    """

    number: int
    date: str
    level: int
    sample: Hashes


def sign(document: Document, number: int) -> Signature | None:
    """Return the signature of a document, or None for what is too short or not in English."""
    if document.language != Language.ENGLISH:
        return None
    shingles = _shingles(_word_hashes(document.text))
    if len(shingles) < FEWEST:
        return None
    level = max(0, (len(shingles) // SAMPLE).bit_length())
    return Signature(number, document.date or "~", level, _sampled(shingles, level))


def pair(signatures: Sequence[Signature]) -> dict[int, int]:
    """Return for the number of every document that may be a reprint that of what may be its original."""
    ordered = sorted(signatures, key=lambda one: (one.date, one.number))
    if not ordered:
        return {}
    hashes = np.concatenate([one.sample for one in ordered])
    places = np.repeat(np.arange(len(ordered)), [len(one.sample) for one in ordered])
    order = np.lexsort((places, hashes))
    hashes, places = hashes[order], places[order]
    is_first = np.ones(len(hashes), dtype=bool)
    is_first[1:] = hashes[1:] != hashes[:-1]
    earliest = places[is_first][np.cumsum(is_first) - 1]
    later = places != earliest
    links, hits = np.unique(np.stack([places[later], earliest[later]], axis=1), axis=0, return_counts=True)
    best: dict[int, tuple[int, int]] = {}
    for (place, original), count in zip(links.tolist(), hits.tolist(), strict=True):
        own = ordered[place]
        shared = len(_sampled(own.sample, max(own.level, ordered[original].level)))
        if count >= max(2, PERHAPS * shared) and (-count, original) < best.get(place, (0, 0)):
            best[place] = (-count, original)
    return {ordered[place].number: ordered[original].number for place, (_, original) in best.items()}


class Original(NamedTuple):
    """All shingles of a text and all its paragraphs, as ascending hashes."""

    shingles: Hashes
    paragraphs: Hashes


def original_of(document: Document) -> Original:
    """Return what reprints of a document are compared with."""
    paragraphs = [_whole(_word_hashes(document.text[start:end])) for start, end in _paragraphs(document)]
    return Original(_shingles(_word_hashes(document.text)), np.unique(np.concatenate([*paragraphs, _NONE])))


def find_repeated(document: Document, original: Original) -> Repeated:
    """Return the paragraphs of a document that it has from another one; none if it is no reprint of that."""
    if _share(_shingles(_word_hashes(document.text)), original.shingles) < MOSTLY:
        return ()
    return tuple(
        (start, end)
        for start, end in _paragraphs(document)
        if _is_repeated(_word_hashes(document.text[start:end]), original)
    )


def _is_repeated(words: Hashes, original: Original) -> bool:
    if np.isin(_whole(words), original.paragraphs).any():
        return True
    return len(words) >= WORDS and _share(_shingles(words), original.shingles) >= MOSTLY


def _share(shingles: Hashes, others: Hashes) -> float:
    return float(np.isin(shingles, others).mean()) if len(shingles) else 0.0


def _paragraphs(document: Document) -> Iterator[tuple[int, int]]:
    for match in _PARAGRAPH.finditer(document.text):
        yield match.span()


def _word_hashes(text: str) -> Hashes:
    """Return the hashes of the words of a text, without case."""
    words = _WORD.findall(text.lower())
    numbers: dict[str, int] = {}
    places = [numbers.setdefault(word, len(numbers)) for word in words]
    return hash_texts(numbers)[np.array(places, dtype=np.int64)]


_NONE = np.zeros(0, dtype=np.uint64)


def _shingles(words: Hashes) -> Hashes:
    """Return the hashes of all shingles, ascending, each once."""
    count = max(0, len(words) - WORDS + 1)
    return np.unique(hash_runs(words, np.arange(count), np.full(count, WORDS, dtype=np.int64)))


def _whole(words: Hashes) -> Hashes:
    """Return the hash of all words as one run, shape (1,)."""
    return hash_runs(words, np.zeros(1, dtype=np.int64), np.array([len(words)], dtype=np.int64))


def _sampled(shingles: Hashes, level: int) -> Hashes:
    return shingles[shingles >> np.uint64(_BITS - level) == 0] if level else shingles


def find_reprints(
    signatures: Iterable[Signature], document_at: Callable[[Sequence[int]], Iterator[tuple[int, Document]]]
) -> dict[int, Repeated]:
    """Return for every reprint, by its number, the paragraphs that it repeats.

    Args:
        signatures: of all documents.
        document_at: yields the documents with some numbers, which are ascending.
    """
    pairs = pair(list(signatures))
    originals = {number: original_of(document) for number, document in document_at(sorted(set(pairs.values())))}
    found = {
        number: find_repeated(document, originals[pairs[number]]) for number, document in document_at(sorted(pairs))
    }
    return {number: repeated for number, repeated in found.items() if repeated}
