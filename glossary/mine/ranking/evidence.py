"""What speaks for and against a key: counted once from its occurrences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Evidence:
    """The counts of one key.

    ``words`` are the words of its commonest form, lower case, without possessive marks; ``pattern`` their
    classes. ``alone`` counts occurrences that no longer phrase holds, ``nested_in`` the longer keys around
    the others, ``longest`` the occurrences of the commonest of those. ``left`` and ``right`` count different
    neighbours.
    """

    key: str
    words: list[str]
    pattern: str
    frequency: int
    documents: int
    alone: int
    names: int
    cased: int
    quoted: int
    bridged: int
    known: int
    numbered: int
    in_headings: int
    left: int
    right: int
    possessive: bool
    nested_in: int = 0
    longest: int = 0
    longest_key: str = ""

    @property
    def length(self) -> int:
        """Count the words that carry meaning."""
        return len(self.words)

    @property
    def is_name(self) -> bool:
        """Whether it is mostly written in capitals."""
        return self.name_share > 0.5  # noqa: PLR2004 - mostly

    @property
    def name_share(self) -> float:
        """The share of occurrences in capitals, of those whose capitals say something."""
        return self.names / self.cased if self.cased else 0.0
