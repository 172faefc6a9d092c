"""What an import didn't take is told row by row; columns are shown and can be named; a broken file leaves nothing."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from glossary.cli import main
from glossary.errors import FormatError, UsageError
from glossary.jobs.importing import import_file, preview_import, write_not_taken
from glossary.store.database import open_database
from glossary.store.entries.access import count_entries, find_entries
from tests.backends import place
from tests.termbases import entry_of, write_termbase

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.store.database import Database

_TABLE = """词条,译名,注音,页码
harbour pass,港口通,n,3
,,,4
levy,征收,,5
"""


@pytest.fixture
def termbase(tmp_path: Path) -> Path:
    """Return the file of a termbase with two homonyms and an entry."""
    entries = [
        entry_of("pass", en="*harbour pass", hans="*港口通"),
        entry_of("levy-1", en="*tax", hans="*征收"),
        entry_of("levy-2", en="*tax", hans="*征税"),
    ]
    return write_termbase(tmp_path / "termbase.db", entries)


def test_every_row_that_is_not_taken_has_a_reason(
    termbase: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """stderr, the JSON object and the report name the same rows, with line or position, and why."""
    file, report = tmp_path / "a.csv", tmp_path / "report.csv"
    file.write_text("en,zh,subject_field\nharbour pass,港口通,trade\n,,x\ntax,,law\nlake chief,湖长,\n", "utf-8")
    run = ["--db", place(termbase), "import", str(file), "--json", "--report", str(report)]
    assert main([*run, "--dry-run"]) == 0
    tried = json.loads(capsys.readouterr().out.splitlines()[0])
    assert main(run) == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert {**tried, "dry_run": False} == told
    assert (told["added"], told["skipped"], told["ambiguous"]) == (1, 1, 1)
    rows = [(row["line"], row["position"], row["entry"], row["kind"]) for row in told["not_taken"]]
    assert rows == [(3, None, None, "unreadable"), (None, 1, "pass", "differs"), (None, 2, None, "ambiguous")]
    with report.open(encoding="utf-8", newline="") as opened:
        table = list(csv.DictReader(opened))
    assert [row["reason"] for row in table] == [row["reason"] for row in told["not_taken"]]
    assert [row["term"] for row in table] == ["", "harbour pass", "tax"]
    assert err.count("not taken: ") == 3
    assert "subject field" in err


def test_many_rows_are_told_in_part(termbase: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After twenty rows stderr says how many more there are, and where they are listed."""
    file = tmp_path / "a.csv"
    file.write_text("en,zh,notes\n" + ",,x\n" * 25, "utf-8")
    assert main(["--db", place(termbase), "import", str(file)]) == 0
    err = capsys.readouterr().err
    assert err.count("not taken: ") == 20
    assert "… and 5 more; --report FILE lists them all" in err


