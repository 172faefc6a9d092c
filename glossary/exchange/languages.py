"""Language tags of other programs, brought to the three of a termbase."""

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


@lru_cache(maxsize=256)
def normalise_language(tag: str) -> str:
    """Return ``en``, ``zh-Hans`` or ``zh-Hant`` for a tag that means one of them, any other tag as it is."""
    folded = tag.strip().replace("_", "-").lower()
    for language, equivalents in _EQUIVALENTS:
        if equivalents.fullmatch(folded):
            return language.value
    return tag.strip()
