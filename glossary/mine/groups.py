"""Keys that are one term: acronyms with their full forms, the variants of one entry."""

from __future__ import annotations

from collections.abc import Mapping

from glossary.mine.known import KnownTerms
from glossary.mine.spans import Spans
from glossary.mine.trace import Trace


def find_groups(
    acronyms: Mapping[str, str], known: KnownTerms, spans: Spans, trace: Trace | None = None
) -> dict[str, list[str]]:
    """Return for the key of a term the other keys that were met and mean the same.

    What the termbase says goes before what initials suggest. The key of an entry's preferred term stands
    for all where the documents have it, else the commonest.
    """
    leader: dict[str, str] = {}
    by_entry: dict[str, list[str]] = {}
    for key in known.by_key:
        entry = known.entry_of(key)
        if entry is not None and key in spans.ids:
            by_entry.setdefault(entry, []).append(key)
    for entry, keys in by_entry.items():
        preferred = known.entry_key[entry]
        head = preferred if preferred in keys else max(keys, key=lambda k: (spans.count[spans.ids[k]], k))
        for key in keys:
            if key != head:
                leader[key] = head
                if trace:
                    trace.note(key, "variants", f"merged into “{head}”, a term of the same entry")
    for short, full in acronyms.items():
        head = leader.get(full, full)
        if short in leader or short in known.by_key or short not in spans.ids or head == short:
            continue
        leader[short] = head
        if trace:
            trace.note(short, "acronyms", f"merged into “{head}”")
    groups: dict[str, list[str]] = {}
    for key, head in leader.items():
        while head in leader:  # noqa: PLW2901 - follow an acronym of a variant to its entry
            head = leader[head]  # noqa: PLW2901
        groups.setdefault(head, []).append(key)
    return groups
