"""By what one sees that an entry was changed since it was looked at, without reading it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sqlalchemy import select

from glossary.store.models import ConceptEntryRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

#: So many entries are looked at together.
BATCH = 500


class Stamp(NamedTuple):
    """How often an entry was changed, and when last; another entry that takes its id has another time."""

    version: int
    changed_at: datetime


Stamps: TypeAlias = "Mapping[str, Stamp | None]"
"""The stamps of entries by their ids, None for one that wasn't there."""


def get_stamps(connection: Connection, identifiers: Sequence[str]) -> Stamps:
    """Return the stamps of entries by their ids, in the order asked for."""
    found: dict[str, Stamp | None] = dict.fromkeys(identifiers)
    columns = (ConceptEntryRow.identifier, ConceptEntryRow.version, ConceptEntryRow.changed_at)
    for start in range(0, len(identifiers), BATCH):
        asked = select(*columns).where(ConceptEntryRow.identifier.in_(identifiers[start : start + BATCH]))
        found |= {row.identifier: Stamp(row.version, row.changed_at) for row in connection.execute(asked)}
    return found
