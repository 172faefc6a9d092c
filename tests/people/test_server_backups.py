"""Copies of a termbase on a PostgreSQL server: complete, listed, not too many, and good to go back to."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql

from glossary.cli import main
from glossary.concept import Definition
from glossary.store.copies import server_restoring
from glossary.store.copies.server_backups import server_folder
from glossary.store.database import open_database
from glossary.store.entries.access import get_entry, save_entry
from glossary.store.integrity import find_problems
from glossary.store.log.revisions import revising
from glossary.store.people.tokens import add_token, find_tokens, revoke_token
from glossary.store.people.users import add_user, disable_user, find_users, set_role
from glossary.store.schema_version import EARLIER
from glossary.vocabulary import Role
from tests.old_termbases import make_old
from tests.postgres_cluster import PASSWORD, USER
from tests.termbases import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.postgres_cluster import Cluster

pytestmark = pytest.mark.files
_SECRET = "ein Wort"  # noqa: S105 - of a login that lives as long as a test


@pytest.fixture
def url(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a termbase on a server with an entry, which the commands work on; copies go into a folder of the test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GLOSSARY_DB", postgres_url)
    monkeypatch.setenv("GLOSSARY_USER", "tester")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    _save(postgres_url, "What trains run on.", create=True)
    return postgres_url


def _save(url: str, definition: str, *, create: bool = False) -> None:
    entry = replace(entry_of("rail", en="*railway", hans="*铁路"), definition=Definition(text=definition))
    with open_database(url, create=create) as database, revising(database, who="tester", action="edit") as revision:
        save_entry(revision, entry)


def _definition(url: str) -> str:
    with open_database(url) as database, database.reading() as connection:
        assert list(find_problems(connection)) == []
        found = get_entry(connection, "rail").definition
    return found.text if found else ""


def _add_people(url: str) -> None:
    """Add an admin, who is the login, a reviewer, and a token of the latter."""
    with open_database(url) as database:
        for name, role in ((USER, Role.ADMIN), ("rui", Role.REVIEWER)):
            with revising(database, who=USER, action="users") as revision:
                add_user(revision, name, role)
        with revising(database, who=USER, action="tokens") as revision:
            add_token(revision, "rui", label="editor", days=None)


def test_there_and_back(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy is a termbase in a file; it is listed, brings back what there was, and what came after it is kept."""
    assert main(["db", "backup"]) == 0
    copy = Path(capsys.readouterr().out.strip())
    assert _definition(str(copy)) == "What trains run on."
    assert (stat.S_IMODE(copy.stat().st_mode), stat.S_IMODE(copy.parent.stat().st_mode)) == (0o600, 0o700)
    _save(url, "A way of rails.")
    assert main(["db", "restore"]) == 0
    said = capsys.readouterr()
    assert said.out == f"restored\t{copy}\n"
    assert _definition(url) == "What trains run on."
    assert main(["db", "backups", "--json"]) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["before"], _definition(each["file"])) for each in listed] == [
        ("restore", "A way of rails."),
        ("by-hand", "What trains run on."),
    ]
    assert f"what it was before is kept: {listed[0]['file']}" in said.err
    assert PASSWORD not in said.err + said.out
    assert sorted(path.name for path in copy.parent.iterdir()) == sorted(Path(each["file"]).name for each in listed)


def test_work_goes_on_after_it(url: str) -> None:
    """What is added to a termbase that was brought back is numbered on, found, and can be taken back."""
    assert main(["db", "backup", "copy.db"]) == 0
    assert main(["db", "restore", "copy.db", "--no-copy"]) == 0
    assert not server_folder(url).exists()
    assert main(["add", "harbour", "港口"]) == 0
    assert main(["lookup", "harbour"]) == 0
    assert main(["edit", "rail", "--definition", "A way."]) == 0
    assert main(["undo"]) == 0
    assert _definition(url) == "What trains run on."


