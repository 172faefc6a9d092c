"""Runs the migrations on a connection that is given, or on the termbase that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import context

from glossary.settings import load_settings
from glossary.store.database import for_writing, make_engine
from glossary.store.models import Model

if TYPE_CHECKING:
    from sqlalchemy import Connection


#: How the names begin of what no model describes: SQLite's full text indexes with their inner tables, and on PostgreSQL
#: the columns and the indexes for search in the terms, and the clock.
UNDESCRIBED = (
    "term_search",
    "term_trigrams",
    "term_folded",
    "term_words",
    "key_start",
    "ix_term_sections_grams",
    "ix_term_sections_key_start",
    "change_clock",
)
#: The indexes that a server has of the same names with other columns.
OTHERWISE = (
    "ix_term_sections_key",
    "ix_term_sections_key_reversed",
    "ix_term_sections_pinyin_joined",
    "ix_term_sections_pinyin_initials",
)


def include_name(name: str | None, _type: str, _parents: object) -> bool:
    """Leave out what no model describes."""
    return name is None or not name.startswith(UNDESCRIBED)


def run(connection: Connection) -> None:
    """Run what was asked for in the transaction that the connection is in."""
    is_server = connection.dialect.name == "postgresql"

    def include_object(_object: object, name: str | None, kind: str, _reflected: object, _other: object) -> bool:
        return not (is_server and kind == "index" and name in OTHERWISE)

    context.configure(
        connection=connection,
        target_metadata=Model.metadata,
        include_name=include_name,
        include_object=include_object,
    )
    context.run_migrations()


if given := context.config.attributes.get("connection"):
    run(given)
else:
    engine = for_writing(make_engine(load_settings().db))
    with engine.begin() as opened:
        run(opened)
