"""Many candidates or entries in one step: all of them, or none where one can't be."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from glossary.errors import BatchRefused, GlossaryError
from glossary.review import deciding
from glossary.review.changing import delete
from glossary.store.candidates.decisions import link_known
from glossary.store.candidates.mined import get_candidate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossary.concept import Candidate, ConceptEntry
    from glossary.store.log.revisions import Revision

_Done = TypeVar("_Done")


def accept_many(
    revision: Revision,
    names: Sequence[str],
    *,
    first_equivalent: bool = False,
    equivalents: Sequence[str] = (),
    subject_field: str | None = None,
    traditional: bool = False,
    force: bool = False,
) -> list[ConceptEntry]:
    """Make concept entries of candidates.

    Args:
        revision: the step this is part of.
        names: ids or terms of the candidates.
        first_equivalent: take the first proposed equivalent of each, the same as ``equivalents`` of ``("1",)``.
        equivalents: numbers of proposals to take of each; without any the entries have no Chinese yet.
        subject_field: of the new entries.
        traditional: derive Traditional sections too, marked as derived.
        force: also those that somebody else reviews, or has rejected.

    Raises:
        BatchRefused: some can't be accepted; nothing is, and it says which and why.
        GlossaryError: why not, where there is one candidate only.
    """
    chosen = ("1",) if first_equivalent else equivalents

    def accept(name: str) -> ConceptEntry:
        return deciding.accept(
            revision,
            name,
            equivalents=chosen,
            subject_field=subject_field,
            traditional=traditional,
            link=False,
            force=force,
        )

    return _each(revision, names, "accept", "candidate", accept)


def reject_many(revision: Revision, names: Sequence[str], *, force: bool = False) -> list[Candidate]:
    """Reject candidates; see ``accept_many``."""
    return _each(revision, names, "reject", "candidate", lambda name: deciding.reject(revision, name, force=force))


def reopen_many(revision: Revision, names: Sequence[str]) -> list[Candidate]:
    """Let rejected candidates wait for a decision again, or be known where an entry has them.

    See ``accept_many``.
    """
    reopened = _each(revision, names, "reopen", "candidate", lambda name: deciding.reopen(revision, name))
    return [get_candidate(revision.connection, str(candidate.id)) for candidate in reopened]


def delete_many(revision: Revision, identifiers: Sequence[str]) -> list[ConceptEntry]:
    """Delete entries; see ``accept_many``."""
    return _each(revision, identifiers, "delete", "entry", lambda identifier: delete(revision, identifier, link=False))


def _each(revision: Revision, names: Sequence[str], verb: str, noun: str, act: Callable[[str], _Done]) -> list[_Done]:
    """Act on every name and gather what stands in the way; the revision is dropped whole when this raises."""
    wanted = list(dict.fromkeys(names))
    done: list[_Done] = []
    refused: dict[str, GlossaryError] = {}
    for name in wanted:
        try:
            done.append(act(name))
        except GlossaryError as error:
            refused[name] = error
    if refused and len(wanted) == 1:
        raise refused[wanted[0]]
    what = f"{verb} {len(wanted)} {'entries' if noun == 'entry' else noun + 's'}"
    if refused:
        raise BatchRefused(what, {name: str(error) for name, error in refused.items()})
    link_known(revision.connection)
    if len(wanted) > 1:
        revision.summary = what
    return done
