"""How long clients wait for the HTTP server at a constant rate of requests, beside an answer that needs no termbase.

``python -m tests.benchmarks.lookup.http_server [--db PATH] [--rate N] [--seconds N]``

The clients keep their connections; each request has its time, whether the one before was answered or not, and its
latency counts from then.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.benchmarks.lookup.termbase import get_termbase, get_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

CONNECTIONS = 16
_SEED = 7
#: What is loaded when it is first used isn't what is measured, in seconds.
_WARMING = 1.0
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--db", help="a termbase (default: one of 100,000 terms, made once)")
    parser.add_argument("--rate", type=int, default=200, help="requests a second (default: 200)")
    parser.add_argument("--seconds", type=float, default=10, help="for each row (default: 10)")
    arguments = parser.parse_args()
    file = arguments.db or str(get_termbase())
    loads = _loads(file)
    print(f"{arguments.rate} requests/s over {CONNECTIONS} connections, {arguments.seconds:.0f} s each; milliseconds\n")
    print(f"{'':44}{'p50':>8}{'p95':>8}{'p99':>8}{'max':>8}{'p99 / floor':>13}")
    with _serving(file) as port:
        floor = 0.0
        for name, requests in loads.items():
            asyncio.run(_drive(port, requests, arguments.rate, _WARMING))
            times = asyncio.run(_drive(port, requests, arguments.rate, arguments.seconds))
            p50, p95, p99 = (times[min(int(len(times) * share), len(times) - 1)] * 1000 for share in (0.5, 0.95, 0.99))
            floor = floor or p99
            print(f"{name:44}{p50:8.2f}{p95:8.2f}{p99:8.2f}{times[-1] * 1000:8.2f}{p99 / floor:13.1f}")


def _loads(file: str) -> dict[str, list[bytes]]:
    """Return the requests of each row, in the order in which they are sent."""
    chance = random.Random(_SEED)  # noqa: S311 - the same requests each time
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        terms = connection.execute("SELECT term FROM term_sections ORDER BY id").fetchall()
        readings = connection.execute("SELECT pinyin FROM term_sections WHERE pinyin <> '' LIMIT 2000").fetchall()
        identifiers = connection.execute("SELECT identifier FROM concept_entries ORDER BY id LIMIT 5000").fetchall()
    chosen = [term for (term,) in chance.sample(terms, 2000)]
    read = ["".join(word[0] for word in pinyin.split()) for (pinyin,) in readings]
    queries = [_query(chance, term, read) for term in chosen]
    paths = [f"/v1/lookup?q={quote(query)}" for query in queries]
    typed = [f"/v1/complete?q={quote(term[: chance.randint(1, 8)])}" for term in chosen]
    pages = [f"/entries/{quote(identifier, safe='')}" for (identifier,) in chance.sample(identifiers, 1000)]
    text = get_text("en.txt", 2_000)[:2_000].encode()
    return {
        "the floor: a file from memory": [_get("/assets/icon.svg")],
        "lookups": [_get(path) for path in paths],
        "completions": [_get(path) for path in typed],
        "pages of entries": [_get(path) for path in pages],
        "texts of 2 kB annotated": [_post("/v1/annotate", text)],
        "lookups, one in fifty misspelt": [
            _get(f"/v1/lookup?q={quote(_misspelt(chance, query) if number % 50 == 0 else query)}")
            for number, query in enumerate(queries)
        ],
        "all but misspelt ones": [_get(path) for path in paths[:700] + typed[:200] + pages[:80]]
        + [_post("/v1/annotate", text)] * 20,
    }


def _query(chance: random.Random, term: str, readings: Sequence[str]) -> str:
    """Return what somebody looks up: mostly whole terms, else their beginnings, a part, or initials."""
    kind = chance.random()
    if kind < 0.6:
        return term
    if kind < 0.8:
        return term[: max(2, len(term) // 2)]
    if kind < 0.9 and readings:
        return chance.choice(readings)
    return term[len(term) // 3 :]


def _misspelt(chance: random.Random, term: str) -> str:
    place = chance.randrange(len(term))
    return term[:place] + chance.choice("qxzvw") + term[place + 1 :]


def _get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode("ascii")


def _post(path: str, body: bytes) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode("ascii") + body


@contextmanager
def _serving(file: str | Path) -> Iterator[int]:
    command = [sys.executable, "-m", "glossary", "--db", str(file), "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL) as process:
        try:
            said = process.stderr.readline() if process.stderr else ""
            found = re.search(r"http://\S+:(\d+)", said)
            if not found:
                sys.exit(said)
            yield int(found[1])
        finally:
            process.send_signal(signal.SIGINT)


async def _drive(port: int, requests: Sequence[bytes], rate: int, seconds: float) -> list[float]:
    """Send requests at their times and return how long each waited for its answer, the shortest first."""
    connections = [await asyncio.open_connection("127.0.0.1", port) for _ in range(CONNECTIONS)]
    idle: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
    for connection in connections:
        idle.put_nowait(connection)
    order = random.Random(_SEED).sample(requests, len(requests))  # noqa: S311 - the same each time
    begin = time.perf_counter()
    times: list[float] = []

    async def ask(request: bytes, due: float) -> None:
        reader, writer = await idle.get()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        await reader.readexactly(int(length[1]) if length else 0)
        times.append(time.perf_counter() - due)
        idle.put_nowait((reader, writer))
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode("latin-1"))

    async with asyncio.TaskGroup() as group:
        for number in range(int(rate * seconds)):
            due = begin + number / rate
            if (left := due - time.perf_counter()) > 0:
                await asyncio.sleep(left)
            group.create_task(ask(order[number % len(order)], due))
    for _, writer in connections:
        writer.close()
    return sorted(times)


if __name__ == "__main__":
    main()
