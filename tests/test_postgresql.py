"""A termbase on a PostgreSQL server: opened, kept, watched, and what is said when something is wrong with it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from psycopg import sql
from sqlalchemy import create_engine, func, select, table, text

from glossary.errors import DatabaseError, SchemaOutdated, SchemaTooNew
from glossary.store import schema
from glossary.store.database import Database, for_writing, make_engine, open_database
from glossary.store.entries.access import add_entries, get_entry, save_entry
from glossary.store.entries.listing import Sort, find_row_ids, get_summaries
from glossary.store.entries.search import Filter
from glossary.store.integrity import find_problems
from glossary.store.location import shown
from glossary.store.log.history import redo, undo
from glossary.store.log.revisions import revising
from glossary.store.schema_version import EARLIER
from glossary.store.watching import Watcher
from tests.old_termbases import FIRST_ROWS, TABLES
from tests.postgres_cluster import PASSWORD, USER, free_port
from tests.termbases import entry_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.postgres_cluster import Cluster

#: How long a program may take that should be at its end at once, in seconds.
DEADLINE = 60
#: The columns of the first schema that are true or false, for which SQLite has numbers.
TRUTHS = ("withdrawn", "pinyin_by_hand")


@pytest.fixture
def shared(postgres_url: str) -> Iterator[Database]:
    """Return a new, empty termbase on a server, whatever the other tests run on."""
    with open_database(postgres_url, create=True) as opened:
        yield opened


def test_server(postgres_url: str) -> None:
    """The server of the tests sorts as people do unless told otherwise, as a team's may."""
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        ordered = list(connection.scalars(text("SELECT unnest(ARRAY['b', 'B', 'a', '𠮷']) ORDER BY 1")))
    engine.dispose()

    assert ordered == ["a", "b", "B", "𠮷"]


def test_migrations_and_models_agree(shared: Database) -> None:
    """``alembic check`` finds no difference between the models and a migrated database on a server."""
    with shared.writing() as connection:
        command.check(schema.alembic_config(connection))


def test_a_termbase_is_made_only_where_that_is_asked_for(postgres_url: str) -> None:
    """A command that only reads makes no table; one that writes does, and the next one finds them."""
    with pytest.raises(DatabaseError, match="no termbase in it yet"):
        open_database(postgres_url)
    open_database(postgres_url, create=True).close()
    open_database(postgres_url).close()


def test_other_databases_are_left_alone(postgres_url: str, postgres_cluster: Cluster) -> None:
    """The database of another program is refused, also for writing, and that of a newer one too."""
    other = postgres_url.rpartition("/")[2]
    postgres_cluster.execute(sql.SQL("CREATE TABLE theirs (x int)"), other)
    with pytest.raises(DatabaseError, match="belongs to another program"):
        open_database(postgres_url, create=True)
    postgres_cluster.execute(sql.SQL("DROP TABLE theirs"), other)
    open_database(postgres_url, create=True).close()
    postgres_cluster.execute(sql.SQL("UPDATE alembic_version SET version_num = 'from_the_future'"), other)
    with pytest.raises(SchemaTooNew, match="newer version"):
        open_database(postgres_url, create=True)


def test_first_schema_is_upgraded_without_loss(postgres_url: str, tmp_path: Path) -> None:
    """A termbase of the first version keeps every row, and gets what later versions compute of it."""
    expected = _make_first(postgres_url, tmp_path)
    with pytest.raises(SchemaOutdated, match="db upgrade"):
        open_database(postgres_url)
    with open_database(postgres_url, upgrade=True) as database, database.reading() as connection:
        counts = {name: connection.scalar(select(func.count()).select_from(table(name))) for name in TABLES}
        forces = get_entry(connection, "forces")
        rows = find_row_ids(connection, Filter(), sort=Sort.ENGLISH)
        listed = [(summary.english, summary.chinese) for summary in get_summaries(connection, rows) if summary]

    assert counts == expected
    assert [term.term for section in forces.sections for term in section.terms][1:] == [
        "“New” quality productive forces",
        "新质生产力",
    ]
    assert listed == [("“New” quality productive forces", "新质生产力"), ("railway", ""), ("", "發展")]


def test_failing_upgrade_leaves_the_old_schema(postgres_url: str, postgres_cluster: Cluster, tmp_path: Path) -> None:
    """All pending migrations are one step: when the last fails, the first left nothing behind."""
    _make_first(postgres_url, tmp_path)
    name = postgres_url.rpartition("/")[2]
    postgres_cluster.execute(sql.SQL("CREATE TABLE synced_entries (theirs int)"), name)
    with pytest.raises(DatabaseError, match="synced_entries"):
        open_database(postgres_url, upgrade=True)
    columns = "SELECT count(*) FROM information_schema.columns WHERE column_name = 'english_key'"
    versions = postgres_cluster.execute(sql.SQL("SELECT version_num FROM alembic_version"), name)

    assert versions == [(EARLIER[0],)]
    assert postgres_cluster.execute(sql.SQL(columns), name) == [(0,)]


