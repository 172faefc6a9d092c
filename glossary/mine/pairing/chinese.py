"""Chinese sentences: words as a segmenter cuts them, and the spans that may be terms."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import rjieba

from glossary.mine.pairing.english import LETTERS_A_CHARACTER
from glossary.mine.pairing.side import CACHED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossary.mine.pairing.side import Place


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FUNCTIONS = _listed("""
    的 了 和 与 及 等 在 是 将 为 把 被 对 从 向 于 并 而 也 都 就 又 之 以及 以 由 据 按 所 其 该 让 使 则 且 或 但
    这 那 此 不 没 没有 有 我 我们 他 他们 她 它 它们 你 您 并且 而且 但是 因为 所以 如果 通过 根据 按照 关于 对于
    着 过 地 得 吗 呢 吧 啊
""")
_MARKS = frozenset('，。；：！？、（）()…—,;:!?\n \t　"[]【】<>·|/“”《》‘’「」『』〈〉～~－-')
_PAIRED = {"“": "”", "《": "》", "‘": "’", "「": "」", "『": "』", "〈": "〉"}
_CLOSING = frozenset(_PAIRED.values())
_INNER = frozenset(_PAIRED) | _CLOSING | frozenset("·－-、～~/")
_ENDINGS = frozenset(
    "者员家率性化度量力体制法权式型类级界业学论观感网群带圈省市县区州镇乡村局厅部处科室署院所社报团组队会党厂站港桥路"
)
_IN_NUMBER = re.compile(r"[0-9]\.?[0-9]")
_MOST_PARTS = 12
_LONGEST_SPAN = 24
_LONG_WORD = 3


class Chinese:
    """Chinese: words as a segmenter cuts them, spans of up to twelve of them; also where it would cut finer."""

    @lru_cache(maxsize=CACHED)  # noqa: B019 - there is one object for the whole run
    def words(self, text: str) -> tuple[Place, ...]:
        """Return where the words of a sentence stand, without marks."""
        return tuple((a, b) for a, b in _cut(text, rjieba.cut) if not _is_mark(text[a:b]))

    @lru_cache(maxsize=CACHED)  # noqa: B019 - likewise
    def spans(self, text: str) -> tuple[Place, ...]:
        """Return all places of a sentence that may be a term."""
        functions = [(a, b) for a, b in _cut(text, rjieba.cut) if text[a:b] in _FUNCTIONS]
        barred_starts, barred_ends = {a for a, _ in functions}, {b for _, b in functions}
        cuts = sorted(_boundaries(text))
        found = set()
        for number, start in enumerate(cuts):
            if start in barred_starts or text[start : start + 1].isspace():
                continue
            for end in cuts[number + 1 : number + 1 + _MOST_PARTS]:
                if end - start > _LONGEST_SPAN or _is_barrier(text[end - 1]):
                    break
                if end not in barred_ends and (place := _without_marks(text, start, end)):
                    found.add(place)
        return tuple(sorted(found))

    def cuts(self, text: str, start: int, end: int) -> int:
        """Return how many ends of a span lie within a word or a number: 全国委员 of 全国委员会, 2万 of 41.2万."""
        inside = sum(a < place < b for a, b in self.words(text) for place in (start, end))
        before, after = text[max(start - 2, 0) : start + 1], text[end - 1 : end + 2]
        return inside + bool(_IN_NUMBER.search(before)) + bool(_IN_NUMBER.search(after))

    def is_function_word(self, word: str) -> bool:
        """Whether a word belongs to grammar alone."""
        return word in _FUNCTIONS

    def is_ending(self, word: str) -> bool:
        """Whether a word is a syllable that makes another word of what stands before: 者, 率, 性."""
        return word in _ENDINGS

    def stem(self, word: str) -> str:
        """Return the word: it has no forms."""
        return word

    def size(self, words: Sequence[str]) -> float:
        """Return how many characters some words have; Latin letters count as in English."""
        return sum(len(word) / LETTERS_A_CHARACTER if word.isascii() else len(word) for word in words)

    def fold(self, text: str) -> str:
        """Return a text without blanks and capitals."""
        return "".join(text.split()).lower()


def _cut(text: str, cutter: Callable[[str], list[str]]) -> list[Place]:
    places = []
    at = 0
    for word in cutter(text):
        places.append((at, at + len(word)))
        at += len(word)
    return places


def _boundaries(text: str) -> set[int]:
    """Return where a span may begin or end: also within long words, and where no word was guessed."""
    found = {0}
    for start, end in _cut(text, rjieba.cut):
        found.add(end)
        if end - start >= _LONG_WORD:
            word = text[start:end]
            for part in rjieba.cut_for_search(word):
                at = word.find(part)
                if part != word and at >= 0:
                    found |= {start + at, start + at + len(part)}
    found.update(end for _, end in _cut(text, _cut_by_dictionary))
    return found


def _cut_by_dictionary(text: str) -> list[str]:
    words: list[str] = rjieba.cut(text, hmm=False)
    return words


def _is_mark(word: str) -> bool:
    return all(ch in _MARKS or ch.isspace() for ch in word)


def _is_barrier(ch: str) -> bool:
    """Whether no term goes across a character."""
    return ch in _MARKS and ch not in _INNER


def _without_marks(text: str, start: int, end: int) -> Place | None:
    """Return a span without the pair of marks around it; None for one that cuts a pair, or is nothing but marks.

    What marks only a part of a term belongs to it: “十五五”规划.
    """
    while end - start > 1 and _PAIRED.get(text[start]) == text[end - 1]:
        start, end = start + 1, end - 1
    inner = text[start:end]
    if not inner or inner[0] in _CLOSING or inner[-1] in _PAIRED or _is_mark(inner[0]) > (inner[0] in _PAIRED):
        return None
    open_marks = []
    for ch in inner:
        if ch in _PAIRED:
            open_marks.append(_PAIRED[ch])
        elif ch in _CLOSING and (not open_marks or open_marks.pop() != ch):
            return None
    if open_marks or (_is_mark(inner[-1]) and inner[-1] not in _CLOSING):
        return None
    return start, end
