"""Users of a termbase on a PostgreSQL server: the login says who one is, and the server itself keeps the roles."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from glossary.errors import DatabaseError, NotAllowed, UsageError
from glossary.review import edits, workflow
from glossary.store.database import Database, open_database
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising
from glossary.store.people.grants import apply_grants, make_grants
from glossary.store.people.users import add_user, disable_user, set_role
from glossary.store.proposed_changes import find_proposed_changes
from glossary.vocabulary import Role
from tests.postgres_cluster import PASSWORD, USER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.postgres_cluster import Cluster

NAMES = {Role.ADMIN: "ana-o'neil", Role.REVIEWER: "rui", Role.CONTRIBUTOR: "con", Role.READER: "李雷"}
_SECRET = "ein/Wort"  # noqa: S105 - of logins that live as long as the tests
#: What a role may do in SQL, by whatever program; what isn't listed for a role is refused.
_STATEMENTS = {
    "SELECT count(*) FROM concept_entries": Role.READER,
    "SELECT count(*) FROM users": Role.READER,
    "SELECT count(*) FROM revisions": Role.READER,
    "UPDATE candidates SET score = score": Role.CONTRIBUTOR,
    "DELETE FROM proposed_changes": Role.CONTRIBUTOR,
    "UPDATE revisions SET summary = summary": Role.CONTRIBUTOR,
    "UPDATE concept_entries SET definition = 'x'": Role.REVIEWER,
    "DELETE FROM concept_entries": Role.REVIEWER,
    "UPDATE term_sections SET term = 'x'": Role.REVIEWER,
    "INSERT INTO lookup_misses (id, key, query, language, count, first_at, last_at) "
    "VALUES (1, 'a', 'a', 'en', 1, now(), now())": Role.CONTRIBUTOR,
    "DELETE FROM claims": Role.REVIEWER,
    "SELECT count(hash) FROM tokens": Role.ADMIN,
    "UPDATE users SET role = 'admin'": Role.ADMIN,
    "DELETE FROM tokens": Role.ADMIN,
    "UPDATE alembic_version SET version_num = 'x'": None,
    "UPDATE revisions SET who = 'nobody'": None,
    "DELETE FROM revisions": None,
    "UPDATE changes SET after = NULL": None,
    "DELETE FROM changes": None,
    "TRUNCATE concept_entries CASCADE": None,
    "DROP TABLE concept_entries": None,
    "CREATE TABLE another (id integer)": None,
    "ALTER TABLE revisions DISABLE ROW LEVEL SECURITY": None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A termbase on a server that has a login for a user of each role; ``url`` is its owner's."""

    cluster: Cluster
    name: str

    @property
    def url(self) -> str:
        """The URL of the owner."""
        return self.cluster.url(self.name)

    def url_of(self, role: Role) -> str:
        """Return the URL of the user with a role."""
        return self.cluster.url(self.name, user=NAMES[role].replace("'", "%27"), password=_SECRET)

    def opened(self, role: Role) -> Database:
        """Open the termbase as the user with a role, under a name that is somebody else's."""
        database = open_database(self.url_of(role))
        database.user = USER
        return database

    def run(self, statement: str, role: Role) -> None:
        """Run a statement as psql would, and take it back."""
        with psycopg.connect(
            host="127.0.0.1", port=self.cluster.port, user=NAMES[role], password=_SECRET, dbname=self.name
        ) as connection:
            connection.execute(statement.encode())
            connection.rollback()


@pytest.fixture(scope="module")
def team(postgres_cluster: Cluster) -> Iterator[Team]:
    """Return a termbase with an entry, users and grants."""
    for name in NAMES.values():
        made = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(name), sql.Literal(_SECRET))
        postgres_cluster.execute(made)
    database_name = postgres_cluster.create_database()
    made_team = Team(cluster=postgres_cluster, name=database_name)
    with open_database(made_team.url, create=True) as database:
        with revising(database, who="whoever", action="add") as revision:
            workflow.add(revision, edits.new_entry("reform", "改革"))
        with revising(database, who="whoever", action="users") as revision:
            add_user(revision, USER, Role.ADMIN)
        for role, name in NAMES.items():
            with revising(database, who="whoever", action="users") as revision:
                add_user(revision, name, role)
        with database.writing(action="grant") as connection:
            apply_grants(connection)
    yield made_team
    postgres_cluster.drop_database(database_name)
    for name in NAMES.values():
        postgres_cluster.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("statement", _STATEMENTS, ids=lambda statement: " ".join(statement.split()[:4]))
