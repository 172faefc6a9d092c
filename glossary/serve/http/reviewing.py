"""Candidates decided on by a program: listed, claimed for one reviewer, accepted, merged, rejected, reopened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from glossary.jobs.shapes import candidate_shape, claim_shape
from glossary.review import claiming, workflow
from glossary.serve.http import writing
from glossary.store.candidates.claims import find_claims
from glossary.store.candidates.mined import get_candidate
from glossary.store.candidates.queue import find_candidate_ids, get_candidates
from glossary.store.log.revisions import revising
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.serve.http.service import Service
    from glossary.serve.http.writing import Shown
    from glossary.store.log.revisions import Revision

_ALL = "all"


def find(service: Service, *, status: str, query: str | None, limit: int) -> dict[str, Any]:
    """Return the best candidates of a status, each with who reviews it where somebody does."""
    statuses = tuple(CandidateStatus) if status == _ALL else (CandidateStatus(status),)
    with service.database.reading() as connection:
        row_ids = find_candidate_ids(connection, statuses=statuses, query=query, limit=limit).tolist()
        candidates = get_candidates(connection, row_ids)
        claims = {claim.row_id: claim_shape(claim) for claim in find_claims(connection, row_ids=row_ids)}
    return _listed([{**candidate_shape(found), "claim": claims.get(found.id or 0)} for found in candidates])


def claim(service: Service, *, count: int, query: str | None) -> dict[str, Any]:
    """Give whoever asks candidates that nobody else is given.

    Raises:
        NotAllowed: this person decides on no candidates.
    """
    found = claiming.claim_next(service.database, count, who=service.user, query=query)
    return _listed([{**candidate_shape(candidate), "claim": claim_shape(held)} for candidate, held in found])


def release(service: Service, *, ids: list[int] | None) -> dict[str, Any]:
    """Give claimed candidates back: some, or all that this person has claimed.

    Raises:
        NotFound: there is no such candidate.
    """
    names = None if ids is None else [str(number) for number in ids]
    return {"v": 1, "released": claiming.release(service.database, names, who=service.user)}


def accept(service: Service, number: int, values: dict[str, Any], *, traditional: bool, force: bool) -> Shown:
    """Make an entry of a candidate, and return it.

    Raises:
        NotFound: there is no such candidate.
        Conflict: an entry has the term already, or somebody else has decided, or reviews it.
        InputError: an equivalent, or its pinyin, can't be used.
    """

    def step(revision: Revision) -> str:
        entry = workflow.accept(
            revision,
            str(number),
            equivalents=[str(choice) for choice in values.get("equivalents", ())],
            reading=values.get("pinyin"),
            term=values.get("term"),
            subject_field=values.get("subject_field"),
            traditional=traditional,
            force=force,
        )
        return entry.id

    return writing.show(service, _revise(service, "accept", step))


def merge(service: Service, number: int, entry: str, *, force: bool) -> Shown:
    """Add a candidate to an entry, and return that; see ``accept``."""
    step = partial(_merge, number, entry, force=force)
    return writing.show(service, _revise(service, "merge", step))


def reject(service: Service, number: int, *, force: bool) -> dict[str, Any]:
    """Reject a candidate, and return it; see ``accept``."""
    return _decide(service, number, "reject", lambda revision, name: workflow.reject(revision, name, force=force))


def reopen(service: Service, number: int) -> dict[str, Any]:
    """Let a rejected candidate wait again, and return it; see ``accept``."""
    return _decide(service, number, "reopen", lambda revision, name: workflow.reopen(revision, [name]))


def _merge(number: int, entry: str, revision: Revision, *, force: bool) -> str:
    return workflow.merge(revision, str(number), entry, force=force).id


def _decide(service: Service, number: int, action: str, decide: Callable[[Revision, str], object]) -> dict[str, Any]:
    _revise(service, action, lambda revision: decide(revision, str(number)))
    with service.database.reading() as connection:
        return candidate_shape(get_candidate(connection, str(number)))


def _revise(service: Service, action: str, step: Callable[[Revision], Any]) -> Any:  # noqa: ANN401 - what it returns
    with revising(service.database, who=service.user, action=action) as revision:
        return step(revision)


def _listed(candidates: list[dict[str, Any]]) -> dict[str, Any]:
    return {"v": 1, "candidates": candidates}
