"""TBX out of a termbase and read again, beside translate-toolkit.

``python -m tests.benchmarks.exchange.tbx [100000 cedict 1000000] [--runs 3] [--no-peers]``

Ours writes from the database, with all that an entry has: ids, subject fields, statuses, pinyin. translate-toolkit,
in the environment that ``.ci/clients`` makes, has the terms in memory; it knows units of two languages, so that the
third of CC-CEDICT is left out for it. Both read the file of version 2 that ours wrote: translate-toolkit builds the
document, and finds terms in it when it is asked; ours makes entries with everything in them. A million entries are
ours alone.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.exchange.measuring import cost_of, print_costs
from tests.benchmarks.exchange.termbases import ROOT, get_termbase

PEER = ROOT / ".cache" / "clients" / "translate-toolkit" / "bin" / "python"
_PEERS_UP_TO = 300_000_000


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("termbases", nargs="*", default=["100000", "cedict", "1000000"])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-peers", action="store_true")
    options = parser.parse_args()
    for name in options.termbases:
        with tempfile.TemporaryDirectory() as folder:
            is_alone = options.no_peers or not PEER.exists() or get_termbase(name).stat().st_size > _PEERS_UP_TO
            _compare(name, Path(folder), options.runs, is_alone=is_alone)


def _compare(name: str, folder: Path, runs: int, *, is_alone: bool) -> None:
    termbase, terms, old = get_termbase(name), folder / "terms.jsonl", folder / "2.tbx"
    ours = [sys.executable, "-m", "tests.benchmarks.exchange.tbx_ours"]
    peer = [PEER, Path(__file__).with_name("translate_toolkit_peer.py")]
    written = {
        f"ours, database to TBX {kind}": cost_of([*ours, "write", format_, termbase, path], runs)
        for kind, format_, path in (("2", "tbx-2", old), ("3 Basic", "tbx", folder / "3.tbx"))
    }
    read = {"ours, entries with all terms": cost_of([*ours, "read", old], runs)}
    if not is_alone:
        cost_of([*ours, "terms", termbase, terms], 1)
        for what, told in (("pairs", "first terms"), ("terms", "all terms"), ("notes", "all terms, pinyin as notes")):
            path = folder / f"{what}.tbx"
            command = [*peer, "write", what, terms, path]
            written[f"translate-toolkit, memory to TBX 2, {told}"] = cost_of(command, runs)
        for what, told in (("parse", "no term looked at"), ("pairs", "first terms"), ("terms", "all terms")):
            read[f"translate-toolkit, {told}"] = cost_of([*peer, what, old], runs)
    sizes = ", ".join(f"{path.stem} {path.stat().st_size >> 20} MB" for path in sorted(folder.glob("*.tbx")))
    print_costs(f"{name}: written ({sizes})", written)
    print_costs(f"{name}: read (the file of version 2)", read)


if __name__ == "__main__":
    main()