def test_texts_come_back_as_they_were(shared: Database) -> None:
    """Rare characters, quotes, backslashes, tabs and long texts are the same afterwards."""
    entries = [
        entry_of("rare", en="*back\\slash \\N 'quoted' \"twice\"\t%s :name", hans="*𠮷野家的🚄“新”\\n，Ａ"),
        entry_of("long", en=f"*{'long ' * 400}", hans=f"*{'长' * 1_000}"),
    ]
    many = [entry_of(f"many{number}", en=f"*number {number}", hans="*数") for number in range(100)]
    with revising(shared, who="tester", action="add") as revision:
        add_entries(revision, [*entries, *many], origin="person")
    with shared.reading() as connection:
        found = [get_entry(connection, entry.id) for entry in entries]
        problems = list(find_problems(connection))

    assert [[term.term for section in entry.sections for term in section.terms] for entry in found] == [
        [term.term for section in entry.sections for term in section.terms] for entry in entries
    ]
    assert problems == []


def test_sorts_by_code_points_whatever_the_server_does(shared: Database) -> None:
    """The order of a list is the one that SQLite has, not that of the server's language."""
    names = ["b", "B-2", "a-", "a", "Ä", "𠮷", "é", "字"]
    with revising(shared, who="tester", action="add") as revision:
        add_entries(revision, [entry_of(name, en=f"*{name}") for name in names], origin="person")
    with shared.reading() as connection:
        rows = find_row_ids(connection, Filter(), sort=Sort.ENGLISH)
        listed = [summary.english for summary in get_summaries(connection, rows) if summary]
        identifiers = list(connection.scalars(text("SELECT identifier FROM concept_entries ORDER BY identifier")))

    assert identifiers == sorted(names)
    assert listed == sorted(names, key=str.casefold)


def test_a_character_that_servers_refuse_is_told(shared: Database) -> None:
    """A text with a NUL changes nothing, and the message says what is wrong with it."""
    with (
        pytest.raises(DatabaseError, match=r"NUL.*nothing was changed"),
        revising(shared, who="tester", action="add") as revision,
    ):
        save_entry(revision, entry_of("nul", en="*a\0b"))
    with shared.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM concept_entries")) == 0


def test_undo_and_redo(shared: Database) -> None:
    """A step of the history is taken back and done again as on a file."""
    with revising(shared, who="tester", action="add") as revision:
        save_entry(revision, entry_of("one", en="*one", hans="*一"))
    with shared.writing() as connection:
        undo(connection, who="tester")
        gone = connection.scalar(text("SELECT count(*) FROM concept_entries"))
    with shared.writing() as connection:
        redo(connection)
        back = get_entry(connection, "one")

    assert gone == 0
    assert [section.language for section in back.sections] == ["en", "zh-Hans"]


def test_readers_see_one_state_and_change_nothing(shared: Database) -> None:
    """What is written meanwhile shows in the next transaction, and none that reads can write."""
    count = text("SELECT count(*) FROM concept_entries")
    with shared.reading() as connection:
        before = connection.scalar(count)
        with revising(shared, who="tester", action="add") as revision:
            save_entry(revision, entry_of("one", en="*one"))
        during = connection.scalar(count)
    with shared.reading() as connection:
        after = connection.scalar(count)
    with pytest.raises(DatabaseError, match="read-only"), shared.reading() as connection:
        connection.execute(text("DELETE FROM concept_entries"))

    assert (before, during, after) == (0, 0, 1)


def test_writers_take_turns(shared: Database, postgres_url: str) -> None:
    """Two who write at the same time number their rows one after the other, and neither fails."""
    is_writing, goes_on = Event(), Event()
    second: list[Any] = []

    def write_second() -> None:
        with open_database(postgres_url) as other, revising(other, who="second", action="add") as revision:
            save_entry(revision, entry_of("two", en="*two"))
        second.append(True)

    def write_first() -> None:
        with revising(shared, who="first", action="add") as revision:
            save_entry(revision, entry_of("one", en="*one"))
            is_writing.set()
            goes_on.wait(DEADLINE)

    threads = [Thread(target=write_first), Thread(target=write_second)]
    threads[0].start()
    assert is_writing.wait(DEADLINE)
    threads[1].start()
    threads[1].join(0.5)
    assert not second
    goes_on.set()
    for thread in threads:
        thread.join(DEADLINE)
    with shared.reading() as connection:
        rows = connection.execute(text("SELECT id, identifier FROM concept_entries ORDER BY id")).all()

    assert [tuple(row) for row in rows] == [(1, "one"), (2, "two")]


