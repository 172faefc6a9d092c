"""Reading hostile files where they can do no harm: each in a process of its own with little memory and time.

Run as ``python -m tests.hostile.sandbox``; takes lines of JSON ``[format, path]``, and answers each with an outcome.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import traceback
from dataclasses import asdict, dataclass
from importlib import import_module

from glossary.errors import GlossaryError
from glossary.exchange.formats import format_for

#: What a reader may take: address space in bytes, processor time in seconds.
MEMORY = 1_000_000_000
SECONDS = 20
_ENTRIES_SHOWN = 20
_MODULES = (
    *("csv_table", "docx_table", "json_entries", "markdown_table", "memoq", "multiterm", "pair_lists", "po_file"),
    *("tbx", "tmx", "utx", "xliff_terms", "xlsx"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a file: ``refused`` with a message, ``read`` with so many entries, or else ``broken``."""

    kind: str
    message: str
    entries: int = 0
    texts: str = ""
    issues: int = 0
    megabytes: float = 0.0
    seconds: float = 0.0


def read_apart(name: str, path: str) -> Outcome:
    """Return what becomes of a file in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        with os.fdopen(writer, "w") as pipe:
            pipe.write(json.dumps(asdict(_read(name, path))))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        answer = pipe.read()
    _, status, usage = os.wait4(child, 0)
    if not answer:
        return Outcome(kind="broken", message=f"the process ended with status {status}", seconds=usage.ru_utime)
    return Outcome(**json.loads(answer))


def _read(name: str, path: str) -> Outcome:
    issues: list[object] = []
    entries, shown = 0, []
    kind = "read"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    try:
        read = format_for(name).read
        assert read
        for entry in read(path, issues=issues):  # type: ignore[arg-type] # only counted
            entries += 1
            if entries <= _ENTRIES_SHOWN:
                shown.append(repr(entry)[:20_000])
        message = ""
    except GlossaryError as error:
        kind, message = "refused", str(error)
    except BaseException as error:  # noqa: BLE001 - this is what is looked for
        kind, message = "broken", f"{error!r}\n{traceback.format_exc()[-2000:]}"
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return Outcome(
        kind=kind,
        message=message,
        entries=entries,
        texts="\n".join(shown),
        issues=len(issues),
        megabytes=usage.ru_maxrss / 1000,
        seconds=usage.ru_utime - before,
    )


def _load() -> None:
    """Load all readers, so that no child has to."""
    for name in _MODULES:
        import_module(f"glossary.exchange.{name}")


if __name__ == "__main__":
    _load()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(asdict(read_apart(*json.loads(line)))) + "\n")
        sys.stdout.flush()
