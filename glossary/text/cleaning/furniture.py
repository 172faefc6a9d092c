"""Recognising what a web page or a newspaper prints around an article: navigation, share lines, notices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.text.cleaning.draft import Block, BlockKind, Draft, Dropped
from glossary.text.cleaning.furniture_rules import BUTTON, DISCLAIMER, LINE_RULES, NOTICE_RULES, STEP
from glossary.text.cleaning.script import count_words, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator


_VIEWS = re.compile(r"[Vv]iews|[Oo]pinions|观点")
_NAVIGATION = re.compile(r"\s*[|｜]\s*")
_NAVIGATION_WORD = re.compile(
    rf"(?:{BUTTON}|news|china|world|business|sports?|opinion|culture|travel|photos?|videos?)", re.IGNORECASE
)
_FEWEST_LINKS = 3
_LONGEST_LINE = 400
_AWAY_FROM_CRUMB = 8


def furniture_reason(text: str) -> str | None:
    """Return what kind of furniture a whole block is, or None if it may be part of the text."""
    if len(text) > _LONGEST_LINE * 5:
        return None
    words = count_words(text)
    if len(text) <= _LONGEST_LINE:
        for rule in LINE_RULES:
            if words <= rule.most_words and rule.pattern.fullmatch(text) and not _is_sentence(text):
                return rule.reason
        if _is_navigation(text):
            return "navigation"
    for rule in NOTICE_RULES:
        if words <= rule.most_words and rule.pattern.search(text):
            return rule.reason
    return None


def is_furniture(text: str) -> bool:
    """Whether a whole block is furniture."""
    return furniture_reason(text) is not None


def drop_furniture(draft: Draft) -> Draft:
    """Drop what a reader knows to be furniture, what looks like it, and section names beside a breadcrumb."""
    crumbs = _section_names(draft)
    position = {id(block): index for index, block in enumerate(draft.blocks)}

    def reason_of(block: Block) -> str | None:
        if block.reason is not None:
            return block.reason
        if block.kind is BlockKind.ROW:
            return None
        near = crumbs.get(block.text.lower())
        if near is not None and abs(near - position[id(block)]) <= _AWAY_FROM_CRUMB:
            return "section name"
        return furniture_reason(block.text)

    return draft.without(reason_of)


def drop_disclaimers(draft: Draft) -> Draft:
    """Drop the sentence that says whose views these are, and keep what stands before and after it."""
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    for block in draft.blocks:
        text = block.text
        found = DISCLAIMER.search(text) if _VIEWS.search(text) else None
        while found:
            dropped.append(Dropped(found.group().strip(), "disclaimer"))
            text = (text[: found.start()] + text[found.end() :]).strip()
            found = DISCLAIMER.search(text)
        if text:
            blocks.append(block if text == block.text else Block(text, block.kind))
    return draft.with_blocks(blocks, dropped)


def _is_sentence(text: str) -> bool:
    """Whether a line is a sentence in spite of its beginning, such as ``Source`` and a colon."""
    return ends_sentence(text) and text.endswith((".", "。")) and count_words(text) > 4 and "@" not in text  # noqa: PLR2004 - more than a label


def _is_navigation(text: str) -> bool:
    parts = [part for part in _NAVIGATION.split(text) if part]
    if len(parts) < _FEWEST_LINKS or text.startswith("|") or ends_sentence(text):
        return False
    return all(count_words(part) <= 3 for part in parts) and sum(  # noqa: PLR2004 - a link in a menu is short
        _NAVIGATION_WORD.fullmatch(part) is not None for part in parts
    ) * 2 >= len(parts)


def _section_names(draft: Draft) -> dict[str, int]:
    return dict(_find_section_names(draft.blocks))


def _find_section_names(blocks: tuple[Block, ...]) -> Iterator[tuple[str, int]]:
    for index, block in enumerate(blocks):
        if len(block.text) <= _LONGEST_LINE and LINE_RULES[0].pattern.fullmatch(block.text):
            for part in re.split(STEP, block.text):
                yield part.strip().lower(), index