def test_a_writer_does_not_wait_for_ever(shared: Database, postgres_url: str) -> None:
    """Whoever waits too long for another's writing is told in the line that a file's user is told."""
    with shared.writing(), open_database(postgres_url, busy_timeout=50) as other:
        other.patience = 0.1
        with pytest.raises(DatabaseError, match="another program is writing to it; try again; nothing was changed"):
            _write(other)


def test_the_watcher_sees_what_others_write(shared: Database, postgres_url: str) -> None:
    """Whatever another connection changes is seen, with or without a step in the history; reading is no change."""
    watcher = Watcher(shared)
    seen = [watcher.has_changed()]
    with open_database(postgres_url) as other:
        with revising(other, who="other", action="add") as revision:
            save_entry(revision, entry_of("one", en="*one"))
        seen += [watcher.has_changed(), watcher.has_changed()]
        with other.writing() as connection:
            connection.execute(text("UPDATE concept_entries SET definition = 'mined anew'"))
        seen += [watcher.has_changed(), watcher.has_changed()]
        with other.reading() as connection:
            connection.execute(text("SELECT * FROM concept_entries")).all()
        with other.writing():
            pass
        with other.writing(dry_run=True) as connection:
            connection.execute(text("DELETE FROM concept_entries"))
        seen.append(watcher.has_changed())
    watcher.close()

    assert seen == [False, True, False, True, False, False]


def test_a_lost_connection_is_told_and_made_anew(shared: Database, postgres_cluster: Cluster) -> None:
    """A server that is started anew in the middle of a transaction costs that one; the next one works."""
    name = shared.location.rpartition("/")[2]
    with pytest.raises(DatabaseError, match="the connection to the server was lost"):
        _write(shared, lambda: postgres_cluster.disconnect(name))
    postgres_cluster.disconnect(name)
    with revising(shared, who="tester", action="add") as revision:
        save_entry(revision, entry_of("one", en="*one"))
    with shared.reading() as connection:
        assert get_entry(connection, "one").id == "one"


def test_a_user_who_may_only_read_is_told_so(shared: Database, postgres_cluster: Cluster) -> None:
    """A termbase opens for a login without the right to change it, and says that it is read-only."""
    name = shared.location.rpartition("/")[2]
    for statement in (
        "DROP ROLE IF EXISTS translator",
        "CREATE ROLE translator LOGIN PASSWORD 'only-reads'",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO translator",
    ):
        postgres_cluster.execute(sql.SQL(statement), name)
    with open_database(postgres_cluster.url(name, user="translator", password="only-reads")) as reading:  # noqa: S106 - made above
        with reading.reading() as connection:
            assert connection.scalar(text("SELECT count(*) FROM concept_entries")) == 0
        assert reading.is_read_only
        with pytest.raises(DatabaseError, match="read-only"):
            _write(reading)
    assert not shared.is_read_only
    postgres_cluster.execute(sql.SQL("DROP OWNED BY translator; DROP ROLE translator"), name)


def test_new_tables_need_a_right(postgres_url: str, postgres_cluster: Cluster) -> None:
    """A login that may make no tables is told who can help, and none is made."""
    name = postgres_url.rpartition("/")[2]
    postgres_cluster.execute(sql.SQL("DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN PASSWORD 'guest'"))
    with pytest.raises(DatabaseError, match="ask whoever runs it; nothing was changed"):
        open_database(postgres_cluster.url(name, user="guest", password="guest"), create=True)  # noqa: S106 - made above
    postgres_cluster.execute(sql.SQL("DROP ROLE guest"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"password": "wrong"}, "the server refuses the user or the password"),
        ({"user": "nobody"}, "the server refuses the user or the password"),
        ({"database": "nowhere"}, "no such database; make it with: createdb --encoding=UTF8 NAME"),
        ({"port": "closed"}, "the server doesn't answer"),
        ({"host": "glossary.invalid"}, "there is no such host"),
        ({"port": "many"}, "this is no database URL; write: postgresql"),
        ({"scheme": "mysql"}, "this is no database URL; write: postgresql"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    change: dict[str, str], told: str, postgres_url: str, postgres_cluster: Cluster
) -> None:
    """Whatever is wrong with a URL, the message says so in a line, without the password."""
    url = _changed(postgres_url, postgres_cluster, change)
    done = subprocess.run(
        [sys.executable, "-m", "glossary", "--db", url, "terms"],
        capture_output=True,
        text=True,
        check=False,
        timeout=DEADLINE,
    )

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert told in done.stderr
    assert not [secret for secret in _secrets(url) if secret in done.stderr]


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("my.db", "my.db"),
        ("/a folder/a@b:c.db", "/a folder/a@b:c.db"),
        ("postgresql+psycopg://host/base", "postgresql+psycopg://host/base"),
        ("postgresql+psycopg://li@host/base", "postgresql+psycopg://li@host/base"),
        ("postgresql+psycopg://li:s%40@host/base", "postgresql+psycopg://li:***@host/base"),
        ("postgresql://li:a/b@c:d@host:5/base?x=1", "postgresql://li:***@host:5/base?x=1"),
        ("postgresql://host/base?user=li&password=s&x=1", "postgresql://host/base?user=li&password=***&x=1"),
        ("postgresql://host:5/base", "postgresql://host:5/base"),
    ],
)
def test_passwords_are_not_shown(location: str, said: str) -> None:
    """A location can be shown, kept and logged: no password is in it, wherever it stood."""
    assert shown(location) == said


