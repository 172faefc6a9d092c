"""The phrases that are kept, best first, without the fragments of longer ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from glossary.mine.chinese.kinds import KNOWN, VERB
from glossary.mine.chinese.score import Whole, score_parts
from glossary.mine.chinese.selection import refusal
from glossary.progress import Progress, ticking
from glossary.text.english import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from glossary.mine.chinese.counting import PhraseCounts, Tally
    from glossary.mine.chinese.known import KnownChinese
    from glossary.mine.trace import Trace
    from glossary.vocabulary import Strictness

TELL_EVERY = 1_000
"""Phrases between two reports of progress."""

INDEPENDENT = 0.1
"""From this share of occurrences outside of longer terms on, a phrase is a term of its own."""

HOSTS = 3
"""In so many different longer terms, what never stands alone is a building block and no fragment."""

FLUENT = 0.08
"""The share of known terms in the words of a text from which on it is written in their language."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A phrase with what was counted of it, its score and the parts of that."""

    key: str
    tally: Tally
    score: float
    parts: Mapping[str, float]


class _Host(NamedTuple):
    """A longer term that is kept: its key, its score, and its occurrences outside of still longer ones."""

    key: str
    score: float
    standing: float


def rank(
    tallies: Mapping[str, Tally],
    counts: PhraseCounts,
    *,
    known: KnownChinese,
    strictness: Strictness,
    trace: Trace | None = None,
    progress: Progress | None = None,
) -> list[Ranked]:
    """Return what is no fragment and good enough, best first; equals in the order of their keys.

    The longest phrases come first: an occurrence inside of a term that is kept counts less for what is shorter.
    """
    whole = Whole(counts.words.total() or 1, counts.words, counts.phrases)
    affinity = min(sum(own.known for own in tallies.values()) / whole.tokens / FLUENT, 1.0)
    hosts: dict[str, list[_Host]] = {}
    ranked = []
    order = sorted(tallies.items(), key=lambda item: (-len(item[0]), item[0]))
    for key, own in ticking(order, progress, "ranking terms", len(order), every=TELL_EVERY):
        kinship = affinity * known.kinship(own.words)
        independent = _independent(own, tallies)
        parts = score_parts(own, key, whole, kinship=kinship, independent=independent)
        least = sum(parts.values()) - TOLERANCE
        around = [host for host in hosts.get(key, ()) if host.score >= least]
        # A known term stands for itself even in a longer phrase.
        alone = 1.0 if own.known else max(1 - sum(host.standing for host in around) / own.frequency, 0.0)
        if around and _is_fragment(own, alone, len(around)):
            if trace:
                trace.note(fold(key), "subsumption", f"dropped in favour of “{around[0].key}”, which it is a part of")
            continue
        if alone < 1:
            parts = score_parts(own, key, whole, alone=alone, kinship=kinship, independent=independent)
        score = sum(parts.values())
        reason = refusal(own, score, strictness)
        if trace:
            trace.parts[fold(key)] = parts
            trace.note(fold(key), "selection", f"dropped, {reason}" if reason else f"kept with score {score:.2f}")
        if reason is None:
            ranked.append(Ranked(key, own, score, parts))
            host = _Host(key, score, alone * own.frequency)
            for inner in _inner(own):
                if inner in tallies:
                    hosts.setdefault(inner, []).append(host)
    ranked.sort(key=lambda item: (-item.score, item.key))
    return ranked


TOLERANCE = 0.3
"""So much worse than a part of it a longer term may be and still be the one that is meant."""


def _is_fragment(own: Tally, alone: float, hosts: int) -> bool:
    """Whether a phrase lives in longer terms alone."""
    if own.known or own.quoted:
        return False
    return alone <= INDEPENDENT and hosts < HOSTS


def _inner(own: Tally) -> Iterator[str]:
    """Yield the keys of the shorter phrases inside; what a verb opens holds none, it only has an object."""
    if own.kinds[0] == VERB or own.kinds == KNOWN:
        return
    count = len(own.words)
    for first in range(count):
        key = ""
        for last in range(first, count):
            key += own.words[last]
            if last - first + 1 < count:
                yield key


def _independent(own: Tally, tallies: Mapping[str, Tally]) -> int:
    """Return how often the commonest beginning or end of a phrase stands without the rest."""
    count = len(own.words)
    most = 0
    for at in range(1, count):
        for words in (own.words[:at], own.words[at:]):
            part = tallies.get("".join(words))
            if part and len(words) + (part.known > 0) + part.quoted >= PART:
                most = max(most, part.frequency - own.frequency)
    return most


PART = 2
"""Words of a part that is a phrase by itself; a known or quoted term is one too."""
