"""The tags and names by which other programs know the languages of a termbase."""

from __future__ import annotations

import re
from functools import lru_cache

from glossary.vocabulary import Language

# BCP 47 tags, case folded. Territory stands for writing: mainland China, Singapore and Malaysia write
# Simplified, Taiwan, Hong Kong and Macao Traditional Chinese; without either Simplified is meant.
# zh-CHS and zh-CHT are the tags of old Microsoft programs.
_EQUIVALENTS = (
    (Language.ENGLISH, re.compile(r"(en|eng)(-latn)?(-([a-z]{2}|\d{3}))?")),
    (
        Language.TRADITIONAL_CHINESE,
        re.compile(r"(zh|zho|chi|cmn|zh-cmn)-(hant(-[a-z]{2})?|tw|hk|mo)|zh-cht"),
    ),
    (
        Language.SIMPLIFIED_CHINESE,
        re.compile(r"(zh|zho|chi|cmn|zh-cmn)(-hans(-[a-z]{2})?|-cn|-sg|-my)?|zh-chs"),
    ),
)

_OURS = frozenset(language.value for language in Language)
# Programs for translators tell the writings apart by territory.
_TERRITORIES = {Language.SIMPLIFIED_CHINESE.value: "zh-CN", Language.TRADITIONAL_CHINESE.value: "zh-TW"}

#: What a person calls the languages.
NAMES = {
    Language.ENGLISH.value: "English",
    Language.SIMPLIFIED_CHINESE.value: "Chinese (Simplified)",
    Language.TRADITIONAL_CHINESE.value: "Chinese (Traditional)",
}
_NAMED = {
    Language.ENGLISH: (
        "english, english term, en term, term, source, source term, 英文, 英语, 英語, 英文术语, 英文術語, 英译,"
        " 英譯, 英文名称"
    ),
    Language.SIMPLIFIED_CHINESE: (
        "chinese, chinese term, chinese (simplified), simplified chinese, simplified, mandarin, chinese (prc),"
        " chinese (china), chinese (people's republic of china), target, target term, translation, 中文, 汉语, 简体,"
        " 简体中文, 中文（简体）, 中文(简体), 中文术语, 译文, 中文名称, 术语, 词条"
    ),
    Language.TRADITIONAL_CHINESE: (
        "chinese (traditional), traditional chinese, traditional, chinese (taiwan), chinese (hong kong),"
        " chinese (hong kong s.a.r.), 繁体, 繁體, 繁体中文, 繁體中文, 中文（繁體）, 中文(繁體), 中文（繁体）"
    ),
}
_BY_NAME = {name: language.value for language, names in _NAMED.items() for name in names.split(", ")}


@lru_cache(maxsize=256)
def normalise_language(tag: str) -> str:
    """Return ``en``, ``zh-Hans`` or ``zh-Hant`` for a tag that means one of them, any other tag as it is."""
    folded = tag.strip().replace("_", "-").lower()
    for language, equivalents in _EQUIVALENTS:
        if equivalents.fullmatch(folded):
            return language.value
    return tag.strip()


def territorial_tag(language: str) -> str:
    """Return the tag that programs for translators know: ``zh-CN`` and ``zh-TW`` for the Chinese writings."""
    return _TERRITORIES.get(language, language)


def language_named(name: str) -> str | None:
    """Return which of our languages a tag or name such as ``zh-CN``, ``English`` or ``简体中文`` means, if any."""
    folded = " ".join(name.lower().replace("_", " ").split()).strip(":：")
    found = _BY_NAME.get(folded)
    if found is None:
        tag = normalise_language(name)
        found = tag if tag in _OURS else None
    return found
