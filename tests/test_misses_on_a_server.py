"""Misses are counted on a PostgreSQL server as they are in a file, and never in anybody's way."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql

from glossary.review import edits, workflow
from glossary.store import misses
from glossary.store.database import open_database
from glossary.store.log.revisions import revising
from glossary.store.misses import MissLog, clear_misses, find_misses, record_miss
from glossary.store.people.grants import apply_grants
from glossary.store.people.users import add_user
from glossary.store.reader import open_reader
from glossary.vocabulary import Role
from tests.postgres_cluster import PASSWORD, USER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.postgres_cluster import Cluster


@pytest.fixture(params=["file", "server"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a termbase with an entry is: in a file, or on a server."""
    place = str(tmp_path / "term.db") if request.param == "file" else request.getfixturevalue("postgres_url")
    with open_database(place, create=True) as database, revising(database, who="tester", action="add") as revision:
        workflow.add(revision, edits.new_entry("reform", "改革"))
    return str(place)


def _counted(location: str) -> list[tuple[str, str, int]]:
    with open_reader(location) as reader:
        return [(miss.query, miss.language, miss.count) for miss in find_misses(reader)]


def _glossary(location: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "glossary", "--db", location, *arguments]
    environment = {**os.environ, "GLOSSARY_LOG_MISSES": "yes"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, input=given, check=False)


def test_misses_are_counted(location: str) -> None:
    """A query counts once however it is written, most frequent first; as it was typed last; no revision is made."""
    for query in ("Harbour", "港口", "  harbour ", "ＨＡＲＢＯＵＲ", "港口", "lake", "…", "x" * 201):
        record_miss(location, query)
    assert _counted(location) == [("ＨＡＲＢＯＵＲ", "en", 3), ("港口", "zh", 2), ("lake", "en", 1)]
    with open_reader(location) as reader:
        assert reader.rows("SELECT count(*) FROM revisions") == [(1,)]
        assert all(miss.first_at <= miss.last_at and miss.last_at.endswith("+00:00") for miss in find_misses(reader))
    clear_misses(location)
    assert _counted(location) == []


def test_commands_count_and_show_them(location: str) -> None:
    """``lookup`` counts what it doesn't find, ``misses`` lists it and forgets it on demand."""
    assert _glossary(location, "lookup", "reform", "harbour").returncode == 0
    assert _glossary(location, "lookup", "--stdin", given="harbour\nreform\n港口\n").returncode == 0
    assert _glossary(location, "lookup", "--no-log", "lake").returncode == 1
    assert _counted(location) == [("harbour", "en", 2), ("港口", "zh", 1)]
    listed = _glossary(location, "misses").stdout.splitlines()
    assert [line.split()[:2] for line in listed[-2:]] == [["2", "harbour"], ["1", "港口"]]
    cleared = _glossary(location, "misses", "--clear")
    assert (cleared.returncode, cleared.stderr) == (0, "glossary: 2 misses forgotten\n")
    assert _glossary(location, "misses").returncode == 1


def test_only_so_many_are_kept(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are too many, what was missed least and longest ago makes room for the new one."""
    monkeypatch.setattr(misses, "MOST", 2)
    with MissLog(location) as log:
        for query in ("harbour", "harbour", "lake", "river", "river", "lake"):
            assert log.record(query)
    assert sorted(_counted(location)) == [("harbour", "en", 2), ("river", "en", 2)]


def test_a_writer_is_not_waited_for(postgres_url: str) -> None:
    """While another program holds the table, a miss is let go; the next one is counted."""
    open_database(postgres_url, create=True).close()
    plain = postgres_url.replace("+psycopg", "")
    with MissLog(postgres_url) as log, closing(psycopg.connect(plain)) as other:
        other.execute("LOCK TABLE lookup_misses")
        assert not log.record("harbour")
        other.rollback()
        assert log.record("harbour")
    assert _counted(postgres_url) == [("harbour", "en", 1)]


@pytest.fixture(scope="module")
def team(postgres_cluster: Cluster) -> Iterator[dict[Role, str]]:
    """Return the URLs of a termbase on a server for the login of a user of each role."""
    name = postgres_cluster.create_database()
    urls = {}
    with open_database(postgres_cluster.url(name), create=True) as database:
        with revising(database, who="", action="users") as revision:
            add_user(revision, USER, Role.ADMIN)
        for role in Role:
            login = f"misses-{role}"
            made = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
            postgres_cluster.execute(made.format(sql.Identifier(login), sql.Literal(PASSWORD)))
            with revising(database, who="", action="users") as revision:
                add_user(revision, login, role)
            urls[role] = postgres_cluster.url(name, user=quote(login))
        with database.writing(action="grant") as connection:
            apply_grants(connection)
    yield urls
    postgres_cluster.drop_database(name)
    for role in Role:
        postgres_cluster.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(f"misses-{role}")))


@pytest.mark.parametrize("role", Role)
def test_who_changes_nothing_counts_nothing(team: dict[Role, str], role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may contribute counts misses, also where room must be made; a reader's look-up says nothing of it."""
    monkeypatch.setattr(misses, "MOST", 1)
    with MissLog(team[role]) as log:
        assert [log.record(f"{role} {word}") for word in ("harbour", "lake")] == [role is not Role.READER] * 2
    done = _glossary(team[role], "lookup", "harbour")
    assert (done.returncode, done.stderr) == (1, "glossary: nothing found for 'harbour'\n")
    cleared = _glossary(team[role], "misses", "--clear")
    may_clear = role.includes(Role.REVIEWER)
    assert (cleared.returncode, cleared.stderr.count("\n")) == (0 if may_clear else 2, 1), cleared


def test_a_server_that_is_gone(postgres_cluster: Cluster) -> None:
    """A miss in a database that isn't there is let go, and clearing it says so in a line."""
    url = postgres_cluster.url("nowhere")
    assert not record_miss(url, "harbour")
    done = _glossary(url, "misses", "--clear")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done
