"""Mining documents into a termbase."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from glossary.jobs.mining.base import base_for, put_base
from glossary.jobs.mining.computing import AT_ONCE, compute, keep
from glossary.jobs.mining.corpus import Corpus, all_documents, gather, with_entries
from glossary.jobs.reranking import rerank
from glossary.progress import ticking
from glossary.store.candidates.decisions import link_known
from glossary.store.candidates.found_equivalents import keep_found
from glossary.store.candidates.mined import find_candidates, replace_candidates
from glossary.store.copies.backups import back_up_before
from glossary.store.documents import add_document, get_document, mark_of_corpus
from glossary.store.log.history import position
from glossary.store.log.revisions import Revision
from glossary.store.units import find_parallel_texts, keep_units
from glossary.vocabulary import CandidateStatus, Strictness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from glossary.concept import Candidate, Document, ParallelText
    from glossary.jobs.mining.computing import Computed
    from glossary.jobs.mining.plugins import MakePlugins
    from glossary.mine.engines.engine import Engine
    from glossary.progress import Progress
    from glossary.store.database import Database


class _Given(NamedTuple):
    """What is to be mined."""

    documents: Sequence[Document]
    texts: Sequence[ParallelText]
    comparable: Sequence[Document]


class _Added(NamedTuple):
    """The documents by their ids: all, pairs of English and Chinese ones whose units are new, comparable ones."""

    document_ids: list[int]
    texts: set[tuple[int, int]]
    comparable: list[int]


#: So often candidates are computed where somebody else changes the termbase meanwhile. After that what was decided
#: and which terms are known is still right, as both are looked at when the candidates are written.
ATTEMPTS = 2
_SHOWN = tuple(status for status in CandidateStatus if status is not CandidateStatus.REJECTED)


def mine_into(
    database: Database,
    documents: Sequence[Document],
    *,
    texts: Sequence[ParallelText] = (),
    comparable: Sequence[Document] = (),
    who: str,
    with_base: bool = True,
    strictness: Strictness = Strictness.BALANCED,
    engine: Engine | None = None,
    plugins: MakePlugins | None = None,
    progress: Progress | None = None,
) -> Sequence[Candidate]:
    """Mine documents into a termbase and return the candidates that occur in them, best first.

    The documents are kept, and all that the whole corpus has is ranked. Everything is written at the end in one
    transaction, so that an interrupted mining leaves nothing behind and others can work meanwhile.

    Args:
        database: the termbase.
        documents: what to mine.
        texts: those of the documents that are translations of each other, with their sentences aligned.
        comparable: those that are Chinese and on the same matter as the English ones.
        who: who mines.
        with_base: put the curated base into a termbase that has no entries yet.
        strictness: how much to keep.
        engine: does the steps; this process unless told.
        plugins: makes the layer of plug-ins; none are asked unless told.
        progress: told how far the work is.

    Raises:
        DatabaseError: the termbase can't be written.
    """
    base = base_for(database, progress) if with_base else ()
    given = _Given(documents, texts, comparable)
    count = len(documents)
    summary = f"mine {count} document{'' if count == 1 else 's'}"
    for attempt in range(1, ATTEMPTS + 1):
        with database.writing(action="mine", who=who, dry_run=True) as connection:
            before, corpus_before = position(connection), mark_of_corpus(connection)
            added = _add(Revision(connection, who=who, action="mine", summary=summary), given)
            corpus = with_entries(_gather(connection, added, engine, progress), base)
            layer = plugins(corpus, connection) if plugins else None
        computed = compute(corpus, strictness=strictness, engine=engine, plugins=layer, progress=progress)
        with database.admitting(action="mine", who=who) as (connection, person):
            is_unchanged = position(connection) == before
            if not is_unchanged and attempt < ATTEMPTS:
                continue  # somebody else worked meanwhile, and can go on while it is computed anew
            has_other_texts = mark_of_corpus(connection) != corpus_before
            back_up_before(database, "mine")
            put_base(connection, base, who=person.name, progress=progress)
            revision = Revision(connection, who=person.name, action="mine", summary=summary)
            added = _add(revision, given)
            if has_other_texts:  # whose candidates would be lost
                corpus = _gather(connection, added, engine, progress)
                layer = plugins(corpus, connection) if plugins else None
                computed = compute(corpus, strictness=strictness, engine=engine, plugins=layer, progress=progress)
            _replace(connection, computed, corpus, progress)
            revision.finish()
            rerank(connection, learns=database.learns, progress=progress)
            many = len(computed.candidates) > AT_ONCE
            del computed, corpus  # a large corpus needs the room
            found = find_candidates(connection, statuses=_SHOWN, document_ids=added.document_ids)
            return keep(ticking(found, progress, "reading the candidates", every=500), many=many)
    raise AssertionError  # the last attempt returns


def refresh_candidates(connection: Connection, *, progress: Progress | None = None) -> None:
    """Compute the candidates of the whole corpus anew, within a writing transaction."""
    corpus = gather(connection, all_documents(connection, None, progress), progress)
    computed = compute(corpus, strictness=Strictness.BALANCED, progress=progress)
    _replace(connection, computed, corpus, progress)


def _add(revision: Revision, given: _Given) -> _Added:
    """Keep the documents and how their sentences belong together."""
    ids = {document.hash: add_document(revision, document) for document in given.documents}
    pairs = {(ids[text.english.hash], ids[text.chinese.hash]): text.units for text in given.texts}
    return _Added(
        document_ids=list(ids.values()),
        texts={pair for pair, units in pairs.items() if keep_units(revision.connection, *pair, units)},
        comparable=[ids[document.hash] for document in given.comparable],
    )


def _gather(connection: Connection, added: _Added, engine: Engine | None, progress: Progress | None) -> Corpus:
    """Return the corpus with its parallel texts where there are new ones, those last."""
    corpus = gather(connection, all_documents(connection, engine, progress), progress)
    if added.comparable:
        corpus = replace(corpus, comparable=tuple(get_document(connection, number) for number in added.comparable))
    if not added.texts:
        return corpus
    texts = list(find_parallel_texts(connection))
    old = [text for text in texts if (text.english.id, text.chinese.id) not in added.texts]
    new = [text for text in texts if (text.english.id, text.chinese.id) in added.texts]
    return replace(corpus, texts=(*old, *new), first_text=len(old))


def _replace(connection: Connection, computed: Computed, corpus: Corpus, progress: Progress | None) -> None:
    keep_found(connection, computed.found)
    replace_candidates(connection, computed.candidates, corpus.documents, progress)
    link_known(connection)
