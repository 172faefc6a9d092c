"""Whether a termbase is whole: what the database itself keeps, then our invariants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from glossary.store.invariants import columns, engine, entries, log, order, places, server, waiting, words
from glossary.store.models import (
    CandidateRow,
    ConceptEntryRow,
    DocumentRow,
    MentionRow,
    Model,
    RevisionRow,
    TermSectionRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

#: In the order in which they are looked at, and mended: what comes later relies on what came before.
_CHECKED = (engine, server, order, places, entries, columns, waiting)
_MENDED = (server, order, places, entries, columns, waiting)


def find_problems(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the termbase, a line each; nothing when it is whole."""
    for part in _CHECKED:
        yield from part.find(connection)
    unknown = list(words.find(connection))
    yield from unknown
    if not unknown:  # else entries can't be read, and not be compared
        yield from log.find(connection)


def repair(connection: Connection, *, who: str = "") -> None:
    """Mend what can safely be mended: nothing that a person wrote or decided is lost by it.

    Args:
        connection: in a writing transaction.
        who: asks for it, for the history.
    """
    engine.mend(connection)
    for part in _MENDED:
        part.mend(connection)
    if not any(words.find(connection)):
        log.mend(connection, who)


def count_rows(connection: Connection) -> dict[str, int]:
    """Return how many rows each kind of thing has, by the name a user knows it by."""
    kinds: dict[str, type[Model]] = {
        "entries": ConceptEntryRow,
        "terms": TermSectionRow,
        "documents": DocumentRow,
        "candidates": CandidateRow,
        "mentions": MentionRow,
        "revisions": RevisionRow,
    }
    return {name: connection.scalar(select(func.count()).select_from(model)) or 0 for name, model in kinds.items()}
