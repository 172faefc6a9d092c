"""Plain text: all of it is prose but addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.text.markup.addresses import HOST, WEB, begin_of_mail

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS = re.compile(rf"{WEB}|@{HOST}")


def find_other(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of what is no prose, in order."""
    for match in _ADDRESS.finditer(text):
        start, end = match.span()
        yield (begin_of_mail(text, start), end) if text[start] == "@" else (start, end)
