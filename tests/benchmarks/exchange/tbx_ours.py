"""What ours does with TBX, a process for each measurement; see ``tbx.py``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import glossary.exchange.tbx
from glossary.jobs.exporting import export_file
from glossary.store.database import open_database
from glossary.store.entries.access import find_entries
from tests.benchmarks.exchange.measuring import measure


def main() -> None:
    """Do one piece of work and print its cost."""
    what, *rest = sys.argv[1:]
    if what == "write":
        format_, termbase, path = rest
        with open_database(termbase) as database:
            measure(lambda: export_file(database, path, format=format_, on_losses=lambda _: None))
    elif what == "read":
        measure(lambda: _read(rest[0]))
    else:
        measure(lambda: _write_terms(rest[0], Path(rest[1])))


def _read(path: str) -> None:
    for _ in glossary.exchange.tbx.read_tbx(path):
        pass


def _write_terms(termbase: str, path: Path) -> None:
    """Write what a program with units of two languages can hold of each entry."""
    with (
        open_database(termbase) as database,
        database.reading() as connection,
        path.open("w", encoding="utf-8") as file,
    ):
        for entry in find_entries(connection):
            english = [term.term for _, term in entry.find_terms("en")]
            chinese = [term for _, term in entry.find_terms("zh-Hans")]
            pinyin = next((term.pinyin for term in chinese if term.pinyin), "")
            file.write(json.dumps([english, [term.term for term in chinese], pinyin], ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
