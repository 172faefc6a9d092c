"""Something wrong at a place of a file."""

from __future__ import annotations

from typing import Any, NamedTuple

VERSION = 1


class Place(NamedTuple):
    """A stretch of a file: offsets in code points from 0, lines and columns (code points, too) from 1.

    ``text`` says what stands there.
    """

    file: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    text: str = ""


class Finding(NamedTuple):
    """What a rule found.

    ``place`` is None for what is wrong within the termbase. ``term`` is what is wrong as the reader sees it,
    ``suggestion`` what to write; ``replacement`` is the suggestion as the file writes it, None where it can't
    simply stand in for what is at the place. ``entry`` is the id of the entry that says so, ``related`` other
    places that have to do with it.
    """

    code: str
    severity: str
    message: str
    term: str
    suggestion: str | None = None
    entry: str | None = None
    place: Place | None = None
    replacement: str | None = None
    related: tuple[Place, ...] = ()
    file: str = ""

    def shape(self) -> dict[str, Any]:
        """Return the finding as the contract has it."""
        place = self.place
        return {
            "v": VERSION,
            "file": place.file if place else self.file,
            "line": place.line if place else None,
            "column": place.column if place else None,
            "end_line": place.end_line if place else None,
            "end_column": place.end_column if place else None,
            "start": place.start if place else None,
            "end": place.end if place else None,
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "term": self.term,
            "suggestion": self.suggestion,
            "replacement": self.replacement,
            "entry": self.entry,
            "related": [
                {"file": place.file, "line": place.line, "column": place.column, "text": place.text}
                for place in self.related
            ],
        }
