"""What terms are called in sentence pairs, ours beside others: over the same spans, in the same run.

Run: ``python -m tests.benchmarks.bilingual.pairing [--sets NAME...] [--from en|zh|both] [--no-peers] [-v]``. The sets:

- ``article-1``, ``article-2``, ``article-3``: some hundred sentence pairs that follow each other, nothing else known;
- ``test``: all lines of one file that were marked wholly; ``test+``: the same with the other file to learn from;
- ``all``: the terms of ``test``, looked for in both files; lines that nobody marked may rightly call them otherwise.

Every term that was marked (``tests/gold/parallel-terms.tsv``) is looked up, each once, where it stands in the pairs.
Right is what was marked, letter for letter (case aside in English). Printed are: how often the first answer is right
(P@1), one of the first five (hit@5), the first for the surest 20 % and 50 % of the terms by each system's own score;
for ours the expected calibration error in five bins, and of answers with a confidence of .9 and more how many are right
and how many there are; CPU-seconds, for encoding as if each had been alone, and for the others without the time that
it takes to find spans. ``zh`` turns terms and answers round.

All rank the spans that ours ranks. Those that count get the terms of the curated base as more pairs, as ours does:

- embedding alone: the cosine of term and span;
- Dice and LLR (Dunning 1993) of the pairs that have the term and those that have the span;
- eflomal 2.0.0: words aligned in both directions; the span with the best F1 of links of the term's words.
"""

from __future__ import annotations

import argparse
import math
import time
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.mine.encoding import load_encoder
from glossary.mine.pairing import PairFinder, SentencePair
from tests.benchmarks.bilingual.charging import ChargingEncoder
from tests.benchmarks.bilingual.learning import term_pairs
from tests.benchmarks.bilingual.parallel_gold import read_pairs
from tests.benchmarks.bilingual.programs import install_peers
from tests.benchmarks.bilingual.rivals import (
    Answer,
    by_association,
    by_meaning,
    by_word_alignment,
    dice,
    log_likelihood_ratio,
)
from tests.benchmarks.bilingual.tasks import SETS, make_task

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.benchmarks.bilingual.tasks import Task

BINS = 5
SURE = 0.9


class Ranked(NamedTuple):
    """What a system says: for each term its answers, best first, and the CPU-seconds it took."""

    answers: list[list[Answer]]
    seconds: float


def ours(task: Task, encoder: ChargingEncoder | None, *, base: bool = True) -> list[list[Answer]]:
    """Rank as the program does."""
    finder = PairFinder(
        task.pairs,
        language=task.language,
        encoder=encoder,
        background=task.background,
        term_pairs=term_pairs(task.language) if base else (),
    )
    return [[Answer(each.term, each.confidence) for each in found] for found in finder.find(task.terms)]


def run(rank: Callable[[], list[list[Answer]]], encoder: ChargingEncoder | None) -> Ranked:
    """Run a system and take its time."""
    if encoder is not None:
        encoder.begin()
    start = time.process_time()
    answers = rank()
    seconds = time.process_time() - start
    return Ranked(answers, seconds + (encoder.correction() if encoder else 0.0))


def report(name: str, task: Task, ranked: Ranked, *, has_confidence: bool = False) -> None:
    """Print one line of the table."""
    first, fifth, scores = [], [], []
    for right, answers in zip(task.right, ranked.answers, strict=True):
        hits = [answer.term.lower() in right for answer in answers[:5]]
        first.append(bool(hits) and hits[0])
        fifth.append(any(hits))
        scores.append(answers[0].score if answers else -math.inf)
    surest = [first[i] for i in np.argsort(-np.array(scores), kind="stable")]
    told = f"  {name:30}{np.mean(first):6.3f}{np.mean(fifth):8.3f}"
    told += "".join(f"{np.mean(surest[: max(round(len(surest) * share), 1)]):8.3f}" for share in (0.2, 0.5))
    if has_confidence:
        sure = [hit for hit, score in zip(first, scores, strict=True) if score >= SURE]
        told += (
            f"{calibration_error(first, scores):7.3f}{np.mean(sure) if sure else 0:8.3f}{len(sure) / len(first):6.2f}"
        )
    else:
        told += " " * 21
    print(f"{told}{ranked.seconds:8.1f}", flush=True)


def calibration_error(right: Sequence[bool], confidences: Sequence[float]) -> float:
    """Return how far confidence is from what is right, on average over bins of equal width, weighted by their terms."""
    bins = np.minimum((np.array(confidences).clip(0, 1) * BINS).astype(int), BINS - 1)
    apart = 0.0
    for number in range(BINS):
        inside = bins == number
        if inside.any():
            gap = np.mean(np.array(confidences)[inside]) - np.mean(np.array(right)[inside])
            apart += float(abs(gap)) * float(inside.mean())
    return apart


def list_wrong(task: Task, ranked: Ranked) -> None:
    """Print the terms whose first answer is wrong."""
    for term, right, answers in zip(task.terms, task.right, ranked.answers, strict=True):
        if not answers or answers[0].term.lower() not in right:
            given = ", ".join(f"{answer.term} {answer.score:.2f}" for answer in answers[:3])
            print(f"    {term.term} ({len(term.pairs)}) | {', '.join(sorted(right))} | {given}")


def measure(task: Task, encoder: ChargingEncoder | None, *, peers: bool, verbose: bool) -> None:
    """Print the table of a set."""
    print(f"{task.name}, from {task.language}: {len(task.terms)} terms in {len(task.pairs)} pairs")
    head = "".join(f"{each:>8}" for each in ("hit@5", "20 %", "50 %"))
    print(f"  {'':30}{'P@1':>6}{head}{'ECE':>7}{'at .9':>8}{'share':>6}{'CPU-s':>8}")
    known = [SentencePair(*pair) for pair in term_pairs(task.language)]
    if encoder is not None:
        found = run(lambda: ours(task, encoder), encoder)
        report("ours", task, found, has_confidence=True)
        if verbose:
            list_wrong(task, found)
        report("ours, without base", task, run(lambda: ours(task, encoder, base=False), encoder), has_confidence=True)
    report("ours, without encoder", task, run(lambda: ours(task, None), None), has_confidence=True)
    if encoder is not None:
        report("embedding alone", task, run(lambda: by_meaning(task, encoder), encoder))
    report("Dice", task, run(lambda: by_association(task, known, dice), None))
    report("LLR", task, run(lambda: by_association(task, known, log_likelihood_ratio), None))
    if peers:
        answers, seconds = by_word_alignment(task, known)
        report("eflomal", task, Ranked(answers, seconds))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="equivalents in sentence pairs beside others")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=SETS)
    parser.add_argument("--from", dest="language", choices=("en", "zh", "both"), default="en")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what ours has wrong")
    arguments = parser.parse_args()
    files = read_pairs()
    if files is None:
        return
    if not arguments.no_peers:
        install_peers()
    encoder = ChargingEncoder() if load_encoder() is not None else None
    for name in arguments.sets:
        for language in ("en", "zh") if arguments.language == "both" else (arguments.language,):
            task = make_task(name, language, files)
            measure(task, encoder, peers=not arguments.no_peers, verbose=arguments.verbose)


if __name__ == "__main__":
    main()
