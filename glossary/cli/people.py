"""The commands ``users``, ``tokens`` and ``db grant``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from glossary.cli.narration import say
from glossary.cli.opening import open_work, revise
from glossary.cli.shapes import VERSION, print_json
from glossary.cli.tables import print_table
from glossary.errors import UsageError
from glossary.store.people import tokens, users
from glossary.store.people.grants import apply_grants, make_grants, may_grant
from glossary.store.people.permissions import has_users, login_of
from glossary.vocabulary import Role

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable

    from glossary.store.log.revisions import Revision
    from glossary.store.people.tokens import Token
    from glossary.store.people.users import User


def list_users(arguments: Namespace) -> int:
    """Print who may do what."""
    with open_work(arguments) as work, work.database.reading() as connection:
        found = users.find_users(connection)
    if not found:
        say("glossary: this termbase has no users, so everyone may do everything; begin with: glossary users add NAME")
    _print_users(found, as_json=arguments.json)
    return 0 if found else 1


def add_user(arguments: Namespace) -> int:
    """Add a user."""
    with open_work(arguments, create=True) as work:
        with work.database.reading() as connection:
            is_first = not has_users(connection)
            login = login_of(connection)
        me = work.user
    role = Role(arguments.role) if arguments.role else Role.ADMIN if is_first else Role.CONTRIBUTOR
    code = _change(arguments, lambda revision: users.add_user(revision, arguments.name, role))
    if is_first and login is not None:
        say("glossary: from now on only users can use this termbase, each by the server's login of the same name")
    elif is_first:
        say("glossary: from now on only users can change this termbase; whoever isn't one can only read it")
        if arguments.name != me:
            say(f"glossary: you work as {me}; to work as {arguments.name}, set GLOSSARY_USER, or user in glossary.toml")
    return code


def set_role(arguments: Namespace) -> int:
    """Give a user another role."""
    return _change(arguments, lambda revision: users.set_role(revision, arguments.name, Role(arguments.role)))


def disable_user(arguments: Namespace) -> int:
    """Let a user do nothing any more."""
    return _change(arguments, lambda revision: users.disable_user(revision, arguments.name))


def enable_user(arguments: Namespace) -> int:
    """Let a disabled user work again."""
    return _change(arguments, lambda revision: users.enable_user(revision, arguments.name))


def _change(arguments: Namespace, change: Callable[[Revision], User]) -> int:
    """Change a user, let a server know, and print what became of it."""
    with revise(arguments, "users") as revision:
        user = change(revision)
        _grant(revision)
    _print_users([user], as_json=arguments.json)
    return 0


def grant(arguments: Namespace) -> int:
    """Give the logins of a server's database the rights of their users' roles, or print how."""
    with open_work(arguments) as work:
        if arguments.print:
            with work.database.reading() as connection:
                made = make_grants(connection)
            for statement in made.statements:
                print(f"{statement};")
        else:
            with work.database.writing(action="grant") as connection:
                made = apply_grants(connection)
            if arguments.json:
                _print_users(made.granted, as_json=True)
            else:
                for user in made.granted:
                    print(f"{user.name}\t{user.role if user.is_enabled else 'nothing'}")
    for user in made.without_login:
        say(f"glossary: {user.name} has no login on this server; make one, and grant again")
    return 0


def list_tokens(arguments: Namespace) -> int:
    """Print the tokens, without their secrets, which nobody has."""
    with open_work(arguments) as work, work.database.reading() as connection:
        if login_of(connection) is not None:  # a server shows them to nobody else
            work.database.require("tokens")
        found = tokens.find_tokens(connection)
    if not found:
        say("glossary: there are no tokens; make one with: glossary tokens add USER")
    _print_tokens(found, as_json=arguments.json)
    return 0 if found else 1


def add_token(arguments: Namespace) -> int:
    """Make a token, and print it alone: the only time that anybody sees it."""
    days = None if arguments.days == "never" else int(arguments.days)
    with revise(arguments, "tokens") as revision:
        token, secret = tokens.add_token(revision, arguments.user, label=arguments.label, days=days)
    if arguments.json:
        print_json({**_token_shape(token, datetime.now(UTC)), "token": secret})
    else:
        print(secret)
    until = f"until {token.expires_at:%Y-%m-%d}" if token.expires_at else "until it is revoked"
    say(f"glossary: token {token.id} lets programs act for {token.user} {until}; keep it now, it is shown only once")
    return 0


def revoke_tokens(arguments: Namespace) -> int:
    """Let tokens be refused from now on."""
    if (arguments.id is None) == (arguments.name is None):
        raise UsageError("give the id of a token, or --user NAME for all of somebody; see: glossary tokens")
    with revise(arguments, "tokens") as revision:
        if arguments.id is not None:
            revoked = [tokens.revoke_token(revision, arguments.id)]
        else:
            revoked = tokens.revoke_tokens_of(revision, arguments.name)
    _print_tokens(revoked, as_json=arguments.json)
    say(f"glossary: {len(revoked)} token{'' if len(revoked) == 1 else 's'} revoked")
    return 0


def _grant(revision: Revision) -> None:
    """Let a server know at once who may do what now; where that takes its owner, say so."""
    if may_grant(revision.connection):
        apply_grants(revision.connection)
    elif login_of(revision.connection) is not None:
        say("glossary: the server doesn't know this yet; whoever owns the tables tells it with: glossary db grant")


def _print_users(found: Iterable[User], *, as_json: bool) -> None:
    if as_json:
        for user in found:
            print_json(_user_shape(user))
        return
    rows = [(user.name, user.role.value, f"{user.created_at:%Y-%m-%d}", _ended(user)) for user in found]
    if rows:
        print_table(("name", "role", "since", "state"), rows)


def _ended(user: User) -> str:
    return f"disabled {user.disabled_at:%Y-%m-%d}" if user.disabled_at else "active"


def _user_shape(user: User) -> dict[str, Any]:
    return {
        "v": VERSION,
        "name": user.name,
        "role": user.role.value,
        "created_at": user.created_at.isoformat(),
        "disabled_at": _iso(user.disabled_at),
    }


def _print_tokens(found: Iterable[Token], *, as_json: bool) -> None:
    now = datetime.now(UTC)
    if as_json:
        for token in found:
            print_json(_token_shape(token, now))
        return
    rows = [
        (
            str(token.id),
            token.user,
            token.label,
            _day(token.created_at),
            _day(token.expires_at) or "never",
            _day(token.used_at) or "never",
            token.state(now),
        )
        for token in found
    ]
    if rows:
        print_table(("id", "user", "label", "made", "expires", "last used", "state"), rows)


def _token_shape(token: Token, now: datetime) -> dict[str, Any]:
    return {
        "v": VERSION,
        "id": token.id,
        "user": token.user,
        "label": token.label,
        "created_at": token.created_at.isoformat(),
        "expires_at": _iso(token.expires_at),
        "revoked_at": _iso(token.revoked_at),
        "used_at": _iso(token.used_at),
        "state": token.state(now),
    }


def _day(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d}" if at else ""


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
