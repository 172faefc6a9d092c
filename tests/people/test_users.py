"""Users of a termbase: who may do what, who said so, and that nobody is locked out by mistake."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from glossary.errors import Conflict, DatabaseError, NotAllowed, NotFound, UsageError
from glossary.jobs import undoing
from glossary.review import edits, workflow
from glossary.store.database import open_database
from glossary.store.entries.access import count_entries
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising
from glossary.store.people.permissions import has_users
from glossary.store.people.tokens import add_token, find_shown_token, revoke_token
from glossary.store.people.users import add_user, disable_user, enable_user, find_users, get_user, set_role
from glossary.vocabulary import Role

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.store.database import Database


def _add(database: Database, name: str, role: Role, *, who: str = "ana") -> None:
    with revising(database, who=who, action="users") as revision:
        add_user(revision, name, role)


@pytest.fixture
def team(database: Database) -> Database:
    """Return a termbase with an admin and a reviewer."""
    _add(database, "ana", Role.ADMIN)
    _add(database, "rui", Role.REVIEWER)
    return database


def test_the_first_user_is_an_admin(database: Database) -> None:
    """With anybody else as the first user nobody could add a second one."""
    for role in (Role.READER, Role.CONTRIBUTOR, Role.REVIEWER):
        with pytest.raises(UsageError, match="first user must be an admin"):
            _add(database, "ana", role)
    _add(database, "ana", Role.ADMIN)
    with database.reading() as connection:
        assert [(user.name, user.role, user.is_enabled) for user in find_users(connection)] == [
            ("ana", Role.ADMIN, True)
        ]


def test_there_is_always_an_admin(team: Database) -> None:
    """The last admin can't be disabled or made something else; with a second one either can."""
    with pytest.raises(Conflict, match="last admin"), revising(team, who="ana", action="users") as revision:
        disable_user(revision, "ana")
    with pytest.raises(Conflict, match="last admin"), revising(team, who="ana", action="users") as revision:
        set_role(revision, "ana", Role.REVIEWER)
    _add(team, "ben", Role.ADMIN)
    with revising(team, who="ana", action="users") as revision:
        disable_user(revision, "ben")
    with pytest.raises(Conflict, match="last admin"), revising(team, who="ana", action="users") as revision:
        set_role(revision, "ana", Role.READER)
    with revising(team, who="ana", action="users") as revision:
        enable_user(revision, "ben")
        set_role(revision, "ana", Role.READER)
    with team.reading() as connection:
        assert get_user(connection, "ana").role is Role.READER


@pytest.mark.parametrize(
    "name", ["", " ana", "ana ", "a\nb", "a\x00b", "a\u202eb", "a\ud800", "e\u0301", "x" * 64, "译" * 22, "-x"]
)
def test_names_that_mislead_are_refused(database: Database, name: str) -> None:
    """A name that can't be read, typed or told from another is none."""
    with pytest.raises(UsageError, match="the name of a user"):
        _add(database, name, Role.ADMIN)


@pytest.mark.parametrize("name", ["王小明", "𠮷野", "o'neil; DROP TABLE users", "jean-luc.p@example.org"])
def test_names_of_any_script_are_kept(database: Database, name: str) -> None:
    """A name may have any letters and signs."""
    _add(database, name, Role.ADMIN)
    with database.reading() as connection:
        assert get_user(connection, name).name == name


def test_nobody_takes_the_name_of_another(team: Database) -> None:
    """A name that differs from another in case or width only is refused: the history would mislead."""
    for name in ("rui", "RUI", "ｒｕｉ"):
        with pytest.raises(Conflict, match="rui: there is a user of this name"):
            _add(team, name, Role.CONTRIBUTOR)


def test_unknown_names_are_not_found(team: Database) -> None:
    """Whoever isn't there can't be changed."""
    for change in (disable_user, enable_user):
        with pytest.raises(NotFound, match="zoe"), revising(team, who="ana", action="users") as revision:
            change(revision, "zoe")
    with pytest.raises(NotFound), revising(team, who="ana", action="users") as revision:
        set_role(revision, "zoe", Role.READER)


def test_the_history_tells_who_changed_whom(team: Database) -> None:
    """Every change of a user or a token is in the history with its author, and without the secret or its hash."""
    with revising(team, who="ana", action="users") as revision:
        set_role(revision, "rui", Role.CONTRIBUTOR)
    with revising(team, who="ana", action="tokens") as revision:
        token, secret = add_token(revision, "rui", label="editor")
    with revising(team, who="ana", action="tokens") as revision:
        revoke_token(revision, token.id)
    with team.reading() as connection:
        steps = list(find_revisions(connection))
        changed = next(find_revisions(connection, kind="user", target="rui"))
        of_token = [change for step in find_revisions(connection, kind="token", target="1") for change in step.changes]

    assert [(step.who, step.summary) for step in steps] == [
        ("ana", "revoke token 1 of rui"),
        ("ana", "make token 1 for rui"),
        ("ana", "make rui a contributor"),
        ("ana", "add user rui as reviewer"),
        ("ana", "add user ana as admin"),
    ]
    assert [(change.before, change.after) for change in changed.changes] == [
        ({"role": "reviewer", "disabled_at": None}, {"role": "contributor", "disabled_at": None})
    ]
    assert secret not in str(of_token)
    assert token.hash not in str(of_token)


