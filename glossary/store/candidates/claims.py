"""Claims: who reviews a candidate just now, so that nobody else is given it; a claim ends by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, tuple_, update

from glossary.errors import HeldByAnother
from glossary.store.candidates.queue import find_candidate_ids
from glossary.store.models import CandidateRow, ClaimRow
from glossary.store.moments import as_utc
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from glossary.concept import Candidate

#: How long a claim holds unless it is renewed: longer than anybody reads a candidate, shorter than a lunch.
LEASE = timedelta(minutes=10)
#: So many values go into one statement.
BATCH = 300
_SAME = (ClaimRow.language == CandidateRow.language) & (ClaimRow.key == CandidateRow.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A candidate by its row and its term, who reviews it, and until when nobody else is given it."""

    row_id: int
    term: str
    who: str
    until: datetime


def claim_next(
    connection: Connection,
    who: str,
    count: int,
    *,
    query: str | None = None,
    document: int | None = None,
    lease: timedelta = LEASE,
    now: datetime | None = None,
) -> list[int]:
    """Claim the best candidates that wait for a decision and that nobody has claimed; return their rows.

    Two who ask at the same time are given different ones, and so is who asks twice.

    Args:
        connection: in a writing transaction, of which there is one at a time.
        who: for whom.
        count: at most so many.
        query: see ``find_candidate_ids``.
        document: likewise.
        lease: how long the claims hold.
        now: the present moment, for who has a clock of their own.
    """
    now = now or datetime.now(UTC)
    _forget_expired(connection, now)
    pending = (CandidateStatus.PENDING,)
    rows = find_candidate_ids(
        connection, statuses=pending, query=query, document=document, limit=count, is_unclaimed=True
    ).tolist()
    _add(connection, who, rows, now + lease)
    return rows


def claim(
    connection: Connection, who: str, row_ids: Sequence[int], *, lease: timedelta = LEASE, now: datetime | None = None
) -> list[int]:
    """Claim candidates, or go on claiming them, as far as nobody else has; return the rows of those.

    Args:
        connection: in a writing transaction.
        who: for whom.
        row_ids: the candidates; those that are gone are passed over.
        lease: how long the claims hold from now.
        now: see ``claim_next``.
    """
    now = now or datetime.now(UTC)
    _forget_expired(connection, now)
    held = {found.row_id: found.who for found in find_claims(connection, row_ids=row_ids, now=now)}
    own = [row_id for row_id in row_ids if held.get(row_id) == who]
    new = [row_id for row_id in dict.fromkeys(row_ids) if row_id not in held]
    for names in _names_of(connection, own):
        renewed = update(ClaimRow).where(tuple_(ClaimRow.language, ClaimRow.key).in_(names))
        connection.execute(renewed.values(until=now + lease))
    there = set(_add(connection, who, new, now + lease))
    return [row_id for row_id in row_ids if row_id in there or held.get(row_id) == who]


def release(connection: Connection, who: str, row_ids: Sequence[int] | None = None) -> int:
    """Give claims of somebody back: those on some candidates, or all; return how many.

    Args:
        connection: in a writing transaction.
        who: whose.
        row_ids: the candidates; None for all.
    """
    own = delete(ClaimRow).where(ClaimRow.who == who)
    if row_ids is None:
        return connection.execute(own).rowcount
    released = 0
    for names in _names_of(connection, row_ids):
        released += connection.execute(own.where(tuple_(ClaimRow.language, ClaimRow.key).in_(names))).rowcount
    return released


def find_claims(
    connection: Connection,
    *,
    who: str | None = None,
    row_ids: Sequence[int] | None = None,
    now: datetime | None = None,
) -> list[Claim]:
    """Return the claims that hold, those that end first before others.

    Args:
        connection: in any transaction.
        who: only of this person.
        row_ids: only on these candidates.
        now: see ``claim_next``.
    """
    statement = select(CandidateRow.id, CandidateRow.term, ClaimRow.who, ClaimRow.until).join(ClaimRow, _SAME)
    statement = statement.where(ClaimRow.until > (now or datetime.now(UTC))).order_by(ClaimRow.until, CandidateRow.id)
    if who is not None:
        statement = statement.where(ClaimRow.who == who)
    if row_ids is None:
        return [_claim(*row) for row in connection.execute(statement)]
    found: list[Claim] = []
    for start in range(0, len(row_ids), BATCH):
        part = statement.where(CandidateRow.id.in_(row_ids[start : start + BATCH]))
        found += [_claim(*row) for row in connection.execute(part)]
    return found


def require_free(connection: Connection, candidate: Candidate, who: str, now: datetime) -> None:
    """Make sure that nobody else reviews a candidate.

    Raises:
        HeldByAnother: somebody does.
    """
    statement = select(ClaimRow.who, ClaimRow.until)
    statement = statement.where(ClaimRow.language == candidate.language, ClaimRow.key == candidate.key)
    row = connection.execute(statement.where(ClaimRow.who != who, ClaimRow.until > now)).one_or_none()
    if row is not None:
        until = f"{as_utc(row.until):%H:%M} UTC"
        raise HeldByAnother(
            f"{candidate.term}: {row.who} reviews it, until {until} unless they go on; "
            "leave it to them, or take it over with --force"
        )


def forget(connection: Connection, language: str, key: str) -> None:
    """Take the claim on a candidate away, whoever has it: it was decided."""
    connection.execute(delete(ClaimRow).where(ClaimRow.language == language, ClaimRow.key == key))


def _forget_expired(connection: Connection, now: datetime) -> None:
    connection.execute(delete(ClaimRow).where(ClaimRow.until <= now))


def _add(connection: Connection, who: str, row_ids: Sequence[int], until: datetime) -> list[int]:
    """Add claims on candidates that nobody has claimed; return the rows of those that are there."""
    identity = (connection.scalar(select(func.max(ClaimRow.id))) or 0) + 1
    there: list[int] = []
    for start in range(0, len(row_ids), BATCH):
        wanted = select(CandidateRow.id, CandidateRow.language, CandidateRow.key)
        rows = connection.execute(wanted.where(CandidateRow.id.in_(row_ids[start : start + BATCH]))).all()
        values = [
            {"id": number, "language": row.language, "key": row.key, "who": who, "until": until}
            for number, row in enumerate(rows, identity + len(there))
        ]
        if values:
            connection.execute(insert(ClaimRow), values)
        there += [row.id for row in rows]
    return there


def _names_of(connection: Connection, row_ids: Sequence[int]) -> list[list[tuple[str, str]]]:
    """Return what claims call some candidates, in batches."""
    batches = []
    for start in range(0, len(row_ids), BATCH):
        wanted = select(CandidateRow.language, CandidateRow.key)
        rows = connection.execute(wanted.where(CandidateRow.id.in_(row_ids[start : start + BATCH]))).all()
        if rows:
            batches.append([(row.language, row.key) for row in rows])
    return batches


def _claim(row_id: int, term: str, who: str, until: datetime) -> Claim:
    return Claim(row_id=row_id, term=term, who=who, until=as_utc(until))
