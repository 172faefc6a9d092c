"""What a rule finds within one text or one pair of texts, before anybody knows which file it stands in."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """Something wrong at ``start``–``end`` of a text, offsets in code points.

    Of a pair of texts it is the target where ``in_target``, else the source. ``term`` is what is wrong as the text
    has it, ``suggestion`` what to write instead, ``entry`` the id of the entry that says so; ``names`` are the
    terms by which a user may mute it.
    """

    code: str
    message: str
    start: int
    end: int
    term: str
    suggestion: str | None = None
    entry: str | None = None
    names: tuple[str, ...] = ()
    in_target: bool = False
