"""Which versions of the schema there are, and what is said of a termbase that hasn't the newest."""

from __future__ import annotations

from glossary.errors import DatabaseError, SchemaOutdated, SchemaTooNew

#: The migrations before the newest, in their order; a test keeps them equal to the migrations folder.
EARLIER = ("first_schema", "listing_columns", "lookup_misses", "translation_units")
#: The newest migration.
HEAD = "teamwork"


def require_version(versions: set[str] | None, location: str, *, has_tables: bool = True) -> None:
    """Check that a termbase has the schema of the program.

    Args:
        versions: what the database says of itself, None where it says nothing.
        location: of the termbase, for the message.
        has_tables: whether a database that says nothing holds anything.

    Raises:
        SchemaOutdated: it is older; the message names the command that upgrades.
        SchemaTooNew: it is newer.
        DatabaseError: the database belongs to another program, or is empty.
    """
    if versions == {HEAD}:
        return
    if versions is None and has_tables:
        raise DatabaseError(f"{location}: this database belongs to another program; name another with --db")
    if not versions:
        raise DatabaseError(f"{location}: there is no termbase in it yet; begin with: glossary mine, import or add")
    if versions <= {HEAD, *EARLIER}:
        raise SchemaOutdated(f"{location}: the termbase is of an older version; run: glossary db upgrade")
    raise SchemaTooNew(f"{location}: the termbase was written by a newer version of glossary; update the program")