def test_the_location_of_an_open_termbase_has_no_password(shared: Database) -> None:
    """What a termbase is called by programs is without its password."""
    assert shared.location.startswith(f"postgresql+psycopg://{USER}:***@127.0.0.1:")


def test_a_missing_driver_is_told(postgres_url: str) -> None:
    """Without the extra, the line says how to install it."""
    code = (
        "import sys\n"
        "sys.modules['psycopg'] = None\n"
        "from glossary.cli import main\n"
        "raise SystemExit(main(['--db', sys.argv[1], 'terms']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, postgres_url], capture_output=True, text=True, check=False, timeout=DEADLINE
    )

    assert done.returncode == 2
    assert 'pip install "policy-glossary[postgres]"' in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_database_that_keeps_no_chinese_is_refused(postgres_cluster: Cluster) -> None:
    """A database of another encoding than UTF-8 is refused before anything is written to it."""
    statement = (
        "CREATE DATABASE latin OWNER glossary ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0"
    )
    postgres_cluster.execute(sql.SQL(statement))
    with pytest.raises(DatabaseError, match="keeps no Chinese"):
        open_database(postgres_cluster.url("latin"), create=True)
    postgres_cluster.drop_database("latin")


def _make_first(url: str, folder: Path) -> dict[str, int]:
    """Make a termbase as the first version of the program would have; return how many rows each table has."""
    path = folder / "first.db"
    engines = [for_writing(make_engine(location)) for location in (str(path), url)]
    for engine in engines:
        with engine.begin() as connection:
            command.upgrade(schema.alembic_config(connection), "first_schema")
    with closing(sqlite3.connect(path)) as raw, engines[1].begin() as connection:
        raw.executescript(FIRST_ROWS)
        raw.row_factory = sqlite3.Row
        rows = {name: [dict(row) for row in raw.execute(f"SELECT * FROM {name}")] for name in TABLES}  # noqa: S608 - ours
        for name, of_table in rows.items():
            columns = [f'"{column}"' for column in of_table[0]]
            marks = ", ".join("%s" for _ in columns)
            values = [
                tuple(bool(value) if column in TRUTHS else value for column, value in row.items()) for row in of_table
            ]
            connection.exec_driver_sql(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", values)  # noqa: S608 - ours
    for engine in engines:
        engine.dispose()
    return {name: len(of_table) for name, of_table in rows.items()}


def _write(database: Database, meanwhile: Callable[[], object] = list) -> None:
    """Begin to write, let something happen, and go on."""
    with database.writing() as connection:
        meanwhile()
        connection.execute(text("SELECT 1"))


def _changed(url: str, cluster: Cluster, change: dict[str, str]) -> str:
    """Return a URL with one part of it changed."""
    database = change.get("database", url.rpartition("/")[2])
    changed = cluster.url(database, user=change.get("user", USER), password=change.get("password", PASSWORD))
    port = str(free_port()) if change.get("port") == "closed" else change.get("port", str(cluster.port))
    changed = changed.replace(f":{cluster.port}/", f":{port}/").replace("127.0.0.1", change.get("host", "127.0.0.1"))
    return changed.replace("postgresql+psycopg", change.get("scheme", "postgresql+psycopg"))


def _secrets(url: str) -> tuple[str, ...]:
    quoted = url.partition("://")[2].rpartition("@")[0].partition(":")[2]
    return (quoted, PASSWORD, PASSWORD.partition("/")[0])
