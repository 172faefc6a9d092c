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
from glossary.store.candidates import find_candidates, replace_candidates
from glossary.store.decisions import link_known
from glossary.store.documents import add_document, find_documents
from glossary.store.entries import add_entries, count_entries, find_entries, find_hand_pinyin, find_origins
from glossary.store.history import position
from glossary.store.revisions import Revision, revising
from glossary.vocabulary import CandidateStatus, Language, Strictness

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from glossary.concept import Candidate, ConceptEntry, Document
    from glossary.errors import UnreadableDocument
    from glossary.mine.trace import Trace
    from glossary.store.database import Database

    Progress = Callable[[str, int, int], None]
    """Called with what is being done, how much of it is done, and how much there is."""

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
        entries = load_base()
        corpus = _Corpus(
            documents=tuple(documents),
            entries=entries,
            origins={entry.id: ORIGIN for entry in entries},
            hand_pinyin={},
        )
    else:
        with database.reading() as connection:
            corpus = replace(_gather(connection), documents=tuple(documents))
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
    if with_base:
        add_base(database, who=who)
    with database.writing(dry_run=True) as connection:
        before = position(connection)
        _add(Revision(connection, who=who, action="mine"), documents)
        corpus = _gather(connection)
    candidates = _mine(corpus, strictness=strictness, progress=progress)
    count = len(documents)
    summary = f"mine {count} document{'' if count == 1 else 's'}"
    with revising(database, who=who, action="mine", summary=summary) as revision:
        is_unchanged = position(revision.connection) == before
        document_ids = _add(revision, documents)
        if not is_unchanged:  # somebody else worked meanwhile
            corpus = _gather(revision.connection)
            candidates = _mine(corpus, strictness=strictness, progress=progress)
        _replace(revision.connection, candidates, corpus)
        del candidates, corpus  # a large corpus needs the room
        return list(find_candidates(revision.connection, statuses=_SHOWN, document_ids=document_ids))


def refresh_candidates(connection: Connection, *, progress: Progress | None = None) -> None:
    """Compute the candidates of the whole corpus anew, within a writing transaction."""
    corpus = _gather(connection)
    _replace(connection, _mine(corpus, strictness=Strictness.BALANCED, progress=progress), corpus)


def add_base(database: Database, *, who: str) -> int:
    """Put the curated base into a termbase that has no entries yet; return how many were added."""
    with database.reading() as connection:
        if count_entries(connection):
            return 0
    with revising(database, who=who, action="import", summary="import the curated base") as revision:
        if count_entries(revision.connection):
            return 0
        return len(add_entries(revision, load_base(), origin=ORIGIN))


def _add(revision: Revision, documents: Sequence[Document]) -> list[int]:
    return [add_document(revision, document) for document in documents]


def _gather(connection: Connection) -> _Corpus:
    return _Corpus(
        documents=tuple(find_documents(connection)),
        entries=tuple(find_entries(connection)),
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
        known=KnownTerms.of_entries(corpus.entries),
        strictness=strictness,
        progress=progress,
        trace=trace,
    )
    if len(english) < len(corpus.documents):
        candidates = [_replaced(candidate, english) for candidate in candidates]
    # A termbase that took the base in has it as its users want it; to another one it lends its equivalents.
    shipped = () if ORIGIN in corpus.origins.values() else load_base()
    proposer = Proposer(corpus.entries, corpus.origins, corpus.documents, corpus.hand_pinyin, shipped)
    return proposer.propose_all(candidates)


def _replaced(candidate: Candidate, indexes: Sequence[int]) -> Candidate:
    """Return a candidate whose mentions count all documents, not only the English ones."""
    placed = Mentions(replace(mention, document=indexes[mention.document]) for mention in candidate.mentions)
    return replace(candidate, mentions=placed)


def _replace(connection: Connection, candidates: Sequence[Candidate], corpus: _Corpus) -> None:
    replace_candidates(connection, candidates, corpus.documents)
    link_known(connection)
