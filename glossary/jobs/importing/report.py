"""What can happen to the entries of a file, and what did."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class OnConflict(StrEnum):
    """What happens to an entry of the file that the termbase has already, and has otherwise."""

    SKIP = "skip"
    FILL = "fill"
    OVERWRITE = "overwrite"


@dataclass(slots=True)
class ImportReport:
    """What became of the entries of a file, by their ids.

    ``spared`` are those of ``skipped`` that were to be overwritten, but somebody changed them after the preview.
    """

    added: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    overwritten: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    spared: list[str] = field(default_factory=list)
