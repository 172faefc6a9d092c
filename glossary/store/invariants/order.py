"""The order of parts: each has a place of its own, from 0 on without a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from glossary.store.models import ContextRow, CrossReferenceRow, LanguageSectionRow, TermSectionRow, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Column, Connection, Table

_PARTS = (
    (CrossReferenceRow, "entry_id"),
    (LanguageSectionRow, "entry_id"),
    (TermSectionRow, "section_id"),
    (ContextRow, "term_id"),
)


def find(connection: Connection) -> Iterator[str]:
    """Yield what is wrong, a line each."""
    for model, whole in _PARTS:
        table = table_of(model)
        for row_id in _disordered(connection, table, table.c[whole]):
            kind = table.name.replace("_", " ")
            yield f"{kind} of {whole[:-3]} {row_id}: their order is broken; mend with: glossary db check --repair"


def mend(connection: Connection) -> None:
    """Number the parts anew, in the order that they have."""
    for model, whole in _PARTS:
        table = table_of(model)
        for row_id in _disordered(connection, table, table.c[whole]):
            parts = select(table.c.id).where(table.c[whole] == row_id).order_by(table.c.position, table.c.id)
            for position, part in enumerate(connection.execute(parts).scalars().all()):
                connection.execute(table.update().where(table.c.id == part).values(position=position))


def _disordered(connection: Connection, table: Table, whole: Column[int]) -> list[int]:
    position, count = table.c.position, func.count()
    statement = select(whole).group_by(whole).order_by(whole)
    is_broken = or_(func.min(position) != 0, func.max(position) != count - 1, func.count(position.distinct()) != count)
    return list(connection.execute(statement.having(is_broken)).scalars())
