"""Storing entries: our import beside ``executemany`` of the very same rows by Python's sqlite3.

Run: ``python -m tests.benchmarks.exchange.importing [--only MODE,…] [--folder FOLDER] [SIZE …]``, by default 100,000
synthetic entries and ``cedict``, CC-CEDICT whole without its pinyin. Every row is a process of its own; CPU is its user
and system time together, and the memory what it had at its most, of which the second column came after the program was
loaded. ``--only`` runs some rows: ``store,sqlite3`` is the comparison with the driver, and what it needs is run with
it. A million entries need 10 GB for files that are gone at the end, in ``--folder`` or where temporary files go.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.exchange.json_entries import read_json, write_json
from glossary.jobs.importing import import_file
from glossary.jobs.importing.joining import with_pinyin
from glossary.store.database import CACHE_SIZE, open_database
from glossary.store.entries.access import add_entries
from glossary.store.entries.search_columns import ListedTerm, listing_columns, search_columns
from glossary.store.entries.snapshots import to_snapshot
from glossary.store.log.revisions import revising
from glossary.store.table_rows import to_json
from glossary.text.cedict import read_cedict
from tests.benchmarks.terminal.rows import make_entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PROJECT = Path(__file__).resolve().parents[3]
SIZES = ("100000", "cedict")
#: So many rows are held at a time, to be given to sqlite3; reading them isn't counted.
AT_ONCE = 50_000
#: The tables that an import fills, parents before children; the full text indexes follow from them.
TABLES = (
    *("concept_entries", "cross_references", "language_sections", "term_sections", "contexts"),
    *("revisions", "changes"),
)


def entries_of(size: str) -> Iterator[ConceptEntry]:
    """Yield the entries of a size, the same at every call."""
    if size != "cedict":
        yield from make_entries(int(size))
        return
    for number, found in enumerate(read_cedict()):
        written = {"en": found.glosses[0], "zh-Hans": found.simplified, "zh-Hant": found.traditional}
        sections = (LanguageSection(language=tag, terms=(TermSection(term=term),)) for tag, term in written.items())
        yield ConceptEntry(id=f"c{number}", sections=tuple(sections))


def read(source: Path, _: Path) -> None:
    """Read the file, and do nothing with it."""
    for _entry in read_json(source):
        pass


def store(source: Path, target: Path) -> None:
    """Store the entries of the file while it is read."""
    with (
        open_database(str(target), create=True) as database,
        revising(database, who="benchmark", action="import") as revision,
    ):
        add_entries(revision, read_json(source), origin="import")


def import_whole(source: Path, target: Path) -> None:
    """Import the file as the command does."""
    with open_database(str(target), create=True) as database:
        import_file(database, source, who="benchmark")


def read_pinyin(source: Path, _: Path) -> None:
    """Read the file and find the pinyin that it lacks."""
    for entry in read_json(source):
        with_pinyin(entry)


def compute_columns(source: Path, _: Path) -> None:
    """Read the file and compute what an entry is found and listed by."""
    for entry in read_json(source):
        listing_columns(ListedTerm.of(entry))
        for language, term in entry.find_terms():
            search_columns(language, term.term, term.pinyin)


def write_log(source: Path, _: Path) -> None:
    """Read the file and write the states that the change log keeps."""
    for entry in read_json(source):
        to_json({**to_snapshot(entry), "origin": "import"})


MODES: dict[str, Callable[[Path, Path], None]] = {
    function.__name__: function for function in (read, store, import_whole, read_pinyin, compute_columns, write_log)
}

#: What sqlite3 alone does; see ``execute_many``.
DRIVERS = ("sqlite3", "sqlite3 later")
#: The rows of the table; what is written in is part of the one above.
ROWS = {
    "sqlite3": "sqlite3 executemany, full text by triggers",
    "sqlite3 later": "sqlite3 executemany, full text at the end",
    "store": "store: entries to rows, indexes and log",
    "compute_columns": "  of it search and list columns",
    "write_log": "  of it states for the log",
    "import_whole": "import of a JSON file, whole",
    "read": "  of it reading the file",
    "read_pinyin": "  of it pinyin",
}
WITH_MEMORY = frozenset({"store", "import_whole", "read", "read_pinyin"})


def execute_many(source: Path, target: Path, *, has_triggers: bool) -> tuple[float, float]:
    """Insert all rows of a termbase into an empty one with sqlite3 alone; return CPU, and that of the commit.

    Args:
        source: the termbase.
        target: a termbase without entries.
        has_triggers: as every program meets them, term by term; else the full text indexes are filled by one
            statement at the end, which only a program can do that knows them.
    """
    used = 0.0
    with closing(sqlite3.connect(source)) as full, closing(sqlite3.connect(target)) as empty:
        triggers = full.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        empty.isolation_level = None
        for pragma in ("synchronous=FULL", "foreign_keys=ON", f"cache_size=-{CACHE_SIZE}"):
            empty.execute(f"PRAGMA {pragma}")
        empty.execute("BEGIN IMMEDIATE")
        for name, _ in triggers if not has_triggers else ():
            empty.execute(f"DROP TRIGGER {name}")
        for table in TABLES:
            found = full.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608 - our own names
            marks = ", ".join("?" * len(found.description))
            while rows := found.fetchmany(AT_ONCE):
                before = cpu()
                empty.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - likewise
                used += cpu() - before
        before = cpu()
        if not has_triggers:
            for index, columns in (("term_search", "characters"), ("term_trigrams", "term, pinyin_joined")):
                of_terms = f"SELECT id, {columns} FROM term_sections"  # noqa: S608 - likewise
                empty.execute(f"INSERT INTO {index}(rowid, {columns}) {of_terms}")
            for _, statement in triggers:
                empty.execute(statement)
        written = cpu()
        empty.execute("COMMIT")
        return used + cpu() - before, cpu() - written


def cpu() -> float:
    """Return the CPU-seconds that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak() -> float:
    """Return the most MB that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(mode: str, source: Path, target: Path) -> list[float]:
    """Run one mode in a process of its own; return its CPU-seconds, peak MB and MB before it began."""
    command = [sys.executable, "-m", "tests.benchmarks.exchange.importing", "--run", mode, str(source), str(target)]
    done = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, encoding="utf-8")
    return [float(number) for number in done.stdout.split()]


def run_here(mode: str, source: Path, target: Path) -> Sequence[float]:
    """Run one mode and return its figures."""
    if mode.startswith("sqlite3"):
        return (*execute_many(source, target, has_triggers=mode == "sqlite3"), 0.0)
    at_first, used = peak(), cpu()
    MODES[mode](source, target)
    return (cpu() - used, peak(), at_first)


def needed(modes: Sequence[str]) -> list[str]:
    """Return the chosen modes with those that they need, in the order in which they are run.

    The rows that sqlite3 inserts are those that were stored; of what reads the file the reading is taken off, and the
    unit of all ratios is sqlite3's.
    """
    if unknown := sorted(set(modes).difference((*MODES, *DRIVERS))):
        raise SystemExit(f"no such mode: {', '.join(unknown)}; choose from {', '.join((*MODES, *DRIVERS))}")
    wanted = {*modes, "read", "store", "sqlite3"}
    return [mode for mode in (*MODES, *DRIVERS) if mode in wanted]


def measure(size: str, modes: Sequence[str], place: str | None) -> tuple[dict[str, list[float]], str]:
    """Run the modes on one size; return their figures, and in words how much was stored."""
    figures: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(dir=place) as temporary:
        folder = Path(temporary)
        source, stored = folder / "entries.jsonl", folder / "store.db"
        write_json(entries_of(size), source)
        for mode in needed(modes):
            target = folder / f"{mode}.db"
            if mode in DRIVERS:
                open_database(str(target), create=True).close()
            figures[mode] = run(mode, stored if mode in DRIVERS else source, target)
            if target != stored:
                for left in folder.glob(f"{target.name}*"):
                    left.unlink()
        with closing(sqlite3.connect(stored)) as connection:
            counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]  # noqa: S608 - our own names
        megabytes = stored.stat().st_size / 1e6
    return figures, f"{counts[0]:,} entries, {sum(counts):,} rows, {megabytes:,.0f} MB of database"


def print_table(size: str, modes: Sequence[str], place: str | None) -> None:
    """Print the rows of one size."""
    figures, stored = measure(size, modes, place)
    raw, reading = figures["sqlite3"][0], figures["read"][0]
    print(f"\n{size}: {stored}")
    print(f"{'':52} {'CPU s':>8} {'ratio':>6} {'peak MB':>8} {'grown':>6}")
    for mode, name in ROWS.items():
        if mode in figures:
            is_beside_reading = mode in {"store", "compute_columns", "write_log", "read_pinyin"}
            seconds = figures[mode][0] - (reading if is_beside_reading else 0)
            print_row(name, seconds, raw, figures[mode] if mode in WITH_MEMORY else ())
        if mode == "sqlite3":
            print_row("  of it the commit", figures[mode][1], raw)


def print_row(name: str, seconds: float, unit: float, memory: Sequence[float] = ()) -> None:
    """Print one row, of a mode with its memory, of which the last two figures tell."""
    more = f"{memory[1]:8.0f} {memory[1] - memory[2]:6.0f}" if memory else ""
    print(f"{name:52} {seconds:8.1f} {seconds / unit:6.2f} {more}", flush=True)


def main() -> None:
    """Print what the command line asks for."""
    parser = argparse.ArgumentParser(description="Entries stored, beside sqlite3 alone.")
    parser.add_argument("sizes", nargs="*", metavar="SIZE")
    parser.add_argument("--only", metavar="MODE,…", help="run some rows only")
    parser.add_argument("--folder", help="for the files, which are gone at the end")
    asked = parser.parse_args()
    modes = asked.only.split(",") if asked.only else (*MODES, *DRIVERS)
    for size in asked.sizes or SIZES:
        print_table(size, modes, asked.folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        print(*run_here(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])))
    else:
        main()
