"""Runs the migrations on a connection that is given, or on the termbase that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import context

from glossary.settings import load_settings
from glossary.store.database import make_engine
from glossary.store.models import Model

if TYPE_CHECKING:
    from sqlalchemy import Connection


def include_name(name: str | None, type_: str, _parents: object) -> bool:
    """Leave out the full text indexes and their inner tables, which no model describes."""
    return not (type_ == "table" and name is not None and name.startswith(("term_search", "term_trigrams")))


def run(connection: Connection) -> None:
    """Run what was asked for in the transaction that the connection is in."""
    context.configure(connection=connection, target_metadata=Model.metadata, include_name=include_name)
    context.run_migrations()


if given := context.config.attributes.get("connection"):
    run(given)
else:
    engine = make_engine(load_settings().db).execution_options(begin_immediate=True)
    with engine.begin() as opened:
        run(opened)
