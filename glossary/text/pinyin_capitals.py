"""Capitalises proper names of several words, by how they begin and end (GB/T 16159-2012, 6.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.text.pinyin_names import (
    ACTIONS,
    DIVISIONS,
    FEATURES,
    LEADING,
    ORDINAL_HEADS,
    ORGANISATION_HEADS,
    PLACE_HEADS,
    PREPOSED,
    QUOTED_HEADS,
    REGIONS,
    STARTERS,
    TITLE_HEADS,
)

if TYPE_CHECKING:
    from glossary.text.pinyin_word import Word

_LINKS = frozenset("和与及之")
_ADJECTIVES = frozenset("新大小")
_TRANSPARENT = frozenset("（）()-")
_SUFFIX_HEADS = frozenset("局部署院厅委社法会")
_COMPANY = frozenset(["有限", "股份", "集团", "责任"])
_DOCTRINES = frozenset(["思想", "理论"])
_LONGEST = 12
_LONGEST_TITLE = 7
_LAW = 3


def capitalise(words: list[Word]) -> list[Word]:
    """Return the words with capitals on names of institutions, regions, laws, titles and editions."""
    found = list(words)
    for start, end in _spans(found):
        for i in range(start, end):
            found[i] = _in_name(found[i])
    return found


def capitalise_all(words: list[Word]) -> list[Word]:
    """Return the words as one name, particles and conjunctions in lower case."""
    return [_in_name(word) for word in words]


def _in_name(word: Word) -> Word:
    if word.kind in {"mark", "foreign"} or word.text in _LINKS or word.text in {"的", "地", "得"}:
        return word
    return word.capitalised()


def _spans(words: list[Word]) -> list[tuple[int, int]]:
    """Return the ranges of words that are names."""
    spans = _quoted(words)
    if _is_title(words):
        spans.append((0, len(words)))
    for index, word in enumerate(words):
        if word.kind == "mark":
            continue
        start = _start_of_name(words, index)
        if start is not None:
            spans.append((start, index + 1))
        before = words[index - 1] if index else None
        if before is not None and word.kind == "name" and before.text in PREPOSED:
            spans.append((index - 1, index))
        if before is not None and before.kind == "name" and word.text in DIVISIONS | FEATURES and word.kind == "single":
            spans.append((index, index + 1))
    spans.extend(_editions(words))
    return spans


def _quoted(words: list[Word]) -> list[tuple[int, int]]:
    """Return titles in 《》, and what “” encloses before a word such as 规划, with that word."""
    spans = []
    opened: dict[str, int] = {}
    for index, word in enumerate(words):
        if word.text in "《“" and word.kind == "mark":
            opened[word.text] = index
        elif word.text == "》" and "《" in opened:
            spans.append((opened.pop("《") + 1, index))
        elif word.text == "”" and "“" in opened:
            start = opened.pop("“") + 1
            if index + 1 < len(words) and words[index + 1].text in QUOTED_HEADS:
                spans.append((start, index + 2))
    return spans


def _is_title(words: list[Word]) -> bool:
    """Tell whether the whole is a title by its shape: 全球发展倡议, 劳动合同法."""
    if not 2 <= len(words) <= _LONGEST_TITLE or any(w.kind in {"mark", "foreign", "number"} for w in words):  # noqa: PLR2004
        return False
    if any(word.kind == "single" and word.text not in _LINKS | _ADJECTIVES for word in words):
        return False
    if any(word.text in ACTIONS for word in words):
        return False
    last = words[-1].text
    if last in TITLE_HEADS:
        return len(words) > 2  # noqa: PLR2004 - 发展战略 is any strategy, 创新驱动发展战略 one
    return len(last) >= _LAW and last.endswith("法")


def _start_of_name(words: list[Word], head: int) -> int | None:
    """Return where the name that ends with this head begins, or None."""
    kind = _head_kind(words[head], words[head - 1] if head else None)
    if kind is None:
        return None
    doctrine = words[head].text in _DOCTRINES
    found: int | None = None
    for at in range(head - 1, max(-1, head - _LONGEST), -1):
        word = words[at]
        if word.kind == "mark" and word.text not in _TRANSPARENT:
            break
        if word.kind == "single" and word.text not in _LINKS | _ADJECTIVES:
            break
        if _starts(words, at, head, kind):
            found = at
            if not doctrine:
                break
    if found is None:
        return None
    while found and (words[found - 1].kind == "name" or words[found - 1].text in LEADING | STARTERS):
        found -= 1
    return found


def _head_kind(word: Word, before: Word | None) -> str | None:
    text = word.text
    if text in PLACE_HEADS or any(text.endswith(head) for head in ("试验区", "贸易港", "示范区", "合作区")):
        return "place"
    if text == "政府":
        return "place" if before is not None and before.text == "人民" else None
    if text == "公司":
        return "place" if before is not None and before.text in _COMPANY else None
    if text in ORGANISATION_HEADS:
        return "organisation"
    if len(text) >= _LAW and text[-1] in _SUFFIX_HEADS and word.kind in {"word", "fixed"}:
        return "place" if text[-1] == "法" else "organisation"
    return None


def _starts(words: list[Word], at: int, head: int, kind: str) -> bool:
    word = words[at]
    if word.kind == "name":
        return True
    if kind == "place":
        return word.text in REGIONS
    short = words[head].text[-1] in _SUFFIX_HEADS and len(words[head].text) == _LAW
    return word.text in STARTERS and (head - at > 1 or short)


def _editions(words: list[Word]) -> list[tuple[int, int]]:
    """Return the parts of names that count: 第七次全国人口普查, 二十届三中全会, 嫦娥六号."""
    spans = []
    for index, word in enumerate(words):
        if word.text[0] == "第" and word.kind == "number" and index + 2 < len(words):
            end = next((i for i in range(len(words) - 1, index + 1, -1) if words[i].text in ORDINAL_HEADS), None)
            if end is not None and all(w.kind != "mark" for w in words[index:end]):
                spans.append((index, end + 1))
        if word.text == "届" and 0 < index < len(words) - 1 and words[index + 1].kind == "name":
            spans.append((index - 1, index + 1))
        if word.text == "号" and index > 1 and words[index - 1].kind == "number" and words[index - 2].kind == "name":
            spans.append((index - 1, index + 1))
        if word.text == "世纪" and index + 1 < len(words) and words[index + 1].text == "海上":
            spans.append((index, index + 1))
    return spans
