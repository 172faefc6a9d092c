"""Whatever the terminal app does has a command: its output, its exit code, and nothing changed by a mistake."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from glossary.cli import main
from glossary.concept import Definition
from glossary.exchange.formats import writer_for
from glossary.jobs.mining import mine_into, read_inputs
from glossary.review.edits import with_fields
from glossary.store.database import open_database
from glossary.store.entries.access import find_entries
from tests.backends import copied, place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from glossary.concept import ConceptEntry

ARTICLE = """Rivers get their keepers

Every town now has a river chief system. The river chief system covers each stream, officials said.

The province also runs a river warden scheme. The river warden scheme began in Zhejiang, officials said.
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a termbase in which one article was mined."""
    folder = tmp_path_factory.mktemp("template")
    (folder / "article.txt").write_text(ARTICLE, "utf-8")
    with open_database(place(folder / "termbase.db"), create=True) as opened:
        mine_into(opened, read_inputs([folder / "article.txt"]).documents, who="tester", with_base=False)
    return folder / "termbase.db"


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """Return a copy of the termbase for one test."""
    return copied(template, tmp_path / "termbase.db")


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """Return a function that runs a command on the termbase and returns the lines of its output."""

    def call(*arguments: str, code: int = 0) -> list[str]:
        try:
            done = main(["--db", place(path), *arguments])
        except SystemExit as error:
            done = int(error.code or 0)
        captured = capsys.readouterr()
        assert done == code, captured.err
        if code == 2:
            assert len(captured.err.splitlines()) == 1
            return captured.err.splitlines()
        return captured.out.splitlines()

    return call


def _entries(path: Path) -> dict[str, ConceptEntry]:
    with open_database(place(path)) as opened, opened.reading() as connection:
        return {entry.id: entry for entry in find_entries(connection)}


def _objects(lines: list[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines]


def test_rejected_candidates_are_reopened(run: Callable[..., list[str]]) -> None:
    """``reopen`` takes a rejection back; a candidate that wasn't rejected is refused."""
    run("reject", "river chief system", "river warden scheme")
    assert run("reopen", "river chief system", "river warden scheme") == [
        "pending\triver chief system",
        "pending\triver warden scheme",
    ]
    assert run("history", "--limit", "1")[0].endswith("reopen 2 candidates")
    assert "only rejected candidates" in run("reopen", "river chief system", code=2)[0]


def test_batch_is_accepted_whole_or_not(run: Callable[..., list[str]], path: Path) -> None:
    """Several candidates are accepted in one step; one that can't be is named, and none is accepted."""
    refused = run("accept", "river chief system", "no such thing", code=2)[0]
    assert "can't accept 2 candidates, nothing was changed: no such thing" in refused
    assert _entries(path) == {}
    assert len(run("accept", "river chief system", "river warden scheme")) == 2
    assert run("history", "--limit", "1")[0].endswith("accept 2 candidates")


def test_entries_are_joined_split_and_restored(run: Callable[..., list[str]], path: Path) -> None:
    """``join``, ``split`` and ``restore`` do what they say and print the entries."""
    run("accept", "river chief system", "--equivalent", "河长制")
    run("accept", "river warden scheme", "--equivalent", "河湖警长制")
    before = _entries(path)
    joined = _objects(run("join", "river-chief-system", "river-warden-scheme", "--json"))[0]
    assert [term["term"] for term in joined["terms"]] == [
        "river chief system",
        "river warden scheme",
        "河长制",
        "河湖警长制",
    ]
    assert list(_entries(path)) == ["river-chief-system"]
    both = _objects(run("split", "river-chief-system", "river warden scheme", "河湖警长制", "--id", "warden", "--json"))
    assert [entry["id"] for entry in both] == ["river-chief-system", "warden"]
    assert both[1]["references"] == ["river-chief-system"]
    run("restore", "river-chief-system", "--revision", "2")
    assert _entries(path)["river-chief-system"] == before["river-chief-system"]
    run("restore", "river-warden-scheme", "--revision", "4", "--before")
    assert _entries(path)["river-warden-scheme"] == before["river-warden-scheme"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["join", "river-chief-system", "river-chief-system"], 2, "name the other entries"),
        (["join", "river-chief-system", "nowhere"], 1, ""),
        (["split", "river-chief-system", "river chief system"], 2, "both entries need at least one"),
        (["split", "river-chief-system", "pond"], 1, ""),
        (["restore", "river-chief-system", "--revision", "1"], 2, "wasn't there after revision 1"),
        (["restore", "nowhere", "--revision", "1"], 1, ""),
        (["restore", "river-chief-system"], 2, "required: --revision"),
        (["edit", "river-chief-system", "--move", "river chief system=down"], 2, "no number of places"),
        (["edit", "river-chief-system", "--remove-context", "river chief system=9"], 1, ""),
        (["edit", "river-chief-system", "--remove-context", "river chief system=x"], 2, "no whole number"),
        (["edit", "river-chief-system", "--remove-reference", "x"], 1, ""),
        (["edit", "river-chief-system", "--term-note", "pond=x"], 1, ""),
        (["occurrences", "pond"], 1, ""),
        (["occurrences", "pond", "--limit", "0"], 2, "at least 1"),
    ],
)
def test_mistakes_change_nothing(
    run: Callable[..., list[str]], path: Path, arguments: list[str], code: int, message: str
) -> None:
    """A mistake gets its exit code and one line, and the termbase is as it was."""
    run("accept", "river chief system")
    before = _entries(path)
    lines = run(*arguments, code=code)
    assert message in " ".join(lines)
    assert _entries(path) == before


