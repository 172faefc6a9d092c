"""Runs the migrations on a connection that is given, or on the database of ``GLOSSARY_DB``."""

from __future__ import annotations

import os

from alembic import context
from sqlalchemy import create_engine

from glossary.store.models import Model


def include_name(name: str | None, type_: str, _parents: object) -> bool:
    """Leave out the full text index and its inner tables, which no model describes."""
    return not (type_ == "table" and name is not None and name.startswith("term_search"))


def run(connection: object) -> None:
    """Run what was asked for in the transaction that the connection is in."""
    context.configure(connection=connection, target_metadata=Model.metadata, include_name=include_name)
    context.run_migrations()


if given := context.config.attributes.get("connection"):
    run(given)
else:
    engine = create_engine(f"sqlite:///{os.environ.get('GLOSSARY_DB', 'glossary.db')}")
    with engine.begin() as opened:
        run(opened)