def test_the_server_keeps_the_roles(team: Team, statement: str, role: Role) -> None:
    """By psql, too, a login can do what its role includes, and nothing else."""
    needed = _STATEMENTS[statement]
    if needed is not None and role.includes(needed):
        team.run(statement, role)
        return
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        team.run(statement, role)


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REVIEWER, Role.ADMIN])
def test_no_step_has_another_name(team: Team, role: Role) -> None:
    """A login writes its own name into the history; only an admin's, such as a server's, writes its visitors'."""
    forged = "INSERT INTO revisions (id, at, who, action, summary, state) VALUES (999, now(), '{}', 'a', 'a', 'done')"
    team.run(forged.format(NAMES[role].replace("'", "''")), role)
    if role is Role.ADMIN:
        team.run(forged.format("rui"), role)
        return
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        team.run(forged.format(USER), role)


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REVIEWER])
def test_no_step_is_given_what_it_did_not_do(team: Team, role: Role) -> None:
    """An undo can be trusted: nobody adds changes to another's step, nor a contributor changes of entries to any."""
    step = "INSERT INTO revisions (id, at, who, action, summary, state) VALUES (997, now(), '{}', 'a', 'a', 'done');"
    change = "INSERT INTO changes (id, revision_id, kind, target) VALUES (9999, {}, '{}', 'reform')"
    own = step.format(NAMES[role])
    team.run(own + change.format(997, "proposed_change"), role)
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        team.run(change.format(1, "proposed_change"), role)
    if role is Role.REVIEWER:
        team.run(own + change.format(997, "entry"), role)
        return
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        team.run(own + change.format(997, "entry"), role)


def test_others_suggestions_are_safe(team: Team) -> None:
    """A contributor changes and removes own suggestions only, and own steps, by whatever program; a reviewer all."""
    made = "INSERT INTO proposed_changes (id, kind, identifier, who, source, note, at) "
    made += "VALUES (998, 'suggestion', 'reform', 'rui', '', '', now())"
    team.cluster.execute(sql.SQL(made), team.name)
    counted = {}
    for role in (Role.CONTRIBUTOR, Role.REVIEWER):
        with psycopg.connect(
            host="127.0.0.1", port=team.cluster.port, user=NAMES[role], password=_SECRET, dbname=team.name
        ) as connection:
            removed = connection.execute("DELETE FROM proposed_changes WHERE id = 998").rowcount
            undone = connection.execute("UPDATE revisions SET state = 'undone' WHERE id = 1").rowcount
            connection.rollback()
        counted[role] = (removed, undone)
    team.cluster.execute(sql.SQL("DELETE FROM proposed_changes WHERE id = 998"), team.name)
    assert counted == {Role.CONTRIBUTOR: (0, 0), Role.REVIEWER: (1, 1)}


def test_the_login_says_who_one_is(team: Team) -> None:
    """Whatever name the settings have: the role and the name in the history are the login's."""
    with team.opened(Role.REVIEWER) as database:
        with revising(database, who=USER, action="add") as revision:
            workflow.add(revision, edits.new_entry("opening-up", "开放"))
        with database.reading() as connection:
            step = next(find_revisions(connection))
        with pytest.raises(NotAllowed, match="rui is a reviewer"), revising(database, who=USER, action="users"):
            pass
    assert (step.who, step.summary) == ("rui", "add opening-up")


def test_a_contributor_proposes(team: Team) -> None:
    """A contributor's change waits for a reviewer, under the login's name, with the server's rights alone."""
    with team.opened(Role.CONTRIBUTOR) as database:
        with revising(database, who=USER, action="add") as revision:
            workflow.add(revision, edits.new_entry("silver economy", "银发经济"))
        assert len(revision.suggestions) == 1
        with database.reading() as connection:
            waiting = list(find_proposed_changes(connection))
    assert [change.who for change in waiting] == ["con"]


