"""Plain text: all of it is prose but addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.text.markup.addresses import HOST, WEB, begin_of_mail

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS = re.compile(rf"{WEB}|@{HOST}")
#: What every address has; to look for these is far quicker than for addresses.
_SIGNS = ("://", "www.", "@")
_SCHEMES = ("https", "http", "HTTPS", "HTTP", "ftp")


def find_other(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of what is no prose, in order."""
    covered = 0
    for place in sorted({begin for sign in _SIGNS for begin in _begins(text, sign)}):
        match = _ADDRESS.match(text, place) if place >= covered else None
        if match:
            start, covered = match.span()
            yield (begin_of_mail(text, start), covered) if text[start] == "@" else (start, covered)


def _begins(text: str, sign: str) -> Iterator[int]:
    """Yield where addresses with a sign may begin."""
    at = text.find(sign)
    while at >= 0:
        scheme = next((scheme for scheme in _SCHEMES if text.endswith(scheme, 0, at)), "") if sign == "://" else ""
        if scheme or sign != "://":
            yield at - len(scheme)
        at = text.find(sign, at + 1)
