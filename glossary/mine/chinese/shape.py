"""How far a Chinese phrase is made like a term: what its words and their classes say, apart from all counts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from glossary.mine.chinese.kinds import LINK, NOMINAL_VERB, QUOTE, TITLE, VERB
from glossary.mine.chinese.verbs import OPENING
from glossary.mine.chinese.wording import (
    COMPANY_HEADS,
    EMPTY,
    LOOSE_HEADS,
    LOOSE_STARTS,
    NAMING_STARTS,
    PLACE_ENDINGS,
    PLACE_TAG,
    TERM_ENDINGS,
    TERM_HEADS,
    TRANSLITERATING,
)

if TYPE_CHECKING:
    from glossary.mine.chinese.counting import Tally

HEAD = 1.0  # 机制, 试验区
ENDING = 0.4  # 化, 率, 链
EMPTY_WORD = -2.5
LOOSE_HEAD = -1.6
LOOSE_START = -1.0
LOOSE_NAMING = -0.2

OPENED = -2.5  # 推进乡村振兴
OPENED_NOMINAL = -1.1  # 发展低空经济, but 发展战略
NOMINAL_START = -0.3
NOMINAL_END = -0.5
NOMINAL_INSIDE = -0.3
VERB_INSIDE = -1.5
VERBAL = -0.4  # per verb after the first

LINKED = -1.2
COMPANY = -2.0
PLACE = -1.5
SHORT_PLACE = 4  # characters: 禾云县, 上田村
TWO_PLACES = -1.2  # 中国通知美国关闭
TRANSLITERATED = -2.5
SHORT_NAME = 2  # so many characters of other languages' names stand together by chance

# Word classes of the cutter in the first, an inner and the last place: the logarithm of how much oftener terms of
# the curated base have them there than phrases of newspapers that stand between the same boundaries.
CLASSES = 0.7
FIRST_CLASS = {"v": -0.9, "q": -1.5, "nrt": -1.2, "nr": -0.5, "vn": -0.4, "t": -0.3, "j": 0.8, "nt": 1.0, "m": 0.5}
INNER_CLASS = {
    "f": -0.9,
    "nrt": -0.9,
    "nr": -0.8,
    "c": -0.5,
    "p": -0.3,
    "v": -0.8,
    "d": -0.8,
    "z": -2.0,
    "ad": -1.0,
    "j": 0.5,
    "l": 0.4,
}
LAST_CLASS = {
    "t": -1.7,
    "a": -1.3,
    "d": -1.0,
    "i": -1.0,
    "nrt": -0.9,
    "b": -0.6,
    "s": -0.6,
    "v": -0.5,
    "nz": -0.4,
    "nr": -0.4,
    "f": -0.3,
    "ns": -0.3,
    "l": 0.4,
    "nt": 1.0,
    "j": 1.2,
}
SINGLE_CLASS = {
    "i": -1.5,
    "l": -0.7,
    "v": -1.0,
    "a": -1.5,
    "d": -2.0,
    "t": -1.5,
    "f": -1.5,
    "b": -1.0,
    "z": -2.0,
    "s": -1.5,
    "ad": -1.5,
    "nrt": -1.0,
    "nr": -0.5,
    "nt": 0.8,
    "j": 0.5,
    "m": -2.0,
    "zg": -1.0,
}


def shape_parts(own: Tally, key: str) -> dict[str, float]:
    """Return what the words of a phrase add to its score; what stands in marks is taken as it is."""
    if own.kinds in (QUOTE, TITLE):
        return {}
    parts = _ends(own, key) | _verbs(own) | _names(own, key)
    parts["classes"] = CLASSES * _classes(own)
    links = own.kinds.count(LINK)
    if links:
        parts["linked"] = LINKED * links / math.sqrt(own.frequency)
    return parts


def _ends(own: Tally, key: str) -> dict[str, float]:
    first, last = own.words[0], own.words[-1]
    parts: dict[str, float] = {}
    if len(own.words) == 1:
        if key in EMPTY:
            parts["general word"] = EMPTY_WORD
    else:
        if last in LOOSE_HEADS:
            parts["loose head"] = LOOSE_HEAD
        elif last in TERM_HEADS:
            parts["head"] = HEAD
        elif own.kinds[-1] == NOMINAL_VERB:
            parts["verb at the end"] = NOMINAL_END
        if first in LOOSE_STARTS:
            parts["loose start"] = LOOSE_NAMING if first in NAMING_STARTS else LOOSE_START
    if key[-1] in TERM_ENDINGS and "head" not in parts:
        parts["ending"] = ENDING
    return parts


def _verbs(own: Tally) -> dict[str, float]:
    kinds = own.kinds
    parts: dict[str, float] = {}
    if kinds[0] == VERB:
        parts["verb"] = OPENED
    elif kinds[0] == NOMINAL_VERB and len(kinds) > 1:
        parts["verb"] = OPENED_NOMINAL if own.words[0] in OPENING else NOMINAL_START
    if VERB in kinds[1:]:
        parts["verb inside"] = VERB_INSIDE
    elif NOMINAL_VERB in kinds[1:-1]:
        parts["verb inside"] = NOMINAL_INSIDE
    verbs = sum(kind == NOMINAL_VERB or tag == "v" for kind, tag in zip(kinds[1:], own.tags[1:], strict=True))
    if verbs > 1:
        parts["verbal"] = VERBAL * (verbs - 1)
    return parts


def _names(own: Tally, key: str) -> dict[str, float]:
    parts: dict[str, float] = {}
    places = [place for place, tag in enumerate(own.tags) if tag == PLACE_TAG]
    if places and places[-1] - places[0] >= len(places):
        parts["two places"] = TWO_PLACES
    if len(key) > SHORT_NAME and all(map(TRANSLITERATING.__contains__, key)):
        parts["transliterated"] = TRANSLITERATED
    if own.words[-1] in COMPANY_HEADS and len(own.words) > 1:
        parts["company"] = COMPANY
    elif places and (len(own.words) == 1 or (key[-1] in PLACE_ENDINGS and len(key) <= SHORT_PLACE)):
        parts["place"] = PLACE
    return parts


def _classes(own: Tally) -> float:
    """Return how much likelier the classes of the words are in terms than in other phrases."""
    tags = own.tags
    if len(tags) == 1:
        return SINGLE_CLASS.get(tags[0], 0.0)
    inner = sum(INNER_CLASS.get(tag, 0.0) for tag in tags[1:-1])
    return FIRST_CLASS.get(tags[0], 0.0) + inner + LAST_CLASS.get(tags[-1], 0.0)