def test_a_reader_reads(team: Team) -> None:
    """A reader's login opens the termbase and looks up; what writes is refused in one line."""
    command = [sys.executable, "-m", "glossary", "--db", team.url_of(Role.READER)]
    shown = subprocess.run([*command, "show", "reform", "--json"], capture_output=True, check=True)
    assert json.loads(shown.stdout)["id"] == "reform"
    changing = (["add", "a", "甲"], ["undo"], ["users", "add", "zoe"], ["tokens", "add", USER], ["db", "grant"])
    for arguments in (*changing, ["tokens"]):
        refused = subprocess.run([*command, *arguments], capture_output=True, check=False)
        assert (refused.returncode, refused.stderr.count(b"\n")) == (2, 1), refused
        assert _SECRET.encode() not in refused.stderr
        assert "李雷 is a reader of this termbase; nothing was changed" in refused.stderr.decode()


def test_a_server_acts_for_its_visitors(team: Team) -> None:
    """A login of an admin works under the name and with the role of whoever showed a token; a lesser one can't."""
    with team.opened(Role.ADMIN) as database:
        for_contributor = database.acting_for("con")
        with revising(for_contributor, who="con", action="add") as revision:
            workflow.add(revision, edits.new_entry("ice trade", "冰贸易"))
        assert (revision.who, len(revision.suggestions)) == ("con", 1)
        with pytest.raises(NotAllowed), revising(database.acting_for("李雷"), who="李雷", action="add"):
            pass
    with (
        team.opened(Role.REVIEWER) as database,
        pytest.raises(NotAllowed),
        revising(database.acting_for(USER), who=USER, action="users"),
    ):
        pass


def test_rights_follow_the_role(postgres_cluster: Cluster, postgres_url: str) -> None:
    """The command that changes a role tells the server at once; a disabled user's login can't even read."""
    postgres_cluster.execute(sql.SQL("CREATE ROLE mia LOGIN PASSWORD {}").format(sql.Literal(_SECRET)))
    name = postgres_url.rpartition("/")[2]
    environment = {**os.environ, "GLOSSARY_USER": "somebody else"}

    def glossary(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "glossary", "--db", postgres_url, *arguments]
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    def may(statement: str) -> bool:
        with psycopg.connect(
            host="127.0.0.1", port=postgres_cluster.port, user="mia", password=_SECRET, dbname=name
        ) as connection:
            try:
                connection.execute(statement.encode())
            except psycopg.errors.InsufficientPrivilege:
                return False
            finally:
                connection.rollback()
        return True

    reading, writing = "SELECT count(*) FROM concept_entries", "DELETE FROM concept_entries"
    try:
        assert "the first user must be glossary" in glossary("users", "add", "mia", "--role", "admin").stderr
        first = glossary("users", "add", USER)
        assert (first.returncode, first.stderr.count("\n")) == (0, 1)
        assert "each by the server's login of the same name" in first.stderr
        assert not may(reading)
        assert glossary("users", "add", "mia", "--role", "reader").returncode == 0
        assert (may(reading), may(writing)) == (True, False)
        assert glossary("users", "set", "mia", "--role", "reviewer").returncode == 0
        assert (may(reading), may(writing)) == (True, True)
        assert glossary("users", "disable", "mia").returncode == 0
        assert (may(reading), may(writing)) == (False, False)
        assert glossary("users", "enable", "mia").returncode == 0
        assert glossary("users", "set", "mia", "--role", "reader").returncode == 0
        assert (may(reading), may(writing)) == (True, False)
        assert glossary("users", "add", "nologin").returncode == 0
        granted = glossary("db", "grant")
        assert granted.stdout == "mia\treader\n"
        assert "nologin has no login on this server" in granted.stderr
        assert json.loads(glossary("db", "grant", "--json").stdout)["role"] == "reader"
        printed = glossary("db", "grant", "--print").stdout
        assert 'GRANT SELECT ON "public".concept_entries TO "mia";' in printed
        assert PASSWORD not in printed
    finally:
        postgres_cluster.execute(sql.SQL("DROP OWNED BY mia"), name)
        postgres_cluster.execute(sql.SQL("DROP ROLE mia"))


def test_only_the_owner_gives_rights(team: Team) -> None:
    """An admin who doesn't own the tables changes users, and is told who has to tell the server."""
    with team.opened(Role.ADMIN) as database:
        with pytest.raises(DatabaseError, match="only glossary"), database.writing(action="grant") as connection:
            apply_grants(connection)
        with revising(database, who="", action="users", dry_run=True) as revision:
            set_role(revision, "con", Role.READER)
            disable_user(revision, "rui")


def test_a_file_knows_no_logins(database: Database) -> None:
    """There is nothing to grant in a file."""
    with database.reading() as connection, pytest.raises(UsageError, match="the rights of the file"):
        make_grants(connection)
