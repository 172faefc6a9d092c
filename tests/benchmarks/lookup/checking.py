"""What ``glossary check`` says of good translations: the sample articles and their Chinese, both ways.

``python -m tests.benchmarks.lookup.checking [-v]``

Beside it stands a plain comparison: a term's preferred equivalent doesn't stand in the translated paragraph. Uses are
the concepts of each paragraph, each counted once in it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.exchange.bitext import pair_texts
from glossary.jobs.checking import check_translation
from glossary.jobs.seeds import articles_folder, load_base
from glossary.lookup.live import LiveTermbase
from glossary.store.database import open_database
from glossary.store.entries.access import add_entries
from glossary.store.log.revisions import revising

if TYPE_CHECKING:
    from collections.abc import Iterator


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        live = _open_base(Path(folder) / "base.db")
        print(f"{'':24}{'uses':>8}{'plainly missing':>18}{'glossary check':>17}")
        totals = [0, 0, 0]
        for name, source, target in _translations():
            found = check_translation(live, source, target)
            uses, missing = _compare(live, source, target)
            for number, count in enumerate((uses, missing, len(found))):
                totals[number] += count
            print(f"{name:24}{uses:8}{missing:18}{len(found):17}")
            if "-v" in sys.argv:
                print(*(f"    {finding.message}" for finding in found), sep="\n")
        print(f"{'all':24}{totals[0]:8}{totals[1]:18}{totals[2]:17}")
        live.close()


def _open_base(path: Path) -> LiveTermbase:
    """Return the curated base in a termbase of its own."""
    with (
        open_database(str(path), create=True) as database,
        revising(database, who="benchmark", action="base") as revision,
    ):
        add_entries(revision, load_base(), origin="base")
    return LiveTermbase(str(path))


def _translations() -> Iterator[tuple[str, str, str]]:
    """Yield each article with its translation, in both directions."""
    for english in sorted(articles_folder().glob("*.en.txt")):
        chinese = english.with_name(english.name.replace(".en.", ".zh."))
        if chinese.exists():
            texts = english.read_text("utf-8"), chinese.read_text("utf-8")
            name = english.name.partition(".")[0][:18]
            yield f"{name} en–zh", *texts
            yield f"{name} zh–en", texts[1], texts[0]


def _compare(live: LiveTermbase, source: str, target: str) -> tuple[int, int]:
    """Return how many uses there are, and of how many the preferred equivalent isn't there letter by letter."""
    uses = missing = 0
    for segment in pair_texts(source, target):
        if segment.target is None:
            continue
        senses = [span.senses for span in live.find(segment.source.text)]
        entries = live.get_entries(sense.entry_id for several in senses for sense in several)
        for concept in {tuple(sense.entry_id for sense in several): several for several in senses}.values():
            uses += 1
            wanted = {
                term["term"].casefold()
                for sense in concept
                for term in entries[sense.entry_id]["terms"]
                if _is_preferred_equivalent(term, sense.language)
            }
            missing += not any(term in segment.target.text.casefold() for term in wanted)
    return uses, missing


def _is_preferred_equivalent(term: dict[str, Any], language: str) -> bool:
    return bool(term["status"] == "preferred" and term["language"][:2] != language[:2])


if __name__ == "__main__":
    main()
