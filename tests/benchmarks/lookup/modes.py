"""Each way to look up at a million concepts, in SQLite and on PostgreSQL, beside a scan of all terms.

``python -m tests.benchmarks.lookup.modes [--size N] [--queries N] [--only WORDS] [--entries] [--no-postgresql]
[--no-peers] [--server URL]``

Measured in one process, as the servers ask: the query functions on an open reader; with ``--entries`` the entries that
are found are fetched, too. A concept has 2.2 terms: 455,000 of them have a million. The PostgreSQL server has 512 MB of
shared buffers, so that the terms and their indexes are in memory there too, and was vacuumed, as it does by itself
after a large load. Queries are parts of terms that are there, chosen at random and the same at every run; of each kind
all are asked once before, so that the pages that any of them needs are in memory, and each has the best of several
times. Times are those of the CPU, the server's for the query included, so that other programs on the machine count for
nothing. The peers are what one does without an index, by the clock: ``LIKE`` on the terms, and rapidfuzz over the keys
of all terms, held in memory; how much of what the latter finds ``fuzzy`` finds, is the recall. Found is a key that is
as near to the query's as ``fuzzy`` allows for its length.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from glossary.lookup.queries import complete, get_entries, look_up
from glossary.lookup.queries.query import Query
from glossary.lookup.queries.typos import allowed_mistakes
from glossary.store.reader import open_reader
from glossary.text.chinese import has_han
from tests.benchmarks.lookup.million import fill_server, make_file
from tests.postgres_cluster import NoServer, start_cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from glossary.lookup.queries import Completion, Hit
    from glossary.store.reader import Reader

SIZE, QUERIES = 1_000_000, 300
#: Each query is timed so often, and the best time is its own: the rest is what else the machine did meanwhile.
ROUNDS = 4
#: What the server may keep in memory.
SERVER = {"shared_buffers": "512MB", "maintenance_work_mem": "512MB"}
#: A scan takes a second, so few queries show what it costs.
SCANNED = 15
#: Of so many fuzzy queries the recall is taken; and so many entries are asked for, more than any of them has.
RECALLED, ALL = 60, 2_000
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class _Asked(NamedTuple):
    """Queries of one kind, and the mode that answers them."""

    mode: str
    queries: Sequence[str]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE, help=f"concepts (default: {SIZE})")
    parser.add_argument("--queries", type=int, default=QUERIES, help=f"of each kind (default: {QUERIES})")
    parser.add_argument("--only", default="", help="only kinds with this in their names")
    parser.add_argument("--entries", action="store_true", help="fetch the entries found, too")
    parser.add_argument("--no-postgresql", action="store_true", help="SQLite alone")
    parser.add_argument("--no-peers", action="store_true", help="leave out scans and recall")
    parser.add_argument("--server", help="the URL of a termbase that was filled before, so that none is made")
    options = parser.parse_args()
    path = make_file(options.size)
    with ExitStack() as stack:
        readers = {"SQLite": stack.enter_context(open_reader(str(path)))}
        if not options.no_postgresql:
            url = options.server or _start_server(stack)
            if url and not options.server:
                fill_server(url, path)
            if url:
                readers["PostgreSQL"] = stack.enter_context(open_reader(url))
        file = readers["SQLite"]
        kinds = make_queries(file, options.queries)
        asked = {name: kind for name, kind in kinds.items() if options.only in name}
        ((terms,),) = file.rows("SELECT count(*) FROM term_sections")
        print(f"{options.size:,} concepts, {terms:,} terms; {options.queries} queries of each kind")
        print("ms of CPU, p50 and p99\n")
        print(f"{'':32}" + "".join(f"{name:>20}" for name in readers) + f"{'found':>8}")
        for name, kind in asked.items():
            ask = partial(_fetch if options.entries else _ask, kind.mode)
            _print_times(name, list(readers.values()), ask, kind.queries)
        if not options.no_peers:
            _print_peers(readers, asked)


def make_queries(reader: Reader, number: int) -> Mapping[str, _Asked]:
    """Return queries of every kind, parts of terms of a termbase."""
    choose = random.Random(1)  # noqa: S311 - only has to be the same again
    ((last,),) = reader.rows("SELECT max(id) FROM term_sections")
    ids = ",".join(str(choose.randrange(1, last)) for _ in range(number * 8))
    rows = reader.rows(
        f"SELECT term, pinyin_joined, pinyin_initials FROM term_sections WHERE id IN ({ids}) ORDER BY id"  # noqa: S608 - numbers
    )
    choose.shuffle(rows)
    english = [term for term, *_ in rows if term.isascii() and len(term) > 8][:number]
    chinese = [row for row in rows if all(map(has_han, row[0])) and len(row[0]) > 4][:number]
    part = partial(_part, choose)
    return {
        "exact": _Asked("exact", [row[0] for row in rows[:number]]),
        "prefix, English": _Asked("prefix", [term[: choose.randint(2, 10)] for term in english]),
        "prefix, Chinese": _Asked("prefix", [row[0][: choose.randint(1, 3)] for row in chinese]),
        "pinyin": _Asked("pinyin", [row[1][: choose.randint(4, 14)] for row in chinese]),
        "initials": _Asked("pinyin", [row[2][: choose.randint(3, 6)] for row in chinese]),
        "completion": _Asked("completion", [term[: choose.randint(1, 8)] for term in english]),
        "1 Chinese character within": _Asked("contains", [part(row[0], 1) for row in chinese]),
        "2 Chinese characters within": _Asked("contains", [part(row[0], 2) for row in chinese]),
        "3 Chinese characters within": _Asked("contains", [part(row[0], 3) for row in chinese]),
        "4 Chinese characters within": _Asked("contains", [part(row[0], 4) for row in chinese]),
        "English within": _Asked("contains", [part(term, choose.randint(3, 9)).strip() for term in english]),
        "auto": _Asked("auto", [row[0] for row in rows[:number]]),
        "fuzzy, English, 1 mistake": _Asked("fuzzy", [_mistaken(choose, term, 1, _LETTERS) for term in english]),
        "fuzzy, English, 2 mistakes": _Asked("fuzzy", [_mistaken(choose, term, 2, _LETTERS) for term in english]),
        "fuzzy, Chinese, 1 mistake": _Asked("fuzzy", [_mistaken(choose, row[0], 1, "的一是在人") for row in chinese]),
    }


def _part(choose: random.Random, text: str, size: int) -> str:
    start = choose.randrange(max(1, len(text) - size + 1))
    return text[start : start + size]


def _mistaken(choose: random.Random, text: str, mistakes: int, letters: str) -> str:
    """Return a text with so many mistakes: a character left out, added, replaced, or two swapped."""
    for _ in range(mistakes):
        place = choose.randrange(1, len(text) - 1)
        letter = choose.choice(letters)
        text = choose.choice(
            (
                text[:place] + text[place + 1 :],
                text[:place] + letter + text[place:],
                text[:place] + letter + text[place + 1 :],
                text[:place] + text[place + 1] + text[place] + text[place + 2 :],
            )
        )
    return text


def _ask(mode: str, reader: Reader, query: str) -> Sequence[Completion | Hit]:
    return complete(reader, query) if mode == "completion" else look_up(reader, query, mode=mode)


def _fetch(mode: str, reader: Reader, query: str) -> Sequence[object]:
    return list(get_entries(reader, [found.entry for found in _ask(mode, reader, query)]).values())


def _print_times(
    name: str, readers: Sequence[Reader], ask: Callable[[Reader, str], Sequence[object]], queries: Sequence[str]
) -> None:
    print(f"{name:32}", end="")
    for reader in readers:
        found = [len(ask(reader, query)) for query in queries]
        server = _server_of(reader)
        times = sorted(min(_cost(partial(ask, reader, query), server) for _ in range(ROUNDS)) for query in queries)
        print(f"{times[len(times) // 2]:12.2f}{times[len(times) * 99 // 100]:8.2f}", end="", flush=True)
    print(f"{sum(map(bool, found)) / len(found):8.0%}")


def _print_peers(readers: Mapping[str, Reader], asked: Mapping[str, _Asked]) -> None:
    """Print what scans take, and how much of what they find is found."""
    file = readers["SQLite"]
    print("\npeers: a scan of all terms, ms, p50 and p99")
    for name in ("2 Chinese characters within", "English within"):
        if kind := asked.get(name):
            times = sorted(_milliseconds(partial(_scan, file, query)) for query in kind.queries[:SCANNED])
            print(f"{'LIKE, ' + name:44}{times[len(times) // 2]:8.0f}{times[-1]:8.0f}")
    rows = file.rows("SELECT entry_id, key FROM term_sections")
    keys = [row[1] for row in rows]
    for name, kind in asked.items():
        if not name.startswith("fuzzy"):
            continue
        times, counts = [], Counter[str]()
        for query in kind.queries[:RECALLED]:
            typed = Query(query)
            mistakes = allowed_mistakes(typed.keys[0], is_chinese=typed.has_han)
            begun = time.perf_counter()
            near = process.extract(
                typed.keys[0], keys, scorer=OSA.distance, score_cutoff=mistakes, limit=None, processor=None
            )
            times.append((time.perf_counter() - begun) * 1000)
            wanted = {rows[place][0] for _, _, place in near}
            counts["wanted"] += len(wanted)
            for reader_name, reader in readers.items():
                hits = {hit.entry for hit in look_up(reader, query, mode="fuzzy", limit=ALL)}
                counts[reader_name] += len(wanted & hits)
        times.sort()
        print(f"{'rapidfuzz, ' + name:44}{times[len(times) // 2]:8.0f}{times[-1]:8.0f}", end="")
        print("  recall", *(f"{counts[one] / (counts['wanted'] or 1):.1%} of {counts['wanted']}" for one in readers))


def _scan(reader: Reader, query: str) -> object:
    return reader.rows("SELECT id FROM term_sections WHERE term LIKE ?", (f"%{query}%",))


def _server_of(reader: Reader) -> Path | None:
    """Return where Linux tells what the server's process for a reader has cost, None for a file."""
    if not reader.is_server:
        return None
    ((process,),) = reader.rows("SELECT pg_backend_pid()")
    return Path(f"/proc/{process}/schedstat")


def _cost(work: Callable[[], object], server: Path | None) -> float:
    """Return the milliseconds of CPU that some work takes, here and on the server."""
    before = _nanoseconds(server)
    begun = time.thread_time_ns()
    work()
    here = time.thread_time_ns() - begun
    return (here + _nanoseconds(server) - before) / 1e6


def _nanoseconds(server: Path | None) -> int:
    return int(server.read_text("ascii").split()[0]) if server is not None else 0


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _start_server(stack: ExitStack) -> str | None:
    """Return the URL of an empty database on a server that ends with the stack, None where there is none."""
    try:
        cluster = start_cluster(**SERVER)
    except NoServer as error:
        print(f"no PostgreSQL: {error}")
        return None
    stack.callback(cluster.stop)
    return cluster.url(cluster.create_database())


if __name__ == "__main__":
    main()
