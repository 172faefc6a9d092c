"""What the rules need of a termbase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.lookup.recognition.recogniser import Recogniser

UNACCEPTED = frozenset(("deprecated", "superseded"))
"""The statuses of terms that a translator may not use."""


class Termbase(Protocol):
    """Recognises terms and tells about their entries."""

    @property
    def recogniser(self) -> Recogniser:
        """Return what finds terms in texts, as the termbase is now."""

    def get_entries(self, row_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Return entries by row id, as the command line prints them; those that are gone are left out."""


class Snapshot:
    """A termbase as it was at one moment: to ask it anew for every paragraph whether it changed would take longest.

    Args:
        termbase: what to take it of; still asked for entries.
    """

    def __init__(self, termbase: Termbase) -> None:
        self.recogniser = termbase.recogniser
        self._termbase = termbase
        self._entries: dict[int, dict[str, Any]] = {}

    def get_entries(self, row_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Return entries by row id; those that are gone are left out."""
        wanted, known = list(row_ids), self._entries
        if missing := [row_id for row_id in wanted if row_id not in known]:
            known.update(self._termbase.get_entries(missing))
        return {row_id: known[row_id] for row_id in wanted if row_id in known}


def is_of(language: str, other: str) -> bool:
    """Tell whether two language tags are of one language, in whatever script: ``zh-Hans`` and ``zh-Hant`` are."""
    return language[:2] == other[:2]
