"""Drafts of forms in files: kept, found again, and taken away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from glossary.errors import GlossaryError
from glossary.review.draft import EntryDraft
from glossary.review.edits import new_entry
from glossary.tui.forms.drafts import NEW, DraftFile, find_drafts

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = EntryDraft.of(new_entry("opening-up", "对外开放"))
LOCATION = "/termbases/mine.db"


def _keep(folder: Path, key: str, title: str, location: str = LOCATION) -> DraftFile:
    file = DraftFile(location, key, folder=folder)
    file.keep(title, DRAFT.to_json())
    return file


def _pretend_process(folder: Path, number: int) -> None:
    for path in folder.rglob("*.json"):
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "process": number}), "utf-8")


def test_draft_comes_back_exactly(tmp_path: Path) -> None:
    """What was typed is there again for whoever opens the same entry, and only for that."""
    _keep(tmp_path, "entry opening-up", "opening-up")

    kept = DraftFile(LOCATION, "entry opening-up", folder=tmp_path).restore()
    assert kept is not None
    assert (kept.draft, kept.title, kept.process) == (DRAFT, "opening-up", os.getpid())
    assert DraftFile(LOCATION, "entry Opening-up", folder=tmp_path).restore() is None


def test_drafts_of_a_termbase_are_found_newest_first(tmp_path: Path) -> None:
    """The drafts that wait are those of this termbase, of new entries too."""
    _keep(tmp_path, "entry a", "first")
    _keep(tmp_path, NEW, "second")
    _keep(tmp_path, NEW, "elsewhere", location="/termbases/other.db")

    assert [kept.title for kept in find_drafts(LOCATION, folder=tmp_path)] == ["second", "first"]
    assert find_drafts("/termbases/none.db", folder=tmp_path) == []


def test_keeping_again_writes_the_same_file(tmp_path: Path) -> None:
    """A form has one draft, the newest; nothing is left once it is removed."""
    file = _keep(tmp_path, NEW, "old")
    file.keep("new", DRAFT.to_json())
    assert [kept.title for kept in find_drafts(LOCATION, folder=tmp_path)] == ["new"]

    file.remove()
    file.remove()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_relative_path_is_the_same_termbase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However a file is named, its drafts are found."""
    monkeypatch.chdir(tmp_path)
    _keep(tmp_path, NEW, "draft", location="x.db")

    assert len(find_drafts(str(tmp_path / "x.db"), folder=tmp_path)) == 1


def test_password_of_a_server_is_in_no_file(tmp_path: Path) -> None:
    """Neither names nor contents of the files show the URL of a termbase."""
    _keep(tmp_path, NEW, "draft", location="postgresql+psycopg://me:secret@host/terms")

    for path in tmp_path.rglob("*"):
        assert "secret" not in str(path)
        assert path.is_dir() or b"secret" not in path.read_bytes()


def test_draft_that_another_app_has_open_is_left_alone(tmp_path: Path) -> None:
    """Two apps with the same form open keep two drafts; neither takes or overwrites the other's."""
    _keep(tmp_path, NEW, "theirs")
    _pretend_process(tmp_path, os.getppid())
    mine = DraftFile(LOCATION, NEW, folder=tmp_path)

    assert mine.restore() is None
    assert find_drafts(LOCATION, folder=tmp_path) == []
    mine.keep("mine", DRAFT.to_json())
    assert len(list(tmp_path.rglob("*.json"))) == 2
    assert [kept.title for kept in find_drafts(LOCATION, folder=tmp_path)] == ["mine"]


def test_draft_of_a_process_that_is_gone_waits(tmp_path: Path) -> None:
    """What an app left that was killed is there for the next one."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    _keep(tmp_path, NEW, "left")
    _pretend_process(tmp_path, gone.pid)

    assert [kept.title for kept in find_drafts(LOCATION, folder=tmp_path)] == ["left"]


@pytest.mark.parametrize("content", ["", "{}", "[]", "null", '{"v": 2}', '{"v": 1, "key": "new"}', "\udcff"])
def test_file_that_is_no_draft_is_passed_over(tmp_path: Path, content: str) -> None:
    """A broken or foreign file among the drafts hides none of them."""
    _keep(tmp_path, NEW, "draft")
    home = next(tmp_path.rglob("*.json")).parent
    (home / "broken.json").write_bytes(content.encode("utf-8", "surrogateescape"))

    assert [kept.title for kept in find_drafts(LOCATION, folder=tmp_path)] == ["draft"]


def test_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    """Where drafts can't be kept, that is told, with the place."""
    (tmp_path / "drafts").write_text("a file")

    with pytest.raises(GlossaryError, match="drafts can't be kept there"):
        _keep(tmp_path / "drafts", NEW, "draft")
