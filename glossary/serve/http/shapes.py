"""The JSON objects of the server beside those of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from glossary.lookup.queries import Completion

VERSION = 1


def completion_shape(completion: Completion, identifier: str) -> dict[str, Any]:
    """Return a completion with the id of its entry."""
    return {
        "v": VERSION,
        "term": completion.term,
        "language": completion.language,
        "status": completion.status,
        "pinyin": completion.pinyin,
        "mode": completion.mode,
        "entry": identifier,
    }
