"""All names of one known entry made one phrase: 全国人大 is 全国人民代表大会."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.mine.chinese.counting import Tally
    from glossary.mine.chinese.known import KnownChinese


def unite_known(tallies: dict[str, Tally], known: KnownChinese) -> dict[str, str]:
    """Merge what was counted of the names of each entry, and return for each other name the one that stays.

    The name that stays is one that the documents have: the preferred one, else the commonest.
    """
    by_name: dict[str, list[str]] = {}
    for key, own in tallies.items():
        if not own.known and key in known.by_key:
            own.known = own.frequency
        if own.known:
            by_name.setdefault(known.name_of(key), []).append(key)
    names = {}
    for keys in by_name.values():
        keys.sort(key=lambda key: (not known.is_preferred(key), -tallies[key].frequency, key))
        for other in keys[1:]:
            names[other] = keys[0]
            tallies[keys[0]].merge(tallies.pop(other))
    return names
