"""The kinds of pieces that a text is cut into: each has its part in the making of terms."""

from __future__ import annotations

import re
from functools import lru_cache

from glossary.mine.chinese.stopwords import FUNCTION, LINKS
from glossary.mine.chinese.verbs import NOMINAL, OPENING

BREAK, STOP, LINK, VERB, NOMINAL_VERB, JOINER, WORD, QUOTE, TITLE, KNOWN = "#-&vnjwqtk"
"""A break ends every phrase, a stop too, but it is a word that shows where one ends; a link may stand inside of a
phrase; a verb opens a clause, a nominal verb may be a noun as well; a joiner is a mark inside of a name; a quotation,
a title and a known term are not cut.
"""

_FUNCTION_TAGS = frozenset({"p", "c", "r", "u", "uj", "ul", "uv", "ug", "uz", "y", "e", "o"})
"""Classes of the words of grammar."""

_NUMERALS = "〇零一二三四五六七八九十百千万亿两几数半"
_MEASURES = (
    "个名位条项次届家所座台辆件份篇章张只头匹艘架吨元里米顷亩人岁年月日时分秒点天周倍成批种样些起轮场处片块枚套部层级步股"
    "期代度季"
)
_QUANTITIES = (
    r"[\d.,%‰]+.?",
    rf"第?[{_NUMERALS}每首多整][{_NUMERALS}]*[{_MEASURES}]{{0,2}}",
    rf"第[{_NUMERALS}\d]+.?",
    rf".*[{_NUMERALS}]届",
    ".*分之.*",
    f"[这那每某各该此][{_MEASURES}]|另[一外].?",
)
_QUANTITY = re.compile("|".join(_QUANTITIES))
"""Numbers with and without their measure words, and pronouns with one: 36项, 第十四届, 三分之二, 每条."""

_ENUMERATION = re.compile("[一二三四五六七八九]{3,}")
"""Numerals that make no number: 一二三产业."""

_VERSION = re.compile(r"\d+\.\d+")

_RESULTS = frozenset("在到给完掉着过")
"""Last characters of verbs that have their object or their place after them: 设在, 卖到."""

LONGEST_ACRONYM = 8
"""Capitals of an acronym; more are a shouted word."""


@lru_cache(maxsize=131072)
def kind_of(word: str, tag: str) -> str:
    """Return the kind of a folded word of some class."""
    if word in LINKS:
        return LINK
    if word in FUNCTION or tag in _FUNCTION_TAGS:
        return STOP
    if _QUANTITY.fullmatch(word) and not _ENUMERATION.fullmatch(word):
        return STOP
    if word in NOMINAL:
        return NOMINAL_VERB
    return VERB if word in OPENING or (tag == "v" and word[-1] in _RESULTS) else WORD


def kind_of_other(word: str) -> str:
    """Return the kind of what has no Han character, in its own case: an acronym, a number, another word, a mark."""
    if _VERSION.fullmatch(word):
        return LINK
    if word.isascii() and word.isalnum() and not word.isdigit():
        return WORD if 1 < len(word) <= LONGEST_ACRONYM and word == word.upper() else STOP
    return STOP if word[0].isalnum() else BREAK
