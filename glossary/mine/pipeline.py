"""Mining from end to end: documents in, ranked candidates out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from glossary.mine.blocks.candidates import AT_ONCE, Candidates
from glossary.mine.blocks.documents import DocumentBlocks
from glossary.mine.blocks.hashing import hash_texts
from glossary.mine.blocks.ranges import count_ranges
from glossary.mine.blocks.reprints import find_reprints
from glossary.mine.describing.sketching import Wanted
from glossary.mine.engines.engine import Task
from glossary.mine.engines.serial import SerialEngine
from glossary.mine.finding.acronyms import Acronyms, settle_acronyms
from glossary.mine.finding.groups import find_groups
from glossary.mine.finding.occurrences import Groups
from glossary.mine.finding.tally import CensusTaker
from glossary.mine.finding.truecase import CaseCounts
from glossary.mine.known import KnownTerms
from glossary.mine.ranking.merging import merge
from glossary.mine.ranking.rank import rank
from glossary.mine.ranking.score import Whole
from glossary.mine.ranking.table import EvidenceTable
from glossary.mine.steps import count_terms, describe_terms, find_terms, read_words, sign_documents, sketch_terms
from glossary.mine.trace import Explanation, Trace, explain
from glossary.progress import Progress
from glossary.vocabulary import Strictness

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from glossary.concept import Candidate, Document
    from glossary.mine.blocks.reprints import Repeated
    from glossary.mine.engines.engine import Engine, Step
    from glossary.mine.finding.acronyms import Hints
    from glossary.mine.ranking.merging import Shares
    from glossary.mine.ranking.rank import Ranking
    from glossary.text.english.tagging import Tagger

__all__ = ["Explanation", "KnownTerms", "Progress", "Trace", "explain", "mine_blocks", "mine_candidates"]


def mine_candidates(
    documents: Sequence[Document],
    *,
    known: KnownTerms | None = None,
    strictness: Strictness = Strictness.BALANCED,
    progress: Progress | None = None,
    trace: Trace | None = None,
    tagger: Tagger | None = None,
) -> list[Candidate]:
    """Return the candidates of English documents, best first; what isn't English is passed over.

    Args:
        documents: what to mine; mentions refer to their order.
        known: terms to find wherever they stand and to rank higher.
        strictness: how sure a candidate must be.
        progress: is told the step, how much of it is done, and of how much.
        trace: is filled with what each step did, for ``explain``.
        tagger: gives word classes; TextBlob's unless told.
    """
    blocks = DocumentBlocks.of(documents)
    return list(mine_blocks(blocks, known=known, strictness=strictness, progress=progress, trace=trace, tagger=tagger))


def mine_blocks(
    blocks: DocumentBlocks,
    *,
    known: KnownTerms | None = None,
    strictness: Strictness = Strictness.BALANCED,
    progress: Progress | None = None,
    trace: Trace | None = None,
    tagger: Tagger | None = None,
    engine: Engine | None = None,
) -> Candidates:
    """Return the candidates of the English documents in some blocks, best first.

    However the documents are cut into blocks, and whoever does the work, the candidates are the same.

    Args:
        blocks: what to mine; mentions refer to the order of all documents.
        known: terms to find wherever they stand and to rank higher.
        strictness: how sure a candidate must be.
        progress: is told the step, how much of it is done, and of how much.
        trace: is filled with what each step did, for ``explain``.
        tagger: gives word classes; TextBlob's unless told.
        engine: does the steps; this process unless told.
    """
    run = _Run(blocks, known or KnownTerms(), engine or SerialEngine(), progress)
    words = run.read_words(run.find_reprints())
    hints = run.find_terms(words, tagger)
    groups = run.weigh(words, hints, trace)
    table = run.merge()
    table.count_nesting(progress)
    whole = Whole(sum(words.totals.values()), words.totals)
    ranking = rank(table, groups, whole, known=run.known, strictness=strictness, trace=trace, progress=progress)
    del table
    candidates = run.describe(ranking)
    if trace:
        trace.terms |= {candidate.key: candidate.term for candidate in candidates}
    return candidates


@dataclass(slots=True)
class _Words:
    """What is known of words once all blocks are read."""

    cases: CaseCounts = field(default_factory=CaseCounts)
    totals: dict[str, int] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    edges: list[tuple[str, str] | None] = field(default_factory=list)

    def around(self) -> list[tuple[str, str]]:
        """Return for every block the words before and after it; around all stands the first word of the corpus."""
        known = [edge for edge in self.edges if edge]
        rim = known[0][0] if known else ""
        before, after = [], []
        last = first = rim
        for edge in self.edges:
            before.append(last)
            last = edge[1] if edge else last
        for edge in reversed(self.edges):
            after.append(first)
            first = edge[0] if edge else first
        return list(zip(before, reversed(after), strict=True))


@dataclass(frozen=True, slots=True)
class _Run:
    """One mining: its blocks, and who does the work."""

    blocks: DocumentBlocks
    known: KnownTerms
    engine: Engine
    progress: Progress | None

    @property
    def count(self) -> int:
        """Count the blocks."""
        return len(self.blocks.counts)

    @property
    def parts(self) -> int:
        """Count the ranges of keys."""
        return count_ranges(self.count)

    def find_reprints(self) -> dict[int, Repeated]:
        """Return what each reprint repeats of its original, by its number."""
        tasks = [
            Task([(f"documents-{n}", 0)], [], [first], size)
            for n, (first, size) in enumerate(zip(self.blocks.firsts, self.blocks.counts, strict=True))
        ]
        signatures = [one for found in self._run("looking for reprints", sign_documents, tasks) for one in found]
        return find_reprints(signatures, self.blocks.find)

    def read_words(self, reprints: Mapping[int, Repeated]) -> _Words:
        """Split all documents into words and add up what is known of those."""
        words = _Words()
        tasks = [
            Task(
                [(f"documents-{n}", 0)],
                [f"words-{n}"],
                [first, {number: reprints[number] for number in range(first, first + size) if number in reprints}],
                size,
            )
            for n, (first, size) in enumerate(zip(self.blocks.firsts, self.blocks.counts, strict=True))
        ]
        for found in self._run("splitting into sentences", read_words, tasks):
            words.cases.merge(found.cases)
            _add(words.totals, found.totals)
            for acronym, key in found.acronyms.items():
                words.acronyms.setdefault(acronym, key)
            words.edges.append(found.edges)
        return words

    def find_terms(self, words: _Words, tagger: Tagger | None) -> list[Hints]:
        """Find what may be a term; return what each block says about acronyms."""
        shelf = self.blocks.shelf
        shelf.put("cases", [words.cases])
        shelf.put("acronyms", [Acronyms(words.acronyms)])
        shelf.put("known", [self.known])
        tasks = [
            Task([(f"words-{n}", 0)], [f"found-{n}", f"tally-{n}"], [self.parts, tagger], size)
            for n, size in enumerate(self.blocks.counts)
        ]
        return list(self._run("finding terms", find_terms, tasks, "cases", "acronyms", "known"))

    def weigh(self, words: _Words, hints: Sequence[Hints], trace: Trace | None) -> dict[str, list[str]]:
        """Choose the keys to look at, put together what is one term, and let the blocks count; return the groups."""
        full_forms = (key for hint in hints for key in hint.full_forms())
        taker = CensusTaker([*self.known.by_key, *words.acronyms.values(), *full_forms])
        shelf, step, total = self.blocks.shelf, "weighing terms", self.parts + self.count
        for part in range(self.parts):
            self._tell(step, part, total)
            taker.add([shelf.get(f"tally-{n}", part) for n in range(self.count)])
        self._drop("tally")
        census = taker.census()
        acronyms = settle_acronyms(Acronyms(words.acronyms), hints, census.counts, census.last)
        groups = find_groups(acronyms, self.known, census.counts, trace)
        shelf.put("groups", [Groups.of(groups)])
        shelf.put("worth", [taker.census(groups).worth])
        tasks = [
            Task([(f"words-{n}", 0), (f"found-{n}", 0)], [f"evidence-{n}"], [edges, self.parts])
            for n, edges in enumerate(words.around())
        ]
        for _ in self._run(step, count_terms, tasks, "groups", "worth", "known", done=self.parts):
            pass
        return groups

    def merge(self) -> EvidenceTable:
        """Add up what the blocks counted."""
        merged = []
        for part in range(self.parts):
            self._tell("looking into terms", 0, 0)
            found, shares = merge([self.blocks.shelf.get(f"evidence-{n}", part) for n in range(self.count)])
            merged.append(found)
            self.blocks.shelf.put(f"shares-{part}", [shares])
        self._drop("evidence")
        return EvidenceTable(merged)

    def describe(self, ranking: Ranking) -> Candidates:
        """Make candidates of what is kept."""
        shelf, step = self.blocks.shelf, "choosing examples"
        parts = -(-len(ranking) // AT_ONCE)
        total = self.count + len(ranking)
        self._want(ranking)
        tasks = [
            Task(
                [(f"{name}-{n}", 0) for name in ("documents", "words", "found", "wanted")],
                [f"sketches-{n}"],
                [first, parts, AT_ONCE],
            )
            for n, first in enumerate(self.blocks.firsts)
        ]
        for _ in self._run(step, sketch_terms, tasks, "cases", "groups", total=total):
            pass
        for name in ("words", "found", "wanted"):
            self._drop(name)
        tasks = [
            Task(
                [(f"sketches-{n}", part) for n in range(self.count)],
                [f"candidates-{part}"],
                [ranking[part * AT_ONCE : (part + 1) * AT_ONCE], part * AT_ONCE],
                len(ranking[part * AT_ONCE : (part + 1) * AT_ONCE]),
            )
            for part in range(parts)
        ]
        for _ in self._run(step, describe_terms, tasks, "known", done=self.count, total=total):
            pass
        self._drop("sketches")
        for name in ("cases", "acronyms", "known", "groups", "worth"):
            shelf.drop(name)
        return Candidates(shelf, [f"candidates-{part}" for part in range(parts)], len(ranking))

    def _want(self, ranking: Ranking) -> None:
        """Put for every block on the shelf which candidates it has."""
        hashes = hash_texts(ranking.keys)
        order = np.argsort(hashes)
        hashes = hashes[order]
        wanted: list[list[Wanted]] = [[] for _ in range(self.count)]
        for part in range(self.parts):
            shares: Shares = self.blocks.shelf.get(f"shares-{part}")
            self.blocks.shelf.drop(f"shares-{part}")
            kept = np.isin(shares.hashes, hashes)
            places = order[np.searchsorted(hashes, shares.hashes[kept])]
            for n in range(self.count):
                here = shares.block[kept] == n
                columns = (shares.hashes[kept], places, shares.before[kept], shares.strict[kept])
                wanted[n].append(Wanted(*(column[here] for column in columns)))
        for n, found in enumerate(wanted):
            self.blocks.shelf.put(f"wanted-{n}", [Wanted(*map(np.concatenate, zip(*found, strict=True)))])

    def _run(
        self, what: str, step: Step, tasks: Sequence[Task], *shared: str, done: int = 0, total: int = 0
    ) -> Iterator[Any]:
        """Yield the results of a step on all blocks; ``done`` of ``total`` units were done before."""
        total = total or done + sum(task.size for task in tasks)
        self._tell(what, done, total)
        return self.engine.run(
            step, tasks, self.blocks.shelf, shared=shared, tell=lambda units: self._tell(what, done + units, total)
        )

    def _tell(self, what: str, done: int, total: int) -> None:
        if self.progress:
            self.progress(what, done, total)

    def _drop(self, name: str) -> None:
        for n in range(self.count):
            self.blocks.shelf.drop(f"{name}-{n}")


def _add(counts: dict[str, int], more: Mapping[str, int]) -> None:
    for word, count in more.items():
        counts[word] = counts.get(word, 0) + count
