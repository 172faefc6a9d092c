"""How good a Chinese phrase is: a sum of parts, each with a name and a reason.

Frequency and length follow C-value (Frantzi et al. 2000), the variety of neighbours follows accessor variety
(Feng et al. 2004) and boundary entropy (Huang and Powers 2003), cohesion is the normalised mutual information of
the weakest split (Bouma 2009); the rest is the shape of terms in policy texts.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from glossary.mine.chinese.frequency import zipf
from glossary.mine.chinese.kinds import KNOWN, QUOTE, TITLE
from glossary.mine.chinese.shape import shape_parts
from glossary.mine.chinese.wording import DOCUMENT_ENDINGS

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from glossary.mine.chinese.counting import Tally

# What recurs, in many documents, is a term; the logarithm, as the tenth time says less than the second.
FREQUENCY = 0.9
ALONE_FLOOR = 0.35  # what an occurrence inside of a longer phrase still counts
SPREAD = 0.4
ALONE = 1.0

# A term begins where something else ends, and ends where something else begins.
EDGES = 1.2
ENTROPY = 1.4
COHESION = 0.8

# Two characters are seldom a term, a common word never; policy likes four and more.
LENGTH = {2: -1.0, 3: -0.3, 4: 0.2, 5: 0.4, 6: 0.5, 7: 0.5, 8: 0.5}
LONG = 0.4
SINGLE = -0.3
COMMON = -0.8
COMMON_ZIPF = 3.6
RARITY = 0.5
RARITY_CAP = 3.0
PRIOR_TOKENS = 20_000

QUOTED = 1.3
MARKED = 0.8
TITLED = 2.0
TITLED_OTHER = 0.3  # a film

HEADING_ONLY = -0.8
MADE_OF = -0.4  # per doubling: once with a word beside it, often without
MADE_OF_CAP = 2.5


KNOWN_TERM = 3.0
KINSHIP = 1.2
GENERAL_ZIPF = 5.2


class Whole(NamedTuple):
    """What the score needs of all documents: how many words they have, how often each word and phrase occurs."""

    tokens: int
    words: Mapping[str, int]
    phrases: Mapping[str, int]


def score_parts(
    own: Tally, key: str, whole: Whole, *, alone: float = 1.0, kinship: float = 0.0, independent: int = 0
) -> dict[str, float]:
    """Return the parts of the score of one phrase that are not zero.

    Args:
        own: what was counted of it.
        key: its characters without marks.
        whole: what was counted of everything.
        alone: the share of its occurrences that no longer term holds.
        kinship: 0–1, how much it is made like known terms.
        independent: how often its commonest part stands without the rest.
    """
    frequency, length = own.frequency, len(own.words)
    characters = len(key)
    parts = {
        "frequency": FREQUENCY
        * math.log1p(frequency * math.log2(characters) * (ALONE_FLOOR + (1 - ALONE_FLOOR) * alone)),
        "spread": SPREAD * math.log(own.documents),
        "alone": ALONE * alone,
        "edges": EDGES * (own.left / frequency) * (own.right / frequency),
        "entropy": ENTROPY * _entropy(own),
        "cohesion": COHESION * _cohesion(own, key, whole),
    }
    is_whole = own.kinds in (QUOTE, TITLE, KNOWN)
    if own.kinds == TITLE:
        parts["title"] = TITLED if key.endswith(DOCUMENT_ENDINGS) else TITLED_OTHER
    elif own.quoted:
        parts["quoted"] = QUOTED * min(1 + 0.3 * (own.quoted - 1), 2)
    elif own.marked:
        parts["marks"] = MARKED
    if own.headings == frequency:
        parts["heading"] = HEADING_ONLY
    if own.known:
        parts["known"] = KNOWN_TERM * _specificity(own, key)
    else:
        parts["kinship"] = KINSHIP * kinship
        parts["length"] = LENGTH.get(characters, LONG)
        if length == 1 and not is_whole:
            parts["single"] = SINGLE
            parts["common"] = COMMON * max(zipf(key) - COMMON_ZIPF, 0.0)
        parts["rarity"] = RARITY * _rarity(own, whole)
        parts.update(shape_parts(own, key))
        if independent > frequency:
            parts["made of"] = MADE_OF * min(math.log2(independent / frequency), MADE_OF_CAP)
    return {name: round(value, 4) for name, value in parts.items() if value}


def _entropy(own: Tally) -> float:
    """Return 0–1, how varied the neighbours are on the poorer side; ends of clauses are all different."""
    if own.frequency == 1:
        return 0.0
    return min(_variety(own.before, own.frequency), _variety(own.after, own.frequency))


def _variety(neighbours: Counter[str], frequency: int) -> float:
    entropy = 0.0
    for neighbour, count in neighbours.items():
        share = count / frequency
        entropy -= share * math.log(share if neighbour else 1 / frequency)
    return entropy / math.log(frequency + 1)


def _cohesion(own: Tally, key: str, whole: Whole) -> float:
    """Return −1 to 1, how much oftener the weakest split's halves stand together than by chance."""
    if len(own.words) == 1 or own.frequency == 1:
        return 0.0
    weakest = 1.0
    at = 0
    for word in own.words[:-1]:
        at += len(word)
        left, right = key[:at], key[at:]
        a = whole.phrases.get(left) or whole.words.get(left, 1)
        b = whole.phrases.get(right) or whole.words.get(right, 1)
        together = own.frequency / whole.tokens
        information = math.log(together * whole.tokens**2 / (max(a, own.frequency) * max(b, own.frequency)))
        weakest = min(weakest, information / -math.log(together))
    return weakest


def _rarity(own: Tally, whole: Whole) -> float:
    """Return how much commoner the least special word is here than in general Chinese, in powers of ten."""
    least = RARITY_CAP
    for word in own.words:
        if len(word) == 1:
            continue
        general = zipf(word)
        expected = PRIOR_TOKENS * 10 ** (general - 9)
        here = math.log10((whole.words.get(word, 1) + expected) / (whole.tokens + PRIOR_TOKENS) * 1e9)
        least = min(least, here - general)
    return max(least, -1.0)


def _specificity(own: Tally, key: str) -> float:
    """Return 1 for a known phrase, less for a single word the commoner it is."""
    return min(max((GENERAL_ZIPF - zipf(key)) / 2, 0.0), 1.0) if len(own.words) == 1 else 1.0
