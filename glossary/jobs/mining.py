"""Mining documents into a termbase, or past it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

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
from glossary.store.revisions import revising
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


@dataclass(frozen=True, slots=True, kw_only=True)
class MiningResult:
    """What a mining found in the documents it was given, best first, and which files it couldn't read."""

    candidates: tuple[Candidate, ...]
    documents: tuple[Document, ...]
    unreadable: tuple[UnreadableDocument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    documents: tuple[Document, ...]
    unreadable: tuple[UnreadableDocument, ...]


def mine_past(
    paths: Sequence[str | Path],
    *,
    database: Database | None = None,
    strictness: Strictness = Strictness.BALANCED,
    progress: Progress | None = None,
    trace: Trace | None = None,
    encoding: str | None = None,
) -> MiningResult:
    """Mine documents and write nothing.

    Args:
        paths: files and folders.
        database: a termbase whose terms are known; without one the curated base takes its place.
        strictness: how much to keep.
        progress: told how far the work is.
        trace: notes what happened to each string.
        encoding: of the documents, where it isn't detected right.

    Raises:
        InputError: a path doesn't exist, or no document could be read.
    """
    reading = _read(paths, progress, encoding)
    if database is None:
        entries: Sequence[ConceptEntry] = load_base()
        origins: Mapping[str, str] = {entry.id: ORIGIN for entry in entries}
        by_hand: Mapping[str, str] = {}
    else:
        with database.reading() as connection:
            entries, origins = tuple(find_entries(connection)), find_origins(connection)
            by_hand = find_hand_pinyin(connection)
    candidates = _mine(
        reading.documents, entries, origins, by_hand, strictness=strictness, progress=progress, trace=trace
    )
    return MiningResult(candidates=tuple(candidates), documents=reading.documents, unreadable=reading.unreadable)


def mine_into(
    database: Database,
    paths: Sequence[str | Path],
    *,
    who: str,
    with_base: bool = True,
    strictness: Strictness = Strictness.BALANCED,
    progress: Progress | None = None,
    encoding: str | None = None,
) -> MiningResult:
    """Mine documents into a termbase: keep them, and rank all that the whole corpus has.

    The candidates returned are those that occur in the documents given. All is written at the end in one
    transaction, so that an interrupted mining leaves nothing behind. ``with_base`` puts the curated base into
    a termbase that has no entries yet.

    Raises:
        InputError: a path doesn't exist, or no document could be read.
        DatabaseError: the termbase can't be written.
    """
    reading = _read(paths, progress, encoding)
    if with_base:
        add_base(database, who=who)
    with revising(database, who=who, action="mine") as revision:
        document_ids = [add_document(revision, document) for document in reading.documents]
        count = len(reading.documents)
        revision.summary = f"mine {count} document{'' if count == 1 else 's'}"
        refresh_candidates(revision.connection, strictness=strictness, progress=progress)
        statuses = tuple(status for status in CandidateStatus if status is not CandidateStatus.REJECTED)
        candidates = find_candidates(revision.connection, statuses=statuses, document_ids=document_ids)
        return MiningResult(candidates=tuple(candidates), documents=reading.documents, unreadable=reading.unreadable)


def refresh_candidates(
    connection: Connection,
    *,
    strictness: Strictness = Strictness.BALANCED,
    progress: Progress | None = None,
) -> None:
    """Compute the candidates of the whole corpus anew, within a writing transaction."""
    documents = tuple(find_documents(connection))
    candidates = _mine(
        documents,
        tuple(find_entries(connection)),
        find_origins(connection),
        find_hand_pinyin(connection),
        strictness=strictness,
        progress=progress,
    )
    replace_candidates(connection, candidates, documents)
    link_known(connection)


def add_base(database: Database, *, who: str) -> int:
    """Put the curated base into a termbase that has no entries yet; return how many were added."""
    with revising(database, who=who, action="import", summary="import the curated base") as revision:
        if count_entries(revision.connection):
            return 0
        return len(add_entries(revision, load_base(), origin=ORIGIN))


def _read(paths: Sequence[str | Path], progress: Progress | None, encoding: str | None) -> _Reading:
    files = find_paths(paths)
    unreadable: list[UnreadableDocument] = []
    documents: dict[str, Document] = {}
    for done, document in enumerate(read_documents(files, on_unreadable=unreadable.append, encoding=encoding), start=1):
        documents.setdefault(document.hash, document)
        if progress:
            progress("reading documents", done, len(files))
    if not documents:
        reasons = "; ".join(str(error) for error in unreadable) or "no documents found in the paths given"
        raise InputError(f"nothing could be read: {reasons}")
    return _Reading(documents=tuple(documents.values()), unreadable=tuple(unreadable))


def _mine(
    documents: Sequence[Document],
    entries: Sequence[ConceptEntry],
    origins: Mapping[str, str],
    by_hand: Mapping[str, str],
    *,
    strictness: Strictness,
    progress: Progress | None,
    trace: Trace | None = None,
) -> list[Candidate]:
    """Mine the English documents; ``Mention.document`` indexes ``documents``."""
    english = [index for index, document in enumerate(documents) if document.language == Language.ENGLISH]
    candidates = mine_candidates(
        [documents[index] for index in english],
        known=KnownTerms.of_entries(entries),
        strictness=strictness,
        progress=progress,
        trace=trace,
    )
    placed = [_replaced(candidate, english) for candidate in candidates]
    known_ids = {entry.id for entry in entries}
    shipped = [entry for entry in load_base() if entry.id not in known_ids]
    every_origin = {**{entry.id: ORIGIN for entry in shipped}, **origins}
    return Proposer([*entries, *shipped], every_origin, documents, by_hand).propose_all(placed)


def _replaced(candidate: Candidate, indexes: Sequence[int]) -> Candidate:
    """Return a candidate whose mentions count all documents, not only the English ones."""
    mentions = tuple(replace(mention, document=indexes[mention.document]) for mention in candidate.mentions)
    return replace(candidate, mentions=mentions)
