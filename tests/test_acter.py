"""Floors of quality on ACTER, where it is at hand; one and the same setting for every domain."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from glossary.concept import Document
from glossary.mine.pipeline import mine_candidates

ACTER = Path(__file__).parents[2] / "shared" / "acter"


@pytest.mark.parametrize(("domain", "floor"), [("corp", 0.37), ("equi", 0.46), ("wind", 0.40)])
def test_terms_of_other_domains_are_found(domain: str, floor: float) -> None:
    """F1 over unique lower-cased strings with named entities stays above the floor, without any training."""
    folder = ACTER / domain
    if not folder.exists():
        pytest.skip("needs ACTER in ../shared/acter")
    documents = [
        Document(path=path.name, text=text, hash=hashlib.sha256(text.encode()).hexdigest())
        for path in sorted((folder / "texts").glob("*.txt"))
        if (text := path.read_text("utf-8"))
    ]
    lines = (folder / f"{domain}_en_terms_nes.tsv").read_text("utf-8").splitlines()
    gold = {line.split("\t")[0] for line in lines}
    found = {variant.term.lower() for candidate in mine_candidates(documents) for variant in candidate.variants}
    score = 2 * len(found & gold) / (len(found) + len(gold))

    assert score >= floor