def test_details_are_edited(run: Callable[..., list[str]], path: Path) -> None:
    """Order, notes, sources, contexts and references of an entry can be edited; all options are one step."""
    run("add", "lake chief", "湖长", "--context", "The lake chief came.", "--note", "First.")
    run("edit", "lake-chief", "--add-term", "en=lake head", "--reference", "x", "--context", "lake chief=She left.")
    run(
        *(
            "edit",
            "lake-chief",
            "--move",
            "lake head=-1",
            "--remove-context",
            "lake chief=1",
            "--remove-reference",
            "x",
        ),
        *("--term-note", "lake head=informal", "--term-source", "lake head=Xinhua", "--remove-note", "1"),
        *("--language-definition", "en=Who keeps a lake."),
    )
    entry = _entries(path)["lake-chief"]
    first, second = (term for _, term in entry.find_terms("en"))
    assert (first.term, first.notes, first.source) == ("lake head", ("informal",), "Xinhua")
    assert [context.text for context in second.contexts] == ["She left."]
    assert (entry.references, entry.notes) == ((), ())
    assert entry.sections[0].definition is not None
    assert len(run("history", "lake-chief")) == 3


def test_nothing_that_is_typed_twice_is_dropped(run: Callable[..., list[str]], path: Path) -> None:
    """Several notes are all kept; of two definitions neither is taken, and it is said why."""
    run("add", "lake chief", "湖长", "--note", "First.", "--note", "Second.")
    run("edit", "lake-chief", "--note", "Third.", "--note", "Fourth.")
    entry = _entries(path)["lake-chief"]
    assert entry.notes == ("First.", "Second.", "Third.", "Fourth.")
    (told,) = run("edit", "lake-chief", "--definition", "One.", "--definition", "Two.", code=2)
    assert "argument --definition: it is given twice" in told
    assert _entries(path)["lake-chief"] == entry


def test_another_definition_has_another_source(
    run: Callable[..., list[str]], path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``edit --definition`` leaves the source of the former text behind, says so, and an undo brings both back."""
    run("add", "lake chief", "湖长")
    run("edit", "lake-chief", "--definition", "Who keeps a lake.", "--definition-source", "Xinhua")
    before = _entries(path)
    run("edit", "lake-chief", "--definition", "Who keeps a lake.")
    assert _entries(path) == before
    capsys.readouterr()
    main(["--db", place(path), "edit", "lake-chief", "--definition", "An official."])
    assert "took its source along (Xinhua); glossary undo brings both back" in capsys.readouterr().err
    assert _entries(path)["lake-chief"].definition == Definition(text="An official.")
    run("undo")
    assert _entries(path) == before


def test_occurrences_stand_under_each_other(run: Callable[..., list[str]]) -> None:
    """``occurrences`` prints a line each, with the terms under each other, of entries and of candidates."""
    lines = run("occurrences", "river chief system")
    assert len(lines) == 2
    wide = max(len(hit["left"]) for hit in _objects(run("occurrences", "river chief system", "--json")))
    assert [line[wide:].startswith("river chief system") for line in lines] == [True, True]
    assert all(line.endswith("(article.txt)") for line in lines)
    run("add", "town", "镇")
    found = _objects(run("occurrences", "town", "--json"))
    assert [(hit["text"], hit["left"], hit["v"]) for hit in found] == [("town", "Every ", 1)]
    assert len(run("occurrences", "river chief system", "--limit", "1")) == 1


def test_import_lists_conflicts_and_takes_decisions(run: Callable[..., list[str]], path: Path, tmp_path: Path) -> None:
    """A dry run numbers the conflicts, and ``--decide`` settles them one by one."""
    run("add", "lake chief", "湖长")
    run("add", "pond chief", "塘长")
    ours = _entries(path)
    theirs = [with_fields(entry, subject_field="law", definition=None, note=None) for entry in ours.values()]
    file = str(tmp_path / "theirs.tbx")
    writer_for("tbx-linguist")(theirs, file)
    lines = run("import", file, "--dry-run")
    counts = {"added": 0, "filled": 0, "extended": 0, "overwritten": 0, "same": 0, "skipped": 2, "ambiguous": 0}
    assert lines[:8] == [*(f"{what}\t{count}" for what, count in counts.items()), "empty\t0"]
    assert lines[8:] == ["1\tlake-chief\tsubject field\t\tlaw\tid", "2\tpond-chief\tsubject field\t\tlaw\tid"]
    told = _objects(run("import", file, "--dry-run", "--json"))
    assert (told[0]["skipped"], [found["number"] for found in told[1:]]) == (2, [1, 2])
    assert told[1]["differences"] == [{"field": "subject field", "ours": "", "theirs": "law"}]
    assert "no conflict has number 3" in run("import", file, "--decide", "3=fill", code=2)[0]
    assert "is none of skip, fill, overwrite" in run("import", file, "--decide", "2=merge", code=2)[0]
    assert _entries(path) == ours
    assert "overwritten\t1" in run("import", file, "--decide", "2=overwrite")
    assert [entry.subject_field for entry in _entries(path).values()] == [None, "law"]


def test_statistics_are_printed(run: Callable[..., list[str]]) -> None:
    """``db stats`` prints the rows of everything and the figures of the termbase, as lines and as one object."""
    run("accept", "river chief system", "--equivalent", "河长制", "--subject-field", "ecology and energy")
    lines = run("db", "stats")
    assert {"entries\t1", "candidates, accepted\t1", "entries, ecology and energy\t1"} <= set(lines)
    assert "entries in one document\t1" in lines
    (found,) = _objects(run("db", "stats", "--json"))
    assert (found["v"], found["entries"], found["candidates_by_status"]["accepted"]) == (1, 1, 1)
    assert found["coverage"][0]["settled"] == 1
    assert len(found["activity"]) == 30
