"""The steps of a review, on rows of the queue; each is done in a revision, in a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.review import workflow
from glossary.store.candidates.mined import get_candidate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.store.log.revisions import Revision


def accept(
    revision: Revision, row_id: int, chinese: str | None, reading: str | None = None, *, force: bool = False
) -> str:
    """Accept a candidate, and return the term.

    Args:
        revision: the step this is part of.
        row_id: the candidate.
        chinese: its equivalent as the reviewer saw or wrote it, whatever its number is by now; None for none.
        reading: the pinyin of it, by hand.
        force: also if somebody else reviews the candidate, or has rejected it.

    Raises:
        Conflict: an entry has the term already, or the candidate was accepted before.
        HeldByAnother: somebody else reviews the candidate, or has rejected it.
        InputError: the equivalent isn't Chinese, or can't be read so.
    """
    name = str(row_id)
    if chinese is None:
        workflow.accept(revision, name, force=force)
    else:
        proposed = [equivalent.term for equivalent in get_candidate(revision.connection, name).equivalents]
        choice = str(proposed.index(chinese) + 1) if chinese in proposed else chinese
        workflow.accept(revision, name, equivalents=[choice], reading=reading, force=force)
    return get_candidate(revision.connection, name).term


def accept_marked(revision: Revision, row_ids: Sequence[int], *, first_equivalent: bool) -> int:
    """Accept candidates, and return how many; all of them or none.

    Args:
        revision: the step this is part of.
        row_ids: the candidates.
        first_equivalent: each with the first equivalent that is proposed, where one is; else without Chinese.

    Raises:
        GlossaryError: some can't be accepted; it says which and why.
    """
    names = [str(row_id) for row_id in row_ids]
    with_chinese = [name for name in names if first_equivalent and get_candidate(revision.connection, name).equivalents]
    without = [name for name in names if name not in set(with_chinese)]
    if with_chinese:
        workflow.accept_many(revision, with_chinese, first_equivalent=True)
    if without:
        workflow.accept_many(revision, without)
    if len(names) > 1:
        revision.summary = f"accept {len(names)} candidates"
    return len(names)


def reject(revision: Revision, row_ids: Sequence[int], *, force: bool = False) -> int:
    """Reject candidates, and return how many; all of them or none; ``force`` also those that others review.

    Raises:
        GlossaryError: some can't be rejected; it says which and why.
    """
    return len(workflow.reject_many(revision, [str(row_id) for row_id in row_ids], force=force))


def reopen(revision: Revision, row_ids: Sequence[int]) -> int:
    """Let rejected candidates wait for a decision again, and return how many; all of them or none.

    Raises:
        GlossaryError: some weren't rejected; it says which.
    """
    return len(workflow.reopen(revision, [str(row_id) for row_id in row_ids]))


def merge(revision: Revision, row_id: int, entry_id: str, *, force: bool = False) -> str:
    """Merge a candidate into an entry, and return the term; ``force`` as in ``accept``.

    Raises:
        NotFound: one of them is gone.
        Conflict: the candidate was accepted before.
        HeldByAnother: see ``accept``.
    """
    workflow.merge(revision, str(row_id), entry_id, force=force)
    return get_candidate(revision.connection, str(row_id)).term
