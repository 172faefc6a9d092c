"""Marks of what an answer shows, by which a client learns that nothing has changed (RFC 9110, section 8.8)."""

from __future__ import annotations

import re

#: Behind the mark of a compressed answer, whose bytes are others.
GZIPPED = "-gzip"
_LISTED = re.compile(r'(W/)?"([^"]*)"')


def is_listed(tag: str, header: str | None, *, is_strong: bool = False) -> bool:
    """Tell whether a header, If-Match or If-None-Match, lists a mark, in whatever encoding it was sent.

    Args:
        tag: the mark of what there is now.
        header: as the client sent it; None where it sent none.
        is_strong: marks that are called weak don't count, as for If-Match.
    """
    if header is None:
        return False
    listed = _LISTED.findall(header)
    return header.strip() == "*" or any(
        found.removesuffix(GZIPPED) == tag and not (is_strong and weak) for weak, found in listed
    )
