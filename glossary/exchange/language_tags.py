"""The tags and names by which other programs know the languages of a termbase."""

from __future__ import annotations

from glossary.exchange.languages import normalise_language
from glossary.vocabulary import Language

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
