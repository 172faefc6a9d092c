"""The command ``demo``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from glossary.cli.finding import candidate_lines
from glossary.cli.mining import print_candidates
from glossary.cli.narration import progress_bar
from glossary.jobs.demo import run_demo
from glossary.settings import load_settings
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from argparse import Namespace

    from glossary.jobs.demo import DemoResult

_SHOWN = 10


def demo(arguments: Namespace) -> int:
    """Do the whole job on the sample articles and say what came of it."""
    with progress_bar() as progress:
        result = run_demo(Path(arguments.out or "exports"), who=load_settings().user, progress=progress)
    _print_best(result, CandidateStatus.KNOWN, "Terms of the curated base, found in the articles, best first:")
    _print_best(result, CandidateStatus.PENDING, "New candidates, waiting for a decision, best first:")
    shown = next((found for found in result.candidates if found.contexts and found.equivalents), None)
    if shown:
        print("One of them in full, as glossary show prints it:")
        print("\n".join(candidate_lines(shown)) + "\n")
    counts = ", ".join(f"{count} {status}" for status, count in sorted(result.by_status.items()))
    print(
        f"{result.documents} documents read, "
        f"{sum(result.by_status.values())} candidates: {counts}.\n"
        f"{result.entries} entries in {result.database}; {result.exported} of them occur in the articles and "
        "were exported with usage examples:"
    )
    for path in result.files:
        print(f"  {path}")
    print(
        f"\nNext, with --db {result.database}:\n"
        "  glossary candidates                  what waits for a decision\n"
        "  glossary show TERM                   proposals, evidence and examples of one\n"
        "  glossary accept TERM --equivalent 1  make an entry of it\n"
        "  glossary mine YOUR-FOLDER            the same with your own documents"
    )
    return 0


def _print_best(result: DemoResult, status: CandidateStatus, heading: str) -> None:
    best = [candidate for candidate in result.candidates if candidate.status is status][:_SHOWN]
    if best:
        print(heading)
        print_candidates(best, as_json=False)
        print()
