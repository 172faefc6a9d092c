"""The schema's version, and its upgrades by Alembic.

Alembic on SQLite is atomic only because the engine begins every writing transaction itself (see
``database``); all pending migrations run in one such transaction.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from glossary.store.schema_version import EARLIER, HEAD, require_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from alembic.config import Config
    from sqlalchemy import Connection, Engine


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
    has_tables, versions = _describe(connection)
    if versions is None:
        return SchemaState.FOREIGN if has_tables else SchemaState.EMPTY
    if versions == {HEAD}:
        return SchemaState.CURRENT
    if not versions:
        return SchemaState.EMPTY
    return SchemaState.OUTDATED if versions <= {HEAD, *EARLIER} else SchemaState.TOO_NEW


def has_users(connection: Connection) -> bool:
    """Tell whether the schema of the connected database, however old, knows users."""
    return "users" in inspect(connection).get_table_names()


def require_current(connection: Connection, location: str) -> None:
    """Check that the schema is the program's own.

    Raises:
        SchemaOutdated: it is older; the message names the command that upgrades.
        SchemaTooNew: it is newer.
        DatabaseError: the database belongs to another program, or is empty.
    """
    has_tables, versions = _describe(connection)
    require_version(versions, location, has_tables=has_tables)


def upgrade(engine: Engine, location: str, *, before: Callable[[], None] | None = None) -> bool:
    """Bring the schema to the newest version in one transaction; return whether anything was done.

    Args:
        engine: whose transactions write.
        location: of the database, for messages.
        before: called within the transaction, before anything of an older schema is changed.

    Raises:
        SchemaTooNew: the schema is newer than the program.
        DatabaseError: the database belongs to another program.
    """
    with engine.begin() as connection:
        found = state(connection)
        if found in {SchemaState.TOO_NEW, SchemaState.FOREIGN}:
            require_current(connection, location)
        if found is SchemaState.CURRENT:
            return False
        if before and found is SchemaState.OUTDATED:
            before()
        from alembic import command  # noqa: PLC0415 - slow to import and seldom needed

        command.upgrade(alembic_config(connection), "head")
    return True


def _describe(connection: Connection) -> tuple[bool, set[str] | None]:
    """Return whether a database has tables, and which migrations it says to have, None where it says nothing."""
    if not inspect(connection).has_table("alembic_version"):
        return bool(inspect(connection).get_table_names()), None
    return True, set(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())
