"""How good a candidate is: a sum of parts, each with a name and a reason.

The parts follow C-value (Frantzi et al. 2000) for frequency and length, weirdness (Ahmad et al. 1999) against
general English, accessor variety (Feng et al. 2004) for freedom; the rest is the shape of terms in news.
A part of 1 is worth about as much as three times the frequency.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from glossary.mine.evidence import Evidence
from glossary.text.english import singular
from glossary.text.frequency import zipf
from glossary.text.stopwords import EMPTY_HEADS, LOOSE_MODIFIERS

FREQUENCY = 0.9
ALONE_FLOOR = 0.35  # what an occurrence inside of a longer phrase still counts
SPREAD = 0.4
FREEDOM = 1.5
ALONE = 1.0
RARITY = 0.7
RARITY_CAP = 3.0  # a word 1000 times commoner than in general language is as special as can be
NAME_RARITY_CAP = 1.0  # names are rare in general language anyway
SINGLE = -0.8
SINGLE_KIND = {"A": -0.9, "G": -1.2, "N": -0.3, "P": 0.3}
COMMON = -0.6  # per power of ten that a single word is commoner than COMMON_ZIPF
COMMON_ZIPF = 4.0
POSSESSIVE = -0.8
NAME = 0.8
QUOTED = 1.2
BRIDGED = -1.3
BRIDGED_NAME = 0.4
LOOSE = -1.2
EMPTY = -0.6
VERBAL = -1.0
DIGITS = -1.5
HYPHEN = 0.4
LONG = 0.2
KNOWN = 3.0
GENERAL_ZIPF = 4.5  # a single known word as common as this is worth no bonus
HEADING_ONLY = -0.8


@dataclass(frozen=True, slots=True)
class Corpora:
    """What the score needs of the whole: tokens, documents, and how often each folded word occurs."""

    tokens: int
    documents: int
    words: Mapping[str, int]


def score_parts(evidence: Evidence, folded: list[str], corpora: Corpora) -> dict[str, float]:
    """Return the parts of the score of one key that are not zero."""
    length, frequency = evidence.length, evidence.frequency
    named = evidence.name_share
    single = length == 1
    alone = min(evidence.alone / frequency, 1.0)
    parts = {
        "frequency": FREQUENCY * math.log1p(frequency * math.log2(length + 1) * (ALONE_FLOOR + (1 - ALONE_FLOOR) * alone)),
        "spread": SPREAD * math.log(evidence.documents),
        "freedom": FREEDOM * math.log(evidence.left * evidence.right) / 2 / math.log(frequency + 1),
        "alone": ALONE * alone,
        "rarity": RARITY * _rarity(evidence, folded, corpora),
    }
    if single:
        parts["single"] = SINGLE + SINGLE_KIND.get(evidence.pattern, 0.0)
        parts["common"] = COMMON * max(zipf(evidence.words[0]) - COMMON_ZIPF, 0.0)
    elif length > 2:  # noqa: PLR2004 - two words are the rule
        parts["long"] = LONG
    if named > 0.5:  # noqa: PLR2004 - mostly
        parts["name"] = NAME * named * (0.4 if single else 1.0)
    if evidence.quoted:
        parts["quoted"] = QUOTED * min(evidence.quoted, 2)
    if evidence.bridged:
        parts["bridged"] = BRIDGED_NAME if named > 0.8 else BRIDGED  # noqa: PLR2004 - nearly always
    parts.update(_wording(evidence, single=single))
    if evidence.known:
        parts["known"] = KNOWN * _specificity(evidence)
    if evidence.in_headings == frequency:
        parts["heading"] = HEADING_ONLY
    return {name: round(value, 4) for name, value in parts.items() if value}


def _rarity(evidence: Evidence, folded: list[str], corpora: Corpora) -> float:
    """Return how much commoner the least special word is here than in general English, in powers of ten."""
    cap = NAME_RARITY_CAP if evidence.name_share > 0.5 else RARITY_CAP  # noqa: PLR2004
    least = cap
    for word, key in zip(evidence.words, folded, strict=True):
        here = math.log10(max(corpora.words.get(key, 1), 1) / corpora.tokens * 1e9)
        # An unknown word is taken for one of ten million.
        least = min(least, here - max(zipf(word), 2.0))
    return max(least, -1.0)


def _wording(evidence: Evidence, *, single: bool) -> dict[str, float]:
    words, pattern = evidence.words, evidence.pattern
    named = evidence.name_share > 0.8  # noqa: PLR2004
    parts = {}
    if words[0] in LOOSE_MODIFIERS and not named and not evidence.quoted:
        parts["loose start"] = LOOSE
    empty = sum(singular(word) in EMPTY_HEADS for word in words)
    if empty and not named:
        parts["general word"] = EMPTY * empty * (2 if single else 1)
    if pattern[0] in "GD" and not single and not named and evidence.alone < 2 * evidence.frequency:
        parts["verb"] = VERBAL
    if any(character.isdigit() for word, tag in zip(words, pattern, strict=True) if tag != "O" for character in word):
        parts["digits"] = DIGITS
    if evidence.possessive and not named and not evidence.quoted:
        parts["possessive"] = POSSESSIVE
    if any("-" in word for word in words):
        parts["hyphen"] = HYPHEN
    return parts


def _specificity(evidence: Evidence) -> float:
    """Return 1 for a known phrase, less for a single word the commoner it is."""
    if evidence.length > 1:
        return 1.0
    return min(max((GENERAL_ZIPF - zipf(evidence.words[0])) / 2, 0.0), 1.0)
