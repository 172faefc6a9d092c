"""What a query found, one JSON object a line."""

from __future__ import annotations

import json

from glossary.lookup.queries.hits import VERSION, hit_shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from glossary.lookup.queries.hits import Hit


def print_objects(query: str, hits: Sequence[Hit], entries: dict[int, dict[str, Any]], *, has_end: bool) -> None:
    """Print the hits, and with ``has_end`` how many they were, so that a program knows it has them all."""
    for hit in hits:
        if hit.entry in entries:
            print(json.dumps(hit_shape(hit, entries[hit.entry]), ensure_ascii=False))
    if has_end:
        print(json.dumps({"v": VERSION, "query": query, "hits": len(hits)}, ensure_ascii=False))