def test_undo_never_revives(team: Database) -> None:
    """Undo passes over users and tokens: a revoked token stays revoked, and what came before it is undone."""
    with revising(team, who="ana", action="add") as revision:
        workflow.add(revision, edits.new_entry("reform", "改革"))
    with revising(team, who="ana", action="tokens") as revision:
        token, secret = add_token(revision, "rui")
    with revising(team, who="ana", action="tokens") as revision:
        revoke_token(revision, token.id)
    with revising(team, who="ana", action="users") as revision:
        disable_user(revision, "rui")

    assert undoing.undo(team, who="ana").summary == "add reform"
    with pytest.raises(NotFound):
        undoing.undo(team, who="ana")
    with team.reading() as connection:
        found = find_shown_token(connection, secret)
        assert found is not None
        assert found.revoked_at is not None
        assert not get_user(connection, "rui").is_enabled
        last = next(find_revisions(connection))
    with pytest.raises(Conflict, match="can't be undone"):
        undoing.undo(team, who="ana", revision_id=last.id)


def test_a_change_of_users_keeps_what_can_be_redone(team: Database) -> None:
    """A step that is undone can be done again after a user was added."""
    with revising(team, who="ana", action="add") as revision:
        workflow.add(revision, edits.new_entry("reform", "改革"))
    undoing.undo(team, who="ana")
    _add(team, "con", Role.CONTRIBUTOR)
    assert undoing.redo(team, who="ana").summary == "add reform"
    with team.reading() as connection:
        assert count_entries(connection) == 1


def test_without_users_everyone_may_do_everything(database: Database) -> None:
    """As long as there are no users nobody is asked for a name."""
    for who in ("", "anybody", "无名"):
        with revising(database, who=who, action="add") as revision:
            workflow.add(revision, edits.new_entry(f"reform {who}".strip(), "改革"))
    with database.reading() as connection:
        assert not has_users(connection)
        assert count_entries(connection) == 3


def test_whoever_is_no_user_or_disabled_can_only_read(team: Database) -> None:
    """In a termbase with users a name that isn't among them, or no more, is refused and changes nothing."""
    with revising(team, who="ana", action="users") as revision:
        disable_user(revision, "rui")
    for who, told in (
        ("zoe", "zoe is no user"),
        ("", "has no name"),
        ("rui", "rui is disabled"),
        ("ANA", "is no user"),
    ):
        with pytest.raises(NotAllowed, match=told), revising(team, who=who, action="add") as revision:
            workflow.add(revision, edits.new_entry("reform", "改革"))
    with team.reading() as connection:
        assert count_entries(connection) == 0


def test_only_an_admin_upgrades(team: Database, tmp_path: Path) -> None:
    """An older schema with users is upgraded for an admin only; for others it stays as it is, and no copy is made."""
    team.close()
    file = tmp_path / "termbase.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'translation_units'")
    before = sorted(tmp_path.rglob("*.db"))
    for who in ("rui", "nobody", ""):
        with pytest.raises(NotAllowed, match=r"upgrade|can only read"):
            open_database(str(file), upgrade=True, user=who)
    assert sorted(tmp_path.rglob("*.db")) == before
    # An admin gets further: to the migration, which finds what it would make there already.
    with pytest.raises(DatabaseError, match="already exists"):
        open_database(str(file), upgrade=True, user="ana")


def test_a_write_that_names_no_action_is_an_admins(team: Database) -> None:
    """What nobody thought of is refused to everyone but admins."""
    with pytest.raises(NotAllowed, match="this takes an admin"), team.writing(who="rui"):
        pass
    with pytest.raises(NotAllowed, match="this takes an admin"), team.writing(who="rui", action="a new one"):
        pass
    with team.writing(who="ana"):
        pass


def test_a_contributor_takes_back_only_own_steps(team: Database) -> None:
    """Undo and redo are for one's own proposals where one may not decide; a reviewer takes back anybody's."""
    _add(team, "con", Role.CONTRIBUTOR)
    with revising(team, who="rui", action="add") as revision:
        entry = workflow.add(revision, edits.new_entry("reform", "改革"))
    with team.reading() as connection:
        step = next(find_revisions(connection)).id
    with pytest.raises(NotAllowed, match="only steps of one's own"):
        undoing.undo(team, who="con", revision_id=step)
    with revising(team, who="con", action="delete") as revision:
        workflow.delete(revision, entry.id)
    assert undoing.undo(team, who="con").summary == "suggest to delete reform"
    assert undoing.redo(team, who="con").summary == "suggest to delete reform"
    with revising(team, who="ana", action="users") as revision:
        set_role(revision, "rui", Role.READER)
    with pytest.raises(NotAllowed, match="rui is a reader"):
        undoing.undo(team, who="rui")
