"""Candidates as a re-ranking sees them: with the parts of their scores, and in the order in which they were decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import String, bindparam, cast, func, literal, or_, select, update

from glossary.store.candidates import decisions
from glossary.store.candidates.proposals import is_proposed
from glossary.store.models import CandidateRow, ChangeRow, ProposedEquivalentRow, RevisionRow, table_of
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection

#: How the names of the parts begin that were learned, and no mining gave.
PREFIX = "learned:"
#: The name of the part, worth nothing, of a candidate that was learned from; behind it stands after how many decisions.
MARK = "learned from "
_BOTH = (PREFIX, MARK)
_DECIDED = (CandidateStatus.ACCEPTED.value, CandidateStatus.REJECTED.value)
#: So many rows are read or written at once.
BATCH = 500
#: Scores are kept with so many decimals, by the miner too.
DECIMALS = 4

Parts = tuple[tuple[str, float], ...]


class RankedRow(NamedTuple):
    """A candidate with the parts of its score.

    ``mined`` are the parts that a mining gave, or a proposal by hand, ``learned`` the others; ``score`` is what it
    is without these, ``method`` how its first proposed equivalent was found. ``is_proposed`` says that somebody
    asked for it.
    """

    row_id: int
    term: str
    is_accepted: bool
    score: float
    mined: Parts
    learned: Parts
    method: str | None
    is_proposed: bool


def find_decided(connection: Connection) -> list[int]:
    """Return the rows of the candidates that somebody decided on, in the order of the decisions that stand."""
    rows, changes, revisions = table_of(CandidateRow), table_of(ChangeRow), table_of(RevisionRow)
    last = (
        select(changes.c.target, func.max(changes.c.id).label("change"))
        .join(revisions, revisions.c.id == changes.c.revision_id)
        .where(changes.c.kind == decisions.KIND, revisions.c.state == "done")
        .group_by(changes.c.target)
        .subquery()
    )
    name = rows.c.language + literal(":") + rows.c.key
    statement = select(rows.c.id).outerjoin(last, last.c.target == name).where(rows.c.status.in_(_DECIDED))
    ordered = statement.order_by(func.coalesce(last.c.change, 0), rows.c.id)
    return list(connection.execute(ordered).scalars())


def is_learned_from(connection: Connection, row_ids: Sequence[int], decided: int) -> bool:
    """Tell whether the ranking is what was learned from these candidates after so many decisions."""
    if not row_ids:
        return not _has_learned(connection)
    parts = table_of(CandidateRow).c.parts
    mark = [f"{MARK}{decided}", 0.0]
    for start in range(0, len(row_ids), BATCH):
        asked = select(parts).where(CandidateRow.id.in_(row_ids[start : start + BATCH]))
        if not all(mark in found for found in connection.execute(asked).scalars()):
            return False
    return True


def read_rows(connection: Connection, row_ids: Sequence[int], best: int) -> list[RankedRow]:
    """Return candidates in the order of their rows: those asked for, those with learned parts, and the best others.

    Args:
        connection: in any transaction.
        row_ids: of candidates that are wanted in any case.
        best: so many of those that wait for a decision and have no learned parts.
    """
    table = table_of(CandidateRow)
    first = (
        select(ProposedEquivalentRow.method)
        .where(ProposedEquivalentRow.candidate_id == table.c.id, ProposedEquivalentRow.position == 0)
        .scalar_subquery()
    )
    statement = select(table.c.id, table.c.term, table.c.status, table.c.score, table.c.parts, first.label("method"))
    waiting = statement.where(table.c.status.not_in(_DECIDED), ~_is_learned())
    wanted = [
        statement.where(_is_learned()),
        waiting.order_by(table.c.score.desc(), table.c.id).limit(best),
        *(statement.where(table.c.id.in_(row_ids[start : start + BATCH])) for start in range(0, len(row_ids), BATCH)),
    ]
    found = {row.id: row for one in wanted for row in connection.execute(one)}
    return [_ranked(found[row_id]) for row_id in sorted(found)]


def write_learned(connection: Connection, changed: Iterable[tuple[RankedRow, Parts]]) -> int:
    """Give candidates other learned parts, and the score that comes of it; return how many there were."""
    table = table_of(CandidateRow)
    statement = update(table).where(table.c.id == bindparam("row_id"))
    statement = statement.values(score=bindparam("new_score"), parts=bindparam("new_parts", type_=table.c.parts.type))
    values = [
        {
            "row_id": row.row_id,
            "new_score": round(row.score + sum(points for _, points in learned), DECIMALS),
            "new_parts": [list(part) for part in (*row.mined, *learned)],
        }
        for row, learned in changed
    ]
    if values:
        connection.execute(statement, values)
    return len(values)


def _has_learned(connection: Connection) -> bool:
    return connection.scalar(select(CandidateRow.id).where(_is_learned()).limit(1)) is not None


def _is_learned() -> ColumnElement[bool]:
    """Return the condition that the score has parts that no mining gave."""
    text = cast(table_of(CandidateRow).c.parts, String)
    return or_(*(text.contains(f'"{beginning}') for beginning in _BOTH))


def _ranked(row: Any) -> RankedRow:  # noqa: ANN401 - a row of its statement
    learned = tuple((name, points) for name, points in row.parts if name.startswith(_BOTH))
    points = sum(points for _, points in learned)
    return RankedRow(
        row_id=row.id,
        term=row.term,
        is_accepted=row.status == CandidateStatus.ACCEPTED.value,
        score=round(row.score - points, DECIMALS) if points else row.score,
        mined=tuple((name, value) for name, value in row.parts if not name.startswith(_BOTH)),
        learned=learned,
        method=row.method,
        is_proposed=is_proposed(row.parts),
    )
