"""Fragments: strings that live in a longer candidate alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.text.english import fold_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossary.mine.ranking.evidence import Evidence

INDEPENDENT = 0.1
"""From this share of occurrences outside of longer phrases on, a string is a term of its own."""

HOSTS = 3
"""In so many different longer phrases, what never stands alone is a building block and no fragment."""


def find_fragments(evidence: Mapping[str, Evidence], groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return for every fragment the key of the candidate that it is a part of."""
    fragments = {}
    leader = {other: key for key, others in groups.items() for other in others}
    for key, own in evidence.items():
        rest = _without_ordinal(own)
        rest = leader.get(rest, rest)
        if rest in evidence and not own.known and evidence[rest].alone >= max(own.alone, 1) and evidence[rest].is_name:
            fragments[key] = rest
            continue
        # An acronym proves that “and” lists nothing: “Belt and Road Initiative” and BRI.
        listed = "" if key in groups else _listed_names(own, evidence)
        if listed:
            fragments[key] = listed
            continue
        if own.known or own.quoted or own.nested_in == 0:
            continue
        longest = evidence[own.longest_key]
        if (longest.known or longest.numbered) and own.longest >= 0.8 * own.frequency:
            fragments[key] = own.longest_key
            continue
        if own.longest == own.frequency > 1 and longest.key.endswith(key) and longest.words[0] == "new":
            fragments[key] = own.longest_key  # never without “new”, so that is a part of it
            continue
        named = own.is_name
        if own.alone > INDEPENDENT * own.frequency:
            continue
        # A part of a name is never a term by accident: “National People”, “Greater Bay”.
        if named or own.nested_in < HOSTS or own.longest >= 0.8 * own.frequency:
            fragments[key] = own.longest_key
    return fragments


def _without_ordinal(own: Evidence) -> str:
    """Return the key of a name without its ordinal: of “14th National People's Congress”, else “”."""
    return own.key[len(own.words[0]) :] if own.pattern.startswith("O") and own.length > 1 else ""


def _listed_names(own: Evidence, evidence: Mapping[str, Evidence]) -> str:
    """Return the first of two names that “and” only lists: one of them stands alone elsewhere."""
    if own.known or not own.is_name or "and" not in own.words[1:-1]:
        return ""
    link = own.words.index("and", 1)
    left, right = ("".join(map(fold_word, part)) for part in (own.words[:link], own.words[link + 1 :]))
    both = [evidence.get(left), evidence.get(right)]
    return left if any(side is not None and side.alone and side.is_name for side in both) else ""
