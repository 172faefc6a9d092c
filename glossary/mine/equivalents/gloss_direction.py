"""On which side of a gloss the term stands whose boundary is open."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """Which term has the open boundary."""

    ENGLISH_BEFORE = "english before"
    CHINESE_BEFORE = "chinese before"
    CHINESE_AFTER = "chinese after"
