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


def is_of(language: str, other: str) -> bool:
    """Tell whether two language tags are of one language, in whatever script: ``zh-Hans`` and ``zh-Hant`` are."""
    return language[:2] == other[:2]
