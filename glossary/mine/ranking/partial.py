"""What one block says of the keys that are looked at: counts that can be added to those of other blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.mine.blocks.hashing import hash_runs, hash_texts
from glossary.mine.blocks.ranges import cut
from glossary.mine.finding.spans import BRIDGED, HEADING, KNOWN, MAXIMAL, NAME, PLAIN_CASE, QUOTED, SET_NUMBER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossary.mine.blocks.hashing import Hashes
    from glossary.mine.corpus import Corpus
    from glossary.mine.finding.occurrences import Occurrences
    from glossary.mine.finding.spans import Spans
    from glossary.mine.known import KnownTerms

NUMBERS = (
    *("frequency", "documents", "alone", "names", "cased", "quoted", "bridged", "known", "numbered", "in_headings"),
)
"""What is counted of each key and added up, in the order of ``Partial.numbers``."""

NOWHERE = np.iinfo(np.int64).max
"""The place of a key that a block has only under the keys of its group."""

OWN_FORM, RUNNING = 1000, 2
"""How much more a form counts whose key it is than those of acronyms and variants; and than one in a headline."""


class Partial(NamedTuple):
    """The keys of a block in one range, in ascending order of their hashes, each in one row or two.

    ``strict`` says whether a row counts only what is no part of a longer known term; where a block doesn't know
    whether a key is known it has both rows. ``first`` is the place of a key among those of the block.
    ``left`` and ``right`` have each different neighbour of a row once, ``forms`` each surface form.
    """

    keys: list[str]
    hashes: Hashes
    strict: NDArray[np.uint8]
    first: NDArray[np.int64]
    numbers: NDArray[np.int64]
    left: Pairs
    right: Pairs
    forms: Forms


class Pairs(NamedTuple):
    """The index of a row and a hash that belongs to it, both of shape (n,), by row."""

    row: NDArray[np.int64]
    hash: Hashes


class Forms(NamedTuple):
    """Surface forms by row: how much they count, the last occurrence among those of the row, words and classes."""

    row: NDArray[np.int64]
    hash: Hashes
    weight: NDArray[np.int64]
    last: NDArray[np.int64]
    words: list[str]
    tags: list[str]


def count_evidence(
    corpus: Corpus,
    spans: Spans,
    occurrences: Occurrences,
    *,
    known: KnownTerms,
    heads: frozenset[str],
    edges: tuple[str, str],
    parts: int,
) -> list[Partial]:
    """Return what a block says of some keys, cut into so many ranges of hashes.

    Args:
        corpus: the tokens of the block, with their classes.
        spans: all spans of the block.
        occurrences: those of the keys that are looked at.
        known: the terms of the termbase.
        heads: the keys that stand for others.
        edges: the words before the first and after the last of the block.
        parts: the number of ranges.
    """
    flags = np.frombuffer(spans.flags, dtype=np.uint8)
    may_be_known = np.array([key in known.by_key or key in heads for key in occurrences.keys], dtype=bool)
    counter = _Counter(corpus, spans, occurrences, _rows(occurrences, flags, may_be_known))
    return counter.partials(heads, edges, parts)


class _Counter:
    """Counts the rows of a block with arrays over all occurrences."""

    def __init__(self, corpus: Corpus, spans: Spans, occurrences: Occurrences, rows: _Rows) -> None:
        self._corpus = corpus
        self._occurrences = occurrences
        key, strict, span = rows
        changes = np.ones(len(key), dtype=bool)
        changes[1:] = (key[1:] != key[:-1]) | (strict[1:] != strict[:-1])
        self._starts = np.flatnonzero(changes)
        self._row = np.cumsum(changes) - 1
        self._key, self._strict = key[self._starts], strict[self._starts]
        self._flags = np.frombuffer(spans.flags, dtype=np.uint8)[span]
        self._first = np.frombuffer(spans.start, dtype=np.uint32)[span].astype(np.int64)
        self._length = np.frombuffer(spans.length, dtype=np.uint8)[span].astype(np.int64)
        self._own = np.frombuffer(spans.key, dtype=np.uint32)[span]
        self._tokens = hash_texts(corpus.words)[np.frombuffer(corpus.word_ids, dtype=np.uint32)]

    def partials(self, heads: frozenset[str], edges: tuple[str, str], parts: int) -> list[Partial]:
        """Return the rows, cut into ranges."""
        hashes = self._occurrences.hashes[self._key]
        number = self._occurrences.number[self._key]
        numbers = self._numbers()
        # Padded with the edges, so that every token has two neighbours.
        padded = np.concatenate([hash_texts(edges[:1]), self._tokens, hash_texts(edges[1:])])
        left = self._pairs(padded[self._first])
        right = self._pairs(padded[self._first + self._length + 1])
        forms = self._forms(np.array([key in heads for key in self._occurrences.keys], dtype=bool))
        keys = self._occurrences.keys
        return [
            Partial(
                keys=[keys[number] for number in self._key[part].tolist()],
                hashes=hashes[part],
                strict=self._strict[part],
                first=np.where(number[part] >= 0, number[part], NOWHERE),
                numbers=numbers[part],
                left=_cut_pairs(left, part),
                right=_cut_pairs(right, part),
                forms=_cut_forms(forms, part),
            )
            for part in cut(hashes, parts)
        ]

    def _numbers(self) -> NDArray[np.int64]:
        """Return for every row its ``NUMBERS``, shape (rows, 10)."""
        flags = self._flags
        cased = flags & PLAIN_CASE == 0
        columns = (
            np.ones(len(flags), dtype=bool),
            self._new_documents(),
            flags & MAXIMAL != 0,
            cased & (flags & NAME != 0),
            cased,
            *(flags & flag != 0 for flag in (QUOTED, BRIDGED, KNOWN, SET_NUMBER, HEADING)),
        )
        if not len(flags):  # which reduceat doesn't take
            return np.zeros((0, len(NUMBERS)), dtype=np.int64)
        return np.stack([np.add.reduceat(column, self._starts, dtype=np.int64) for column in columns], axis=1)

    def _new_documents(self) -> NDArray[np.bool_]:
        """Return whether an occurrence is the first of its row in its document."""
        corpus = self._corpus
        firsts = np.frombuffer(corpus.sentences, dtype=np.uint32)[
            np.frombuffer(corpus.document_sentences, dtype=np.uint32)
        ]
        document = np.searchsorted(firsts, self._first, side="right")
        new = np.ones(len(document), dtype=bool)
        new[1:] = (document[1:] != document[:-1]) | (self._row[1:] != self._row[:-1])
        return new

    def _pairs(self, neighbours: Hashes) -> Pairs:
        """Return each different neighbour of every row once."""
        order = np.lexsort((neighbours, self._row))
        row, found = self._row[order], neighbours[order]
        new = _is_new(row, found)
        return Pairs(row[new], found[new])

    def _forms(self, is_group: NDArray[np.bool_]) -> Forms:
        """Return each surface form of every row once; the last occurrence shows its words and their classes."""
        weight = np.where(self._flags & PLAIN_CASE, 1, RUNNING)
        key = self._key[self._row]
        is_own = ~is_group[key] | (self._own == self._occurrences.number[key])
        weight *= np.where(is_own, OWN_FORM, 1)
        form = hash_runs(self._tokens, self._first, self._length)
        order = np.lexsort((form, self._row))  # stable: the last of equals is the last in the text
        row, form = self._row[order], form[order]
        starts = np.flatnonzero(_is_new(row, form))
        last = order[np.append(starts[1:], len(order)) - 1] if len(order) else order
        words, tags = self._spelt(last)
        return Forms(
            row=row[starts],
            hash=form[starts],
            weight=np.add.reduceat(weight[order], starts) if len(order) else weight,
            last=last - self._starts[row[starts]],
            words=words,
            tags=tags,
        )

    def _spelt(self, occurrences: NDArray[np.int64]) -> tuple[list[str], list[str]]:
        corpus = self._corpus
        words, tags = [], []
        for a, n in zip(self._first[occurrences].tolist(), self._length[occurrences].tolist(), strict=True):
            words.append(" ".join([corpus.words[i] for i in corpus.word_ids[a : a + n]]))
            tags.append(corpus.tags[a : a + n].decode("ascii"))
        return words, tags


class _Rows(NamedTuple):
    """For every occurrence of every row its key, whether the row is strict, and its span, by key."""

    key: NDArray[np.int64]
    strict: NDArray[np.uint8]
    span: NDArray[np.int64]


def _rows(occurrences: Occurrences, flags: NDArray[np.uint8], may_be_known: NDArray[np.bool_]) -> _Rows:
    """Return the rows of a block.

    Of a known term only what is no part of a longer known one counts: “People's Congress”.
    """
    key, span = occurrences.key, occurrences.spans
    is_known = np.zeros(len(occurrences.keys), dtype=bool)
    is_known[key[flags[span] & KNOWN != 0]] = True
    loose = ~is_known[key]
    strict = may_be_known[key] & (flags[span] & (KNOWN | MAXIMAL) != 0)
    keys = np.concatenate([key[loose], key[strict]])
    is_strict = np.concatenate([np.zeros(loose.sum(), dtype=np.uint8), np.ones(strict.sum(), dtype=np.uint8)])
    spans = np.concatenate([span[loose], span[strict]])
    order = np.argsort(keys * 2 + is_strict, kind="stable")
    return _Rows(keys[order], is_strict[order], spans[order])


def _is_new(row: NDArray[np.int64], value: Hashes) -> NDArray[np.bool_]:
    """Return whether a pair differs from the one before it."""
    new = np.ones(len(row), dtype=bool)
    new[1:] = (row[1:] != row[:-1]) | (value[1:] != value[:-1])
    return new


def _cut_pairs(pairs: Pairs, part: slice) -> Pairs:
    here = slice(*np.searchsorted(pairs.row, [part.start, part.stop]).tolist())
    return Pairs(pairs.row[here] - part.start, pairs.hash[here])


def _cut_forms(forms: Forms, part: slice) -> Forms:
    here = slice(*np.searchsorted(forms.row, [part.start, part.stop]).tolist())
    return Forms(forms.row[here] - part.start, *(column[here] for column in forms[1:]))  # type: ignore[arg-type]
