"""What a reader or writer has to tell about a file beside its entries."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.errors import as_one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something in a file that was repaired, skipped or left out, and didn't stop the work.

    ``line`` counts from 1, where a line of the file is meant; ``entry`` is the id of the entry it is about.
    ``is_lost`` says that a row or an entry of the file isn't among those that were read.
    """

    message: str
    line: int | None = None
    entry: str = ""
    is_lost: bool = False

    def __str__(self) -> str:
        """Write it as one line: where, then what."""
        where = [f"line {self.line}"] if self.line else []
        if self.entry:
            where.append(f"entry {self.entry}")
        return as_one_line(f"{', '.join(where)}: {self.message}" if where else self.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuessedColumn(Issue):
    """What a column of somebody's table was taken for: ``column`` is ours, ``""`` where it is ignored."""

    name: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteReport:
    """How many entries a file holds now, and what the format could not carry."""

    written: int
    issues: tuple[Issue, ...] = ()
