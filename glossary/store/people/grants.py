"""What the logins of a PostgreSQL server may do in its termbase, each by the role of the user of the same name.

The program asks for a role before it writes; here the server is told the same, so that it holds for whoever connects
by another program too. Entries are safe from readers and contributors, users and tokens from all but admins, and no
step of the history can be written under another's name, changed in what it did, or deleted. A server that works for
others by their tokens has the login of an admin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import text

from glossary.errors import DatabaseError, UsageError
from glossary.store.people.users import find_users
from glossary.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from glossary.store.people.users import User

_READ = "SELECT"
_ADD = "SELECT, INSERT"
_WRITE = "SELECT, INSERT, UPDATE, DELETE"
_NOTHING = ""
#: A step is made once; only whether it stands, and its summary while it is made, is written later.
_STEPS = "SELECT, INSERT, UPDATE (state, summary, undone_at, undone_by)"
#: What a role may do with tables where that isn't the same as with all others of its role.
_SPECIAL: Mapping[Role, Mapping[str, str]] = {
    Role.READER: {"tokens": _NOTHING},
    Role.CONTRIBUTOR: {
        "tokens": _NOTHING,
        "proposed_changes": _WRITE,
        # A candidate that is proposed by hand, and where it stands among the others.
        "candidates": _WRITE,
        "usages": _WRITE,
        "proposed_equivalents": _WRITE,
        "lookup_misses": "SELECT, INSERT, UPDATE",
        "revisions": _STEPS,
        "changes": _ADD,
        # By which other programs see that something has changed.
        "change_clock": "SELECT, UPDATE",
    },
    Role.REVIEWER: {
        "tokens": _NOTHING,
        "users": _READ,
        "alembic_version": _READ,
        "revisions": _STEPS,
        "changes": _ADD,
    },
    Role.ADMIN: {"alembic_version": _READ, "revisions": _STEPS, "changes": _ADD},
}
_OTHERWISE = {Role.READER: _READ, Role.CONTRIBUTOR: _READ, Role.REVIEWER: _WRITE, Role.ADMIN: _WRITE}
_HAS_ROLE = (
    "EXISTS (SELECT 1 FROM users WHERE users.name = session_user AND users.role IN ({}) AND users.disabled_at IS NULL)"
)
_IS_ADMIN, _DECIDES = _HAS_ROLE.format("'admin'"), _HAS_ROLE.format("'reviewer', 'admin'")
_READ_BY_ALL = {"everyone_reads": "FOR SELECT USING (true)"}
#: Rows that tell who made them are added under one's own name, but by an admin's login, which may be a server's; those
#: who don't decide change and remove their own only.
_SIGNED = {
    **_READ_BY_ALL,
    "under_own_name": f"FOR INSERT WITH CHECK (who = session_user OR {_IS_ADMIN})",
    "own_or_deciding": f"FOR UPDATE USING (who = session_user OR {_DECIDES})",
    "own_or_deciding_too": f"FOR DELETE USING (who = session_user OR {_DECIDES})",
}
#: What a step did is told with the step alone, or an undo of it would do what nobody has done; and who doesn't decide
#: can't tell of entries, nor of documents.
_OF_OWN_STEP = "EXISTS (SELECT 1 FROM revisions WHERE revisions.id = revision_id AND who = session_user)"
_OF_A_STEP = f"({_IS_ADMIN} OR {_OF_OWN_STEP}) AND (kind NOT IN ('entry', 'document') OR {_DECIDES})"
_POLICIES = {
    "revisions": _SIGNED,
    "proposed_changes": _SIGNED,
    "changes": {**_READ_BY_ALL, "with_the_step": f"FOR INSERT WITH CHECK ({_OF_A_STEP})"},
}
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
_LOGINS = "SELECT rolname FROM pg_roles WHERE rolcanlogin"
_OWNER = "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = CAST('concept_entries' AS regclass)"
_MAY_GRANT = (
    "SELECT pg_has_role(session_user, relowner, 'USAGE') FROM pg_class WHERE oid = CAST('concept_entries' AS regclass)"
)


class Grants(NamedTuple):
    """The statements that give the logins their rights, and what users they are for, or not."""

    statements: list[str]
    granted: list[User]
    without_login: list[User]


def may_grant(connection: Connection) -> bool:
    """Tell whether the database is on a server, and the login owns the termbase, so that it may give rights."""
    return connection.dialect.name == "postgresql" and bool(connection.scalar(text(_MAY_GRANT)))


def owner_of(connection: Connection) -> str | None:
    """Return the login that owns the tables of a termbase on a server."""
    owner: str | None = connection.scalar(text(_OWNER))
    return owner


def make_grants(connection: Connection) -> Grants:
    """Return what gives every user's login the rights of the role, and takes all others away.

    Raises:
        UsageError: the termbase is a file, which knows no logins.
    """
    if connection.dialect.name != "postgresql":
        raise UsageError("a file knows no logins; who may change it is told by the rights of the file")
    logins = set(connection.execute(text(_LOGINS)).scalars())
    owner = owner_of(connection)
    tables = list(connection.execute(text(_TABLES)).scalars())
    users = find_users(connection)
    quote = connection.dialect.identifier_preparer.quote_identifier
    schema = quote(connection.scalar(text("SELECT current_schema()")) or "public")
    statements = [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC",
        *(statement for table, policies in _POLICIES.items() for statement in _protect(table, policies)),
    ]
    granted = [user for user in users if user.name in logins and user.name != owner]
    for user in granted:
        statements += _statements_for(user, quote(user.name), schema, tables)
    return Grants(statements, granted, [user for user in users if user.name not in logins])


def apply_grants(connection: Connection) -> Grants:
    """Give the logins their rights; see ``make_grants``.

    Raises:
        UsageError: the termbase is a file, which knows no logins.
        DatabaseError: the login of the connection doesn't own the termbase.
    """
    made = make_grants(connection)
    if not may_grant(connection):
        raise DatabaseError(f"only {owner_of(connection)}, who owns the tables, can give rights; nothing was changed")
    for statement in made.statements:
        connection.exec_driver_sql(statement)
    return made


def _statements_for(user: User, login: str, schema: str, tables: Iterable[str]) -> list[str]:
    everything = (f"ALL TABLES IN SCHEMA {schema}", f"ALL SEQUENCES IN SCHEMA {schema}")
    statements = [f"REVOKE ALL ON {these} FROM {login}" for these in everything]
    if not user.is_enabled:
        return statements
    statements.append(f"GRANT USAGE ON SCHEMA {schema} TO {login}")
    for table in tables:
        rights = _SPECIAL[user.role].get(table, _OTHERWISE[user.role])
        if rights:
            statements.append(f"GRANT {rights} ON {schema}.{table} TO {login}")
    if user.role is not Role.READER:
        statements.append(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {login}")
    return statements


def _protect(table: str, policies: Mapping[str, str]) -> list[str]:
    """Return what puts policies for the rows of a table in force, in the place of those it had."""
    statements = [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"]
    for name, policy in policies.items():
        statements += [f"DROP POLICY IF EXISTS {name} ON {table}", f"CREATE POLICY {name} ON {table} {policy}"]
    return statements
