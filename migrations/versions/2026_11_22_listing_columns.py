"""Entries carry the columns of a list, and terms are indexed by trigrams and by the beginnings of their words."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic import op

from glossary.store.column_types import TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

revision = "listing_columns"
down_revision = "first_schema"
branch_labels = None
depends_on = None

BATCH = 10_000
LAST = "\U0010ffff"
COLUMNS = ("english", "chinese", "pinyin", "english_key", "pinyin_key")
# Orders of the list, and searches that need not read the rows they find.
INDEXES = (
    ("ix_concept_entries_subject_field", "concept_entries", ["subject_field", "english_key"]),
    ("ix_concept_entries_origin", "concept_entries", ["origin", "english_key"]),
    ("ix_concept_entries_english_key", "concept_entries", ["english_key"]),
    ("ix_concept_entries_pinyin_key", "concept_entries", ["pinyin_key"]),
    ("ix_language_sections_entry_id", "language_sections", ["entry_id", "language"]),
    ("ix_term_sections_key", "term_sections", ["key", "language", "entry_id"]),
    ("ix_term_sections_status", "term_sections", ["status", "entry_id"]),
    ("ix_term_sections_pinyin_joined", "term_sections", ["pinyin_joined", "entry_id"]),
    ("ix_term_sections_pinyin_initials", "term_sections", ["pinyin_initials", "entry_id"]),
)
REPLACED = frozenset(
    (
        "ix_concept_entries_subject_field",
        "ix_language_sections_entry_id",
        "ix_term_sections_pinyin_joined",
        "ix_term_sections_pinyin_initials",
    )
)
# The terms of each entry, those that stand for it first: by language, status and place.
TERMS = """
SELECT t.entry_id, t.language, t.term, t.pinyin, t.pinyin_joined
FROM term_sections t JOIN language_sections s ON s.id = t.section_id
WHERE t.entry_id BETWEEN :first AND :last AND (t.language LIKE 'en%' OR t.language LIKE 'zh%')
ORDER BY t.entry_id,
    CASE t.language WHEN 'en' THEN 0 WHEN 'zh-Hans' THEN 1 WHEN 'zh-Hant' THEN 2 ELSE 3 END,
    CASE t.status WHEN 'preferred' THEN 0 WHEN 'admitted' THEN 1 ELSE 2 END,
    s.position, t.position
"""
FILL = """
UPDATE concept_entries SET english = :english, chinese = :chinese, pinyin = :pinyin,
    english_key = :english_key, pinyin_key = :pinyin_key
WHERE id = :id
"""


def upgrade() -> None:
    """Apply the change; there is no way back, a backup is taken before."""
    for name in COLUMNS:
        op.add_column("concept_entries", sa.Column(name, TEXT, server_default="", nullable=False))
    _fill(op.get_bind())
    for name, table, columns in INDEXES:
        if name in REPLACED:
            op.drop_index(name, table)
        op.create_index(name, table, columns)
    op.drop_index("ix_term_sections_language_key", "term_sections")
    if op.get_bind().dialect.name == "sqlite":
        _create_full_text_indexes()


def _fill(connection: Connection) -> None:
    """Compute the new columns of all entries, many at a time."""
    first, last = connection.execute(sa.text("SELECT min(id), max(id) FROM concept_entries")).one()
    for start in range(first, last + 1, BATCH) if first is not None else ():
        within = {"first": start, "last": start + BATCH - 1}
        found = {row.id: _columns([]) for row in _entries(connection, within)}
        terms: dict[int, list[Any]] = {}
        for row in connection.execute(sa.text(TERMS), within):
            terms.setdefault(row.entry_id, []).append(row)
        found |= {entry_id: _columns(rows) for entry_id, rows in terms.items()}
        if found:
            connection.execute(sa.text(FILL), [{"id": entry_id, **values} for entry_id, values in found.items()])


def _entries(connection: Connection, within: dict[str, int]) -> Iterator[Any]:
    return iter(connection.execute(sa.text("SELECT id FROM concept_entries WHERE id BETWEEN :first AND :last"), within))


def _columns(terms: list[Any]) -> dict[str, str]:
    english = next((term for term in terms if term.language.startswith("en")), None)
    chinese = next((term for term in terms if term.language.startswith("zh")), None)
    return {
        "english": english.term if english else "",
        "chinese": chinese.term if chinese else "",
        "pinyin": (chinese.pinyin or "") if chinese else "",
        "english_key": _sorting_key(english.term) if english else LAST,
        "pinyin_key": (chinese.pinyin_joined or chinese.term) if chinese else LAST,
    }


def _sorting_key(english: str) -> str:
    folded = unicodedata.normalize("NFKC", english).casefold().strip()
    start = next((place for place, ch in enumerate(folded) if ch.isalnum()), 0)
    return folded[start:]


def _create_full_text_indexes() -> None:
    """Create both indexes over the terms anew, and the triggers that keep them."""
    for event in ("insert", "delete", "update"):
        op.execute(f"DROP TRIGGER term_search_after_{event}")
    op.execute("DROP TABLE term_search")
    source = "content='term_sections', content_rowid='id'"
    tokens = "tokenize='unicode61 remove_diacritics 2', prefix='1 2'"
    op.execute(f"CREATE VIRTUAL TABLE term_search USING fts5(characters, {source}, {tokens})")
    op.execute(f"CREATE VIRTUAL TABLE term_trigrams USING fts5(term, pinyin_joined, {source}, tokenize='trigram')")
    _keep_up("term_search", ("characters",))
    _keep_up("term_trigrams", ("term", "pinyin_joined"))


def _keep_up(table: str, columns: tuple[str, ...]) -> None:
    """Fill a full text index from the terms, and let triggers keep it."""
    names = ", ".join(columns)
    new, old = (", ".join(f"{row}.{name}" for name in columns) for row in ("new", "old"))
    add = f"INSERT INTO {table}(rowid, {names}) VALUES (new.id, {new});"  # noqa: S608 - our own names
    drop = f"INSERT INTO {table}({table}, rowid, {names}) VALUES ('delete', old.id, {old});"  # noqa: S608 - likewise
    for event, body in (("INSERT", add), ("DELETE", drop), (f"UPDATE OF {names}", drop + add)):
        name = f"{table}_after_{event.split()[0].lower()}"
        op.execute(f"CREATE TRIGGER {name} AFTER {event} ON term_sections BEGIN {body} END")
    op.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")  # noqa: S608 - likewise
