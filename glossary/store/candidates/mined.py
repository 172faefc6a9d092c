"""Candidates: what the miner found is replaced at every mining, what a person decided stays."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from glossary.concept import Candidate, Mention, ProposedEquivalent, Usage, Variant
from glossary.errors import NotFound
from glossary.progress import Progress, ticking
from glossary.store.candidates.details import DetailWriter
from glossary.store.candidates.proposals import find_proposals, is_proposed, names_of, with_proposals
from glossary.store.documents import describe
from glossary.store.entries.search_columns import search_key
from glossary.store.models import (
    CandidateRow,
    ConceptEntryRow,
    DocumentRow,
    MentionRow,
    ProposedEquivalentRow,
    UsageRow,
    table_of,
)
from glossary.vocabulary import CandidateStatus, Language, Method

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Row, Select

    from glossary.concept import Document
    from glossary.store.candidates.proposals import Proposal

#: Candidates are read in batches of this size.
BATCH = 500
_DOCUMENT = (DocumentRow.path, DocumentRow.title, DocumentRow.date)
_ENTRY_IDS = select(ConceptEntryRow.identifier, ConceptEntryRow.id)
_UNDECIDED = (CandidateStatus.PENDING.value, CandidateStatus.KNOWN.value)


def replace_candidates(
    connection: Connection,
    candidates: Sequence[Candidate],
    documents: Sequence[Document],
    progress: Progress | None = None,
) -> None:
    """Put the candidates of a mining in the place of those before; decisions and proposals by hand stay.

    Args:
        connection: in a writing transaction.
        candidates: all candidates of the corpus; ``Mention.document`` indexes ``documents``.
        documents: the corpus, each with its id.
        progress: told how far the work is.
    """
    table = table_of(CandidateRow)
    statement = select(*(table.c[name] for name in ("id", "language", "key", "status", "entry_id", "term")))
    existing = {(row.language, row.key): row for row in connection.execute(statement)}
    decided = {f"{row.language}:{row.key}" for row in existing.values() if row.status not in _UNDECIDED}
    if proposals := find_proposals(connection):
        candidates = with_proposals(candidates, proposals.values(), decided)
    mined = {(candidate.language, candidate.key) for candidate in candidates}
    gone = [row for place, row in existing.items() if place not in mined]
    details = DetailWriter(connection, documents)
    _remove(connection, [row.id for row in gone if row.status in _UNDECIDED])
    _clear(connection, [row.id for row in gone if row.status not in _UNDECIDED])
    entry_ids = {row.identifier: row.id for row in connection.execute(_ENTRY_IDS)}
    next_id = max((row.id for row in existing.values()), default=0) + 1
    remaining = iter(candidates)  # which are made anew each time, where they are many
    for start in range(0, len(candidates), BATCH):
        inserts = []
        batch = list(islice(remaining, BATCH))
        for candidate in batch:
            row = existing.get((candidate.language, candidate.key))
            values = _values(candidate, entry_ids, decided=row)
            if row is None:
                inserts.append({"id": next_id, **values})
                next_id += 1
            else:
                connection.execute(update(table).where(table.c.id == row.id).values(**values))
        if inserts:
            connection.execute(insert(table), inserts)
        new_ids = iter([values["id"] for values in inserts])
        for candidate in ticking(batch, progress, "keeping the candidates", len(candidates), start=start):
            row = existing.get((candidate.language, candidate.key))
            details.add(next(new_ids) if row is None else row.id, candidate)
    details.flush()


def find_candidates(
    connection: Connection,
    *,
    statuses: Sequence[CandidateStatus] = (CandidateStatus.PENDING,),
    limit: int | None = None,
    document_ids: Sequence[int] | None = None,
) -> Iterator[Candidate]:
    """Yield candidates, best first, without their mentions.

    Args:
        connection: in any transaction.
        statuses: only these.
        limit: at most so many.
        document_ids: only those that occur in one of these documents.
    """
    table = table_of(CandidateRow)
    statement = _select_candidates().where(table.c.status.in_([status.value for status in statuses]))
    if document_ids is not None:
        there = select(MentionRow.candidate_id).where(MentionRow.document_id.in_(document_ids))
        statement = statement.where(table.c.id.in_(there))
    statement = statement.order_by(table.c.score.desc(), table.c.key).limit(limit)
    row_ids = connection.execute(statement.with_only_columns(table.c.id)).scalars().all()
    for start in range(0, len(row_ids), BATCH):
        batch = row_ids[start : start + BATCH]
        rows = {row.id: row for row in connection.execute(_select_candidates().where(table.c.id.in_(batch)))}
        yield from _assemble(connection, [rows[row_id] for row_id in batch])


def get_candidate(connection: Connection, name: str) -> Candidate:
    """Return the candidate with an id, or with a term in any of its spellings.

    Raises:
        NotFound: there is none.
    """
    table = table_of(CandidateRow)
    matches = [table.c.id == int(name)] if name.isdecimal() and name.isascii() else []
    for language in Language:
        key = search_key(language, name)
        matches.append((table.c.key == key) & (table.c.language == language.value))
    for match in matches:
        rows = connection.execute(_select_candidates().where(match)).all()
        if rows:
            return next(_assemble(connection, rows[:1]))
    raise NotFound(f"{name}: no candidate has this id or term; list them with: glossary candidates --status all")


def find_mentions(connection: Connection, candidate_id: int) -> Iterator[Mention]:
    """Yield the occurrences of a candidate; ``Mention.document`` is the id of the document."""
    statement = select(MentionRow.document_id, MentionRow.start, MentionRow.end)
    statement = statement.where(MentionRow.candidate_id == candidate_id).order_by(MentionRow.id)
    for row in connection.execute(statement):
        yield Mention(document=row.document_id, start=row.start, end=row.end)


def find_usages_of_entries(connection: Connection, identifiers: Sequence[str] | None = None) -> dict[str, list[Usage]]:
    """Return the mined usage examples of the candidates that belong to an entry, by the entry's id.

    Args:
        connection: in any transaction.
        identifiers: only of these entries, at most some hundreds; None for all.
    """
    statement = (
        select(ConceptEntryRow.identifier, table_of(UsageRow), *_DOCUMENT)
        .join(CandidateRow, CandidateRow.entry_id == ConceptEntryRow.id)
        .join(UsageRow, UsageRow.candidate_id == CandidateRow.id)
        .join(DocumentRow, DocumentRow.id == UsageRow.document_id)
        .order_by(CandidateRow.score.desc(), CandidateRow.id, UsageRow.position)
    )
    if identifiers is not None:
        statement = statement.where(ConceptEntryRow.identifier.in_(identifiers))
    usages: dict[str, list[Usage]] = defaultdict(list)
    for row in connection.execute(statement):
        usages[row.identifier].append(_usage(row))
    return usages


def count_by_status(connection: Connection) -> dict[str, int]:
    """Return how many candidates there are in each status."""
    statement = select(CandidateRow.status, func.count()).group_by(CandidateRow.status)
    return {row[0]: row[1] for row in connection.execute(statement)}


def _values(candidate: Candidate, entry_ids: dict[str, int], decided: Row[Any] | None = None) -> dict[str, Any]:
    values = {
        "language": candidate.language,
        "key": candidate.key,
        "term": candidate.term,
        "status": candidate.status.value,
        "entry_id": entry_ids.get(candidate.entry or ""),
        "score": candidate.score,
        "frequency": candidate.frequency,
        "documents": candidate.documents,
        "variants": [asdict(variant) for variant in candidate.variants],
        "parts": [list(part) for part in candidate.parts],
    }
    if decided is not None and decided.status not in _UNDECIDED:
        values |= {"status": decided.status, "entry_id": decided.entry_id, "term": decided.term}
    elif values["entry_id"] is None:
        values["status"] = CandidateStatus.PENDING.value
    return values


def _remove(connection: Connection, row_ids: Sequence[int]) -> None:
    for start in range(0, len(row_ids), BATCH):
        connection.execute(delete(CandidateRow).where(CandidateRow.id.in_(row_ids[start : start + BATCH])))


def _clear(connection: Connection, row_ids: Sequence[int]) -> None:
    """Note that decided candidates occur nowhere any more."""
    for start in range(0, len(row_ids), BATCH):
        there = update(CandidateRow).where(CandidateRow.id.in_(row_ids[start : start + BATCH]))
        connection.execute(there.values(frequency=0, documents=0))


def _select_candidates() -> Select[Any]:
    table = table_of(CandidateRow)
    return select(table, ConceptEntryRow.identifier.label("entry")).outerjoin(
        ConceptEntryRow, ConceptEntryRow.id == table.c.entry_id
    )


def _assemble(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[Candidate]:
    row_ids = [row.id for row in rows]
    equivalents = _grouped(connection, select(table_of(ProposedEquivalentRow)), ProposedEquivalentRow, row_ids)
    with_document = select(table_of(UsageRow), *_DOCUMENT).join(DocumentRow)
    usages = _grouped(connection, with_document, UsageRow, row_ids)
    found = [_candidate(row, equivalents[row.id], usages[row.id]) for row in rows]
    proposed = [candidate for candidate in found if is_proposed(candidate.parts)]
    names = [name for candidate in proposed for name in names_of(candidate)]
    proposals = find_proposals(connection, names) if names else {}
    for candidate in found:
        yield _with_examples(candidate, proposals) if is_proposed(candidate.parts) else candidate


def _candidate(row: Row[Any], equivalents: Sequence[Row[Any]], usages: Sequence[Row[Any]]) -> Candidate:
    return Candidate(
        id=row.id,
        term=row.term,
        key=row.key,
        language=row.language,
        status=CandidateStatus(row.status),
        entry=row.entry,
        score=row.score,
        frequency=row.frequency,
        documents=row.documents,
        variants=tuple(Variant(**variant) for variant in row.variants),
        equivalents=tuple(_equivalent(equivalent) for equivalent in equivalents),
        contexts=tuple(_usage(usage) for usage in usages),
        parts=tuple((name, value) for name, value in row.parts),
    )


def _with_examples(candidate: Candidate, proposals: Mapping[str, Proposal]) -> Candidate:
    """Return a candidate with the usage examples that came with its proposals; no document has them."""
    own = (proposals[name] for name in dict.fromkeys(names_of(candidate)) if name in proposals)
    return replace(candidate, contexts=(*candidate.contexts, *(usage for found in own for usage in found.contexts)))


def _grouped(
    connection: Connection,
    statement: Select[Any],
    model: type[UsageRow | ProposedEquivalentRow],
    row_ids: Sequence[int],
) -> dict[int, list[Row[Any]]]:
    grouped: dict[int, list[Row[Any]]] = defaultdict(list)
    statement = statement.where(model.candidate_id.in_(row_ids)).order_by(model.candidate_id, model.position)
    for row in connection.execute(statement):
        grouped[row.candidate_id].append(row)
    return grouped


def _equivalent(row: Row[Any]) -> ProposedEquivalent:
    return ProposedEquivalent(
        term=row.term,
        language=row.language,
        pinyin=row.pinyin,
        method=Method(row.method),
        confidence=row.confidence,
        source=row.source,
        evidence=row.evidence,
        unit_id=row.unit_id,
    )


def _usage(row: Row[Any]) -> Usage:
    return Usage(
        text=row.text,
        document=row.path,
        start=row.start,
        end=row.end,
        term_start=row.term_start,
        term_end=row.term_end,
        document_id=row.document_id,
        source=describe(row.path, row.title, row.date),
    )
