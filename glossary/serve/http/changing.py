"""Changes of entries that wait, for programs: listed, accepted, rejected, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary.jobs.shapes import change_shape
from glossary.review import proposed
from glossary.store.log.revisions import revising
from glossary.store.proposed_changes import find_proposed_changes, get_proposed_change
from glossary.vocabulary import ProposedKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.serve.http.service import Service
    from glossary.store.log.revisions import Revision


def find(service: Service, *, kind: str | None, entry: str | None, limit: int) -> dict[str, Any]:
    """Return the changes that wait, oldest first."""
    wanted = ProposedKind(kind) if kind else None
    with service.database.reading() as connection:
        found = find_proposed_changes(connection, kind=wanted, identifier=entry, limit=limit)
        shapes = [change_shape(proposed.compare_change(connection, change)) for change in found]
    return {"v": 1, "changes": shapes}


def accept(service: Service, number: int, *, allow_duplicate: bool) -> dict[str, Any]:
    """Change an entry as it was proposed; return the change.

    Raises:
        NotFound: no such change waits.
        Conflict: another entry has an English term of the one that shall be new.
    """
    return _decide(
        service,
        number,
        "decide",
        lambda revision: proposed.accept_change(revision, number, allow_duplicate=allow_duplicate),
    )


def reject(service: Service, number: int) -> dict[str, Any]:
    """Leave an entry as it is; return the change.

    Raises:
        NotFound: no such change waits.
    """
    return _decide(service, number, "decide", lambda revision: proposed.reject_change(revision, number))


def withdraw(service: Service, number: int) -> dict[str, Any]:
    """Take back what this person proposed; return the change.

    Raises:
        NotFound: no such change waits.
        NotAllowed: somebody else proposed it.
    """
    return _decide(service, number, "withdraw", lambda revision: proposed.withdraw_change(revision, number))


def _decide(service: Service, number: int, action: str, step: Callable[[Revision], object]) -> dict[str, Any]:
    with revising(service.database, who=service.user, action=action) as revision:
        connection = revision.connection
        shape = change_shape(proposed.compare_change(connection, get_proposed_change(connection, number)))
        step(revision)
    return shape
