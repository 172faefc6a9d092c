"""Columns that hold one of a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from glossary.store.models import (
    CandidateRow,
    ProposedChangeRow,
    ProposedEquivalentRow,
    RevisionRow,
    TermSectionRow,
    UserRow,
    table_of,
)
from glossary.vocabulary import (
    AdministrativeStatus,
    CandidateStatus,
    Method,
    PartOfSpeech,
    ProposedKind,
    Role,
    TermType,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from glossary.store.models import Model

_STATES = ("done", "undone", "discarded", "final")
_WORDS: tuple[tuple[type[Model], str, Iterable[str]], ...] = (
    (TermSectionRow, "status", AdministrativeStatus),
    (TermSectionRow, "part_of_speech", PartOfSpeech),
    (TermSectionRow, "term_type", TermType),
    (CandidateRow, "status", CandidateStatus),
    (ProposedEquivalentRow, "method", Method),
    (ProposedChangeRow, "kind", ProposedKind),
    (RevisionRow, "state", _STATES),
    (UserRow, "role", Role),
)


def find(connection: Connection) -> Iterator[str]:
    """Yield what is wrong, a line each."""
    for model, name, known in _WORDS:
        table = table_of(model)
        column = table.c[name]
        unknown = select(table.c.id, column).where(column.is_not(None), column.not_in([str(word) for word in known]))
        for row_id, word in connection.execute(unknown):
            yield f"{table.name}: row {row_id} has the {name.replace('_', ' ')} “{word}”, which isn't one"
