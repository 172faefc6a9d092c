"""Marks of what an answer shows, by which a client learns that nothing has changed (RFC 9110, section 8.8)."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from glossary.store.snapshots import to_snapshot

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry

#: Behind the mark of a compressed answer, whose bytes are others.
GZIPPED = "-gzip"
_LISTED = re.compile(r'(W/)?"([^"]*)"')


def tag_of_entry(entry: ConceptEntry) -> str:
    """Return the mark of all that an entry has, also of what its JSON doesn't show."""
    text = json.dumps(to_snapshot(entry), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


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
