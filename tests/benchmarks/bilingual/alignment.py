"""Sentence alignment beside others, on texts with sentences left out and joined.

Run: ``python -m tests.benchmarks.bilingual.alignment [--seeds N...] [--blocks N] [--no-peers]``. From the sentence
pairs beside the project, blocks of 120 are taken at random; on either side each sentence is left out with a probability
of 5 %, or joined with the next with one of 15 %. What then belongs together is known. Printed are precision, recall and
F1 of the beads that have both sides, and CPU-seconds. Those with meaning all have it from the same encoder, and each
is charged for what it asks.

Beside ours: galechurch 0.1.0 (lengths only; installed into ``.cache/peers-bilingual``), and a plain dynamic programme
over lengths (Gale and Church 1993), alone and with the mean of the sentences' vectors.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.mine.alignment import align_sentences
from glossary.mine.encoding import load_encoder
from tests.benchmarks.bilingual.charging import ChargingEncoder
from tests.benchmarks.bilingual.parallel_gold import read_pairs
from tests.benchmarks.bilingual.programs import install_peers, run_peer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossary.mine.encoding import Encoder, Vectors

BLOCK = 120
LEFT_OUT = 0.05
JOINED = 0.15
VARIANCE = 6.8
"""Of Gale and Church: how far the lengths of translations are apart, squared, for each character."""

Beads = frozenset[tuple[tuple[int, ...], tuple[int, ...]]]

_BAND = 25
_MOVES = {(1, 1): 0.0, (1, 2): -0.35, (2, 1): -0.35, (2, 2): -0.8, (1, 3): -0.9, (3, 1): -0.9}
_SKIPS = {(1, 0): -0.55, (0, 1): -0.55}


class Block(NamedTuple):
    """Two texts and what belongs together in them; ``ratio`` is Chinese characters for each English one."""

    english: list[str]
    chinese: list[str]
    beads: Beads
    ratio: float


def make_blocks(pairs: Sequence[tuple[str, str]], seed: int, count: int, size: int = BLOCK) -> list[Block]:
    """Return some blocks of so many pairs of a file, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret is made of it
    ratio = sum(len(chinese) for _, chinese in pairs) / sum(len(english) for english, _ in pairs)
    blocks = []
    for _ in range(count):
        start = chance.randrange(len(pairs) - size)
        part = pairs[start : start + size]
        english, ours = _disturb([pair[0] for pair in part], " ", chance)
        chinese, theirs = _disturb([pair[1] for pair in part], "", chance)
        blocks.append(Block(english, chinese, _beads(ours, theirs), ratio))
    return blocks


def _disturb(sentences: list[str], glue: str, chance: random.Random) -> tuple[list[str], list[tuple[int, ...]]]:
    """Return what is left of some sentences, and of each which sentences it was made of."""
    made, groups = [], []
    i = 0
    while i < len(sentences):
        drawn = chance.random()
        if drawn >= LEFT_OUT:
            size = 2 if drawn < LEFT_OUT + JOINED and i + 1 < len(sentences) else 1
            made.append(glue.join(sentences[i : i + size]))
            groups.append(tuple(range(i, i + size)))
            i += size - 1
        i += 1
    return made, groups


def _beads(ours: list[tuple[int, ...]], theirs: list[tuple[int, ...]]) -> Beads:
    """Return which of both sides hang together by the pairs that they were made of."""
    beads: list[tuple[set[int], set[int], set[int]]] = []
    sides = [(0, k, set(group)) for k, group in enumerate(ours)] + [
        (1, k, set(group)) for k, group in enumerate(theirs)
    ]
    for side, number, pairs in sides:
        merged: tuple[set[int], set[int], set[int]] = (set(), set(), set(pairs))
        merged[side].add(number)
        apart = []
        for bead in beads:
            if bead[2] & merged[2]:
                merged = (merged[0] | bead[0], merged[1] | bead[1], merged[2] | bead[2])
            else:
                apart.append(bead)
        beads = [*apart, merged]
    return frozenset((tuple(sorted(a)), tuple(sorted(b))) for a, b, _ in beads if a and b)


def ours(block: Block, encoder: Encoder | None) -> Beads:
    """Align as the program does."""
    found = align_sentences(block.english, block.chinese, encoder)
    return frozenset((tuple(bead.sources), tuple(bead.targets)) for bead in found if bead.sources and bead.targets)


