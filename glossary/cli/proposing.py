"""The command ``propose``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.cli.narration import say
from glossary.cli.opening import open_work
from glossary.cli.shapes import print_json
from glossary.jobs.proposing import propose as propose_term
from glossary.jobs.shapes import candidate_shape

if TYPE_CHECKING:
    from argparse import Namespace


def propose(arguments: Namespace) -> int:
    """Keep a term as a candidate that waits for a decision."""
    with open_work(arguments, create=True) as work:
        candidate = propose_term(
            work.database,
            arguments.term,
            who=work.user,
            equivalents=arguments.equivalent,
            context=arguments.context,
            source=arguments.source,
            language=arguments.lang,
        )
    if arguments.json:
        print_json(candidate_shape(candidate))
        return 0
    equivalents = ", ".join(equivalent.term for equivalent in candidate.equivalents)
    print("\t".join((str(candidate.id), candidate.status.value, candidate.term, equivalents)))
    say(f"glossary: decide on it with: glossary accept {candidate.id}, or glossary reject {candidate.id}")
    return 0
