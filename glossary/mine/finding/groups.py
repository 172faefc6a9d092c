"""Keys that are one term: acronyms with their full forms, the variants of one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.mine.known import KnownTerms
    from glossary.mine.trace import Trace


def find_groups(
    acronyms: Mapping[str, str], known: KnownTerms, counts: Mapping[str, int], trace: Trace | None = None
) -> dict[str, list[str]]:
    """Return for the key of a term the other keys that were met and mean the same.

    What the termbase says goes before what initials suggest. The key of an entry's preferred term stands
    for all where the documents have it, else the commonest.

    Args:
        acronyms: the key of the full form of each.
        known: the terms of the termbase.
        counts: how often the documents have the keys of known terms and acronyms; what they lack is missing.
        trace: is told what was merged.
    """
    leader = _by_entry(known, counts, trace)
    for short, full in acronyms.items():
        head = leader.get(full, full)
        if short in leader or short in known.by_key or short not in counts or head == short:
            continue
        leader[short] = head
        if trace:
            trace.note(short, "acronyms", f"merged into “{head}”")
    groups: dict[str, list[str]] = {}
    for key in leader:
        head = leader[key]
        while head in leader:  # an acronym of a variant belongs to the variant's entry
            head = leader[head]
        groups.setdefault(head, []).append(key)
    return groups


def _by_entry(known: KnownTerms, counts: Mapping[str, int], trace: Trace | None) -> dict[str, str]:
    """Return for the keys that were met the key that stands for all of their entry."""
    met: dict[str, list[str]] = {}
    for key in known.by_key:
        entry = known.entry_of(key)
        if entry is not None and key in counts:
            met.setdefault(entry, []).append(key)
    leader = {}
    for entry, keys in met.items():
        preferred = known.entry_key[entry]
        head = preferred if preferred in keys else max(keys, key=lambda k: (counts[k], k))
        for key in keys:
            if key != head:
                leader[key] = head
                if trace:
                    trace.note(key, "variants", f"merged into “{head}”, a term of the same entry")
    return leader
