"""Capitalises proper names of several words, by how they begin and end (GB/T 16159-2012, 6.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.text.pinyin.heads import head_kind, starts_name
from glossary.text.pinyin.names import (
    ACTIONS,
    CHINA_REGIONS,
    DIVISIONS,
    DOCTRINES,
    FEATURES,
    LEADING,
    PARTY_MATTERS,
    PREPOSED,
    STARTERS,
)
from glossary.text.pinyin.titles import title_spans

if TYPE_CHECKING:
    from glossary.text.pinyin.word import Word

_LINKS = frozenset("和与及之")
_PARTICLES = frozenset(["的", "地", "得", "关于"])
_ADJECTIVES = frozenset("新大小")
_TRANSPARENT = frozenset("（）()-")
_OFFICES = frozenset("局部署院厅委社会办组总")
_FARTHEST = 3
_LONGEST = 12


def capitalise(words: list[Word]) -> list[Word]:
    """Return the words with capitals on names of institutions, regions, laws, titles and editions."""
    found = list(words)
    for start, end in _spans(found):
        for i in range(start, end):
            found[i] = found[i].capitalised() if i == start and found[i].text == "关于" else _in_name(found[i])
    return found


def capitalise_all(words: list[Word]) -> list[Word]:
    """Return the words as one name, particles and conjunctions in lower case."""
    return [_in_name(word) for word in words]


def _in_name(word: Word) -> Word:
    if word.kind in {"mark", "foreign"} or word.text in _LINKS or word.text in _PARTICLES:
        return word
    return word.capitalised()


def _spans(words: list[Word]) -> list[tuple[int, int]]:
    """Return the ranges of words that are names."""
    spans = title_spans(words)
    for index, word in enumerate(words):
        if word.kind == "mark":
            continue
        start = _start_of_name(words, index)
        if start is not None:
            spans.append((start, index + 1))
        if word.text == "党" or _is_region(words, index) or _is_central_committee(words, index):
            spans.append((index, index + 1))
        before = words[index - 1] if index else None
        if before is None:
            continue
        if word.kind == "name" and (before.text in PREPOSED or (before.text in STARTERS and word.text[-1] in _OFFICES)):
            spans.append((index - 1, index))
        if before.kind == "name" and word.text in DIVISIONS | FEATURES and word.kind == "single":
            spans.append((index, index + 1))
    return spans


def _is_region(words: list[Word], at: int) -> bool:
    """Tell whether a word names one of the regions that China is divided into: 西部, but not 非洲西部."""
    if words[at].text not in CHINA_REGIONS:
        return False
    return at == 0 or words[at - 1].kind != "name" or words[at - 1].text in {"中国", "我国"}


def _is_central_committee(words: list[Word], at: int) -> bool:
    """Tell whether 中央 is the Central Committee of the Party: 中央全会, 中央八项规定."""
    if words[at].text != "中央" or at + 1 == len(words):
        return False
    after = words[at + 1]
    return after.text in PARTY_MATTERS or (after.kind == "number" and words[-1].text == "规定")


def _start_of_name(words: list[Word], head: int) -> int | None:
    """Return where the name that ends with this head begins, or None."""
    kind = head_kind(words[head], words[head - 1] if head else None)
    if kind is None:
        return None
    doctrine = words[head].text in DOCTRINES
    found: int | None = None
    listed = False
    for at in range(head - 1, max(-1, head - _LONGEST), -1):
        word = words[at]
        if word.kind == "mark" and word.text not in _TRANSPARENT and not (word.text == "," and listed):
            break
        listed = listed or word.text in _LINKS
        if word.kind == "single" and word.text not in _LINKS | _ADJECTIVES:
            break
        if starts_name(words, at, head, kind):
            found = at
            if not doctrine:
                break
    if found is None:
        return None
    return _reach(words, found, far=kind == "organisation")


def _reach(words: list[Word], start: int, *, far: bool) -> int:
    """Return where a name begins that began here already: further left, over names and what leads them.

    ``far`` looks beyond a few other words for a beginning: 中华 in 中华全国归国华侨联合会.
    """
    while start and (words[start - 1].kind == "name" or words[start - 1].text in LEADING | STARTERS):
        start -= 1
    for at in range(start - 1, max(-1, start - 1 - _FARTHEST), -1) if far else ():
        word = words[at]
        if word.kind not in {"word", "fixed", "name"} or word.text in ACTIONS:
            break
        if word.kind == "name" or word.text in STARTERS:
            return _reach(words, at, far=True)
    return start
