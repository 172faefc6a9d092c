"""A termbase copied whole between a file and a server."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from sqlalchemy import text

from glossary.cli import main
from glossary.errors import Conflict, DatabaseError
from glossary.store.copies.copying import copy_termbase, open_empty
from glossary.store.database import open_database
from glossary.store.entries.access import add_entries, delete_entry, get_entry, save_entry
from glossary.store.integrity import find_problems
from glossary.store.log.history import undo
from glossary.store.log.revisions import revising
from tests.postgres_cluster import PASSWORD
from tests.termbases import entry_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.files
#: The inner tables of SQLite's full text indexes depend on the order in which they were filled.
INNER = ("term_search", "term_trigrams", "sqlite_")
#: Tables whose new rows the server numbers.
NUMBERED = ("changes", "users", "tokens", "lookup_misses", "claims")
AWKWARD = "𠮷 🚄 “引号” 'single' \"double\" \\N \t ％ {json} [] null é é"


@pytest.fixture
def generated(tmp_path: Path) -> Path:
    """Return a termbase with entries of all kinds of texts, a history with an undone step, and gaps in its ids."""
    path = tmp_path / "generated.db"
    entries = [
        entry_of(f"e{number}{AWKWARD}", en=f"*term {number} {AWKWARD}|!old {number}", hans=f"*词条{number}𠮷/cítiáo")
        for number in range(1_500)
    ]
    with open_database(str(path), create=True) as database:
        with revising(database, who="李梅", action="add", summary=AWKWARD) as revision:
            add_entries(revision, entries, origin="person")
            save_entry(revision, entry_of("long", en=f"*long {'x' * 1_000}", hans=f"*{'长' * 900}"))
        with revising(database, who="李梅", action="delete") as revision:
            for entry in entries[::60]:
                delete_entry(revision, entry.id)
        with revising(database, who="李梅", action="add") as revision:
            save_entry(revision, entry_of("undone", en="*undone"))
        with database.writing() as connection:
            undo(connection, who="李梅")
    return path


@pytest.mark.parametrize("name", ["mined", "generated"])
def test_there_and_back_is_the_same(
    name: str, request: pytest.FixtureRequest, tmp_path: Path, postgres_url: str
) -> None:
    """From a file to a server and back, every row of every table is what it was, to the byte."""
    path: Path = request.getfixturevalue(f"{name}_file" if name == "mined" else name)
    back = tmp_path / "back.db"
    with open_database(str(path)) as source, open_empty(postgres_url) as server:
        counts = copy_termbase(source, server)
        with server.reading() as connection:
            problems = list(find_problems(connection))
    with open_database(postgres_url) as server, open_empty(str(back)) as target:
        assert copy_termbase(server, target) == counts

    assert counts["concept_entries"] > 1_000
    assert problems == []
    assert _contents(back) == _contents(path)


def test_new_rows_get_free_ids(generated: Path, postgres_url: str) -> None:
    """Work goes on in the copy: new rows are numbered after those that came, and steps can be taken back."""
    with open_database(str(generated)) as source, open_empty(postgres_url) as server:
        copy_termbase(source, server)
        with revising(server, who="tester", action="add") as revision:
            save_entry(revision, entry_of("new", en="*new", hans="*新"))
        with server.reading() as connection:
            last = connection.execute(text("SELECT who FROM revisions ORDER BY id DESC LIMIT 1")).scalar_one()
            found = get_entry(connection, "new")
            following = {name: _next_id(connection, name) for name in NUMBERED}
            highest = {name: connection.scalar(text(f"SELECT max(id) FROM {name}")) or 0 for name in NUMBERED}  # noqa: S608 - see above
        with server.writing() as connection:
            undo(connection, who="tester")

    assert last == "tester"
    assert found.id == "new"
    assert following == {name: number + 1 for name, number in highest.items()}


def test_only_into_what_is_empty(generated: Path, tmp_path: Path, postgres_url: str) -> None:
    """A termbase that is there, also one of an older version, is neither mixed with a copy nor changed."""
    with open_database(postgres_url, create=True) as taken:
        with revising(taken, who="tester", action="add") as revision:
            save_entry(revision, entry_of("theirs", en="*theirs"))
        with open_database(str(generated)) as source, pytest.raises(Conflict, match="there is a termbase in it"):
            copy_termbase(source, taken)
        with taken.reading() as connection:
            assert connection.execute(text("SELECT identifier FROM concept_entries")).scalars().all() == ["theirs"]
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as raw:
        raw.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        raw.execute("INSERT INTO alembic_version VALUES ('first_schema')")
        raw.commit()
    before = old.read_bytes()
    with pytest.raises(Conflict, match="there is a termbase in it"):
        _open_and_leave(str(old))
    assert old.read_bytes() == before
    assert list(tmp_path.glob("old.db?*")) == []


def test_nothing_is_left_of_a_copy_that_fails(generated: Path, tmp_path: Path, postgres_url: str) -> None:
    """What the server can't keep ends the copy with a line that says so, and the server has no row of it."""
    with open_database(str(generated)) as source, revising(source, who="tester", action="add") as revision:
        save_entry(revision, entry_of("nul", en="*before\0after"))
    with open_database(str(generated)) as source, open_empty(postgres_url) as server:
        with pytest.raises(DatabaseError, match="NUL"):
            copy_termbase(source, server)
        with server.reading() as connection:
            assert connection.scalar(text("SELECT count(*) FROM concept_entries")) == 0
    new = tmp_path / "folder" / "new.db"
    with pytest.raises(RuntimeError):
        _open_and_leave(str(new), fails=True)
    assert list(new.parent.iterdir()) == []


def test_the_command(generated: Path, tmp_path: Path, postgres_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says what it copied where, without the password, and refuses what can't be done in one line."""
    assert main(["db", "copy", str(generated), postgres_url, "--json"]) == 0
    shape = json.loads(capsys.readouterr().out)
    assert shape["v"] == 1
    assert shape["rows"]["revisions"] == 3
    assert shape["to"] == postgres_url.replace(quote(PASSWORD, safe=""), "***")

    assert main(["db", "copy", str(generated), postgres_url]) == 2
    assert main(["db", "copy", postgres_url, str(tmp_path / "back.db")]) == 0
    assert main(["db", "copy", str(tmp_path / "none.db"), str(tmp_path / "other.db")]) == 2
    said = capsys.readouterr()

    assert "nothing was changed" in said.err
    assert "there is no termbase here yet" in said.err
    assert "concept_entries\t" in said.out
    assert not (tmp_path / "other.db").exists()
    assert PASSWORD not in said.err + said.out
    assert postgres_url not in said.err + said.out


def _contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables, as the file has them."""
    with closing(sqlite3.connect(path)) as raw:
        names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        return {
            name: raw.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 - names of the schema
            for (name,) in names
            if not name.startswith(INNER)
        }


def _next_id(connection: Any, table: str) -> int:  # noqa: ANN401 - a connection
    name = connection.scalar(text("SELECT pg_get_serial_sequence(:table, 'id')"), {"table": table})
    last, is_called = connection.execute(text(f"SELECT last_value, is_called FROM {name}")).one()  # noqa: S608 - the server's
    return int(last) + bool(is_called)


def _open_and_leave(location: str, *, fails: bool = False) -> None:
    with open_empty(location):
        if fails:
            raise RuntimeError
