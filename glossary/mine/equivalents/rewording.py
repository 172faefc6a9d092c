"""The same term in another order of words: “coordinated development of the region”, “regional …”.

Chinese English has both orders for most noun phrases, and machine translation adds words that mean nothing. What a
rewording finds in the termbase is the same concept: the words are the same, only “of” and the order differ.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.concept import ProposedEquivalent
    from glossary.mine.equivalents.termbase import TermbaseLayer

CONFIDENCE = 0.85
_MOST_WORDS = 7

_OF = re.compile(r"(?P<head>.+?) of (?:the )?(?P<rest>.+)")
#: Words of translated Chinese that add nothing to the English term before or after them.
_IDLE = re.compile(r"(?:^the | to the outside world$)", re.IGNORECASE)


def reword(term: str) -> Iterator[str]:
    """Yield other orders of the words of an English term; most of them are no English at all."""
    bare = _IDLE.sub("", term)
    if bare != term:
        yield bare
    match = _OF.fullmatch(bare)
    if match:
        yield f"{match['rest']} {match['head']}"
        return
    words = bare.split()
    if len(words) <= _MOST_WORDS:
        for cut in range(1, len(words)):
            yield f"{' '.join(words[cut:])} of {' '.join(words[:cut])}"


def find_reworded(term: str, termbase: TermbaseLayer) -> list[ProposedEquivalent]:
    """Return the equivalents of the first rewording that the termbase has."""
    for other in reword(term):
        if found := termbase.propose([other], None):
            return [
                replace(
                    proposal,
                    confidence=min(proposal.confidence, CONFIDENCE),
                    evidence=f"{proposal.evidence}, as “{other}”",
                )
                for proposal in found
            ]
    return []
