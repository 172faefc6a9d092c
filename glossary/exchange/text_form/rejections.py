"""Candidates that were rejected, as text: one a line, so that nobody has to reject them again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The name of the file.
REJECTED = "rejected.ndjson"
_FIELDS = ("language", "key", "term")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Rejection:
    """A candidate that no mining shall propose again; ``key`` is what its spellings have in common."""

    language: str
    key: str
    term: str


def render_rejections(rejections: Iterable[Rejection]) -> bytes:
    """Return rejections as text, sorted."""
    lines = (
        json.dumps({"language": found.language, "key": found.key, "term": found.term}, ensure_ascii=False)
        for found in sorted(rejections)
    )
    return "".join(f"{line}\n" for line in lines).encode()


def read_rejections(path: str, raw: bytes) -> list[Rejection]:
    """Return the rejections of a file; blank lines are passed over.

    Args:
        path: the file, as the user knows it.
        raw: what is in it.

    Raises:
        FormatError: a line is no rejection.
    """
    found = []
    for number, line in enumerate(raw.split(b"\n"), 1):
        if not line.strip():
            continue
        if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")):
            raise FormatError(path, "has the marks of a merge that isn't settled; keep the lines of both", number)
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise FormatError(path, "is no JSON object", number) from error
        if not isinstance(value, dict) or not all(isinstance(value.get(name), str) and value[name] for name in _FIELDS):
            raise FormatError(path, f"an object with the texts {', '.join(_FIELDS)} is expected", number)
        found.append(Rejection(**{name: value[name] for name in _FIELDS}))
    return found
