"""A job that is cancelled at any moment leaves nothing behind."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from glossary.errors import Cancelled
from glossary.exchange.formats import reader_for, writer_for
from glossary.jobs.exporting import export_file
from glossary.jobs.importing import OnConflict, apply_import, import_file, preview_import
from glossary.jobs.mining import mine_into, mine_past, read_inputs
from glossary.jobs.undoing import undo
from glossary.review.edits import new_entry, with_fields
from glossary.store.database import open_database
from glossary.store.entries.access import count_entries

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from glossary.progress import Progress
    from glossary.store.database import Database

ARTICLE = """Harbour towns look inland

The seamless customs lane (无缝通关通道) links the port with three inland counties, the officials said.

A green freight credit for small carriers was announced as well. The green freight credit starts in May.
"""
ENTRIES = [replace(new_entry(f"harbour pass {number}", "港口通"), id=f"pass-{number}") for number in range(120)]


class Clicking:
    """A user who lets a job go on for so many reports of progress, then cancels it."""

    def __init__(self, patience: int | None = None) -> None:
        self.patience = patience
        self.calls = 0

    def __call__(self, what: str, done: int, total: int) -> None:
        """Count, and cancel when the patience is at its end."""
        assert what
        assert 0 <= done <= (total or done)
        self.calls += 1
        if self.calls == self.patience:
            raise Cancelled


def _content(path: Path) -> list[str]:
    """Return all that the tables of a database hold."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def _assert_cancellable(path: Path, job: Callable[[Progress], Any], prepare: Callable[[], Any] = lambda: None) -> None:
    """Cancel a job at its first and last reports and some between; then let it end."""
    prepare()
    before = _content(path)
    with pytest.raises(Cancelled):
        job(Clicking(1))
    patience = 2
    while True:
        user = Clicking(patience)
        try:
            job(user)
        except Cancelled:
            assert _content(path) == before, f"cancelled at report {patience}"
            patience *= 2
        else:
            break
    total = user.calls
    assert total >= 3
    for last in (total - 1, total):
        prepare()
        before = _content(path)
        with pytest.raises(Cancelled):
            job(Clicking(last))
        assert _content(path) == before


@pytest.fixture
def path(database: Database, tmp_path: Path) -> Path:
    """Return the file of an empty termbase, and an article and a table beside it."""
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    writer_for("tbx-linguist")(ENTRIES, tmp_path / "entries.tbx")
    with database.reading() as connection:
        assert count_entries(connection) == 0
    return tmp_path / "termbase.db"


def test_cancelled_reading_stops() -> None:
    """Nothing is read any more once the user cancels."""
    user = Clicking(1)
    with pytest.raises(Cancelled):
        read_inputs([__file__], progress=user)
    assert user.calls == 1


def test_cancelled_mining_leaves_nothing(path: Path, tmp_path: Path) -> None:
    """Mining with the base, cancelled anywhere, leaves neither the base nor a document nor a candidate."""
    documents = read_inputs([path.parent / "article.txt"]).documents
    opened: list[Database] = []

    def fresh() -> None:
        for former in opened:
            former.close()
        target = tmp_path / f"mine-{len(opened)}.db"
        opened.append(open_database(str(target), create=True))

    def run(patience: int | None) -> int:
        user = Clicking(patience)
        mine_into(opened[-1], documents, who="tester", progress=user)
        return user.calls

    fresh()
    total = run(None)
    fresh()
    file = tmp_path / "mine-1.db"
    before = _content(file)
    for patience in (1, total // 2, total):
        with pytest.raises(Cancelled):
            run(patience)
        assert _content(file) == before, f"cancelled at report {patience} of {total}"
    opened[-1].close()


def test_cancelled_dry_mining_stops(path: Path) -> None:
    """Mining past a termbase stops as well."""
    documents = read_inputs([path.parent / "article.txt"]).documents
    with pytest.raises(Cancelled):
        mine_past(documents, progress=Clicking(5))


def test_cancelled_undo_leaves_everything(database: Database, path: Path) -> None:
    """Undoing a mining computes the candidates anew, and is cancelled as a whole."""
    documents = read_inputs([path.parent / "article.txt"]).documents
    mine_into(database, documents, who="tester", with_base=False)
    before = _content(path)
    with pytest.raises(Cancelled):
        undo(database, who="tester", progress=Clicking(3))
    assert _content(path) == before
    undo(database, who="tester", progress=Clicking())
    assert _content(path) != before


def test_cancelled_import_leaves_nothing(database: Database, path: Path) -> None:
    """An import cancelled while reading, comparing or writing takes in no entry."""
    file = path.parent / "entries.tbx"
    _assert_cancellable(
        path,
        lambda progress: import_file(database, file, who="tester", progress=progress),
        prepare=lambda: _take_back(database),
    )


def test_cancelled_decisions_change_nothing(database: Database, path: Path) -> None:
    """An import that overwrites entries, cancelled between two of them, has overwritten none."""
    import_file(database, path.parent / "entries.tbx", who="tester")
    file = path.parent / "theirs.tbx"
    theirs = [with_fields(entry, subject_field="ports", definition=None, note=None) for entry in ENTRIES]
    writer_for("tbx-linguist")(theirs, file)
    before = _content(path)
    counted = Clicking()
    preview = preview_import(database, file, progress=counted)
    with pytest.raises(Cancelled):
        preview_import(database, file, progress=Clicking(counted.calls))
    for patience in (1, 4, 6, 7, 8):
        with pytest.raises(Cancelled):
            apply_import(database, preview, who="t", default=OnConflict.OVERWRITE, progress=Clicking(patience))
        assert _content(path) == before


def _take_back(database: Database) -> None:
    with database.reading() as connection:
        is_empty = count_entries(connection) == 0
    if not is_empty:
        undo(database, who="tester")


@pytest.mark.parametrize("name", ["out.tbx", "out.csv"])
def test_cancelled_export_leaves_no_file(database: Database, path: Path, name: str) -> None:
    """A cancelled export leaves neither a file nor a part of one, and an earlier file as it was."""
    import_file(database, path.parent / "entries.tbx", who="tester")
    folder = path.parent / "out"
    folder.mkdir()
    user = Clicking()
    assert export_file(database, folder / "whole.tbx", progress=user).written == 120
    (folder / "whole.tbx").unlink()
    for patience in (1, user.calls // 2, user.calls):
        with pytest.raises(Cancelled):
            export_file(database, folder / name, progress=Clicking(patience))
        assert list(folder.iterdir()) == []
    (folder / name).write_text("earlier", "utf-8")
    with pytest.raises(Cancelled):
        export_file(database, folder / name, progress=Clicking(user.calls))
    assert [found.name for found in folder.iterdir()] == [name]
    assert (folder / name).read_text("utf-8") == "earlier"


def test_export_of_chosen_entries(database: Database, path: Path) -> None:
    """Named entries go out in the order of their ids, each once."""
    import_file(database, path.parent / "entries.tbx", who="tester")
    wanted = ["pass-7", "pass-11", "pass-7", "no-such-entry"]
    report = export_file(database, path.parent / "two.tbx", wanted=wanted)
    assert report.written == 2
    assert [entry.id for entry in reader_for("tbx")(path.parent / "two.tbx")] == ["pass-11", "pass-7"]
