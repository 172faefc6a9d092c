"""The keys that are kept, best first."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from glossary.mine.ranking.score import score_parts
from glossary.mine.ranking.selection import refusal
from glossary.mine.ranking.subsumption import find_fragments
from glossary.progress import Progress, ticking
from glossary.text.english import fold_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.mine.known import KnownTerms
    from glossary.mine.ranking.evidence import Evidence
    from glossary.mine.ranking.score import Whole
    from glossary.mine.ranking.table import EvidenceTable
    from glossary.mine.trace import Trace
    from glossary.vocabulary import Strictness


TELL_EVERY = 1_000
"""Keys between two reports of progress."""

FLUENT = 0.08
"""The share of known terms in the tokens of a text from which on it is written in their language."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A key that is kept, its score, and how often and in how many documents it was met.

    ``parts`` are those of the score by name, the weightiest first; ``is_known`` says that it counts as a term of the
    termbase.
    """

    key: str
    score: float
    frequency: int
    documents: int
    is_known: bool
    parts: tuple[tuple[str, float], ...]


class Ranking(Sequence[Ranked]):
    """What is kept, best first; equals in the order of their keys. A hundred bytes an item."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._names: dict[str, int] = {}
        self._numbers: list[tuple[float, int, int, bool, bytes, bytes]] = []

    def add(self, own: Evidence, parts: Mapping[str, float]) -> None:
        """Append a key."""
        ordered = sorted(parts.items(), key=lambda item: (-abs(item[1]), item[0]))
        names = bytes(self._names.setdefault(name, len(self._names)) for name, _ in ordered)
        values = array("d", (value for _, value in ordered)).tobytes()
        self.keys.append(own.key)
        self._numbers.append((sum(parts.values()), own.frequency, own.documents, own.known > 0, names, values))

    def sort(self) -> None:
        """Put the best first."""
        order = sorted(range(len(self.keys)), key=lambda place: (-self._numbers[place][0], self.keys[place]))
        self.keys = [self.keys[place] for place in order]
        self._numbers = [self._numbers[place] for place in order]

    def __len__(self) -> int:
        """Count the keys."""
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> Ranked: ...
    @overload
    def __getitem__(self, index: slice) -> list[Ranked]: ...
    def __getitem__(self, index: int | slice) -> Ranked | list[Ranked]:
        """Return one or several."""
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        score, frequency, documents, is_known, names, values = self._numbers[index]
        called = list(self._names)
        parts = zip((called[name] for name in names), array("d", values), strict=True)
        return Ranked(self.keys[index], score, frequency, documents, is_known, tuple(parts))


def rank(
    table: EvidenceTable,
    groups: Mapping[str, Sequence[str]],
    whole: Whole,
    *,
    known: KnownTerms,
    strictness: Strictness,
    trace: Trace | None = None,
    progress: Progress | None = None,
) -> Ranking:
    """Return what is no fragment and good enough, best first.

    Args:
        table: the evidence of all keys, their nesting counted.
        groups: for a key the others that are the same term.
        whole: the words of the corpus.
        known: the terms of the termbase.
        strictness: how sure a candidate must be.
        trace: is told what happened to each key.
        progress: told how far the work is.
    """
    for key in known.by_key:
        if key in table and not known.needs_case(key):
            own = table[key]
            if not own.known and own.alone:
                table.count_known(key)  # met alone, though always inside of a longer known term too
    fragments = find_fragments(table, groups)
    # A longer phrase that its end never leaves keeps its beginning: “new quality productive forces”.
    sealed = {longer for key, longer in fragments.items() if longer.endswith(key)}
    affinity = _affinity(table, whole)
    ranking = Ranking()
    for key, own in ticking(table.items(), progress, "ranking terms", len(table), every=TELL_EVERY):
        if key in fragments:
            if trace:
                trace.note(key, "subsumption", f"dropped in favour of “{fragments[key]}”, which it is a part of")
            continue
        folded = [fold_word(word) for word in own.words]
        parts = score_parts(own, folded, whole, kinship=affinity * known.kinship(folded), sealed=key in sealed)
        score = sum(parts.values())
        reason = refusal(own, score, strictness)
        if trace:
            trace.parts[key] = parts
            trace.note(key, "selection", f"dropped, {reason}" if reason else f"kept with score {score:.2f}")
        if reason is None:
            ranking.add(own, parts)
    ranking.sort()
    return ranking


def _affinity(table: EvidenceTable, whole: Whole) -> float:
    """Return how far the texts speak the language of the known terms, from 0 to 1.

    What a termbase of policy says about the making of its phrases says nothing about a text on dressage.
    """
    return min(table.count_known_words() / (whole.tokens or 1) / FLUENT, 1.0)
