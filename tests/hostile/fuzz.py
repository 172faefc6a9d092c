"""Looks for files that break a reader: ``python -m tests.hostile.fuzz FORMAT --minutes N``.

What breaks one is kept in ``corpus``, where a test reads it ever after.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import GlossaryError
from glossary.exchange.formats import format_for
from tests.hostile.mutations import draw_mutations, mutate
from tests.hostile.seeds import READABLE, extension, seed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.exchange.report import Issue

CORPUS = Path(__file__).parent / "corpus"
#: A small file that takes longer is a way to make a program stand still.
SLOW = 2.0
_SHOWN = 300


def find_fault(name: str, path: Path) -> str:
    """Return what is wrong with how a file is read, ``""`` if nothing is: it is read, or refused in one clear line."""
    issues: list[Issue] = []
    started = time.process_time()
    read = format_for(name).read
    assert read
    try:
        for entry in read(path, issues=issues):
            if not any(term.term.strip() for _, term in entry.find_terms()):
                return f"an entry without a term: {entry!r}"[:_SHOWN]
            json.dumps(entry.id).encode()
        if any("\n" in str(issue) for issue in issues):
            return "a remark of several lines"
    except GlossaryError as error:
        said = str(error)
        if not said.startswith(str(path)) or len(said.splitlines()) != 1 or not said.isprintable():
            return f"no clear line: {said!r}"[:_SHOWN]
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        return f"{type(error).__name__}: {error}"[:_SHOWN]
    taken = time.process_time() - started
    return f"took {taken:.1f} s" if taken > SLOW else ""


def fuzz(name: str, seconds: float, *, first: int = 0) -> int:
    """Try changes for so long, keep what breaks the reader, and return how many files were tried."""
    until = time.monotonic() + seconds
    faults: set[str] = set()
    tried = 0
    with tempfile.TemporaryDirectory() as folder:
        valid = seed(name, Path(folder))
        path = Path(folder) / f"x{extension(name)}"
        while time.monotonic() < until:
            data = mutate(name, valid, draw_mutations(random.Random(first + tried)))  # noqa: S311 - no secret
            tried += 1
            path.write_bytes(data)
            fault = find_fault(name, path)
            kind = fault.partition(":")[0]
            if fault and kind not in faults:
                faults.add(kind)
                kept = CORPUS / f"{name}-{hashlib.sha256(data).hexdigest()[:8]}{extension(name)}"
                kept.parent.mkdir(exist_ok=True)
                kept.write_bytes(data)
                sys.stdout.write(f"{name}: {fault}\n  kept as {kept.name}\n")
    return tried


def main(arguments: Sequence[str] | None = None) -> None:
    """Look for faults in one format, or in all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("format", choices=(*READABLE, "all"))
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--first", type=int, default=random.randrange(1 << 30))  # noqa: S311 - no secret
    options = parser.parse_args(arguments)
    for name in READABLE if options.format == "all" else (options.format,):
        tried = fuzz(name, options.minutes * 60, first=options.first)
        sys.stdout.write(f"{name}: {tried:,} files tried\n")


if __name__ == "__main__":
    main()
