"""Finds titles by their shape: documents, plans, laws, programmes, editions, what quotation marks enclose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.text.pinyin.names import (
    ABOUT_HEADS,
    ACTIONS,
    DOCUMENT_HEADS,
    LEGISLATING,
    ORDINAL_HEADS,
    QUALIFIERS,
    QUOTED_HEADS,
    STARTERS,
    TITLE_HEADS,
    TITLE_WORDS,
)

if TYPE_CHECKING:
    from glossary.text.pinyin.word import Word

Span = tuple[int, int]

_YEAR = re.compile("20[2-9][0-9]")
_LONGEST_TITLE = 9
_LAW = 3
_DOCUMENT = 4
_DAYS = frozenset(["节假日", "工作日", "交易日", "休息日", "纪念日"])
_SCHEMES = frozenset([("总体", "方案"), ("布局", "规划")])


def title_spans(words: list[Word]) -> list[Span]:
    """Return the ranges of words that are titles, each by its first word and the one after its last."""
    spans = _quoted(words) + _counted(words) + _programmes(words) + _plans_for_a_year(words)
    if _is_title(words) or _is_document(words):
        spans.append((0, len(words)))
    return spans


def _quoted(words: list[Word]) -> list[Span]:
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
                document = index + 2 < len(words) and words[index + 2].text in DOCUMENT_HEADS
                spans.append((start, index + 3 if document else index + 2))
    return spans


def _is_title(words: list[Word]) -> bool:
    """Tell whether the whole is a title by its last word: 全球发展倡议, 劳动合同法, 优化营商环境条例."""
    if len(words) == 1:
        return len(words[0].text) > _LAW and words[0].text[-1] == "法"
    if not words or len(words) > _LONGEST_TITLE or any(w.kind in {"mark", "foreign", "number"} for w in words):
        return False
    texts = [word.text for word in words]
    if texts[-1] == "条例":
        return len(texts) > 2 and texts[0] not in LEGISLATING and texts.count("条例") == 1  # noqa: PLR2004 - 实施条例 is any
    if any(word.kind == "single" and word.text not in TITLE_WORDS for word in words) or ACTIONS & set(texts):
        return False
    return len(texts) >= TITLE_HEADS[texts[-1]] if texts[-1] in TITLE_HEADS else _is_law_or_day(texts[-1])


def _is_law_or_day(text: str) -> bool:
    return len(text) >= _LAW and (text[-1] == "法" or (text[-1] == "日" and text not in _DAYS))


def _is_document(words: list[Word]) -> bool:
    """Tell whether the whole is the title of a document: its head says so, or 关于 and its head."""
    texts = [word.text for word in words]
    if texts[-2:] == ["年", ")"] and "(" in texts:
        at = texts.index("(")
        return at > 1 and texts[at - 1] in {"规划", "纲要", "计划"}
    if len(texts) < _DOCUMENT or "个" in texts[:_DOCUMENT]:
        return False
    if texts[-1] in DOCUMENT_HEADS or (texts[-2], texts[-1]) in _SCHEMES:
        return texts[0] not in ACTIONS and texts[-2] != "联合" and not any(text in "的，,“" for text in texts)
    if texts[-1] in {"议程", "愿景"} and texts[1] == "年":
        return True
    if "关于" not in texts or texts[-2] != "的" or texts[-1] not in ABOUT_HEADS:
        return False
    return all(word.kind == "name" or word.text in STARTERS for word in words[: texts.index("关于")])


def _programmes(words: list[Word]) -> list[Span]:
    """Return the names of programmes that a qualifier makes of a name: 美丽中国, 数字丝绸之路."""
    spans = []
    for index in range(len(words) - 1):
        if words[index].text in QUALIFIERS and words[index + 1].text in {"中国", "丝绸"}:
            further = index + 2 < len(words) and words[index + 2].text == "行动"
            spans.append((index, index + 3 if further else index + 2))
    return spans


def _plans_for_a_year(words: list[Word]) -> list[Span]:
    """Return plans named for the year that they are to be fulfilled in: 健康中国2030."""
    spans = []
    for index, word in enumerate(words):
        ends = index + 1 == len(words) or words[index + 1].kind == "mark"
        if not (ends and word.kind == "foreign" and _YEAR.fullmatch(word.text)):
            continue
        start = index
        while start and words[start - 1].kind in {"word", "fixed", "name"} and words[start - 1].text not in ACTIONS:
            start -= 1
        spans.append((start, index))
    return spans


def _counted(words: list[Word]) -> list[Span]:
    """Return the parts of names that count: 第七次全国人口普查, 二十届三中全会, 嫦娥六号, 77国集团."""
    spans = []
    for index, word in enumerate(words):
        after = words[index + 1] if index + 1 < len(words) else None
        before = words[index - 1] if index else None
        if word.text[0] == "第" and word.kind == "number" and index + 2 < len(words):
            end = next((i for i in range(len(words) - 1, index + 1, -1) if words[i].text in ORDINAL_HEADS), None)
            if end is not None and all(w.kind != "mark" for w in words[index:end]):
                spans.append((index, end + 1))
        if before is None:
            continue
        counted = before.kind in {"number", "foreign"}
        if word.text == "届" and after is not None and (after.kind == "name" or after.text == "全国"):
            spans.append((index - 1, index + 1))
        if word.text == "决议" and index > 2 and before.text == "号" and words[index - 3].text == "第":  # noqa: PLR2004 - 第2758号
            spans.append((index - 3, index + 1))
        if word.text == "号" and index > 1 and counted and words[index - 2].kind == "name":
            spans.append((index - 1, index + 1))
        if word.text == "世纪" and after is not None and after.text == "海上":
            spans.append((index, index + 1))
        if word.text == "国" and counted and after is not None and after.text == "集团":
            spans.append((index - 1, index + 2))
    return spans
