"""The commands ``db dump``, ``db load``, ``db merge-file`` and ``changes``: what they print, and how they end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from glossary.cli import main
from glossary.exchange.text_form import path_of
from glossary.store.database import open_database
from glossary.store.entries.access import find_entries
from glossary.store.log.revisions import revising
from glossary.store.proposed_changes import propose_change
from glossary.vocabulary import ProposedKind
from tests.termbases import entry_of, write_termbase

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

TEA, RICE = entry_of("tea", en="*tea", hans="*茶/chá"), entry_of("rice", en="*rice", hans="*米/mǐ")


@pytest.fixture
def termbase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a termbase of two entries, which the commands work on."""
    path = write_termbase(tmp_path / "termbase.db", [TEA, RICE])
    monkeypatch.setenv("GLOSSARY_DB", str(path))
    monkeypatch.setenv("GLOSSARY_USER", "wang")
    monkeypatch.chdir(tmp_path)
    return path


@pytest.fixture
def conflict(termbase: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return the termbase with a conflict that waits, on the subject field of one entry."""
    assert main(["db", "dump", "text"]) == 0
    file = tmp_path / "text" / path_of("tea")
    file.write_text(file.read_text("utf-8").replace('id = "tea"\n', 'id = "tea"\nsubject_field = "theirs"\n'), "utf-8")
    assert main(["edit", "tea", "--subject-field", "ours"]) == 0
    assert main(["db", "load", "text"]) == 1
    capsys.readouterr()
    return termbase


def _json(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def _ids(termbase: Path) -> list[str]:
    with open_database(str(termbase)) as database, database.reading() as connection:
        return [entry.id for entry in find_entries(connection)]


def _suggest(termbase: Path, who: str, english: str = "*silk") -> None:
    with open_database(str(termbase)) as database, revising(database, who=who, action="propose") as revision:
        proposed = entry_of("", en=english)
        propose_change(revision, kind=ProposedKind.SUGGESTION, identifier="", base=None, proposed=proposed)


@pytest.mark.usefixtures("termbase")
def test_dump_and_load_say_what_they_did(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Both print counts, or one JSON object; a new termbase can begin with a load."""
    assert main(["db", "dump", "text"]) == 0
    assert capsys.readouterr().out == "entries\t2\nwritten\t2\nremoved\t0\n"
    assert main(["db", "dump", "text", "--json"]) == 0
    assert _json(capsys) == [{"v": 1, "entries": 2, "written": [], "removed": [], "held": []}]

    other = ["--db", str(tmp_path / "other.db"), "db", "load", "text"]
    assert main([*other, "--dry-run"]) == 0
    assert capsys.readouterr().out == "added\trice\nadded\ttea\n"
    assert main([*other, "--json"]) == 0
    (shape,) = _json(capsys)
    assert (shape["files"], shape["added"], shape["conflicts"]) == (2, ["rice", "tea"], [])
    assert _ids(tmp_path / "other.db") == ["rice", "tea"]


def test_changes_are_listed_shown_and_decided(conflict: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A list tells what differs, one change shows all three texts, and accepting takes what is proposed."""
    assert main(["changes"]) == 0
    listed = capsys.readouterr()
    assert listed.out.splitlines()[1].split()[:4] == ["1", "conflict", "tea", "wang"]
    assert "subject_field" in listed.out
    assert "glossary changes accept ID" in listed.err
    assert main(["changes", "show", "1"]) == 0
    assert "subject_field\n  base    —\n  ours    ours\n  theirs  theirs\n" in capsys.readouterr().out

    assert main(["changes", "accept", "1", "--json"]) == 0
    (shape,) = _json(capsys)
    assert (shape["accepted"], shape["entry"]["subject_field"]) == (1, "theirs")
    assert main(["changes"]) == 1
    assert "no change waits" in capsys.readouterr().err
    assert main(["undo"]) == 0
    capsys.readouterr()
    assert main(["changes", "--kind", "conflict", "--entry", "tea", "--json"]) == 0
    shape = _json(capsys)[-1]
    assert (shape["id"], shape["name"], shape["ours"]["subject_field"]) == (1, "tea", "ours")
    assert shape["differences"] == [{"field": "subject_field", "base": "", "ours": "ours", "theirs": "theirs"}]
    assert conflict.exists()


@pytest.mark.usefixtures("conflict")
def test_rejecting_is_done_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    """A rejected change waits no more, and can't be decided again."""
    assert main(["changes", "reject", "1"]) == 0
    assert capsys.readouterr().out == "rejected\t1\n"
    assert main(["changes", "accept", "1"]) == 1
    assert capsys.readouterr().err == (
        "glossary: 1: no change with this id waits for a decision; list them with: glossary changes\n"
    )


def test_several_are_decided_in_one_step_or_none(conflict: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where one of several changes can't be accepted none is, and one undo takes all of them back."""
    _suggest(conflict, "lin")
    assert main(["changes", "accept", "1", "2", "9"]) == 1
    assert _ids(conflict) == ["rice", "tea"]
    assert main(["changes", "accept", "1", "2"]) == 0
    assert _ids(conflict) == ["rice", "silk", "tea"]
    assert main(["undo"]) == 0
    assert _ids(conflict) == ["rice", "tea"]
    assert "accept 2 changes" in capsys.readouterr().out


def test_a_new_entry_is_not_added_twice(termbase: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A suggested entry whose English term another one has is added only on demand."""
    _suggest(termbase, "lin", "*tea")
    assert main(["changes", "accept", "1"]) == 2
    assert "add --allow-duplicate" in capsys.readouterr().err
    assert main(["changes", "accept", "1", "--allow-duplicate"]) == 0
    assert _ids(termbase) == ["rice", "tea", "tea-2"]


def test_only_ones_own_can_be_withdrawn(termbase: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A suggestion is taken back by who made it, and by nobody else."""
    _suggest(termbase, "lin")
    _suggest(termbase, "wang")
    assert main(["changes", "withdraw", "1"]) == 2
    assert "lin proposed this change" in capsys.readouterr().err
    assert main(["changes", "withdraw", "2"]) == 0
    assert capsys.readouterr().out == "withdrawn\t2\n"


@pytest.mark.usefixtures("termbase")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["db", "load", "nowhere"], "nowhere: no such folder"),
        (["db", "load", "."], "do so with: glossary db dump ."),
        (["db", "dump", "termbase.db"], "can't be written"),
        (["db", "dump", ""], "can't be the name of a folder"),
        (["db", "load", "x\0y"], "can't be the name of a folder"),
        (["db", "dump", "x" * 300], "can't be written"),
        (["db", "load", "x" * 300], "can't be read"),
        (["db", "load", "text", "--prefer", "mine"], "invalid choice"),
        (["db", "merge-file", "a", "b", "c"], "can't be read"),
        (["changes", "show", "0"], "at least 1"),
        (["changes", "show", "99999999999999999999"], "is too large"),
        (["changes", "accept", "x"], "no whole number"),
        (["changes", "--limit", "0"], "at least 1"),
    ],
)
def test_wrong_use_is_one_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What can't be done is told in one line with code 2, without a traceback."""
    try:
        code = main(arguments)
    except SystemExit as error:
        code = int(error.code or 0)

    assert code == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert said in lines[-1]
    assert sum("glossary" in line for line in lines if not line.startswith(("usage", " "))) == 1
