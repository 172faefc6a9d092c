"""The command in surroundings that no program likes: streams that are closed or full, odd environments, signals."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.hostile.places import CHINESE, ENGLISH, describe
from tests.hostile.test_hostile_commands import unprivileged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 120
_ROWS: list[tuple[str, int, str]] = []


class Case(NamedTuple):
    """What is hostile, the command line, what surrounds it, and what must become of it."""

    what: str
    words: tuple[str, ...]
    code: int
    says: str
    #: What the shell does with the streams.
    streams: str = ""
    #: Set in the environment, or taken away.
    environment: tuple[tuple[str, str | None], ...] = ()
    #: The settings file of the folder.
    settings: bytes = b""
    says_nothing: bool = False


_NO_DB = (("GLOSSARY_DB", None),)
_CASES = (
    Case("output to a full disk", ("terms",), 2, "no space left", "> /dev/full"),
    Case("JSON to a full disk", ("terms", "--json"), 2, "no space left", "> /dev/full"),
    Case("a look-up to a full disk", ("lookup", "AI"), 2, "no space left", "> /dev/full"),
    Case("messages to a full disk", ("show", "nothing"), 1, "", "2> /dev/full", says_nothing=True),
    Case("output closed", ("terms",), 0, "", ">&-"),
    Case("messages closed", ("show", "nothing"), 1, "", "2>&-", says_nothing=True),
    Case("all streams closed", ("lookup", "AI"), 0, "", "<&- >&- 2>&-", says_nothing=True),
    Case("input closed", ("lookup", "--stdin"), 1, "", "<&-", says_nothing=True),
    Case("input closed", ("annotate", "-"), 1, "", "<&-", says_nothing=True),
    Case("NUL from the input", ("lookup", "--stdin", "--no-log"), 1, "nothing found", r"< nul"),
    Case("10 MB in a line from the input", ("lookup", "--stdin", "--no-log"), 1, "nothing found", "< line"),
    Case("10 MB in a line, any mistake", ("lookup", "--stdin", "--no-log", "--mode", "fuzzy"), 1, "nothing", "< line"),
    Case("bytes that are no text from the input", ("lookup", "--stdin", "--no-log"), 1, "nothing found", "< noise"),
    Case("bytes that are no text, annotated", ("annotate", "-"), 2, "no text", "< noise"),
    Case("no home", ("terms",), 0, "", environment=(("HOME", None),), says_nothing=True),
    Case("a home that is no folder", ("terms",), 0, "", environment=(("HOME", "en.txt"),), says_nothing=True),
    Case("a temporary folder that isn't there", ("terms",), 0, "", environment=(("TMPDIR", "none"),)),
    Case("the locale C", ("lookup", "新质生产力"), 0, "", environment=(("LC_ALL", "C"),)),
    Case("an encoding that isn't UTF-8", ("terms",), 0, "", environment=(("PYTHONIOENCODING", "ascii"),)),
    Case("an unknown encoding declared", ("terms",), 0, "", environment=(("LANG", "zz_ZZ.nonsense"),)),
    Case("a user with escapes", ("history",), 0, "", environment=(("GLOSSARY_USER", "\x1b[31m\u202e"),)),
    Case("a termbase by environment", ("--db", "", "terms"), 2, "no SQLite", environment=(("GLOSSARY_DB", "en.txt"),)),
    Case("an unknown scheme", ("--db", "", "terms"), 2, "no database URL", environment=(("GLOSSARY_DB", "x://y"),)),
    Case("a width of no number", ("terms",), 0, "", environment=(("COLUMNS", "-1e9"),)),
    Case("settings that are no TOML", ("terms",), 2, "can't be read", settings=b"db = = \x00"),
    Case("settings that are no text", ("terms",), 2, "can't be read", settings=bytes(range(256))),
    Case("settings of the wrong kind", ("terms",), 2, "must be", settings=b"db = 7"),
    Case("an unknown setting", ("terms",), 2, "no setting", settings=b'"\\u001b[31m" = 1'),
    Case("settings nested 20,000 deep", ("terms",), 2, "settings", settings=b"x = " + b"[" * 20_000),
    Case("settings with a number of a million digits", ("terms",), 2, "settings", settings=b"x = " + b"9" * 1_000_000),
    Case(
        "settings that lead to a folder", ("--db", "", "terms"), 2, "folder", environment=_NO_DB, settings=b'db = "."'
    ),
    Case("a million arguments", ("pinyin", *("x",) * 20_000), 0, ""),
    Case("thousands of paths that aren't there", ("mine", *(f"none{n}" for n in range(5000))), 2, "no such"),
)


@pytest.fixture
def place(tmp_path: Path, mined_file: Path) -> Path:
    """Return a folder with a termbase, two texts, and inputs of all kinds."""
    folder = tmp_path / "place"
    folder.mkdir()
    shutil.copy(mined_file, folder / "own.db")
    folder.joinpath("en.txt").write_text(ENGLISH, "utf-8")
    folder.joinpath("zh.txt").write_text(CHINESE, "utf-8")
    folder.joinpath("nul").write_bytes(b"\0" * 1000 + b"\n\0\n")
    folder.joinpath("line").write_bytes(b"x" * 10_000_000)
    folder.joinpath("noise").write_bytes(bytes(range(128, 256)) * 50)
    return folder


@pytest.fixture(scope="module", autouse=True)
def table() -> Iterator[None]:
    """Print what became of each case; ``pytest -s`` shows it."""
    yield
    sys.stdout.write(f"\n{'hostile surroundings':45}  code  said\n")
    sys.stdout.writelines(f"{what[:45]:45}  {code:4}  {said[:120]}\n" for what, code, said in _ROWS)


def environment_of(place: Path, *changes: tuple[str, str | None]) -> dict[str, str]:
    """Return an environment with some changes."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(place.parent),
        "GLOSSARY_DB": "own.db",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    for name, value in changes:
        if value is None:
            environment.pop(name, None)
        else:
            environment[name] = value
    return environment


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.what)
def test_odd_surroundings(place: Path, case: Case) -> None:
    """The exit code that is due, at most one line, no traceback, and everything as it was."""
    if case.settings:
        place.joinpath("glossary.toml").write_bytes(case.settings)
    before = describe(place)
    words = case.words[2:] if case.words[:2] == ("--db", "") else ("--db", "own.db", *case.words)
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$@" {case.streams}', "sh", sys.executable, "-m", "glossary", *words],
        cwd=place,
        env=environment_of(place, *case.environment),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=_PATIENCE,
        check=False,
    )
    said = done.stderr.decode("utf-8")
    _ROWS.append((case.what, done.returncode, said.strip()))
    assert "Traceback" not in said, said[-2000:]
    assert "Exception ignored" not in said
    assert done.returncode == case.code, said
    assert said.count("\n") <= (1 if case.code else 2) + ("nul" in case.streams)
    assert not case.says_nothing or case.code == 0 or said == ""
    if case.says:
        assert any(part in said for part in case.says.split("|")), said
    assert "\x1b" not in said
    assert describe(place) == before


