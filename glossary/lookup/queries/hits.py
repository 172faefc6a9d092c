"""What a query found."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

VERSION = 1


class Hit:
    """An entry that a query found, by the one of its terms that answers it best.

    ``entry`` is the entry's row id, ``term_id`` the term's; ``mode`` says how it was found; ``score`` is
    between 0 and 1, the best is 1.
    """

    __slots__ = ("entry", "language", "mode", "query", "score", "status", "term", "term_id")

    def __init__(
        self, *, query: str, term: str, language: str, status: str, mode: str, score: float, entry: int, term_id: int
    ) -> None:
        self.query = query
        self.term = term
        self.language = language
        self.status = status
        self.mode = mode
        self.score = score
        self.entry = entry
        self.term_id = term_id

    def __repr__(self) -> str:
        return f"Hit({self.query!r}: {self.term!r}, {self.mode}, {self.score}, entry={self.entry})"


def hit_shape(hit: Hit, entry: dict[str, Any]) -> dict[str, Any]:
    """Return a hit as the contract has it, with its entry as ``get_entries`` returns it."""
    match = {
        "term": hit.term,
        "language": hit.language,
        "status": hit.status,
        "mode": hit.mode,
        "score": hit.score,
    }
    return {"v": VERSION, "query": hit.query, "match": match, "entry": entry}
