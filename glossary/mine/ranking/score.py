"""How good a candidate is: a sum of parts, each with a name and a reason.

The parts follow C-value (Frantzi et al. 2000) for frequency and length, weirdness (Ahmad et al. 1999) against
general English, accessor variety (Feng et al. 2004) for freedom; the rest is the shape of terms in news.
A part of 1 is worth about as much as three times the frequency.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.text.english import singular
from glossary.text.english.frequency import zipf
from glossary.text.english.people import ADMINISTRATIVE_HEADS, COMPANY_HEADS
from glossary.text.english.stopwords import EMPTY_HEADS, GENERAL_SINGLES, LOOSE_MODIFIERS, NAMING_MODIFIERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.mine.ranking.evidence import Evidence

# What recurs, in many documents, is a term; the logarithm, as the tenth time says less than the second.
FREQUENCY = 0.9
ALONE_FLOOR = 0.35  # what an occurrence inside of a longer phrase still counts
SPREAD = 0.4

# A term stands by itself, and before and after it stand many different words.
ALONE = 1.0
FREEDOM = 1.5

# Per power of ten that the least special word is commoner here than in general English.
RARITY = 1.0
RARITY_CAP = 3.0  # a thousand times commoner is as special as can be
NAME_RARITY_CAP = 1.0  # names are rare in general English anyway
PRIOR_TOKENS = 50_000  # a small corpus says little: as if so much general English stood before it
UNKNOWN_ZIPF = 2.0  # a word that the frequency list lacks is taken for one of ten million

# One word is seldom a term: an adjective or a form in -ing least, a name soonest, a common word never.
SINGLE = -1.2
SINGLE_KIND = {"A": -0.9, "G": -1.2, "N": -0.3, "P": 0.3}
COMMON = -1.0  # per power of ten above
COMMON_ZIPF = 4.0  # a word of every newspaper
LONG = 0.2  # three words are more precise than two

# How news marks its terms.
NAME = 1.8
SINGLE_NAME = 0.4  # of that, for one word: mostly places
QUOTED = 1.5
HYPHEN = 0.5
SET_NUMBER = 1.0  # a number that is a part of its phrase: nothing but a term has one

# Phrases with “of” and “and” are mostly made for the sentence; less so when they recur, or are names.
BRIDGED = -2.0
BRIDGED_NAME = 0.4

# Wording that only looks like a term.
LOOSE = -1.5  # “further development”
LOOSE_NAMING = -0.3  # “new energy” may be one
EMPTY = -1.2  # “past years”
VERBAL = -1.0  # “promoting trade”
DIGITS = -2.5  # “2025 forum”
POSSESSIVE = -2.0  # “the city's port”
COMPANY = -2.0  # “Northern International Group”
PLACE = -1.5  # “Hebei Province”
HEADING_ONLY = -0.8  # headlines are made of half sentences

# An official phrase list is the strongest evidence there is; a phrase made like its phrases has some of it.
KNOWN = 3.0
KINSHIP = 1.5
GENERAL_ZIPF = 4.5  # a single known word as common as this is worth no bonus

MOSTLY = 0.5
NEARLY_ALWAYS = 0.8


@dataclass(frozen=True, slots=True)
class Whole:
    """What the score needs of the whole: tokens, and how often each folded word occurs."""

    tokens: int
    words: Mapping[str, int]


def score_parts(
    evidence: Evidence, folded: list[str], whole: Whole, *, kinship: float = 0.0, sealed: bool = False
) -> dict[str, float]:
    """Return the parts of the score of one key that are not zero."""
    length, frequency = evidence.length, evidence.frequency
    named = evidence.name_share
    # A hyphen makes two words of one: “opening-up”.
    single = length == 1 and "-" not in evidence.words[0]
    # A known term stands for itself even in a longer phrase.
    alone = min(max(evidence.alone, evidence.known) / frequency, 1.0)
    parts = {
        "frequency": FREQUENCY
        * math.log1p(frequency * math.log2(length + 1) * (ALONE_FLOOR + (1 - ALONE_FLOOR) * alone)),
        "spread": SPREAD * math.log(evidence.documents),
        "freedom": FREEDOM * math.log(evidence.left * evidence.right) / 2 / math.log(frequency + 1),
        "alone": ALONE * alone,
        "rarity": RARITY * _rarity(evidence, folded, whole),
    }
    if single:
        parts["single"] = SINGLE + SINGLE_KIND.get(evidence.pattern, 0.0)
        parts["common"] = COMMON * max(zipf(evidence.words[0]) - COMMON_ZIPF, 0.0)
    elif length == 1 and evidence.pattern in "AGD":
        parts["single"] = SINGLE_KIND["A"]
    elif length > 2:  # noqa: PLR2004 - two words are the rule
        parts["long"] = LONG
    if named > MOSTLY:
        parts["name"] = NAME * named * (SINGLE_NAME if single else 1.0)
    if evidence.quoted:
        parts["quoted"] = QUOTED * min(evidence.quoted, 2)
    if evidence.numbered:
        parts["set number"] = SET_NUMBER
    if evidence.bridged and not evidence.known and not evidence.quoted:
        parts["bridged"] = BRIDGED_NAME if named > NEARLY_ALWAYS else BRIDGED / math.sqrt(frequency)
    if evidence.known:
        parts["known"] = KNOWN * _specificity(evidence)
    else:
        parts["kinship"] = KINSHIP * kinship
        parts.update(_wording(evidence, single=single, sealed=sealed))
    if evidence.in_headings == frequency:
        parts["heading"] = HEADING_ONLY
    return {name: round(value, 4) for name, value in parts.items() if value}


def _rarity(evidence: Evidence, folded: list[str], whole: Whole) -> float:
    """Return how much commoner the least special word is here than in general English, in powers of ten."""
    cap = NAME_RARITY_CAP if evidence.is_name else RARITY_CAP
    least = cap
    for word, key in zip(evidence.words, folded, strict=True):
        general = max(zipf(word), UNKNOWN_ZIPF)
        expected = PRIOR_TOKENS * 10 ** (general - 9)
        here = math.log10((whole.words.get(key, 1) + expected) / (whole.tokens + PRIOR_TOKENS) * 1e9)
        least = min(least, here - general)
    return max(least, -1.0)


def _wording(evidence: Evidence, *, single: bool, sealed: bool) -> dict[str, float]:
    words, pattern = evidence.words, evidence.pattern
    named = evidence.name_share > NEARLY_ALWAYS
    parts = {}
    if words[0] in LOOSE_MODIFIERS and not sealed and not named and not evidence.quoted:
        parts["loose start"] = LOOSE_NAMING if words[0] in NAMING_MODIFIERS and not single else LOOSE
    empty = sum(singular(word) in EMPTY_HEADS for word in words)
    if single and singular(words[0]) in GENERAL_SINGLES:
        empty = 1
    if empty and not named:
        parts["general word"] = EMPTY * empty * (2 if single else 1)
    if pattern[0] in "GD" and not single and not named and evidence.alone < 2 * evidence.frequency:
        parts["verb"] = VERBAL
    if any(character.isdigit() for word, tag in zip(words, pattern, strict=True) if tag != "O" for character in word):
        parts["digits"] = DIGITS
    last = singular(words[-1])
    if not single and last in COMPANY_HEADS and named:
        parts["company"] = COMPANY
    elif len(words) == 2 and last in ADMINISTRATIVE_HEADS and pattern[0] == "P":  # noqa: PLR2004 - a name and its kind
        parts["place"] = PLACE
    if evidence.possessive and (not named or len(words) < 3) and not evidence.quoted:  # noqa: PLR2004 - two words
        parts["possessive"] = POSSESSIVE
    if any("-" in word for word in words):
        parts["hyphen"] = HYPHEN
    return parts


def _specificity(evidence: Evidence) -> float:
    """Return 1 for a known phrase, less for a single word the commoner it is."""
    if evidence.length > 1 or "-" in evidence.words[0]:
        return 1.0
    return min(max((GENERAL_ZIPF - zipf(evidence.words[0])) / 2, 0.0), 1.0)