def test_whoever_stops_reading_stops_the_command(place: Path) -> None:
    """A pipe that is closed early is no mistake of anybody's."""
    command = [sys.executable, "-m", "glossary", "--db", "own.db", "terms", "--json"]
    with subprocess.Popen(
        command, cwd=place, env=environment_of(place), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert b"Traceback" not in said
    assert b"Exception" not in said
    assert process.returncode == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_a_signal_in_the_middle_of_the_work(place: Path, number: signal.Signals, code: int) -> None:
    """An interrupt ends with 130 and a line, a termination at once; both leave everything as it was."""
    before = describe(place)
    command = [sys.executable, "-m", "glossary", "--db", "own.db", "lookup", "--stdin", "--json"]
    with subprocess.Popen(
        command,
        cwd=place,
        env=environment_of(place),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("新质生产力\n".encode())
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(number)
        _, said = process.communicate(timeout=_PATIENCE)
    assert process.returncode == code
    assert said.decode() == ("glossary: interrupted; nothing was changed\n" if code == 130 else "")
    left = describe(place)
    for companion in ("own.db-wal", "own.db-shm"):  # the next who opens the termbase takes them away
        left.pop(companion, None)
    assert left == before


@pytest.mark.parametrize(
    "words",
    [
        ("export", "-o", "guarded/out.tbx"),
        ("align", "en.txt", "zh.txt", "-o", "guarded/out.tsv"),
        ("demo", "--out", "guarded/out"),
        ("import", "en.txt", "--format", "omegat", "--report", "guarded/report.csv"),
        ("serve", "--port", "0", "--token-file", "guarded/token"),
        ("tui", "--settings", "guarded/none.toml"),
    ],
    ids=lambda words: words[0],
)
def test_a_folder_that_may_not_be_written(place: Path, words: tuple[str, ...]) -> None:
    """What should be written where nobody may write ends in one line, and leaves nothing behind."""
    place.joinpath("guarded").mkdir(mode=0o555)
    before = describe(place)
    done = subprocess.run(
        [*unprivileged(), sys.executable, "-m", "glossary", "--db", "own.db", *words],
        cwd=place,
        env=environment_of(place),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=_PATIENCE,
        check=False,
    )
    _ROWS.append((f"{words[0]}: a folder that may not be written", done.returncode, done.stderr.strip()))
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert describe(place) == before
