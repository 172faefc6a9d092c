"""An entry brought back to what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.errors import Conflict, NotFound
from glossary.store.candidates.decisions import link_known
from glossary.store.entries.access import save_entry
from glossary.store.log.history import find_versions

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry
    from glossary.store.log.history import Version
    from glossary.store.log.revisions import Revision


def restore(revision: Revision, entry_id: str, revision_id: int, *, before: bool = False) -> ConceptEntry:
    """Bring an entry, also a deleted one, back to its state right after a revision.

    Args:
        revision: the step this is part of.
        entry_id: the entry.
        revision_id: any revision; where it didn't touch the entry, the last one before it that did counts.
        before: the state right before that revision instead.

    Raises:
        NotFound: the history has no such entry, or not as far back.
        Conflict: the entry wasn't there then.
    """
    versions = find_versions(revision.connection, entry_id)
    if not versions:
        raise NotFound(f"{entry_id}: the history knows no entry with this id")
    state, origin = _state_at(versions, revision_id, before=before)
    when = f"{'before' if before else 'after'} revision {revision_id}"
    if state is None:
        raise Conflict(f"{entry_id}: this entry wasn't there {when}; its history: glossary history {entry_id}")
    saved = save_entry(revision, state, origin=origin)
    link_known(revision.connection)
    revision.summary = f"restore {entry_id} as it was {when}"
    return saved


def _state_at(versions: list[Version], revision_id: int, *, before: bool) -> tuple[ConceptEntry | None, str]:
    """Return the entry at a revision; one that was undone counts only where it is named itself."""
    exact = [version for version in versions if version.revision.id == revision_id]
    if exact:
        return (exact[-1].before if before else exact[0].entry), exact[0].origin
    for version in versions:
        if version.revision.id < revision_id and version.revision.state == "done":
            return version.entry, version.origin
    return None, versions[0].origin
