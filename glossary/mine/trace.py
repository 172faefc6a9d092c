"""Why a string became a candidate or did not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from glossary.text.english import fold

_KEY = re.compile("“([^”]+)”")
"""A key in a note: read as the term that it became."""


@dataclass(slots=True)
class Trace:
    """What the steps of one run did with each key; only a run that is given one writes it."""

    notes: dict[str, list[str]] = field(default_factory=dict)
    parts: dict[str, dict[str, float]] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)

    def note(self, key: str, step: str, what: str) -> None:
        """Write down what a step did with a key."""
        self.notes.setdefault(key, []).append(f"{step}: {what}")


@dataclass(frozen=True, slots=True)
class Explanation:
    """The way of one string through the miner.

    ``kept`` says whether it became a candidate; ``term`` its form; ``parts`` what its score is made of;
    ``notes`` what each step did, in order.
    """

    query: str
    key: str
    kept: bool
    term: str | None
    score: float
    parts: tuple[tuple[str, float], ...]
    notes: tuple[str, ...]


def explain(term: str, trace: Trace) -> Explanation:
    """Return why a term was kept, merged or dropped in the run that wrote the trace."""
    key = fold(term)
    parts = trace.parts.get(key, {})
    notes = trace.notes.get(key) or ["candidates: no such phrase was found in the documents"]
    return Explanation(
        query=term,
        key=key,
        kept=key in trace.terms,
        term=trace.terms.get(key),
        score=round(sum(parts.values()), 3),
        parts=tuple(sorted(parts.items(), key=lambda item: (-abs(item[1]), item[0]))),
        notes=tuple(_KEY.sub(lambda match: f"“{trace.terms.get(match[1], match[1])}”", note) for note in notes),
    )
