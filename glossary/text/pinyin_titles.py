"""Finds titles by their shape: documents, plans, laws, programmes, editions, what quotation marks enclose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.text.pinyin_names import (
    ABOUT_HEADS,
    ACTIONS,
    DOCUMENT_HEADS,
    ORDINAL_HEADS,
    QUALIFIERS,
    QUOTED_HEADS,
    STARTERS,
    TITLE_HEADS,
    TITLE_WORDS,
)

if TYPE_CHECKING:
    from glossary.text.pinyin_word import Word

Span = tuple[int, int]

_YEAR = re.compile("20[2-9][0-9]")
_LONGEST_TITLE = 9
_LAW = 3
_DOCUMENT = 4


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
    """Tell whether the whole is a title by its last word: 全球发展倡议, 劳动合同法."""
    if not 2 <= len(words) <= _LONGEST_TITLE or any(w.kind in {"mark", "foreign", "number"} for w in words):  # noqa: PLR2004
        return False
    if any(word.kind == "single" and word.text not in TITLE_WORDS for word in words):
        return False
    if any(word.text in ACTIONS for word in words):
        return False
    last = words[-1].text
    least = next((least for head, least in TITLE_HEADS.items() if last == head), 0)
    return len(words) >= least if least else len(last) >= _LAW and last.endswith("法")


def _is_document(words: list[Word]) -> bool:
    """Tell whether the whole is the title of a document: its head says so, or 关于 and its head."""
    texts = [word.text for word in words if word.kind != "mark"]
    if len(texts) < _DOCUMENT:
        return False
    if texts[-1] in DOCUMENT_HEADS and texts[0] not in ACTIONS and "的" not in texts:
        return all(word.kind != "mark" for word in words)
    if texts[-1] == "议程" and texts[1] == "年":
        return True
    if words[0].kind != "name" and texts[0] not in STARTERS:
        return False
    return "关于" in texts and texts[-2] == "的" and texts[-1] in ABOUT_HEADS


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
        if word.text == "届" and after is not None and after.kind == "name":
            spans.append((index - 1, index + 1))
        if word.text == "号" and index > 1 and counted and words[index - 2].kind == "name":
            spans.append((index - 1, index + 1))
        if word.text == "世纪" and after is not None and after.text == "海上":
            spans.append((index, index + 1))
        if word.text == "国" and counted and after is not None and after.text == "集团":
            spans.append((index - 1, index + 2))
    return spans