def test_a_file_with_the_name_is_not_replaced(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy takes the place of a file only with ``--force``, and of no folder."""
    Path("copy.db").write_text("mine", "utf-8")
    assert main(["db", "backup", "copy.db"]) == 2
    assert main(["db", "backup", "."]) == 2
    assert Path("copy.db").read_text("utf-8") == "mine"
    assert main(["db", "backup", "copy.db", "--force"]) == 0
    assert _definition("copy.db") == _definition(url)
    assert capsys.readouterr().err.count("\n") == 2


def test_only_so_many_are_kept(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Copies that the program makes by itself go as the settings say; those that were asked for stay."""
    Path("glossary.toml").write_text("[backups]\nkeep = 1\ndays = 0\n", "utf-8")
    assert main(["db", "backup"]) == 0
    for _ in range(3):
        assert main(["db", "restore", "newest"]) == 0
    capsys.readouterr()
    assert main(["db", "backups", "--json"]) == 0
    kept = [json.loads(line)["before"] for line in capsys.readouterr().out.splitlines()]
    assert kept == ["restore", "by-hand"]
    assert _definition(url) == "What trains run on."


def test_what_is_no_copy(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is brought back from what is damaged, of a newer program, no termbase, or not there; in one line."""
    assert main(["db", "restore"]) == 1
    assert main(["db", "backup", "good.db"]) == 0
    shutil.copy("good.db", "new.db")
    with closing(sqlite3.connect("new.db")) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = 'of_tomorrow'")
    whole = Path("good.db").read_bytes()
    half = len(whole) // 2
    Path("damaged.db").write_bytes(whole[:half] + bytes(4096 * 8) + whole[half + 4096 * 8 :])
    Path("text.db").write_text("no termbase", "utf-8")
    Path("empty.db").touch()
    _save(url, "A way of rails.")
    capsys.readouterr()
    for name in ("new.db", "damaged.db", "text.db", "empty.db", "none.db", "."):
        assert main(["db", "restore", name]) == 2, name
        said = capsys.readouterr().err
        assert said.count("\n") == 1, said
        assert name in said
    assert _definition(url) == "A way of rails."
    assert not server_folder(url).exists()


def test_an_older_copy_is_brought_up_to_date(url: str, tmp_path: Path) -> None:
    """A copy of an earlier version of the program is brought back too, and stays what it is."""
    old = tmp_path / "old.db"
    make_old(old, EARLIER[0])
    before = old.read_bytes()
    assert main(["db", "restore", str(old)]) == 0
    with open_database(url) as database, database.reading() as connection:
        assert list(find_problems(connection)) == []
    assert old.read_bytes() == before


def test_nothing_is_changed_where_it_fails(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A restore that is interrupted while the new rows are there leaves the termbase as it was."""
    assert main(["db", "backup", "copy.db"]) == 0
    _save(url, "A way of rails.")

    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(server_restoring, "has_users", interrupt)
    assert main(["db", "restore", "copy.db"]) == 130
    assert _definition(url) == "A way of rails."


def test_others_read_on(url: str) -> None:
    """Who reads while it is brought back sees what was there before, until their transaction ends."""
    assert main(["db", "backup", "copy.db"]) == 0
    _save(url, "A way of rails.")
    with open_database(url) as other:
        with other.reading() as connection:
            first = get_entry(connection, "rail").definition
            assert main(["db", "restore", "copy.db"]) == 0
            assert get_entry(connection, "rail").definition == first
        with other.reading() as connection:
            assert get_entry(connection, "rail").definition != first


def test_rights_stay_those_of_the_server(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Who was disabled or got another role, and a token that was revoked, stay so whatever the copy says."""
    _add_people(url)
    assert main(["db", "backup", "copy.db"]) == 0
    with open_database(url) as database:
        with revising(database, who=USER, action="users") as revision:
            set_role(revision, "rui", Role.READER)
        with revising(database, who=USER, action="users") as revision:
            disable_user(revision, "rui")
        with revising(database, who=USER, action="tokens") as revision:
            revoke_token(revision, 1)
        with database.reading() as connection:
            before = find_users(connection), list(find_tokens(connection))
    capsys.readouterr()
    assert main(["db", "restore", "copy.db"]) == 0
    assert "users and tokens are those of the server" in capsys.readouterr().err
    with open_database(url) as database, database.reading() as connection:
        assert (find_users(connection), list(find_tokens(connection))) == before


def test_into_an_empty_database(url: str, postgres_cluster: Cluster, capsys: pytest.CaptureFixture[str]) -> None:
    """A new server gets all of the copy, users too; not where whoever asks could do nothing in it any more."""
    _add_people(url)
    assert main(["db", "backup", "copy.db"]) == 0
    name = postgres_cluster.create_database()
    try:
        assert main(["--db", postgres_cluster.url(name), "db", "restore", "copy.db"]) == 0
        with open_database(postgres_cluster.url(name)) as database, database.reading() as connection:
            assert [user.name for user in find_users(connection)] == [USER, "rui"]
            assert [token.label for token in find_tokens(connection)] == ["editor"]
    finally:
        postgres_cluster.drop_database(name)
    with closing(sqlite3.connect("copy.db")) as raw, raw:
        raw.execute("UPDATE users SET name = 'ana' WHERE name = ?", (USER,))
    name = postgres_cluster.create_database()
    capsys.readouterr()
    try:
        assert main(["--db", postgres_cluster.url(name), "db", "restore", "copy.db"]) == 2
        said = capsys.readouterr().err
        assert f"{USER}, as whom you are logged in, is no admin" in said
        assert said.count("\n") == 1
    finally:
        postgres_cluster.drop_database(name)


@pytest.fixture(params=[Role.REVIEWER, Role.ADMIN])
def member(request: pytest.FixtureRequest, url: str, postgres_cluster: Cluster) -> Iterator[tuple[Role, str]]:
    """Return a role, and the URL of the login of a user who has it and doesn't own the tables."""
    role = sql.Identifier("eva")
    database = url.rpartition("/")[2]
    postgres_cluster.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, sql.Literal(_SECRET)))
    assert main(["users", "add", USER]) == 0
    assert main(["users", "add", "eva", "--role", str(request.param)]) == 0
    yield request.param, postgres_cluster.url(database, user="eva", password=_SECRET)
    postgres_cluster.execute(sql.SQL("DROP OWNED BY {}").format(role), database)
    postgres_cluster.execute(sql.SQL("DROP ROLE {}").format(role))


def test_who_may(url: str, member: tuple[Role, str], capsys: pytest.CaptureFixture[str]) -> None:
    """An admin copies the termbase, and only the owner of the tables brings it back; others are told so in a line."""
    role, own = member
    assert main(["db", "backup", "copy.db"]) == 0
    capsys.readouterr()
    assert main(["--db", own, "db", "backup", "hers.db"]) == (0 if role is Role.ADMIN else 2)
    assert Path("hers.db").exists() == (role is Role.ADMIN)
    capsys.readouterr()
    assert main(["--db", own, "db", "restore", "copy.db"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "nothing was changed" in said
    assert _definition(url) == "What trains run on."


def test_a_database_that_is_not_there(url: str, postgres_cluster: Cluster, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command says in one line, without the password, that there is none."""
    assert main(["db", "backup", "copy.db"]) == 0
    capsys.readouterr()
    gone = postgres_cluster.url("nowhere", password=quote("ganz geheim"))
    for command in (["backup"], ["restore", "copy.db"]):
        assert main(["--db", gone, "db", *command]) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1, said
        assert "geheim" not in said
    assert main(["--db", gone, "db", "backups"]) == 1
    assert "geheim" not in capsys.readouterr().err
    with closing(psycopg.connect(url.replace("+psycopg", ""))) as raw:
        assert raw.execute("SELECT count(*) FROM concept_entries").fetchone() == (1,)
