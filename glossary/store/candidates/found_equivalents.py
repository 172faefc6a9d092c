"""What documents were found to call terms: it outlives the candidates, which are mined anew each time."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, func, insert, select

from glossary.concept import ProposedEquivalent
from glossary.store.models import DocumentRow, FoundEquivalentRow, table_of
from glossary.vocabulary import Language, Method

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

BATCH = 500

Key = tuple[str, str]
"""The language and the key of a term."""


class FoundEquivalent(NamedTuple):
    """A proposal, and the id of the document that it was found in; None for one that isn't kept."""

    proposal: ProposedEquivalent
    document_id: int | None


def keep_found(connection: Connection, found: Mapping[Key, Sequence[FoundEquivalent]]) -> None:
    """Keep what was found for terms, in the place of what was found for the same terms by the same methods.

    Args:
        connection: in a writing transaction.
        found: by term, likeliest first; a term with nothing loses what it had.
    """
    table = table_of(FoundEquivalentRow)
    rows: list[dict[str, Any]] = []
    next_id = int(connection.scalar(select(func.max(table.c.id))) or 0) + 1
    for (language, key), equivalents in found.items():
        connection.execute(delete(table).where(table.c.key == key, table.c.language == language))
        for position, (proposal, document_id) in enumerate(equivalents):
            rows.append(
                {
                    "id": next_id + len(rows),
                    "language": language,
                    "key": key,
                    "position": position,
                    "term": proposal.term,
                    "method": proposal.method.value,
                    "confidence": proposal.confidence,
                    "source": proposal.source,
                    "evidence": proposal.evidence,
                    "document_id": document_id,
                    "unit_id": proposal.unit_id,
                }
            )
    for start in range(0, len(rows), BATCH):
        connection.execute(insert(table), rows[start : start + BATCH])


def find_found(connection: Connection) -> dict[Key, list[FoundEquivalent]]:
    """Return what was found in documents that still belong to the corpus, by term, likeliest first."""
    table, document = table_of(FoundEquivalentRow), table_of(DocumentRow)
    statement = (
        select(table, document.c.language.label("of_document"))
        .join(document, document.c.id == table.c.document_id)
        .where(~document.c.withdrawn)
        .order_by(table.c.id)
    )
    found: dict[Key, list[FoundEquivalent]] = defaultdict(list)
    for row in connection.execute(statement):
        proposal = ProposedEquivalent(
            term=row.term,
            language=row.of_document if row.language == Language.ENGLISH else Language.ENGLISH,
            method=Method(row.method),
            confidence=row.confidence,
            source=row.source,
            evidence=row.evidence,
            unit_id=row.unit_id,
        )
        found[row.language, row.key].append(FoundEquivalent(proposal, row.document_id))
    return dict(found)
