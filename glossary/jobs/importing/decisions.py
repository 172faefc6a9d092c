"""What a person decided about single entries of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from glossary.concept import ConceptEntry
    from glossary.jobs.importing.report import OnConflict
    from glossary.jobs.importing.settling import Decide

#: So many numbers of conflicts are told in the line of an error.
_SHOWN = 10


def decider(default: OnConflict, decisions: Mapping[int, OnConflict] | None) -> Decide:
    """Return what answers with the decision about a position, else with the default."""
    chosen = dict(decisions or {})

    def decide(position: int, _: ConceptEntry) -> OnConflict:
        return chosen.get(position, default)

    return decide


def check_positions(path: str, conflicts: Iterable[int], decisions: Mapping[int, OnConflict] | None) -> None:
    """Check that each decision is about a conflict.

    Raises:
        InputError: one isn't.
    """
    known = sorted(conflicts)
    if unknown := sorted(set(decisions or {}).difference(known)):
        numbers = ", ".join(map(str, known[:_SHOWN])) or "there are none"
        more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
        raise InputError(f"{path}: no conflict has number {unknown[0]}; the conflicts are: {numbers}{more}")
