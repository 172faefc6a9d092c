"""ACTER (Rigouts Terryn et al. 2020): F1 and P@100 of the miner, for measuring only.

Usage: ``python -m tests.benchmarks.acter [strict|balanced|wide]``. Protocol of TermEval 2020: one list of unique
lower-cased strings a domain, against the terms with named entities; all forms of a candidate count as emitted.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from glossary.concept import Document
from glossary.mine.pipeline import mine_candidates
from glossary.vocabulary import Strictness

FOLDER = Path(__file__).parents[3] / "shared" / "acter"
DOMAINS = ("corp", "equi", "wind")


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and F1 of a list, and the precision of its first hundred."""

    emitted: int
    precision: float
    recall: float
    f1: float
    p100: float


def texts(domain: str) -> list[str]:
    """Return the annotated texts of a domain, every line a paragraph."""
    return [path.read_text("utf-8") for path in sorted((FOLDER / domain / "texts").glob("*.txt"))]


def gold(domain: str) -> set[str]:
    """Return the terms and named entities of a domain."""
    lines = (FOLDER / domain / f"{domain}_en_terms_nes.tsv").read_text("utf-8").splitlines()
    return {line.split("\t")[0] for line in lines}


def unique(ranked: list[list[str]]) -> list[str]:
    """Return the lower-cased forms in their order, each once."""
    return list(dict.fromkeys(form.lower() for forms in ranked for form in forms))


def measure(emitted: list[str], right: set[str]) -> Scores:
    """Return the scores of a list."""
    hits = sum(form in right for form in emitted)
    precision, recall = hits / max(len(emitted), 1), hits / len(right)
    f1 = 2 * hits / (len(emitted) + len(right))
    return Scores(len(emitted), precision, recall, f1, sum(form in right for form in emitted[:100]) / 100)


def documents(bodies: list[str]) -> list[Document]:
    """Return documents of some texts."""
    return [
        Document(path=f"{number}.txt", text=body, hash=hashlib.sha256(body.encode()).hexdigest())
        for number, body in enumerate(bodies)
    ]


def mine(bodies: list[str], strictness: Strictness) -> list[list[str]]:
    """Return the forms of what our miner finds in some texts, best first."""
    found = mine_candidates(documents(bodies), strictness=strictness)
    return [[candidate.term, *(variant.term for variant in candidate.variants)] for candidate in found]


def main() -> None:
    """Print a row a domain."""
    strictness = Strictness(sys.argv[1]) if len(sys.argv) > 1 else Strictness.BALANCED
    print(f"{strictness:8} emitted      P      R     F1  P@100  F1 without variants")
    for domain in DOMAINS:
        ranked = mine(texts(domain), strictness)
        scores = measure(unique(ranked), gold(domain))
        single = measure(unique([forms[:1] for forms in ranked]), gold(domain))
        print(
            f"{domain:8} {scores.emitted:7} {scores.precision:6.3f} {scores.recall:6.3f} {scores.f1:6.3f} "
            f"{scores.p100:6.2f} {single.f1:20.3f}"
        )


if __name__ == "__main__":
    main()
