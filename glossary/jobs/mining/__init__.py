"""Mining documents into a termbase, or past it."""

from __future__ import annotations

from glossary.jobs.mining.base import add_base
from glossary.jobs.mining.inputs import Inputs, read_inputs
from glossary.jobs.mining.into import mine_into, refresh_candidates
from glossary.jobs.mining.past import find_equivalents, mine_past

__all__ = [
    "Inputs",
    "add_base",
    "find_equivalents",
    "mine_into",
    "mine_past",
    "read_inputs",
    "refresh_candidates",
]
