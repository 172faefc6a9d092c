"""What one ``glossary lookup`` costs, as a multiple of ``python -c pass``, and how long each mode takes by itself.

``python -m tests.benchmarks.lookup.command_line [--runs N] [--no-million]``

Beside ours stands sdcv, a dictionary program in C, where it is installed, with a dictionary of the same terms.
"""

from __future__ import annotations

import argparse
import compileall
import os
import random
import shutil
import statistics
import struct
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import glossary
from glossary.lookup.queries import complete, look_up
from glossary.store.reader import open_reader
from tests.benchmarks.terminal.rows import CACHE, termbase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from glossary.store.reader import Reader

SMALL, LARGE = 100_000, 1_000_000
ASKED = (
    ("exact", "trade war", "exact"),
    ("all modes", "trade war", "auto"),
    ("prefix", "new qual", "prefix"),
    ("contains", "oductiv", "contains"),
    ("one character", "力", "contains"),
    ("pinyin", "xinzhi", "pinyin"),
    ("initials", "xzscl", "pinyin"),
    ("mistakes", "artifical inteligence", "fuzzy"),
)
_DICTIONARY = "benchmark"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=30, help="of each command (default: 30)")
    parser.add_argument("--no-million", action="store_true", help=f"leave out the termbase of {LARGE:,} entries")
    options = parser.parse_args()
    _print_commands(options.runs)
    sizes = [SMALL] if options.no_million else [SMALL, LARGE]
    for size in sizes:
        _print_modes(size)


def _print_commands(runs: int) -> None:
    path = termbase(SMALL)
    # As an installer does; where nothing may write it, each run would compile what was edited last.
    compileall.compile_dir(Path(glossary.__file__).parent, quiet=1)
    program = str(Path(sys.executable).with_name("glossary"))
    commands: dict[str, Sequence[str]] = {
        "python -c pass": (sys.executable, "-c", "pass"),
        "sqlite3, json, argparse imported": (sys.executable, "-c", "import sqlite3, json, argparse"),
    }
    for name, query, mode in ASKED:
        commands[f"ours: {name}"] = (program, "--db", str(path), "lookup", "--no-log", "--mode", mode, query)
    if sdcv := shutil.which("sdcv"):
        folder = _make_dictionary(path)
        for name, query in (("exact", "trade war"), ("mistakes", "/artifical inteligence")):
            commands[f"sdcv: {name}"] = (sdcv, "-n", "-x", "-2", str(folder), "-u", _DICTIONARY, query)
    costs = {name: [_cost(command) for _ in range(runs)] for name, command in commands.items()}
    one = statistics.median(costs["python -c pass"])
    print(f"CPU of a command at {SMALL:,} entries, python -c pass = 1; median and least of {runs} runs\n")
    for name, measured in costs.items():
        print(f"{name:36}{statistics.median(measured) / one:8.2f}{min(measured) / one:8.2f}")


def _cost(command: Sequence[str]) -> float:
    """Return the CPU time of a command in seconds."""
    null = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in (0, 1, 2)]
    process = os.posix_spawn(command[0], list(command), os.environ, file_actions=null)
    _, _, used = os.wait4(process, 0)
    return used.ru_utime + used.ru_stime


def _print_modes(size: int) -> None:
    with open_reader(str(termbase(size))) as reader:
        queries = _queries(reader)
        print(f"\nin one process at {size:,} entries, ms\n\n{'':24}{'p50':>8}{'p95':>8}")
        for name, asked in queries.items():
            _print_times(f"look_up, {name}", asked, partial(_look_up, reader, name.split(",")[0]))
        beginnings = {
            "one letter": [chr(code) for code in range(ord("a"), ord("z") + 1)],
            "English": [query[:6] for query in queries["exact"]],
            "Chinese": [query[:2] for query in queries["contains, Chinese"]],
            "pinyin": queries["pinyin"],
        }
        for name, asked in beginnings.items():
            _print_times(f"complete, {name}", asked, lambda query: complete(reader, query))


def _look_up(reader: Reader, mode: str, query: str) -> object:
    return look_up(reader, query, mode=mode)


def _queries(reader: Reader) -> Mapping[str, list[str]]:
    """Return queries of each mode, made of terms that are there, and always the same."""
    choose = random.Random(1)  # noqa: S311 - only has to be the same again
    ((last,),) = reader.rows("SELECT max(id) FROM term_sections")
    ids = ",".join(str(choose.randrange(1, last)) for _ in range(600))
    rows = reader.rows(f"SELECT term, pinyin FROM term_sections WHERE id IN ({ids})")  # noqa: S608 - numbers
    english = [term for term, pinyin in rows if not pinyin and len(term) > len("trade war")][:100]
    chinese = [(term, pinyin) for term, pinyin in rows if pinyin][:100]
    return {
        "auto": english,
        "exact": english,
        "prefix": [term[:8] for term in english],
        "contains": [term[2:9] for term in english],
        "contains, Chinese": [term[1:3] for term, _ in chinese],
        "pinyin": [pinyin.split()[0] for _, pinyin in chinese],
        "fuzzy": [f"{term[:4]}x{term[5:-2]}{term[-1]}" for term in english],
        "fuzzy, Chinese": [f"{term[:1]}蟹{term[2:]}" for term, _ in chinese],
    }


def _print_times(name: str, queries: Sequence[str], ask: Callable[[str], object]) -> None:
    times = []
    for query in queries:
        begun = time.perf_counter()
        ask(query)
        times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    print(f"{name:24}{times[len(times) // 2]:8.2f}{times[len(times) * 95 // 100]:8.2f}")


def _make_dictionary(path: Path) -> Path:
    """Return the folder of a StarDict dictionary with the English terms of a termbase and their Chinese."""
    folder = CACHE / "lookup" / "stardict"
    if (folder / f"{_DICTIONARY}.ifo").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    with open_reader(str(path)) as reader:
        pairs = reader.rows(
            "SELECT t.term, e.chinese FROM term_sections t JOIN concept_entries e ON e.id = t.entry_id"
            " WHERE t.language = 'en'"
        )
    index, texts = bytearray(), bytearray()
    # The order that the format wants: ASCII letters without case, then bytes.
    for term, chinese in sorted(pairs, key=lambda pair: (pair[0].encode().lower(), pair[0].encode())):
        text = chinese.encode()
        index += term.encode() + b"\0" + struct.pack(">II", len(texts), len(text))
        texts += text
    (folder / f"{_DICTIONARY}.idx").write_bytes(index)
    (folder / f"{_DICTIONARY}.dict").write_bytes(texts)
    (folder / f"{_DICTIONARY}.ifo").write_text(
        f"StarDict's dict ifo file\nversion=2.4.2\nbookname={_DICTIONARY}\nwordcount={len(pairs)}\n"
        f"idxfilesize={len(index)}\nsametypesequence=m\n",
        "utf-8",
    )
    return folder


if __name__ == "__main__":
    main()
