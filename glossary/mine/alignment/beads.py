"""Aligning the sentences of a text with those of its translation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.mine.alignment.anchors import PIECE, find_pieces
from glossary.mine.alignment.features import MOVES, Bitext
from glossary.mine.alignment.path import find_path
from glossary.mine.alignment.shared_words import word_vectors
from glossary.mine.alignment.weights import weights
from glossary.progress import Progress, ticking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.mine.encoding import Encoder

MOST_JOINED = 150
"""Sentences of a text up to which joined ones are encoded as such; beyond, their vectors are averaged."""


class Bead(NamedTuple):
    """Sentences ``sources`` are translated by ``targets``; one of both may be empty.

    ``likeness`` is the cosine of what they mean, 0–1; without an encoder how alike their lengths are.
    """

    sources: range
    targets: range
    likeness: float


def align_sentences(
    sources: Sequence[str], targets: Sequence[str], encoder: Encoder | None = None, progress: Progress | None = None
) -> list[Bead]:
    """Return the beads of two texts in order: every sentence is in exactly one.

    Up to three sentences of each side make a bead, and any may have been left out. The likeliest sequence of beads
    is found by dynamic programming over lengths (Gale and Church 1993), shared numbers and names, and meaning
    (Thompson and Koehn 2019).

    Args:
        sources: the sentences of a text, in either language.
        targets: those of its translation.
        encoder: says what they mean; without one, three errors are made where one would be.
        progress: told how far the work is.
    """
    pieces = list(_pieces(sources, targets, encoder))
    beads: list[Bead] = []
    for ours, theirs in ticking(pieces, progress, "aligning sentences", len(pieces), every=1):
        part = Bitext(
            sources[ours.start : ours.stop],
            targets[theirs.start : theirs.stop],
            encoder,
            encode_joined=max(len(ours), len(theirs)) <= MOST_JOINED,
        )
        beads += _align(part, ours.start, theirs.start)
    return beads


def _pieces(sources: Sequence[str], targets: Sequence[str], encoder: Encoder | None) -> Iterator[tuple[range, range]]:
    if max(len(sources), len(targets)) <= 2 * PIECE:
        yield range(len(sources)), range(len(targets))
    elif encoder is not None:
        yield from find_pieces(encoder.encode(sources), encoder.encode(targets))
    else:
        yield from find_pieces(*word_vectors(sources, targets))


def _align(bitext: Bitext, first_source: int, first_target: int) -> Iterator[Bead]:
    weight = weights(by_meaning=bitext.by_meaning)
    scores = {move: bitext.features(move) @ weight for move in MOVES}
    for step in find_path(scores, len(bitext.sources), len(bitext.targets)):
        a, b = first_source + step.source, first_target + step.target
        likeness = bitext.likeness(step.source, step.target, step.move)
        yield Bead(range(a, a + step.move[0]), range(b, b + step.move[1]), likeness)
