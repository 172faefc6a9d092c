"""Learning from the reviewer: a review played again on gold lists, with and without it.

Usage: ``python -m tests.benchmarks.learning``. A reviewer takes the candidates five at a time as they are shown and
decides by the gold list; the rest is ranked anew. Each row is the mean over the whole queue and two random parts of
it (80 %); ``worst`` is the least gain among them. A careless reviewer errs on every tenth candidate, one who throws a
coin teaches nothing. Learning is measured by how soon the true terms come, whatever the reviewer made of them.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from glossary.jobs.mining import mine_past, read_inputs
from glossary.mine.chinese import mine_chinese
from glossary.mine.pipeline import mine_candidates
from glossary.vocabulary import Language
from tests.benchmarks import acter
from tests.benchmarks.gold import ROOT, find_gold, read_gold
from tests.replaying import average_precision, careless, coin, faithful, key_of, queue_of, replay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.replaying import Queue, Reviewer

SEEDS = range(3)
SHARE = 0.8
MISTAKES = 0.1
#: On the large lists a reviewer stops after so many.
LIMIT = 250


def find_queues() -> Iterator[tuple[str, Queue]]:
    """Yield the candidates of the articles, mined with the base and without one, and of ACTER where it is at hand."""
    articles = ROOT / "seeds" / "articles"
    chinese = [found for found in read_inputs([articles]).documents if found.language != Language.ENGLISH]
    marked = read_gold("", "chinese-article-terms.tsv", articles).terms
    yield "sample articles in Chinese, no base", queue_of(mine_chinese(chinese), {key_of(one.term) for one in marked})
    for gold in find_gold():
        documents = read_inputs([gold.documents]).documents
        keys = {key_of(term.term) for term in gold.terms}
        english = [document for document in documents if document.language == Language.ENGLISH]
        yield f"{gold.name}, no base", queue_of(mine_candidates(english), keys)
        yield f"{gold.name}, with the base", queue_of(mine_past(english), keys)
    for domain in acter.DOMAINS if acter.FOLDER.is_dir() else ():
        found = mine_candidates(acter.documents(acter.texts(domain)))
        yield f"ACTER {domain}", queue_of(found, {key_of(term) for term in acter.gold(domain)})


def reviewers(seed: int) -> dict[str, Reviewer]:
    """Return those who review."""
    return {"faithful": faithful, "careless": careless(_random(seed), MISTAKES), "coin": coin(_random(seed))}


def _random(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - to be the same at every run


def main() -> None:
    """Print a row a queue and reviewer."""
    print(f"{'':36} {'reviewer':9} {'AP':>6} {'learned':>8} {'gain':>7} {'worst':>7}   P@20  P@50 P@100")
    for name, whole in find_queues():
        parts = [whole if not seed else whole.sample(_random(seed), SHARE) for seed in SEEDS]
        for kind in reviewers(0):
            pairs = []
            for seed, queue in zip(SEEDS, parts, strict=True):
                plain = replay(queue, learns=False, limit=LIMIT)
                pairs.append((plain, replay(queue, reviewers(seed)[kind], limit=LIMIT)))
            _print_row(name, kind, pairs)


def _print_row(name: str, kind: str, pairs: list[tuple[list[bool], list[bool]]]) -> None:
    before = [average_precision(plain) for plain, _ in pairs]
    after = [average_precision(learned) for _, learned in pairs]
    gains = [b - a for a, b in zip(before, after, strict=True)]
    mean = sum(gains) / len(gains)
    tops = [
        sum(sum(learned[:top]) - sum(plain[:top]) for plain, learned in pairs) / len(pairs) / top
        for top in (20, 50, 100)
    ]
    cells = f"{sum(before) / len(before):6.3f} {sum(after) / len(after):8.3f} {mean:+7.3f} {min(gains):+7.3f}"
    print(f"{name:36} {kind:9} {cells}  " + " ".join(f"{gain:+.2f}" for gain in tops), flush=True)


if __name__ == "__main__":
    main()
