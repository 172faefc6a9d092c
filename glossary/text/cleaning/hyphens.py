"""Putting the two halves of a broken line together again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.text.chinese import HAN
from glossary.text.cleaning.script import CJK_MARKS, count_han

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.text.cleaning.draft import Draft

_BROKEN_WORD = re.compile(r"([^\W_]+(?:[-'’][^\W_]+)*)[-‐]$")
_FIRST_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SUSPENDED = re.compile(r"(?:and|or|to|nor|but|versus|vs)\b")
_BREAK_IN_LINE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)- ([a-z]+)")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_CJK = re.compile(f"[{HAN}{CJK_MARKS}“”‘’—…]")
_CJK_ONLY = re.compile(f"[{HAN}{CJK_MARKS}]")
_NEARBY = 12
_LONGEST_WORD = 60

# A pinyin syllable: a two-part name such as Fangcheng|gang is written as one word.
_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ue|ui|un|"
    r"uo|ua|"
    r"ia|ie|iu|in|ai|ei|ao|ou|an|en|er|a|e|i|o|u|v|ü))+"
)
# These make compounds with anything, names included: State-owned, Beijing-led, China-made.
_COMPOUND_TAILS = frozenset(
    [
        "backed",
        "based",
        "born",
        "bound",
        "built",
        "class",
        "driven",
        "era",
        "faced",
        "friendly",
        "funded",
        "going",
        "held",
        "hosted",
        "invested",
        "issued",
        "led",
        "level",
        "like",
        "linked",
        "listed",
        "made",
        "oriented",
        "owned",
        "related",
        "ruled",
        "run",
        "scale",
        "side",
        "sized",
        "speaking",
        "style",
        "term",
        "themed",
        "type",
        "up",
        "wide",
    ]
)
# Zipf values of wordfreq: 3 is once in a million words. A joined form above _KNOWN is a word; a half above
# _COMMON is one by itself.
_KNOWN = 3.0
_COMMON = 3.5


def is_pinyin(text: str) -> bool:
    """Whether every word could be Chinese in pinyin without tones."""
    return all(_PINYIN.fullmatch(word.lower()) for word in text.split())


class Joiner:
    """Joins lines and paragraphs that were broken, with the document's own spelling as the first witness.

    Args:
        texts: everything the document says, the broken places included.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts
        self._words: Counter[str] | None = None

    def join(self, left: str, right: str) -> str:
        """Return both halves as one text: hyphen, space or nothing between them as fits."""
        left, right = left.rstrip(), right.lstrip()
        if not left or not right:
            return left + right
        broken, first = _BROKEN_WORD.search(left, max(0, len(left) - _LONGEST_WORD)), _FIRST_WORD.match(right)
        if broken and first:
            if _SUSPENDED.match(right):
                return f"{left} {right}"
            return left[:-1] + right if self.is_one_word(broken.group(1), first.group()) else left + right
        return f"{left}{_space_between(left, right)}{right}"

    def join_lines(self, lines: Iterable[str]) -> str:
        """Return the lines of a paragraph as one line."""
        pieces: list[str] = []
        for line in filter(None, map(str.strip, lines)):
            if pieces:
                pieces[-1] = self.join(pieces[-1], line)[: -len(line)]
            pieces.append(line)
        return "".join(pieces)

    def is_one_word(self, left: str, right: str) -> bool:
        """Whether a hyphen between the halves only marks the end of a line: plat|forms, not State|owned."""
        words = self._document_words()
        compound, joined = f"{left}-{right}".lower(), f"{left}{right}".lower()
        if words[compound] or words[joined]:
            return words[joined] >= words[compound]
        if left[-1].isdigit() or right[0].isdigit() or (right[0].isupper() and not left.isupper()):
            return False
        last, head = left.rsplit("-", 1)[-1], right.split("-", 1)[0]
        return _is_word_by_frequency(last, head)

    def _document_words(self) -> Counter[str]:
        if self._words is None:
            self._words = Counter(word.lower() for text in self._texts for word in _WORD.findall(text))
        return self._words


def rejoin_words(draft: Draft) -> Draft:
    """Join words that kept the hyphen of a line end within a line: ``plat- forms``."""
    texts = tuple(block.text for block in draft.blocks)
    if not any("- " in text and _BREAK_IN_LINE.search(text) for text in texts):
        return draft
    joiner = Joiner(texts)

    def mend(match: re.Match[str]) -> str:
        left, right = match.groups()
        return match.group() if _SUSPENDED.match(right) else joiner.join(left + "-", right)

    return draft.with_blocks(
        replace(block, text=_BREAK_IN_LINE.sub(mend, block.text)) if "- " in block.text else block
        for block in draft.blocks
    )


def _space_between(left: str, right: str) -> str:
    """Return the space that was lost with the line end: none within Chinese."""
    if (_CJK_ONLY.match(left[-1]) and _CJK.match(right[0])) or (_CJK.match(left[-1]) and _CJK_ONLY.match(right[0])):
        return ""
    if _CJK_ONLY.match(left[-1]) or _CJK_ONLY.match(right[0]):
        around = left[-_NEARBY:] + right[:_NEARBY]
        return "" if count_han(around) * 2 >= len(around) else " "
    return " "


def _is_word_by_frequency(left: str, right: str) -> bool:
    from wordfreq import zipf_frequency  # noqa: PLC0415 - loads a large list; few documents have broken words

    if right.lower() in _COMPOUND_TAILS and zipf_frequency(left + right, "en") < _COMMON:
        return False
    joined = zipf_frequency(left + right, "en")
    if joined >= _KNOWN:
        return True
    halves = zipf_frequency(left, "en"), zipf_frequency(right, "en")
    if left[0].isupper() and _PINYIN.fullmatch(left.lower()) and _PINYIN.fullmatch(right.lower()):
        return True
    if min(halves) >= _COMMON:
        return False
    if left[0].isupper() and halves[1] >= _COMMON:
        return False
    return joined > 0 or min(halves) < _KNOWN
