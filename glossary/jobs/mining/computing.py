"""Candidates of a corpus with what they are called in the other language, layer by layer."""

from __future__ import annotations

from dataclasses import replace
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from glossary.concept import Mentions
from glossary.jobs.seeds import ORIGIN, load_base
from glossary.mine.blocks.candidates import Candidates
from glossary.mine.blocks.shelf import TemporaryShelf
from glossary.mine.encoding import load_encoder
from glossary.mine.equivalents import Proposer
from glossary.mine.known import KnownTerms
from glossary.mine.pipeline import mine_blocks
from glossary.progress import Progress, shifted, ticking
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from glossary.concept import Candidate
    from glossary.jobs.mining.corpus import Corpus
    from glossary.mine.engines.engine import Engine
    from glossary.mine.equivalents.plugins import PluginLayer
    from glossary.mine.trace import Trace
    from glossary.store.candidates.found_equivalents import FoundEquivalent, Key
    from glossary.vocabulary import Strictness

AT_ONCE = 25_000
"""Candidates in memory at once, of some three thousand bytes each: those of about a million words."""


class Computed(NamedTuple):
    """Candidates, best first, and what was found for terms in the texts that came new."""

    candidates: Sequence[Candidate]
    found: Mapping[Key, Sequence[FoundEquivalent]]


def compute(
    corpus: Corpus,
    *,
    strictness: Strictness,
    engine: Engine | None = None,
    plugins: PluginLayer | None = None,
    progress: Progress | None,
    trace: Trace | None = None,
) -> Computed:
    """Return the candidates with their equivalents; ``Mention.document`` indexes all documents of the corpus.

    Args:
        corpus: what they are computed from.
        strictness: how much to keep.
        engine: does the steps; this process unless told.
        plugins: asked for what nothing else has an equivalent for; none unless told.
        progress: told how far the work is.
        trace: notes what happened to each string.
    """
    english = mine_blocks(
        corpus.documents,
        known=KnownTerms.of_entries(ticking(corpus.entries, progress, "learning the terms", len(corpus.entries))),
        strictness=strictness,
        engine=engine,
        progress=progress,
        trace=trace,
    )
    proposer = _proposer(corpus, progress)
    chinese = [proposer.propose_english(each) for each in _mine_chinese(corpus, strictness, progress, trace)]
    proposed = _in_portions(english, proposer.propose_all, progress)
    many = len(english) + len(chinese) > AT_ONCE
    proposed = merge(proposed, chinese, key=lambda each: (-each.score, each.key))
    found: Mapping[Key, Sequence[FoundEquivalent]] = {}
    if corpus.texts or corpus.found or corpus.comparable:
        from glossary.jobs.parallel.candidates import with_found  # noqa: PLC0415 - see _find

        candidates = list(proposed)
        found = _find(corpus, candidates, progress)
        proposed = iter(with_found(candidates, {**corpus.found, **found}, corpus.hand_pinyin))
    if plugins is not None:
        kept = keep(proposed, many=many)
        proposed = _in_portions(kept, lambda part, told: plugins.complete(part, proposer.find_known, told), progress)
    return Computed(keep(proposed, many=many), found)


def keep(candidates: Iterable[Candidate], *, many: bool) -> Sequence[Candidate]:
    """Return candidates as a list, or out of memory where they are many."""
    return Candidates.keep(TemporaryShelf(), "kept", candidates) if many else list(candidates)


def _proposer(corpus: Corpus, progress: Progress | None) -> Proposer:
    # A termbase that took the base in has it as its users want it; to another one it lends its equivalents.
    shipped = () if ORIGIN in corpus.origins.values() else load_base(progress)
    documents = ticking(corpus.documents, progress, "looking for glosses", len(corpus.documents), every=1)
    return Proposer(
        corpus.entries,
        corpus.origins,
        documents,
        corpus.hand_pinyin,
        shipped,
        encoder=load_encoder(),
        progress=progress,
    )


def _in_portions(
    candidates: Sequence[Candidate],
    work: Callable[[Sequence[Candidate], Progress | None], Iterable[Candidate]],
    progress: Progress | None,
) -> Iterator[Candidate]:
    """Yield what some work makes of candidates, so many at once that a dictionary is seldom read for them."""
    remaining = iter(candidates)
    for start in range(0, max(len(candidates), 1), AT_ONCE):
        yield from work(list(islice(remaining, AT_ONCE)), shifted(progress, start, len(candidates)))


def _mine_chinese(
    corpus: Corpus, strictness: Strictness, progress: Progress | None, trace: Trace | None
) -> list[Candidate]:
    """Return the candidates of the Chinese documents."""
    places = [n for n, document in enumerate(corpus.documents) if document.language != Language.ENGLISH]
    if not places:
        return []
    from glossary.mine.chinese import KnownChinese, mine_chinese  # noqa: PLC0415 - brings the segmenter with it

    documents = [document for _, document in corpus.documents.find(places)]
    known = KnownChinese.of_entries(corpus.entries)
    found = mine_chinese(documents, known=known, strictness=strictness, progress=progress, trace=trace)
    placed = (
        replace(
            candidate,
            mentions=Mentions(replace(mention, document=places[mention.document]) for mention in candidate.mentions),
        )
        for candidate in found
    )
    return sorted(placed, key=lambda each: (-each.score, each.key))


def _find(
    corpus: Corpus, candidates: Sequence[Candidate], progress: Progress | None
) -> dict[Key, list[FoundEquivalent]]:
    """Return what the new parallel texts call the candidates, and for those without it what comparable ones may."""
    # Large corpora in one language need none of these, nor the memory of their dictionaries.
    from glossary.jobs.parallel.candidates import UnitProposer  # noqa: PLC0415 - see above
    from glossary.jobs.parallel.comparing import find_comparable  # noqa: PLC0415 - see above

    found: dict[Key, list[FoundEquivalent]] = {}
    if corpus.texts:
        proposer = UnitProposer(
            corpus.texts,
            entries=corpus.entries,
            hand_pinyin=corpus.hand_pinyin,
            encoder=load_encoder(),
            first=corpus.first_text,
        )
        found = proposer.find(candidates, progress)
    encoder = load_encoder()
    if corpus.comparable and encoder is not None:
        known = {each.term for each in candidates if each.language != Language.ENGLISH}
        answered = {key for key, answers in {**corpus.found, **found}.items() if answers}
        found |= find_comparable(
            candidates,
            corpus.comparable,
            encoder,
            answered=answered,
            known_terms=known,
            entries=corpus.entries,
            progress=progress,
        )
    return found
