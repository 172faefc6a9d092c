"""Chinese text: which characters are Han, which script they are in, and its forms for search and matching."""

from __future__ import annotations

import unicodedata
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import Literal, TypeAlias

    from opencc import OpenCC

    Writing: TypeAlias = Literal["Hans", "Hant", "both", "mixed", "none"]

# 〇 and 々 stand for characters; the blocks are CJK Unified Ideographs with their extensions and the
# compatibility ideographs, planes 2 and 3 whole so that extensions to come are Han too.
HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"


def is_han(ch: str) -> bool:
    """Tell whether a string is one Han character, of any plane; 〇 and 々 count."""
    return len(ch) == 1 and has_han(ch)


def has_han(text: str) -> bool:
    """Tell whether any character is Han."""
    return not text.isascii() and _han().search(text) is not None


def split_characters(text: str) -> str:
    """Return the tokens of a full-text index: each Han character alone, other words whole, spaces between.

    Width and compatibility forms are folded (NFKC), other words are in lower case, punctuation is left out:
    ``"５G网络"`` becomes ``"5g 网 络"``. A query split the same way and searched as a phrase finds exactly
    the places where it stands in the text.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    return " ".join(_token().findall(folded))


def fold_chinese(text: str) -> str:
    """Return the form under which two writings of a term are the same.

    NFKC, case folded, without spaces, quotation marks and title marks: ``“一带 一路”`` and ``一带一路``
    meet. Simplified and Traditional stay apart; use `to_simplified` before where they should meet too.
    """
    if text.isascii():
        return "".join(text.casefold().split()).replace('"', "").replace("'", "")
    bare = _ignored().sub("", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFKC", bare)  # what stood beside a space may compose now


def to_traditional(text: str) -> str:
    """Return the same words in standard Traditional characters, converted phrase by phrase.

    OpenCC ``s2tw``: the characters of the Taiwan standard (為, 群, 裡), which Hong Kong reads as well.
    Plain ``s2t`` writes OpenCC's own normal forms that nobody prints (爲, 羣, 牀), ``s2twp`` would replace
    words of the mainland by others (软件 by 軟體), which makes another term of it.
    """
    return _convert("s2tw", text)


def to_simplified(text: str) -> str:
    """Return the same words in Simplified characters, converted phrase by phrase (OpenCC ``t2s``)."""
    return _convert("t2s", text)


def chinese_writing(text: str) -> Writing:
    """Say in which script a text is written.

    ``Hans`` or ``Hant`` if it has characters of that script only, besides shared ones; ``both`` if all its
    characters are shared; ``mixed`` if it has characters of each; ``none`` without Han characters. Decided
    character by character: a character that `to_simplified` changes is Traditional, one that
    `to_traditional` changes is Simplified.
    """
    han = set(_han().findall(text))
    if not han:
        return "none"
    traditional = any(_changes("t2s", ch) for ch in han)
    simplified = any(_changes("s2t", ch) and not _is_shared(ch) for ch in han)
    if traditional and simplified:
        return "mixed"
    if traditional:
        return "Hant"
    return "Hans" if simplified else "both"


# Characters that are Simplified for one word and Traditional for another (后 in 皇后, 里 in 公里): alone they
# say nothing about the script.
_SHARED = frozenset("后里干于面只台才丑几出谷制松斗千秋范郁姜余云岳朱曲向回冲并卷合表占冬复吁周咸御系症群床着")


def _is_shared(ch: str) -> bool:
    return ch in _SHARED


# Regular expressions take longer to load than a look-up in English takes, which needs none of them.
@cache
def _han() -> re.Pattern[str]:
    import re  # noqa: PLC0415 - see above

    return re.compile(f"[{HAN}]")


@cache
def _token() -> re.Pattern[str]:
    import re  # noqa: PLC0415 - see above

    return re.compile(rf"[{HAN}]|[^\W{HAN}]+(?:[.'’-][^\W{HAN}]+)*")


@cache
def _ignored() -> re.Pattern[str]:
    import re  # noqa: PLC0415 - see above

    return re.compile(r"[\s\u200b\ufeff“”‘’\"'「」『』《》〈〉]+")


def _convert(configuration: str, text: str) -> str:
    """Return a text in the other writing; halves of characters, which the converter doesn't take, stay."""
    convert = _converter(configuration).convert
    try:
        converted: str = convert(text)
    except UnicodeEncodeError:
        return "".join(part if _is_half(part[:1]) else convert(part) for part in _halves().split(text))
    return converted


def _is_half(ch: str) -> bool:
    return "\ud800" <= ch <= "\udfff"


@cache
def _halves() -> re.Pattern[str]:
    import re  # noqa: PLC0415 - see above

    return re.compile("([\ud800-\udfff]+)")


@cache
def _converter(configuration: str) -> OpenCC:
    """Load a converter of OpenCC when it is first wanted."""
    from opencc import OpenCC  # noqa: PLC0415 - loading the library takes longer than most commands

    return OpenCC(configuration)


@cache
def _changes(configuration: str, ch: str) -> bool:
    return bool(_converter(configuration).convert(ch) != ch)
