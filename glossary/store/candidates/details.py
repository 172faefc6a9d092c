"""What hangs on candidates, written in bulk: mentions, usage examples, proposed equivalents."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert

from glossary.store.models import MentionRow, Model, ProposedEquivalentRow, UsageRow, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from glossary.concept import Candidate, Document

#: Rows are written in batches of this size, so that memory doesn't grow with them.
BATCH = 5_000


class DetailWriter:
    """Replaces the details of all candidates; rows are numbered from 1 in a fixed order, so that it is repeatable.

    Args:
        connection: in a writing transaction.
        documents: the corpus, each with its id, gone through once; ``Mention.document`` counts it.
    """

    def __init__(self, connection: Connection, documents: Iterable[Document]) -> None:
        self._connection = connection
        places = [(document.id, document.path) for document in documents]
        self._ids = [document_id for document_id, _ in places]
        self._id_of_path = {path: document_id for document_id, path in places}
        self._mentions: list[tuple[int | None, ...]] = []
        self._rows: dict[type[Model], list[dict[str, Any]]] = {UsageRow: [], ProposedEquivalentRow: []}
        self._last_id: dict[type[Model], int] = dict.fromkeys((MentionRow, *self._rows), 0)
        for model in self._last_id:
            connection.execute(delete(model))

    def add(self, row_id: int, candidate: Candidate) -> None:
        """Add the details of the candidate in a row."""
        for mention in candidate.mentions:
            self._last_id[MentionRow] += 1
            place = (self._ids[mention.document], mention.start, mention.end)
            self._mentions.append((self._last_id[MentionRow], row_id, *place))
        for position, usage in enumerate(candidate.contexts):
            values = asdict(usage)
            values["document_id"] = self._id_of_path[values.pop("document")]
            del values["source"]
            self._append(UsageRow, row_id, {"position": position, **values})
        for position, equivalent in enumerate(candidate.equivalents):
            self._append(ProposedEquivalentRow, row_id, {"position": position, **asdict(equivalent)})
        if len(self._mentions) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what was added."""
        for model, rows in self._rows.items():
            if rows:
                self._connection.execute(insert(model), rows)
                self._rows[model] = []
        self._write_mentions()

    def _append(self, model: type[Model], row_id: int, values: dict[str, Any]) -> None:
        self._last_id[model] += 1
        self._rows[model].append({"id": self._last_id[model], "candidate_id": row_id, **values})

    def _write_mentions(self) -> None:
        """Write the mentions, half a million in a corpus of a million words, by the driver itself where it can."""
        if not self._mentions:
            return
        names = ("id", "candidate_id", "document_id", "start", "end")
        statement = insert(table_of(MentionRow))
        dialect = self._connection.dialect
        if dialect.paramstyle == "qmark":
            text = str(statement.compile(dialect=dialect, column_keys=list(names)))
            self._connection.exec_driver_sql(text, self._mentions)
        else:
            self._connection.execute(statement, [dict(zip(names, row, strict=True)) for row in self._mentions])
        self._mentions = []
