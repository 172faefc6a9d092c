"""Terms that are what was typed, but for case, width, hyphens, blanks and plurals."""

from __future__ import annotations

import unicodedata

from glossary.lookup.queries.found import COLUMNS, in_language, order_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossary.lookup.queries.found import Row
    from glossary.lookup.queries.query import Query
    from glossary.store.reader import Reader

#: Of what is written letter by letter so, but for case and width, and of another spelling.
SAME, SAME_FOLDED, SAME_KEY = 1.0, 0.995, 0.98
_MOST = 500


def find_exact(reader: Reader, query: Query, language: str | None) -> list[tuple[float, str, Row]]:
    """Return the terms with a key of the query, with their scores."""
    marks = ",".join("?" * len(query.keys))
    rows = reader.rows(
        f"SELECT {COLUMNS} FROM term_sections t WHERE t.key IN ({marks}){in_language(language)} "  # noqa: S608 - ours
        f"ORDER BY {order_of('key')} LIMIT {_MOST}",
        query.keys,
    )
    return [(_likeness(query, row[4]), "exact", row) for row in rows]


def _likeness(query: Query, term: str) -> float:
    if term == query.text:
        return SAME
    return SAME_FOLDED if unicodedata.normalize("NFKC", term).casefold() == query.folded else SAME_KEY
