"""A termbase on a server kept alike with a folder: written, merged, decided and undone as one in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary.concept import Definition
from glossary.jobs.undoing import undo
from glossary.review.edits import with_fields
from glossary.review.proposed import accept_change
from glossary.store.database import open_database
from glossary.store.log.revisions import revising
from tests.sync.folders import Desk, desk_at
from tests.termbases import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry

TEA = entry_of("tea", en="*green tea", hans="*绿茶/lǜchá|𠮷")
RICE = entry_of("rice", en="*rice", hans="*米/mǐ")


def _definition(entry: ConceptEntry, text: str) -> ConceptEntry:
    return with_fields(entry, subject_field=None, definition=text, note=None)


@pytest.fixture
def desks(tmp_path: Path, postgres_url: str) -> Iterator[tuple[Desk, Desk]]:
    """Return a desk with a file and one with a database on a server, which share a folder and agree."""
    with (
        desk_at(tmp_path / "lin", tmp_path / "text", entries=(TEA, RICE)) as lin,
        open_database(postgres_url, create=True) as database,
    ):
        wang = Desk(database, lin.folder, who="wang")
        lin.dump()
        wang.load()
        yield lin, wang


def test_a_server_and_a_file_come_to_the_same(desks: tuple[Desk, Desk]) -> None:
    """Changes go both ways, a conflict waits on the server as in a file, and both agree in the end."""
    lin, wang = desks
    assert wang.entries() == lin.entries()
    lin.edit("tea", lambda entry: _definition(entry, "lin's"))
    lin.delete("rice")
    wang.edit("tea", lambda entry: _definition(entry, "wang's"))
    wang.add(entry_of("silk", en="*silk"))
    before = wang.entries()
    lin.dump()

    report = wang.load()
    assert (report.deleted, [conflict.identifier for conflict in report.conflicts]) == (("rice",), ["tea"])
    undo(wang.database, who=wang.waiting()[0].who)
    assert (wang.entries(), wang.waiting()) == (before, [])
    wang.load()
    (waiting,) = wang.waiting()
    assert waiting.at.utcoffset() is not None
    with revising(wang.database, who="wang", action="decide") as revision:
        accept_change(revision, waiting.id)
    wang.dump()
    lin.load()

    assert wang.entries() == lin.entries()
    assert lin.entries()["tea"].definition == Definition(text="lin's")
    assert wang.dump().written == ()
