"""A StarDict dictionary out of a termbase, beside pyglossary.

``python -m tests.benchmarks.exchange.stardict [100000 cedict] [--runs 3] [--no-peers]``

Ours is measured from the database to the files, and from entries in memory. pyglossary, in the environment that
``.ci/clients`` makes, has articles and their words in memory: the same headings with the same HTML and the same words
that lead there, but for Traditional writings and beginnings of pinyin, which ours finds while it writes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from glossary.exchange.published.article import ordered_terms, render_article
from glossary.exchange.stardict import write_stardict
from glossary.exchange.stardict.headwords import find_headings
from glossary.jobs.exporting import export_file
from glossary.store.database import open_database
from glossary.store.entries.access import find_entries
from tests.benchmarks.exchange.measuring import cost_of, measure, print_costs
from tests.benchmarks.exchange.termbases import ROOT, get_termbase

PEER = ROOT / ".cache" / "clients" / "pyglossary" / "bin" / "python"


def main() -> None:
    """Print the tables, or do one piece of work for them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("termbases", nargs="*", default=["100000", "cedict"])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--work", nargs=3, metavar=("WHAT", "TERMBASE", "FILE"), help="for this program itself")
    options = parser.parse_args()
    if options.work:
        _work(*options.work)
        return
    for name in options.termbases:
        with tempfile.TemporaryDirectory() as folder:
            _compare(name, Path(folder), options.runs, is_alone=options.no_peers or not PEER.exists())


def _compare(name: str, folder: Path, runs: int, *, is_alone: bool) -> None:
    ours = [sys.executable, "-m", "tests.benchmarks.exchange.stardict", "--work"]
    termbase = get_termbase(name)
    costs = {
        "ours, database to files": cost_of([*ours, "export", termbase, folder / "a.ifo"], runs),
        "ours, memory to files": cost_of([*ours, "write", termbase, folder / "b.ifo"], runs),
    }
    if not is_alone:
        cost_of([*ours, "articles", termbase, folder / "articles.jsonl"], 1)
        peer = [PEER, Path(__file__).with_name("pyglossary_peer.py")]
        command = [*peer, folder / "articles.jsonl", folder / "c.ifo"]
        costs["pyglossary, memory to files"] = cost_of(command, runs)
    print_costs(f"{name}: StarDict written", costs)


def _work(what: str, termbase: str, path: str) -> None:
    with open_database(termbase) as database:
        if what == "export":
            measure(lambda: export_file(database, path, format="stardict", on_losses=lambda _: None))
            return
        with database.reading() as connection:
            entries = list(find_entries(connection))
    if what == "write":
        measure(lambda: write_stardict(entries, path))
        return
    with Path(path).open("w", encoding="utf-8") as file:
        for entry in entries:
            terms = ordered_terms(entry)
            article = render_article(entry, terms)
            for heading in find_headings(terms):
                words = list(dict.fromkeys([heading.word, *heading.synonyms]))
                file.write(json.dumps([words, article], ensure_ascii=False) + "\n")
    measure(lambda: None)


if __name__ == "__main__":
    main()
