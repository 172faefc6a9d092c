"""Rejected candidates between the termbase and a folder: what either rejected is, what either reopened is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry
from glossary.exchange.text_form import REJECTED, Rejection, read_rejections
from glossary.review.deciding import reopen
from glossary.review.learning import decide
from glossary.store.candidates.mined import get_candidate
from glossary.store.candidates.rejections import add_rejection, find_rejections, find_standing, remove_rejection
from glossary.store.synced_entries import Synced, change_synced, find_synced, keep_synced
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from glossary.exchange.text_form import TextFolder
    from glossary.store.log.revisions import Revision

#: What was agreed on about candidates is kept apart from that about entries.
_APART = "-rejected"
_OPEN = frozenset({CandidateStatus.PENDING.value, CandidateStatus.KNOWN.value})


def read_rejected(folder: TextFolder) -> set[Rejection] | None:
    """Return the rejections of a folder, None where it has no file of them.

    Raises:
        FormatError: a line of the file is none.
    """
    raw = folder.read(REJECTED)
    return None if raw is None else set(read_rejections(folder.told(REJECTED), raw))


def find_agreed_rejections(connection: Connection, place: str) -> set[Rejection]:
    """Return the rejections that the termbase and a folder both had last."""
    found = set()
    for name, synced in find_synced(connection, place + _APART):
        language, _, key = name.partition(":")
        found.add(Rejection(language=language, key=key, term=synced.origin))
    return found


def keep_rejections(connection: Connection, place: str, former: set[Rejection], agreed: set[Rejection]) -> None:
    """Keep the rejections that both have now."""
    keep_synced(connection, place + _APART, _news(former, agreed).items())


def load_rejections(revision: Revision, place: str, theirs: set[Rejection]) -> tuple[int, int]:
    """Bring the termbase's rejections together with those of a folder; return how many it rejected and reopened.

    What a person accepted stays accepted, whoever rejected it elsewhere.
    """
    connection = revision.connection
    agreed = find_agreed_rejections(connection, place)
    ours = {(language, key) for language, key, _ in find_rejections(connection)}
    named = {(found.language, found.key) for found in theirs}
    new = [found for found in sorted(theirs - agreed) if (found.language, found.key) not in ours]
    gone = [
        found
        for found in sorted(agreed - theirs)
        if (found.language, found.key) in ours and (found.language, found.key) not in named
    ]
    rejected = sum(_reject(revision, found) for found in new)
    reopened = sum(_reopen(revision, found) for found in gone)
    if theirs != agreed:
        news = _news(agreed, theirs)
        if rejected or reopened:
            change_synced(revision, place + _APART, news)
        else:
            keep_synced(connection, place + _APART, news.items())
    return rejected, reopened


def _news(former: set[Rejection], agreed: set[Rejection]) -> dict[str, Synced | None]:
    """Return what changes about what was agreed on; the term stands where an entry has its origin."""
    names: dict[str, Synced | None] = {_name(found): None for found in former - agreed}
    return names | {_name(found): Synced(ConceptEntry(), found.term) for found in sorted(agreed - former)}


def _name(found: Rejection) -> str:
    return f"{found.language}:{found.key}"


def _reject(revision: Revision, rejection: Rejection) -> bool:
    found = find_standing(revision.connection, rejection.language, rejection.key)
    if found is None:
        add_rejection(revision, rejection.language, rejection.key, rejection.term)
        return True
    if found.status not in _OPEN:
        return False
    decide(revision, get_candidate(revision.connection, str(found.row_id)), CandidateStatus.REJECTED)
    return True


def _reopen(revision: Revision, rejection: Rejection) -> bool:
    found = find_standing(revision.connection, rejection.language, rejection.key)
    if found is None:
        return False
    if found.is_mined:
        reopen(revision, str(found.row_id))
    else:
        remove_rejection(revision, rejection.language, rejection.key, rejection.term)
    return True
