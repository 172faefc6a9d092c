"""What can happen to the entries of a file, what did, and what didn't."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.exchange.report import Issue

#: So many ids are told in one line.
_SHOWN = 5


class OnConflict(StrEnum):
    """What happens to an entry of the file that the termbase has already, and has otherwise.

    ``SKIP`` leaves ours as it is. ``FILL`` takes what ours lacks. ``VARIANT`` takes only the terms that ours lacks, as
    admitted ones. ``OVERWRITE`` puts the file's in the place of ours.
    """

    SKIP = "skip"
    FILL = "fill"
    OVERWRITE = "overwrite"
    VARIANT = "variant"


class Reason(StrEnum):
    """Why an entry or a row of a file wasn't taken, in words that end with ``detail``."""

    DIFFERS = "the termbase has it otherwise, and it was to be skipped; it differs in: {detail}"
    NOTHING_MISSING = "nothing of it is missing in the termbase, which stays where it differs: {detail}"
    NO_NEW_TERM = "the termbase has all of its terms, and nothing else was to be taken; it differs in: {detail}"
    CHANGED = "somebody changed the entry of the termbase after the preview: {detail}"
    AMBIGUOUS = "it may be any of several entries, give it the id of one: {detail}"
    NO_TERM = "it has no term{detail}"
    UNREADABLE = "{detail}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """An entry or a row of a file that wasn't taken.

    ``position`` counts the entries of the file from 1, None for a row that is no entry; ``line`` is that of the file,
    where it is known. ``entry`` is the id of the entry of the termbase, or else that of the file, ``term`` the term
    that stands for it.
    """

    reason: Reason
    detail: str = ""
    position: int | None = None
    line: int | None = None
    entry: str = ""
    term: str = ""

    @classmethod
    def of_issue(cls, issue: Issue) -> NotTaken:
        """Return a row that the reader could make no entry of."""
        return cls(reason=Reason.UNREADABLE, detail=issue.message, line=issue.line, entry=issue.entry)

    @property
    def where(self) -> str:
        """Where in the file it stands, and what it is; ``""`` if that isn't known."""
        places = [f"line {self.line}"] if self.line else [f"entry {self.position}"] if self.position else []
        names = " ".join(filter(None, (self.entry, f"“{self.term}”" if self.term else "")))
        return ", ".join([*places, *([names] if names else [])])

    @property
    def why(self) -> str:
        """The reason in words."""
        return self.reason.format(detail=self.detail)

    def __str__(self) -> str:
        """Write it as one line: where, then why."""
        return f"{self.where}: {self.why}" if self.where else self.why


class Fate(StrEnum):
    """What becomes of an entry of a file; the values are the lists of the report."""

    ADDED = "added"
    SAME = "same"
    FILLED = "filled"
    EXTENDED = "extended"
    OVERWRITTEN = "overwritten"
    SKIPPED = "skipped"
    AMBIGUOUS = "ambiguous"
    EMPTY = "empty"
    SPARED = "spared"

    @property
    def changes(self) -> bool:
        """Whether the termbase isn't what it was."""
        return self in {Fate.ADDED, Fate.FILLED, Fate.EXTENDED, Fate.OVERWRITTEN}


#: A byte for each; 0 is for what isn't told yet.
_FATES = (Fate.SAME, *Fate)
_NUMBERS = {fate: number for number, fate in enumerate(Fate, 1)}


class Outcomes:
    """What became of each entry of a file, by its position, from 1.

    ``entries`` are the ids, the first that of position 1: of the entry of the termbase that each one is now, or else
    its own.
    """

    def __init__(self) -> None:
        self.entries: list[str] = []
        self._fates = bytearray()
        self._not_taken: dict[int, NotTaken] = {}

    def __iter__(self) -> Iterator[tuple[Fate, str, NotTaken | None]]:
        for position, (fate, entry) in enumerate(zip(self._fates, self.entries, strict=True), 1):
            yield _FATES[fate], entry, self._not_taken.get(position)

    def tell(self, position: int, fate: Fate, entry: str, not_taken: NotTaken | None = None) -> None:
        """Say what becomes of an entry, and why it isn't taken."""
        while len(self.entries) < position:  # what is joined is told later
            self.entries.append("")
            self._fates.append(0)
        self.entries[position - 1] = entry
        self._fates[position - 1] = _NUMBERS[fate]
        self._not_taken.pop(position, None)
        if not_taken:
            self._not_taken[position] = not_taken

    def name_added(self, identifiers: Iterable[str]) -> None:
        """Say the ids of the entries that are added, in their order."""
        added, found = _NUMBERS[Fate.ADDED], iter(identifiers)
        for place, fate in enumerate(self._fates):
            if fate == added:
                self.entries[place] = next(found)

    def find_added(self) -> Iterator[str | None]:
        """Yield the id of each entry that is added, and None for the others."""
        added = _NUMBERS[Fate.ADDED]
        return (entry if fate == added else None for fate, entry in zip(self._fates, self.entries, strict=True))

    def follow_with(self, later: Outcomes) -> None:
        """Take what became of those entries that had changed nothing, when all were gone through again."""
        for position, (fate, entry, not_taken) in enumerate(later, 1):
            if not _FATES[self._fates[position - 1]].changes:
                self.tell(position, fate, entry, not_taken)


@dataclass(slots=True)
class ImportReport:
    """What became of the entries of a file, by their ids.

    ``same`` are also those that were to be joined and changed nothing. ``spared`` are those of ``skipped`` that were
    to be overwritten, but somebody changed them after the preview. ``not_taken`` tells of every one that left no trace
    in the termbase, and of every row that was no entry, why.
    """

    added: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    extended: list[str] = field(default_factory=list)
    overwritten: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    ambiguous: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    spared: list[str] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)

    @classmethod
    def of(cls, outcomes: Outcomes) -> ImportReport:
        """Return the report of what became of each entry."""
        report = cls()
        for fate, entry, not_taken in outcomes:
            getattr(report, fate).append(entry)
            if fate is Fate.SPARED:
                report.skipped.append(entry)
            if not_taken:
                report.not_taken.append(not_taken)
        return report


def name_some(names: tuple[str, ...]) -> str:
    """Return some names in one line."""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
