"""The users of a termbase: who may do what. Who changed them is in the change log, and no undo touches them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NoReturn

from sqlalchemy import func, insert, select, update

from glossary.errors import Conflict, NotFound, UsageError
from glossary.store.models import UserRow
from glossary.store.moments import as_utc
from glossary.store.people.permissions import login_of
from glossary.vocabulary import Role

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from glossary.store.log.revisions import Revision

#: The kind of change that the log keeps for a user; its target is the name.
KIND = "user"
#: The longest name, in bytes of UTF-8: that of a login role of PostgreSQL.
LONGEST = 63


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may do what the role says, until ``disabled_at``."""

    id: int
    name: str
    role: Role
    created_at: datetime
    disabled_at: datetime | None = None

    @property
    def is_enabled(self) -> bool:
        """Whether the role holds."""
        return self.disabled_at is None


def find_users(connection: Connection) -> list[User]:
    """Return all users by name, disabled ones too."""
    return [_user(row) for row in connection.execute(select(UserRow.__table__).order_by(UserRow.name))]


def get_user(connection: Connection, name: str) -> User:
    """Return a user by name.

    Raises:
        NotFound: nobody is called so.
    """
    row = connection.execute(select(UserRow.__table__).where(UserRow.name == name)).one_or_none()
    if row is None:
        raise NotFound(f"{name}: no user has this name; list them with: glossary users")
    return _user(row)


def add_user(revision: Revision, name: str, role: Role) -> User:
    """Add a user; the first one must be an admin, since from then on nobody else could add any.

    Raises:
        UsageError: the name can't be used, or the first user would be no admin.
        Conflict: somebody is called so, or nearly so, already.
    """
    _require_name(name)
    users = find_users(revision.connection)
    if not users and role is not Role.ADMIN:
        raise UsageError(f"the first user must be an admin: glossary users add {name} --role admin")
    login = login_of(revision.connection)
    if not users and login not in {None, name}:
        raise UsageError(f"{name}: the first user must be {login}, as whom you are logged in; nobody else could go on")
    taken = next((user.name for user in users if _folded(user.name) == _folded(name)), None)
    if taken is not None:
        raise Conflict(f"{taken}: there is a user of this name already; change the role with: glossary users set")
    newest = revision.connection.scalar(select(func.max(UserRow.id))) or 0
    user = User(id=newest + 1, name=name, role=role, created_at=revision.at)
    values = {"id": user.id, "name": name, "role": role.value, "created_at": revision.at, "disabled_at": None}
    revision.connection.execute(insert(UserRow).values(**values))
    _record(revision, None, user, f"add user {name} as {role}")
    return user


def set_role(revision: Revision, name: str, role: Role) -> User:
    """Give a user another role.

    Raises:
        NotFound: nobody is called so.
        Conflict: it is the last admin.
    """
    before = get_user(revision.connection, name)
    after = replace(before, role=role)
    if before.role is Role.ADMIN and before.is_enabled and role is not Role.ADMIN:
        _require_another_admin(revision.connection, name)
    return _save(revision, before, after, f"make {name} a {role}")


def disable_user(revision: Revision, name: str) -> User:
    """Let a user do nothing any more, whose tokens are refused from now on too.

    Raises:
        NotFound: nobody is called so.
        Conflict: it is the last admin.
    """
    before = get_user(revision.connection, name)
    if not before.is_enabled:
        return before
    if before.role is Role.ADMIN:
        _require_another_admin(revision.connection, name)
    return _save(revision, before, replace(before, disabled_at=revision.at), f"disable user {name}")


def enable_user(revision: Revision, name: str) -> User:
    """Let a disabled user work again.

    Raises:
        NotFound: nobody is called so.
    """
    before = get_user(revision.connection, name)
    return _save(revision, before, replace(before, disabled_at=None), f"enable user {name}")


def _save(revision: Revision, before: User, after: User, summary: str) -> User:
    if before != after:
        values = {"role": after.role.value, "disabled_at": after.disabled_at}
        revision.connection.execute(update(UserRow).where(UserRow.id == after.id).values(**values))
        _record(revision, before, after, summary)
    return after


def _record(revision: Revision, before: User | None, after: User, summary: str) -> None:
    revision.is_final = True
    revision.record(KIND, after.name, None if before is None else _state(before), _state(after))
    revision.summary = summary


def _state(user: User) -> dict[str, Any]:
    return {"role": user.role.value, "disabled_at": user.disabled_at.isoformat() if user.disabled_at else None}


def _require_another_admin(connection: Connection, name: str) -> None:
    others = select(func.count()).where(
        UserRow.role == Role.ADMIN.value, UserRow.disabled_at.is_(None), UserRow.name != name
    )
    if not connection.scalar(others):
        raise Conflict(f"{name}: this is the last admin, without whom nobody could manage users; make another first")


def _require_name(name: str) -> None:
    if not name or name != name.strip():
        _refuse_name(name, "must not be empty, nor begin or end with a blank")
    if not name.isprintable() or unicodedata.normalize("NFC", name) != name:
        _refuse_name(name, "has characters that can't be seen, or are written in an unusual way")
    if len(name.encode()) > LONGEST:
        _refuse_name(name[:LONGEST], f"has more than {LONGEST} bytes")
    if name.startswith("-"):
        _refuse_name(name, "must not begin with -, which begins an option")


def _refuse_name(name: str, why: str) -> NoReturn:
    raise UsageError(f"{name!r}: the name of a user {why}")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _user(row: Row[Any]) -> User:
    return User(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        created_at=as_utc(row.created_at),
        disabled_at=as_utc(row.disabled_at) if row.disabled_at else None,
    )
