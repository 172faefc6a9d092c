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
#: the columns and the index for search in the terms, and the clock.
UNDESCRIBED = ("term_search", "term_trigrams", "term_folded", "term_words", "ix_term_sections_grams", "change_clock")


def include_name(name: str | None, _type: str, _parents: object) -> bool:
    """Leave out what no model describes."""
    return name is None or not name.startswith(UNDESCRIBED)


def run(connection: Connection) -> None:
    """Run what was asked for in the transaction that the connection is in."""
    context.configure(connection=connection, target_metadata=Model.metadata, include_name=include_name)
    context.run_migrations()


if given := context.config.attributes.get("connection"):
    run(given)
else:
    engine = for_writing(make_engine(load_settings().db))
    with engine.begin() as opened:
        run(opened)
