"""The command ``candidates`` as several reviewers use it: ``--claim``, ``--claimed``, ``--release``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.cli.narration import say
from glossary.cli.opening import open_work
from glossary.cli.shapes import print_json
from glossary.cli.tables import print_table
from glossary.jobs.shapes import candidate_shape, claim_shape
from glossary.review import claiming

if TYPE_CHECKING:
    from argparse import Namespace

    from glossary.review.claiming import Claimed


def claim(arguments: Namespace) -> int:
    """Claim the best candidates that nobody reviews, and print them."""
    with open_work(arguments, upgrade=True) as work:
        found = claiming.claim_next(work.database, arguments.claim, who=work.user)
    _print(found, as_json=arguments.json)
    if found:
        until = min(claimed.claim.until for claimed in found)
        say(f"glossary: nobody else is given these until {until:%H:%M} UTC; what you leave, give back with --release")
    else:
        say("glossary: no candidate waits that nobody reviews; who reviews what: glossary candidates --claimed")
    return 0 if found else 1


def show_claimed(arguments: Namespace) -> int:
    """Print what is being reviewed, and by whom."""
    with open_work(arguments) as work:
        found = claiming.find_claimed(work.database)[: arguments.limit]
    _print(found, as_json=arguments.json)
    if not found:
        say("glossary: nobody has claimed a candidate")
    return 0 if found else 1


def release(arguments: Namespace) -> int:
    """Give claims back: those that are named, or all of one's own."""
    with open_work(arguments, upgrade=True) as work:
        count = claiming.release(work.database, arguments.release or None, who=work.user)
    say(f"glossary: {count} claim{'' if count == 1 else 's'} given back")
    return 0 if count else 1


def _print(found: list[Claimed], *, as_json: bool) -> None:
    if as_json:
        for claimed in found:
            print_json({**candidate_shape(claimed.candidate), "claim": claim_shape(claimed.claim)})
        return
    rows = [
        (str(candidate.id), candidate.term, _first(claimed), claim.who, f"{claim.until:%H:%M}")
        for claimed in found
        for candidate, claim in [claimed]
    ]
    if rows:
        print_table(("id", "term", "equivalent", "who", "until (UTC)"), rows)


def _first(claimed: Claimed) -> str:
    equivalents = claimed.candidate.equivalents
    return equivalents[0].term if equivalents else ""
