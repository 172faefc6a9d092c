"""Which Chinese words are verbs before all, as far as a dictionary says."""

from __future__ import annotations

from functools import cache

from glossary.text.cedict import read_cedict


def is_verb(word: str) -> bool:
    """Whether every reading of a word means first of all to do something."""
    return word in _verbs()


@cache
def _verbs() -> frozenset[str]:
    verbs: set[str] = set()
    others: set[str] = set()
    for entry in read_cedict():
        (verbs if entry.glosses[0].startswith("to ") else others).add(entry.simplified)
    return frozenset(verbs - others)
