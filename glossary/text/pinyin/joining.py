"""Joins what stands for one idea: affixes with their word, single characters with each other.

GB/T 16159-2012, 5.2, 5.6 and 6.1.1: structures of two and three syllables are joined, prefixes and suffixes
join their word, particles stand apart, abbreviations set side by side take hyphens.
"""

from __future__ import annotations

from itertools import pairwise

from glossary.text.pinyin.names import DIVISIONS, FEATURES
from glossary.text.pinyin.numbers import DIGITS
from glossary.text.pinyin.word import Word
from glossary.text.pinyin.words import FUNCTIONS, LOCALISERS, MEASURES, PARALLEL, PREFIXES, SUFFIXES, VERB_PARTICLES

# Characters that write foreign names: three or more of them, unknown to the dictionary, are a name.
_FOREIGN = frozenset(
    "阿埃艾奥巴贝比彼波伯布查达戴德迪蒂丁杜顿多厄尔法菲费弗福盖戈格古哈赫霍基吉加杰金卡凯坎科克肯库拉莱兰劳勒雷利里林隆卢鲁伦罗洛"
    "马迈曼梅门蒙米莫姆穆纳奈南内尼涅诺帕佩彭皮珀普奇恰乔切萨塞桑瑟森沙舍什施史斯苏索塔泰坦特提廷图托瓦维温沃乌西希夏谢休雅扬耶伊因约扎泽詹兹佐连韦奇"
)
_PAIR = 2
_LONGEST_BASE = 3
_COUNTING = frozenset("每各这那几数某该本")
# Endings that take a further ending rather than join it: 工业化率.
_STRONG = frozenset("化性者员式型")


def join(words: list[Word] | tuple[Word, ...]) -> list[Word]:
    """Return the words with affixes and single characters joined."""
    joined: list[Word] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and _is_loose(words[end]):
            end += 1
        if end == at:
            joined.append(words[at])
            at += 1
            continue
        following = words[end] if end < len(words) else None
        _join_run(joined, list(words[at:end]), following)
        at = end
        if following is not None:
            joined.append(following if not _takes_prefix(joined, following) else joined.pop() + following)
            at += 1
    return joined


def _is_loose(word: Word) -> bool:
    return word.kind == "single"


def _is_bound(word: Word) -> bool:
    """Tell whether a single character is one that joins, neither particle nor numeral."""
    return word.text not in FUNCTIONS and word.text not in DIGITS


def _join_run(joined: list[Word], run: list[Word], following: Word | None) -> None:
    """Append a run of single characters to the joined words, each joined to what it belongs to."""
    pending: list[Word] = []
    for index, word in enumerate(run):
        before = pending[-1] if pending else joined[-1] if joined else None
        after = run[index + 1] if index + 1 < len(run) else following
        ending = word.text == "比" and after is None and not pending and before is not None and before.kind == "word"
        if (word.text in VERB_PARTICLES and before is not None and _can_carry(before, word)) or (
            word.text == "地" and after is None and before is not None and _is_base(before)
        ):
            _flush(joined, pending)
            joined[-1] = joined[-1] + word
        elif not _is_bound(word) and not ending:
            _flush(joined, pending)
            joined.append(word)
        elif not pending and before is not None and _takes_suffix(before, word, after):
            joined[-1] = before + (Word("长", ("zhǎng",)) if word.text == "长" else word)
        elif not pending and before is not None and _counts(before) and word.text in MEASURES:
            joined.append(Word(word.text, word.syllables, "number"))
        else:
            pending.append(word)
    if following is not None and len(pending) > 1 and pending[-1].text in PREFIXES and _is_base(following):
        last = pending.pop()
        _flush(joined, pending)
        joined.append(last)
    else:
        _flush(joined, pending)


def _flush(joined: list[Word], pending: list[Word]) -> None:
    """Append pending single characters: two and three join, more are divided by two."""
    if not pending:
        return
    text = "".join(word.text for word in pending)
    syllables = tuple(word.syllables[0] for word in pending)
    if len(pending) == 1:
        joined.append(pending[0])
    elif text in PARALLEL:
        joined.append(Word(text, syllables, "fixed", tuple(range(1, len(text)))))
    elif len(pending) > _PAIR and all(ch in _FOREIGN for ch in text):
        joined.append(Word(text, syllables, "name", (), (0,)))
    else:
        cuts = [*range(0, len(text) - 1, 2), len(text)]
        joined.extend(Word(text[a:b], syllables[a:b]) for a, b in pairwise(cuts))
    pending.clear()


def _can_carry(word: Word, particle: Word) -> bool:
    """Tell whether a word may have a particle; 过 after more than one syllable is mostly a verb of its own."""
    if particle.text == "过" and len(word.text) > 1:
        return False
    return word.kind in {"word", "fixed", "name", "single"} and word.text not in FUNCTIONS


def _counts(word: Word) -> bool:
    return word.kind in {"number", "foreign"} or word.text in _COUNTING or word.text in DIGITS


def _takes_suffix(before: Word, suffix: Word, after: Word | None) -> bool:
    """Tell whether a word takes a single character as its ending."""
    if (
        before.kind not in {"word", "fixed", "name"}
        or suffix.text not in SUFFIXES
        or before.text in FUNCTIONS
        or before.text[-1] == "于"
    ):
        return False
    if before.kind == "name" and suffix.text in DIVISIONS | FEATURES:
        return False
    if suffix.text in PREFIXES and after is not None and _is_base(after):
        return False
    if after is not None and after.kind == "single" and _is_bound(after) and suffix.text not in _STRONG:
        return False
    return len(before.text) <= _LONGEST_BASE or before.kind == "name"


def _is_base(word: Word) -> bool:
    return word.kind in {"word", "fixed"} and _PAIR <= len(word.text) <= _LONGEST_BASE and word.text[0] not in "的得"


def _takes_prefix(joined: list[Word], word: Word) -> bool:
    """Tell whether the last joined word is a prefix of this one."""
    if not joined or joined[-1].kind != "single" or joined[-1].text not in PREFIXES or not _is_base(word):
        return False
    located = len(joined) > 1 and joined[-2].kind in {"word", "fixed", "name"} and len(joined[-2].text) >= _PAIR
    return not (located and joined[-1].text in LOCALISERS)
