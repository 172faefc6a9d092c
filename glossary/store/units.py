"""Translation units: which sentences of an English document say the same as which of a Chinese one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from glossary.concept import Context, ParallelText, TranslationUnit
from glossary.store.documents import describe, get_document
from glossary.store.models import DocumentRow, TranslationUnitRow, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Row, Select

BATCH = 500


def keep_units(connection: Connection, english_id: int, chinese_id: int, units: Sequence[TranslationUnit]) -> bool:
    """Keep how the sentences of two documents belong together, in the place of what was kept of the same two.

    Return whether that is new.

    Args:
        connection: in a writing transaction.
        english_id: of the English document.
        chinese_id: of the Chinese one.
        units: with their places in both.
    """
    table = table_of(TranslationUnitRow)
    same = (table.c.source_id == english_id) & (table.c.target_id == chinese_id)
    wanted = [(u.source_start, u.source_end, u.target_start, u.target_end, u.likeness) for u in units]
    there = connection.execute(select(table).where(same).order_by(table.c.id)).all()
    if [_places(row) for row in there] == wanted:
        return False
    connection.execute(delete(table).where(same))
    first = (connection.scalar(select(func.max(table.c.id))) or 0) + 1
    names = ("source_start", "source_end", "target_start", "target_end", "likeness")
    rows: list[dict[str, Any]] = [
        {"id": first + i, "source_id": english_id, "target_id": chinese_id, **dict(zip(names, values, strict=True))}
        for i, values in enumerate(wanted)
    ]
    for start in range(0, len(rows), BATCH):
        connection.execute(insert(table), rows[start : start + BATCH])
    return True


def find_parallel_texts(connection: Connection) -> Iterator[ParallelText]:
    """Yield the parallel texts of the corpus with their units, in the order in which they came."""
    table = table_of(TranslationUnitRow)
    statement = select(table).where(table.c.source_id.in_(_standing()), table.c.target_id.in_(_standing()))
    grouped: dict[tuple[int, int], list[TranslationUnit]] = defaultdict(list)
    for row in connection.execute(statement.order_by(table.c.id)):
        grouped[row.source_id, row.target_id].append(_unit(row))
    for (english, chinese), units in grouped.items():
        yield ParallelText(
            english=get_document(connection, english), chinese=get_document(connection, chinese), units=tuple(units)
        )


def find_unit_contexts(connection: Connection, unit_ids: Iterable[int]) -> dict[int, tuple[Context, Context]]:
    """Return the English and the Chinese sentences of units as usage examples, by the unit's id."""
    wanted = list(dict.fromkeys(unit_ids))
    table = table_of(TranslationUnitRow)
    found = {}
    for row in connection.execute(select(table).where(table.c.id.in_(wanted))):
        found[row.id] = (
            _context(connection, row.source_id, row.source_start, row.source_end),
            _context(connection, row.target_id, row.target_start, row.target_end),
        )
    return found


def _context(connection: Connection, document_id: int, start: int, end: int) -> Context:
    document = get_document(connection, document_id)
    source = describe(document.path, document.title, document.date)
    return Context(text=document.text[start:end], source=source, document=document_id, start=start, end=end)


def _standing() -> Select[int]:
    """Select the documents that belong to the corpus."""
    return select(DocumentRow.id).where(~DocumentRow.withdrawn)


def _unit(row: Row[Any]) -> TranslationUnit:
    return TranslationUnit(
        id=row.id,
        source_start=row.source_start,
        source_end=row.source_end,
        target_start=row.target_start,
        target_end=row.target_end,
        likeness=row.likeness,
    )


def _places(row: Row[Any]) -> tuple[int, int, int, int, float]:
    return (row.source_start, row.source_end, row.target_start, row.target_end, row.likeness)