def plain(block: Block, encoder: Encoder | None) -> Beads:
    """Align by lengths, and by the mean of the vectors where there is an encoder."""
    n, m = len(block.english), len(block.chinese)
    lengths: list[list[float]] = [
        list(map(len, block.english)),
        [len(sentence) / block.ratio for sentence in block.chinese],
    ]
    vectors = [encoder.encode(block.english), encoder.encode(block.chinese)] if encoder else None
    best = {(0, 0): 0.0}
    taken: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(n + 1):
        for j in range(max(0, i * m // n - _BAND), min(m, i * m // n + _BAND) + 1):
            if (i, j) not in best:
                continue
            for (down, right), prior in (_MOVES | _SKIPS).items():
                at = (i + down, j + right)
                if at[0] > n or at[1] > m:
                    continue
                score = best[i, j] + prior
                if down and right:
                    score += _fit(lengths, vectors, slice(i, at[0]), slice(j, at[1]))
                if score > best.get(at, -math.inf):
                    best[at], taken[at] = score, (down, right)
    return _walk(taken, n, m)


def _fit(lengths: list[list[float]], vectors: list[Vectors] | None, here: slice, there: slice) -> float:
    first, second = sum(lengths[0][here]), sum(lengths[1][there])
    apart = -0.25 * abs(first - second) / math.sqrt((first + second) / 2 * VARIANCE + 1)
    if vectors is None:
        return apart + 0.35
    ours, theirs = vectors[0][here].sum(axis=0), vectors[1][there].sum(axis=0)
    cosine = float(ours @ theirs) / (float(np.linalg.norm(ours)) * float(np.linalg.norm(theirs)) + 1e-9)
    sentences: int = max(here.stop - here.start, there.stop - there.start)
    return apart / 2 + 2.2 * (cosine - 0.35) * sentences


def _walk(taken: dict[tuple[int, int], tuple[int, int]], i: int, j: int) -> Beads:
    found = set()
    while i or j:
        down, right = taken[i, j]
        i, j = i - down, j - right
        if down and right:
            found.add((tuple(range(i, i + down)), tuple(range(j, j + right))))
    return frozenset(found)


def peer(blocks: list[Block]) -> tuple[list[Beads], float]:
    """Align by galechurch, in its own environment; return the beads of all blocks and its CPU-seconds.

    It gets the Chinese first: its variance, for each character of the first side, fits better that way.
    """
    told = run_peer("galechurch", [[block.chinese, block.english, block.ratio, VARIANCE] for block in blocks])
    return [frozenset((tuple(b), tuple(a)) for a, b in beads if a and b) for beads in told.result], told.seconds


def run(
    align: Callable[[Block, Encoder | None], Beads], blocks: list[Block], encoder: ChargingEncoder | None
) -> tuple[list[Beads], float]:
    """Return the beads of all blocks and the CPU-seconds it took."""
    if encoder is not None:
        encoder.begin()
    start = time.process_time()
    found = [align(block, encoder) for block in blocks]
    seconds = time.process_time() - start
    return found, seconds + (encoder.correction() if encoder else 0.0)


def report(name: str, blocks: list[Block], found: list[Beads], seconds: float) -> None:
    """Print one line of the table."""
    hits = sum(len(beads & block.beads) for beads, block in zip(found, blocks, strict=True))
    given, wanted = sum(map(len, found)), sum(len(block.beads) for block in blocks)
    precision, recall = hits / max(given, 1), hits / wanted
    both = 2 * hits / (given + wanted)
    print(f"  {name:34}{precision:10.3f}{recall:9.3f}{both:8.3f}{seconds:14.1f}", flush=True)


def main() -> None:
    """Print a table for each file."""
    parser = argparse.ArgumentParser(description="sentence alignment beside others")
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12, 13])
    parser.add_argument("--blocks", type=int, default=5, help="for each seed")
    parser.add_argument("--no-peers", action="store_true")
    arguments = parser.parse_args()
    if not arguments.no_peers:
        install_peers()
    encoder = ChargingEncoder() if load_encoder() is not None else None
    for file, pairs in (read_pairs() or {}).items():
        blocks = [block for seed in arguments.seeds for block in make_blocks(pairs, seed, arguments.blocks)]
        print(f"{file}: {len(blocks)} blocks, {sum(len(block.beads) for block in blocks)} beads")
        print(f"  {'':34}{'precision':>10}{'recall':>9}{'F1':>8}{'CPU-seconds':>14}")
        if encoder is not None:
            report("ours", blocks, *run(ours, blocks, encoder))
        report("ours, without encoder", blocks, *run(ours, blocks, None))
        if encoder is not None:
            report("lengths and mean vectors", blocks, *run(plain, blocks, encoder))
        report("lengths", blocks, *run(plain, blocks, None))
        if not arguments.no_peers:
            report("galechurch", blocks, *peer(blocks))


if __name__ == "__main__":
    main()
