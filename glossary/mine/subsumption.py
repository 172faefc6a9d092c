"""Fragments: strings that live in a longer candidate alone."""

from __future__ import annotations

from collections.abc import Mapping

from glossary.mine.evidence import Evidence

INDEPENDENT = 0.1
"""From this share of occurrences outside of longer phrases on, a string is a term of its own."""

HOSTS = 3
"""In so many different longer phrases, a string that never stands alone is a building block, not a fragment."""


def find_fragments(evidence: Mapping[str, Evidence]) -> dict[str, str]:
    """Return for every fragment the key of the candidate that it is a part of."""
    fragments = {}
    for key, own in evidence.items():
        rest = _without_ordinal(own)
        if rest in evidence and not own.known and evidence[rest].alone >= own.alone and evidence[rest].name_share > 0.5:  # noqa: PLR2004
            fragments[key] = rest
            continue
        if own.known or own.quoted or own.nested_in == 0:
            continue
        if own.alone > INDEPENDENT * own.frequency:
            continue
        # A part of a name is never a term by accident: “National People”, “Greater Bay”.
        if own.name_share > 0.5 or own.nested_in < HOSTS or own.longest >= 0.8 * own.frequency:  # noqa: PLR2004
            fragments[key] = own.longest_key
    return fragments


def _without_ordinal(own: Evidence) -> str:
    """Return the key of a name without the ordinal that counts its terms: “14th National People's Congress”."""
    return own.key[len(own.words[0]) :] if own.pattern.startswith("O") and own.length > 1 else ""
