"""The conflicts of a folder that wait for a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.store.proposed_changes import find_proposed_changes
from glossary.vocabulary import ProposedKind

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from glossary.store.proposed_changes import ProposedChange


def find_conflicts(connection: Connection, source: str) -> dict[str, ProposedChange]:
    """Return the conflicts that wait, by the ids of their entries.

    Args:
        connection: in any transaction.
        source: the name of the folder.
    """
    found = find_proposed_changes(connection, kind=ProposedKind.CONFLICT)
    return {change.identifier: change for change in found if change.source == source}
