"""Who may do what: the role that each action needs, and who a writing transaction is begun for.

A termbase without users lets everyone do everything. In one with users, whoever isn't among them can only read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from sqlalchemy import literal, select, text

from glossary.errors import NotAllowed
from glossary.store.models import UserRow
from glossary.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

#: What a transaction is for whose action isn't told.
ANYTHING = "write"
#: The role from which on each action can be done.
NEEDED: Mapping[str, Role] = {
    # The server notes when a token was used last.
    "sign in": Role.READER,
    "propose": Role.CONTRIBUTOR,
    "suggest": Role.CONTRIBUTOR,
    "withdraw": Role.CONTRIBUTOR,
    "undo": Role.CONTRIBUTOR,
    "redo": Role.CONTRIBUTOR,
    "add": Role.REVIEWER,
    "edit": Role.REVIEWER,
    "deprecate": Role.REVIEWER,
    "delete": Role.REVIEWER,
    "accept": Role.REVIEWER,
    "reject": Role.REVIEWER,
    "reopen": Role.REVIEWER,
    "merge": Role.REVIEWER,
    "join": Role.REVIEWER,
    "split": Role.REVIEWER,
    "restore": Role.REVIEWER,
    "decide": Role.REVIEWER,
    "claim": Role.REVIEWER,
    "import": Role.REVIEWER,
    "dump": Role.REVIEWER,
    "load": Role.REVIEWER,
    "mine": Role.REVIEWER,
    "forget misses": Role.REVIEWER,
    "users": Role.ADMIN,
    "tokens": Role.ADMIN,
    "grant": Role.ADMIN,
    "repair": Role.ADMIN,
    "upgrade": Role.ADMIN,
    "restore backup": Role.ADMIN,
    "copy": Role.ADMIN,
    ANYTHING: Role.ADMIN,
}
#: What a contributor may ask for: it becomes a proposed change, for a reviewer to decide on.
SUGGESTED = frozenset({"add", "edit", "deprecate", "delete"})
#: What whoever isn't a reviewer can take back or do again only where it is a step of one's own.
OWN = frozenset({"undo", "redo"})


class Standing(Enum):
    """How a name stands to the users of a termbase."""

    USER = "user"
    UNKNOWN = "unknown"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whoever works on a termbase just now; only users have another role than a reader's."""

    name: str
    role: Role
    standing: Standing = Standing.USER

    def may(self, action: str) -> bool:
        """Tell whether the role includes an action."""
        return self.role.includes(needed_for(action))

    def suggests(self, action: str) -> bool:
        """Tell whether an action isn't done for this person but proposed to those who may."""
        return action in SUGGESTED and not self.may(action) and self.role.includes(Role.CONTRIBUTOR)

    def require(self, action: str) -> None:
        """Check that an action may be done or, where that is possible, suggested.

        Raises:
            NotAllowed: it may not.
        """
        if self.may(action) or self.suggests(action):
            return
        if self.standing is Standing.UNKNOWN:
            name = self.name or "whoever has no name"
            reason = f"{name} is no user of this termbase and can only read it; see: glossary users"
        elif self.standing is Standing.DISABLED:
            reason = f"{self.name} is disabled and can only read this termbase; see: glossary users"
        else:
            needed = Role.CONTRIBUTOR if action in SUGGESTED else needed_for(action)
            reason = f"{action}: this takes {_one(needed)}, and {self.name} is {_one(self.role)} of this termbase"
        raise NotAllowed(f"{reason}; nothing was changed")

    def require_own(self, action: str, who: str, done: str) -> None:
        """Check that a step of the history may be taken back or done again.

        Args:
            action: undo or redo.
            who: made the step.
            done: what it did.

        Raises:
            NotAllowed: it is somebody else's, or more than this person may do, and this is no reviewer.
        """
        if self.role.includes(Role.REVIEWER) or (who == self.name and self.may(done)):
            return
        reason = f"{action}: the step is by {who or 'nobody'}; {_one(self.role)} takes back only steps of one's own"
        raise NotAllowed(f"{reason}; nothing was changed")


def needed_for(action: str) -> Role:
    """Return the role from which on an action can be done; what nobody foresaw is an admin's."""
    return NEEDED.get(action, Role.ADMIN)


def identify(connection: Connection, name: str, *, for_another: bool = False) -> Person:
    """Return who works on the termbase.

    On a server's database it is the login of the connection, whatever name the settings have; in a file there is
    nothing to prove a name by.

    Args:
        connection: in any transaction.
        name: that the settings have.
        for_another: a server has proved the name by a token; it can do for its own login's role at most.
    """
    if not has_users(connection):
        return Person(name=name, role=Role.ADMIN)
    login_name = login_of(connection)
    if login_name is None:
        return _find_person(connection, name)
    login = _find_person(connection, login_name)
    if not for_another:
        return login
    person = _find_person(connection, name)
    return person if login.role.includes(person.role) else replace(person, role=login.role)


def admit(connection: Connection, name: str, action: str, *, for_another: bool = False) -> Person:
    """Return who works on the termbase, where that may be done; see ``identify``.

    Raises:
        NotAllowed: it may not.
    """
    person = identify(connection, name, for_another=for_another)
    person.require(action)
    return person


def login_of(connection: Connection) -> str | None:
    """Return the name by which a server's database knows who is connected; None for a file."""
    if connection.dialect.name == "sqlite":
        return None
    name: str | None = connection.scalar(text("SELECT session_user"))
    return name


def has_users(connection: Connection) -> bool:
    """Tell whether the termbase has users, so that not everyone may do everything."""
    return connection.execute(select(literal(1)).select_from(UserRow).limit(1)).first() is not None


def _one(role: Role) -> str:
    return f"an {role}" if role is Role.ADMIN else f"a {role}"


def _find_person(connection: Connection, name: str) -> Person:
    found = connection.execute(select(UserRow.role, UserRow.disabled_at).where(UserRow.name == name)).one_or_none()
    if found is None:
        return Person(name=name, role=Role.READER, standing=Standing.UNKNOWN)
    if found.disabled_at is not None:
        return Person(name=name, role=Role.READER, standing=Standing.DISABLED)
    return Person(name=name, role=Role(found.role))
