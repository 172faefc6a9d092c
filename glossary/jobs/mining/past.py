"""Mining documents, with nothing written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.jobs.mining.computing import compute
from glossary.jobs.mining.corpus import Corpus, gather, in_blocks
from glossary.jobs.seeds import ORIGIN, load_base
from glossary.mine.encoding import load_encoder
from glossary.store.units import find_parallel_texts
from glossary.vocabulary import Strictness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.concept import Candidate, Document, ParallelText
    from glossary.jobs.mining.plugins import MakePlugins
    from glossary.mine.engines.engine import Engine
    from glossary.mine.trace import Trace
    from glossary.progress import Progress
    from glossary.store.database import Database


def mine_past(
    documents: Sequence[Document],
    *,
    texts: Sequence[ParallelText] = (),
    comparable: Sequence[Document] = (),
    database: Database | None = None,
    strictness: Strictness = Strictness.BALANCED,
    engine: Engine | None = None,
    plugins: MakePlugins | None = None,
    progress: Progress | None = None,
    trace: Trace | None = None,
) -> Sequence[Candidate]:
    """Mine documents, write nothing, and return the candidates, best first.

    Args:
        documents: what to mine; mentions index them.
        texts: those of the documents that are translations of each other, with their sentences aligned.
        comparable: those that are Chinese and on the same matter as the English ones.
        database: a termbase whose terms are known; without one the curated base takes its place.
        strictness: how much to keep.
        engine: does the steps; this process unless told.
        plugins: makes the layer of plug-ins; none are asked unless told.
        progress: told how far the work is.
        trace: notes what happened to each string.
    """
    blocks = in_blocks(documents, engine)
    if database is None:
        entries = load_base(progress)
        corpus = Corpus(
            documents=blocks,
            entries=entries,
            origins={entry.id: ORIGIN for entry in entries},
            hand_pinyin={},
        )
    else:
        with database.reading() as connection:
            corpus = gather(connection, blocks, progress)
    corpus = replace(corpus, texts=tuple(texts), comparable=tuple(comparable))
    layer = plugins(corpus) if plugins else None
    computed = compute(corpus, strictness=strictness, engine=engine, plugins=layer, progress=progress, trace=trace)
    return computed.candidates


def find_equivalents(
    terms: Sequence[str],
    texts: Sequence[ParallelText],
    *,
    database: Database | None = None,
    progress: Progress | None = None,
) -> list[Candidate]:
    """Return terms as candidates with what the parallel texts call them, and write nothing.

    The texts that a termbase keeps are looked at as well.

    Args:
        terms: English or Chinese.
        texts: with their translations.
        database: a termbase to learn from; without one the curated base takes its place.
        progress: told how far the work is.
    """
    from glossary.jobs.parallel.candidates import UnitProposer  # noqa: PLC0415 - brings the segmenter with it
    from glossary.jobs.parallel.terms import find_terms  # noqa: PLC0415 - likewise

    everything = list(texts)
    if database is None:
        entries = load_base(progress)
    else:
        with database.reading() as connection:
            known = {(text.english.hash, text.chinese.hash) for text in texts}
            kept = find_parallel_texts(connection)
            everything += [text for text in kept if (text.english.hash, text.chinese.hash) not in known]
            entries = gather(connection, in_blocks((), None), progress).entries or load_base(progress)
    return find_terms(terms, UnitProposer(everything, entries=entries, encoder=load_encoder()), progress)
