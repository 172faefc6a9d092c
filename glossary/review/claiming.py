"""Several reviewers on one queue: each is given candidates that nobody else reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.store.candidates import claims
from glossary.store.candidates.claims import LEASE
from glossary.store.candidates.mined import get_candidate
from glossary.store.candidates.queue import get_candidates
from glossary.store.people.permissions import has_users, identify

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from sqlalchemy import Connection

    from glossary.concept import Candidate
    from glossary.store.candidates.claims import Claim
    from glossary.store.database import Database

_ACTION = "claim"


class Claimed(NamedTuple):
    """A candidate with the claim on it."""

    candidate: Candidate
    claim: Claim


def claim_next(
    database: Database,
    count: int,
    *,
    who: str,
    query: str | None = None,
    lease: timedelta = LEASE,
    now: datetime | None = None,
) -> list[Claimed]:
    """Give somebody the best candidates that wait for a decision and that nobody reviews.

    Whoever asks twice is given others the second time; decisions, ``release`` and time end a claim.

    Args:
        database: the termbase.
        count: at most so many.
        who: for whom.
        query: see ``find_candidate_ids``.
        lease: how long nobody else is given them.
        now: the present moment, for who has a clock of their own.

    Raises:
        DatabaseError: the termbase can't be written.
        NotAllowed: this person decides on no candidates.
    """
    with database.admitting(action=_ACTION, who=who) as (connection, person):
        row_ids = claims.claim_next(connection, person.name, count, query=query, lease=lease, now=now)
        held = {found.row_id: found for found in claims.find_claims(connection, row_ids=row_ids, now=now)}
        return [Claimed(found, held[found.id or 0]) for found in get_candidates(connection, row_ids)]


def find_claimed(database: Database, *, who: str | None = None) -> list[Claimed]:
    """Return what is being reviewed, by anybody or by one person.

    Raises:
        DatabaseError: the termbase can't be read.
    """
    with database.reading() as connection:
        found = claims.find_claims(connection, who=who)
        candidates = get_candidates(connection, [claim.row_id for claim in found])
        return [Claimed(candidate, claim) for candidate, claim in zip(candidates, found, strict=True)]


def move(database: Database, former: int | None, row_id: int | None, *, who: str) -> Claim | None:
    """Let go of one candidate and claim another, or go on claiming it.

    Args:
        database: the termbase.
        former: the row of the one to let go of, None for none.
        row_id: the row of the one to claim, None for none.
        who: for whom.

    Returns:
        Somebody else's claim on it, None where it is one's own now, or gone.

    Raises:
        DatabaseError: the termbase can't be written.
        NotAllowed: this person decides on no candidates.
    """
    with database.admitting(action=_ACTION, who=who) as (connection, person):
        if former is not None:
            claims.release(connection, person.name, [former])
        if row_id is None or claims.claim(connection, person.name, [row_id]):
            return None
        return next(iter(claims.find_claims(connection, row_ids=[row_id])), None)


def find_others(connection: Connection, who: str, row_ids: Sequence[int] | None = None) -> dict[int, Claim]:
    """Return the claims of others, by the rows of the candidates: all, or those on some candidates.

    Args:
        connection: in any transaction.
        who: whose claims don't count.
        row_ids: the candidates; None for all.
    """
    found = claims.find_claims(connection, row_ids=row_ids)
    if not found:
        return {}
    own = identify(connection, who).name
    return {claim.row_id: claim for claim in found if claim.who != own}


def release(database: Database, names: Sequence[str] | None = None, *, who: str) -> int:
    """Give candidates back, so that others can review them; return how many.

    Args:
        database: the termbase.
        names: ids or terms of the candidates; None for all that this person has claimed.
        who: whose claims end.

    Raises:
        DatabaseError: the termbase can't be written.
        NotAllowed: this person decides on no candidates.
        NotFound: there is no such candidate.
    """
    with database.admitting(action=_ACTION, who=who) as (connection, person):
        row_ids = None if names is None else [get_candidate(connection, name).id or 0 for name in names]
        return claims.release(connection, person.name, row_ids)


def is_shared(database: Database) -> bool:
    """Tell whether several people may review at a time: the termbase has users, or is on a server.

    Elsewhere nobody claims what is only looked at, so that who works alone writes nothing by reading.

    Raises:
        DatabaseError: the termbase can't be read.
    """
    with database.reading() as connection:
        return connection.dialect.name != "sqlite" or has_users(connection)