def test_a_report_that_cannot_be_written_stops_the_import(
    termbase: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is imported where the report can't be kept; a broken file leaves an earlier report as it was."""
    file, report = tmp_path / "a.csv", tmp_path / "report.csv"
    file.write_text("en,zh\nlake chief,湖长\n", "utf-8")
    assert main(["--db", place(termbase), "import", str(file), "--report", str(tmp_path / "no" / "r.csv")]) == 2
    report.write_text("earlier", "utf-8")
    file.write_text("en,zh\nlake chief,湖长\nx,y,z\n", "utf-8")
    assert main(["--db", place(termbase), "import", str(file), "--report", str(report)]) == 2
    assert "a.csv:3" in capsys.readouterr().err
    assert report.read_text("utf-8") == "earlier"
    with open_database(place(termbase)) as database, database.reading() as connection:
        assert count_entries(connection) == 3


def test_reports_hold_no_formula(tmp_path: Path, database: Database) -> None:
    """A term that a spreadsheet would calculate is a text in the report."""
    file = tmp_path / "a.csv"
    file.write_text("en,zh\n=1+1,港口通\n", "utf-8")
    import_file(database, file, who="tester")
    file.write_text("en,zh,notes\n=1+1,港口通,n\n", "utf-8")
    report, _ = import_file(database, file, who="tester")
    write_not_taken(report.not_taken, tmp_path / "report.csv")
    with (tmp_path / "report.csv").open(encoding="utf-8", newline="") as opened:
        assert next(csv.DictReader(opened))["term"] == "'=1+1"


def test_guessed_columns_are_shown(termbase: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line says what the columns of somebody's table were taken for, also in a trial."""
    file = tmp_path / "a.csv"
    file.write_text(_TABLE, "utf-8")
    assert main(["--db", place(termbase), "import", str(file), "--dry-run"]) == 0
    lines = [line for line in capsys.readouterr().err.splitlines() if "columns:" in line]
    taken = "taken “词条” as en_preferred, “译名” as zh-Hans_preferred; ignored “注音”, “页码”"
    assert lines == [f"glossary: {file}: columns: {taken}; --columns HEADER=COLUMN says it otherwise"]


@pytest.mark.parametrize("ending", ["csv", "tsv"])
def test_columns_can_be_named(termbase: Path, tmp_path: Path, ending: str) -> None:
    """``--columns`` says what a column holds, or that it is ignored; then nothing is guessed of it."""
    file = tmp_path / f"a.{ending}"
    file.write_text(_TABLE if ending == "csv" else _TABLE.replace(",", "\t"), "utf-8")
    named = "注音=notes, 页码="
    assert main(["--db", place(termbase), "import", str(file), "--columns", named, "--on-conflict", "fill"]) == 0
    with open_database(place(termbase)) as database, database.reading() as connection:
        entries = {entry.id: entry for entry in find_entries(connection)}
    assert entries["pass"].notes == ("n",)
    assert entries["levy"].preferred("zh-Hans") is not None


def test_wrong_columns_are_refused(database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A column that the table lacks, one that isn't ours, and a format without columns each get one line."""
    file = tmp_path / "a.csv"
    file.write_text(_TABLE, "utf-8")
    for columns, said in (({"nothing": "notes"}, "no such column"), ({"页码": "page"}, "no column of ours")):
        with pytest.raises(UsageError, match=said):
            preview_import(database, file, columns=columns)
    with pytest.raises(UsageError, match="columns can't be named"):
        preview_import(database, file, format_name="omegat", columns={"页码": "notes"})
    with pytest.raises(SystemExit):
        main(["import", str(file), "--columns", "页码"])
    assert "has no =" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16", "utf-16-le", "utf-8-sig"])
def test_tables_in_other_encodings_are_read_or_refused(
    termbase: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    """What Excel writes comes in right, or one line says in which encoding to save it; never as other characters."""
    file = tmp_path / "a.csv"
    file.write_bytes("English,Chinese\nlake chief,湖泊\n".encode(encoding))
    code = main(["--db", place(termbase), "import", str(file)])
    err = capsys.readouterr().err
    with open_database(place(termbase)) as database, database.reading() as connection:
        terms = {term.term for entry in find_entries(connection) for _, term in entry.find_terms("zh-Hans")}
    assert terms - {"湖泊"} == {"港口通", "征收", "征税"}
    assert (code == 0) == ("湖泊" in terms)
    if code:
        assert len(err.splitlines()) == 1
        assert "a.csv" in err


def test_an_error_in_the_last_row_leaves_nothing(database: Database, tmp_path: Path) -> None:
    """A file of thousands of rows whose last is broken takes in none of them."""
    file = tmp_path / "a.csv"
    rows = "".join(f"term {number},词{number}\n" for number in range(3000))
    file.write_text(f"en,zh\n{rows}one,two,three,four\n", "utf-8")
    with pytest.raises(FormatError, match=r"a\.csv:3002: has 4 cells"):
        import_file(database, file, who="tester")
    with database.reading() as connection:
        assert count_entries(connection) == 0


def test_characters_of_the_other_writing_are_told(database: Database, tmp_path: Path) -> None:
    """A column of Chinese may hold either writing: what is evidently the other one is named, and left as it is."""
    file = tmp_path / "a.csv"
    file.write_text("en,zh,zh-Hant\nworker,生產者,生产者\nforest,森林,森林\nports,港口與台,\n", "utf-8")
    preview = preview_import(database, file)
    told = [issue.message for issue in preview.issues]
    assert told == [
        "2 terms stand under zh-Hans in Traditional characters; nothing was converted: 生產者, 港口與台",
        "1 term stands under zh-Hant in Simplified characters; nothing was converted: 生产者",
    ]
    assert preview.new == 3
