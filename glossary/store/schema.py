"""The schema's version, and its upgrades by Alembic.

Alembic on SQLite is atomic only because the engine begins every writing transaction itself (see
``database``); all pending migrations run in one such transaction.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from glossary.errors import DatabaseError, SchemaOutdated, SchemaTooNew

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection, Engine

#: The newest migration; a test keeps it equal to what the migrations folder says.
HEAD = "listing_columns"


class SchemaState(Enum):
    """How a database's schema stands to the program."""

    EMPTY = "empty"
    OUTDATED = "outdated"
    CURRENT = "current"
    TOO_NEW = "too new"
    FOREIGN = "foreign"


def migrations_folder() -> Path:
    """Return the folder of the migrations: inside of an installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "migrations"
    return installed if installed.is_dir() else package.parent / "migrations"


def alembic_config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration for the migrations, bound to a connection where one is given."""
    from alembic.config import Config  # noqa: PLC0415 - Alembic is slow to import and seldom needed

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def state(connection: Connection) -> SchemaState:
    """Return how the schema of the connected database stands to the program."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        return SchemaState.FOREIGN if tables else SchemaState.EMPTY
    versions = set(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())
    if versions == {HEAD}:
        return SchemaState.CURRENT
    if not versions:
        return SchemaState.EMPTY
    return SchemaState.OUTDATED if versions <= _known_revisions() else SchemaState.TOO_NEW


def require_current(connection: Connection, location: str) -> None:
    """Check that the schema is the program's own.

    Raises:
        SchemaOutdated: it is older; the message names the command that upgrades.
        SchemaTooNew: it is newer.
        DatabaseError: the database belongs to another program, or is empty.
    """
    found = state(connection)
    if found is SchemaState.OUTDATED:
        raise SchemaOutdated(f"{location}: the termbase is of an older version; run: glossary db upgrade")
    _refuse_unusable(found, location)
    if found is SchemaState.EMPTY:
        raise DatabaseError(f"{location}: there is no termbase in it yet; begin with: glossary mine, import or add")


def upgrade(engine: Engine, location: str) -> bool:
    """Bring the schema to the newest version in one transaction; return whether anything was done.

    Raises:
        SchemaTooNew: the schema is newer than the program.
        DatabaseError: the database belongs to another program.
    """
    with engine.begin() as connection:
        found = state(connection)
        _refuse_unusable(found, location)
        if found is SchemaState.CURRENT:
            return False
        from alembic import command  # noqa: PLC0415 - slow to import and seldom needed

        command.upgrade(alembic_config(connection), "head")
    return True


def _refuse_unusable(found: SchemaState, location: str) -> None:
    if found is SchemaState.TOO_NEW:
        raise SchemaTooNew(f"{location}: the termbase was written by a newer version of glossary; update the program")
    if found is SchemaState.FOREIGN:
        raise DatabaseError(f"{location}: this database belongs to another program; name another file with --db")


def _known_revisions() -> set[str]:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - slow to import and seldom needed

    return {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}
