"""The places of a Chinese sentence that may be a term, when no translation says where one is."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from glossary.mine.pairing.chinese import Chinese
from glossary.text.cedict import read_cedict
from glossary.text.chinese import HAN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.mine.pairing.side import Place

_LONGEST = 24
_MOST_WORDS = 8
_SHORTEST = 2
_LONGEST_HEADWORD = 8
_MARKED = re.compile(r"《([^《》\n]{2,40})》|“([^“”\n]{2,24})”|「([^「」\n]{2,24})」")
_SPEECH = re.compile(r"[。！？；，]")  # what stands in quotation marks with these is no name
_DASH = re.compile(rf"(?<=[{HAN}])[—–-](?=[{HAN}])")
_JOINING = "－"  # a mark that joins words and has the length of the dash that it stands for
_NUMBER = re.compile(
    r"(?:第?[0-9０-９一二三四五六七八九十百千万亿两零〇半几数多近约超.．%％,，]+"
    r"(?:个|年|月|日|号|点|时|分|秒|天|周|季度|年代|世纪|次|项|家|人|名|位|万|亿|元|美元|亿元|万元|万人|公里|米|吨|千瓦|平方公里"
    r"|度|件|倍|成|岁|辆|架|艘|条|批|种|余|多|以上|左右)*)+"
)
_LETTERS = re.compile(rf"[^{HAN}]*")
_REPORTING = frozenset("表示 指出 强调 认为 介绍 说 称 看来 写道 透露 坦言 告诉 据悉 据了解 介绍说 报道 获悉".split())  # noqa: SIM905 - a list of words
_NEVER_OUTSIDE = frozenset("的了们其")
_BEHIND = frozenset("将上内里中下后前会")  # cut off a term where the segmenter made a word of it: 都市 圈内
_NAME = re.compile(r"[A-Z]{2}|[A-Z][0-9]")


class TermSpans:
    """Finds the spans of sentences that may be terms: runs of words, names in marks, words of a dictionary.

    Args:
        known: terms that are found wherever they stand.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self.chinese = Chinese()
        self._words = headwords() | {term for term in known if len(term) >= _SHORTEST}
        self._longest = max([_LONGEST_HEADWORD, *map(len, self._words)])

    def find(self, sentence: str) -> list[Place]:
        """Return the places in order, each once."""
        joined = _DASH.sub(_JOINING, sentence)
        found = {place for place in self.chinese.spans(joined) if _may_be_term(sentence[place[0] : place[1]])}
        found.update(place for place in self._runs(joined) if _may_be_term(sentence[place[0] : place[1]]))
        marked = (match.span(match.lastindex or 0) for match in _MARKED.finditer(sentence))
        found.update(place for place in marked if not _SPEECH.search(sentence, *place))
        found.update(self._listed(sentence))
        return sorted(place for place in found if not _is_foreign(sentence[place[0] : place[1]]))

    def _runs(self, sentence: str) -> Iterable[Place]:
        """Yield runs of whole words: names are longer than what may be cut anywhere."""
        words = self.chinese.words(sentence)
        free = [not self.chinese.is_function_word(sentence[a:b]) for a, b in words]
        for i, (start, _) in enumerate(words):
            if not free[i]:
                continue
            for j in range(i, min(i + _MOST_WORDS, len(words))):
                gap = sentence[words[j - 1][1] : words[j][0]] if j > i else ""
                if (gap and gap != _JOINING) or words[j][1] - start > _LONGEST:
                    break
                if free[j]:
                    yield start, words[j][1]
                    if words[j][1] - words[j][0] == _SHORTEST and sentence[words[j][1] - 1] in _BEHIND:
                        yield start, words[j][1] - 1

    def _listed(self, sentence: str) -> Iterable[Place]:
        for start in range(len(sentence)):
            for end in range(start + _SHORTEST, min(start + self._longest, len(sentence)) + 1):
                if sentence[start:end] in self._words:
                    yield start, end


@cache
def headwords() -> frozenset[str]:
    """Return the words of a dictionary that have three characters or more: no guess of a segmenter."""
    return frozenset(
        entry.simplified for entry in read_cedict() if _SHORTEST < len(entry.simplified) <= _LONGEST_HEADWORD
    )


def _is_foreign(text: str) -> bool:
    """Whether a span has no Han character and is no abbreviation that both languages write the same way."""
    return bool(_LETTERS.fullmatch(text)) and not _NAME.match(text)


def _may_be_term(text: str) -> bool:
    """Whether a span isn't surely something else: one character, a number, a verb of reporting with its object."""
    if len(text) < _SHORTEST or _NUMBER.fullmatch(text):
        return False
    if text[0] in _NEVER_OUTSIDE or text[-1] in _NEVER_OUTSIDE:
        return False
    if "、" in text and not _is_list(text):
        return False
    return text not in _REPORTING and not text.endswith(tuple(_REPORTING - {"说", "称"})) and text[:2] not in _REPORTING


def _is_list(text: str) -> bool:
    """Whether all members are about equally long, as in a set phrase: 所有权、承包权、经营权."""
    lengths = [len(member) for member in text.split("、")]
    return max(lengths) - min(lengths) <= 1
