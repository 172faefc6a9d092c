"""Mining documents into a termbase, or past it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from glossary.concept import Mentions
from glossary.errors import InputError
from glossary.jobs.seeds import ORIGIN, load_base
from glossary.mine.documents import find_paths, read_documents
from glossary.mine.equivalents import Proposer
from glossary.mine.known import KnownTerms
from glossary.mine.pipeline import mine_candidates
from glossary.progress import Progress, ticking
from glossary.store.candidates import find_candidates, replace_candidates
from glossary.store.decisions import link_known
from glossary.store.documents import add_document, find_documents
from glossary.store.entries import add_entries, count_entries, find_entries, find_hand_pinyin, find_origins
from glossary.store.history import position
from glossary.store.revisions import Revision
from glossary.vocabulary import CandidateStatus, Language, Strictness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from glossary.concept import Candidate, ConceptEntry, Document
    from glossary.errors import UnreadableDocument
    from glossary.mine.trace import Trace
    from glossary.store.database import Database

_SHOWN = tuple(status for status in CandidateStatus if status is not CandidateStatus.REJECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The documents that could be read, each once, and the files that couldn't."""

    documents: tuple[Document, ...]
    unreadable: tuple[UnreadableDocument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Corpus:
    """All that candidates are computed from."""

    documents: tuple[Document, ...]
    entries: tuple[ConceptEntry, ...]
    origins: Mapping[str, str]
    hand_pinyin: Mapping[str, str]


def read_inputs(
    paths: Sequence[str | Path], *, encoding: str | None = None, progress: Progress | None = None
) -> Inputs:
    """Read files and folders; what can't be read is told, and the rest goes on.

    Args:
        paths: files and folders.
        encoding: of the documents, where it isn't detected right.
        progress: told how far the work is.

    Raises:
        InputError: a path doesn't exist, or no document could be read.
    """
    files = find_paths(paths)
    unreadable: list[UnreadableDocument] = []
    documents: dict[str, Document] = {}
    if progress:
        progress("reading documents", 0, len(files))
    read = read_documents(files, on_unreadable=unreadable.append, encoding=encoding)
    for done, document in enumerate(read, start=1):
        documents.setdefault(document.hash, document)
        if progress:
            progress("reading documents", done + len(unreadable), len(files))
    if not documents:
        reasons = "; ".join(str(error) for error in unreadable) or "there are no documents in the paths given"
        raise InputError(f"nothing could be read: {reasons}")
    return Inputs(documents=tuple(documents.values()), unreadable=tuple(unreadable))


def mine_past(
    documents: Sequence[Document],
    *,
    database: Database | None = None,
    strictness: Strictness = Strictness.BALANCED,
    progress: Progress | None = None,
    trace: Trace | None = None,
) -> list[Candidate]:
    """Mine documents, write nothing, and return the candidates, best first.

    Args:
        documents: what to mine; mentions index them.
        database: a termbase whose terms are known; without one the curated base takes its place.
        strictness: how much to keep.
        progress: told how far the work is.
        trace: notes what happened to each string.
    """
    if database is None:
        entries = load_base(progress)
        corpus = _Corpus(
            documents=tuple(documents),
            entries=entries,
            origins={entry.id: ORIGIN for entry in entries},
            hand_pinyin={},
        )
    else:
        with database.reading() as connection:
            corpus = replace(_gather(connection, progress), documents=tuple(documents))
    return _mine(corpus, strictness=strictness, progress=progress, trace=trace)


def mine_into(
    database: Database,
    documents: Sequence[Document],
    *,
    who: str,
    with_base: bool = True,
    strictness: Strictness = Strictness.BALANCED,
    progress: Progress | None = None,
) -> list[Candidate]:
    """Mine documents into a termbase and return the candidates that occur in them, best first.

    The documents are kept, and all that the whole corpus has is ranked. Everything is written at the end in one
    transaction, so that an interrupted mining leaves nothing behind and others can work meanwhile.

    Args:
        database: the termbase.
        documents: what to mine.
        who: who mines.
        with_base: put the curated base into a termbase that has no entries yet.
        strictness: how much to keep.
        progress: told how far the work is.

    Raises:
        DatabaseError: the termbase can't be written.
    """
    base = _base_for(database, progress) if with_base else ()
    count = len(documents)
    step = {"who": who, "action": "mine", "summary": f"mine {count} document{'' if count == 1 else 's'}"}
    with database.writing(dry_run=True) as connection:
        before = position(connection)
        _add(Revision(connection, **step), documents)
        corpus = _with_base(_gather(connection, progress), base)
    candidates = _mine(corpus, strictness=strictness, progress=progress)
    with database.writing() as connection:
        is_unchanged = position(connection) == before
        _add_base(connection, base, who=who, progress=progress)
        revision = Revision(connection, **step)
        document_ids = _add(revision, documents)
        if not is_unchanged:  # somebody else worked meanwhile
            corpus = _gather(connection, progress)
            candidates = _mine(corpus, strictness=strictness, progress=progress)
        _replace(connection, candidates, corpus, progress)
        revision.finish()
        del candidates, corpus  # a large corpus needs the room
        found = find_candidates(connection, statuses=_SHOWN, document_ids=document_ids)
        return list(ticking(found, progress, "reading the candidates", every=500))


def refresh_candidates(connection: Connection, *, progress: Progress | None = None) -> None:
    """Compute the candidates of the whole corpus anew, within a writing transaction."""
    corpus = _gather(connection, progress)
    _replace(connection, _mine(corpus, strictness=Strictness.BALANCED, progress=progress), corpus, progress)


def add_base(database: Database, *, who: str, progress: Progress | None = None) -> int:
    """Put the curated base into a termbase that has no entries yet; return how many were added."""
    base = _base_for(database, progress)
    if not base:
        return 0
    with database.writing() as connection:
        return _add_base(connection, base, who=who, progress=progress)


def _base_for(database: Database, progress: Progress | None) -> tuple[ConceptEntry, ...]:
    """Return the base for a termbase that has no entries yet, nothing for another."""
    with database.reading() as connection:
        has_entries = count_entries(connection) > 0
    return () if has_entries else load_base(progress)


def _add_base(connection: Connection, base: Sequence[ConceptEntry], *, who: str, progress: Progress | None) -> int:
    """Add the base as a step of its own, where there are still no entries; return how many were added."""
    if not base or count_entries(connection):
        return 0
    revision = Revision(connection, who=who, action="import", summary="import the curated base")
    added = add_entries(revision, ticking(base, progress, "adding the base", len(base)), origin=ORIGIN)
    revision.finish()
    return len(added)


def _with_base(corpus: _Corpus, base: Sequence[ConceptEntry]) -> _Corpus:
    """Return a corpus as it will be once the base is in a termbase that has no entries yet."""
    if not base or corpus.entries:
        return corpus
    by_hand = {term.term: term.pinyin for entry in base for _, term in entry.find_terms() if term.pinyin_by_hand}
    return replace(
        corpus,
        entries=tuple(sorted(base, key=lambda entry: entry.id)),
        origins=dict.fromkeys((entry.id for entry in base), ORIGIN),
        hand_pinyin={term: reading for term, reading in by_hand.items() if reading},
    )


def _add(revision: Revision, documents: Sequence[Document]) -> list[int]:
    return [add_document(revision, document) for document in documents]


def _gather(connection: Connection, progress: Progress | None) -> _Corpus:
    total = count_entries(connection)
    return _Corpus(
        documents=tuple(ticking(find_documents(connection), progress, "reading the corpus", every=10)),
        entries=tuple(ticking(find_entries(connection), progress, "reading the termbase", total)),
        origins=find_origins(connection),
        hand_pinyin=find_hand_pinyin(connection),
    )


def _mine(
    corpus: _Corpus, *, strictness: Strictness, progress: Progress | None, trace: Trace | None = None
) -> list[Candidate]:
    """Mine the English documents; ``Mention.document`` indexes all documents of the corpus."""
    english = [index for index, document in enumerate(corpus.documents) if document.language == Language.ENGLISH]
    candidates = mine_candidates(
        [corpus.documents[index] for index in english],
        known=KnownTerms.of_entries(ticking(corpus.entries, progress, "learning the terms", len(corpus.entries))),
        strictness=strictness,
        progress=progress,
        trace=trace,
    )
    if len(english) < len(corpus.documents):
        candidates = [_replaced(candidate, english) for candidate in candidates]
    # A termbase that took the base in has it as its users want it; to another one it lends its equivalents.
    shipped = () if ORIGIN in corpus.origins.values() else load_base(progress)
    documents = ticking(corpus.documents, progress, "looking for glosses", len(corpus.documents), every=1)
    proposer = Proposer(corpus.entries, corpus.origins, documents, corpus.hand_pinyin, shipped, progress=progress)
    return proposer.propose_all(candidates, progress)


def _replaced(candidate: Candidate, indexes: Sequence[int]) -> Candidate:
    """Return a candidate whose mentions count all documents, not only the English ones."""
    placed = Mentions(replace(mention, document=indexes[mention.document]) for mention in candidate.mentions)
    return replace(candidate, mentions=placed)


def _replace(
    connection: Connection, candidates: Sequence[Candidate], corpus: _Corpus, progress: Progress | None
) -> None:
    replace_candidates(connection, candidates, corpus.documents, progress)
    link_known(connection)
