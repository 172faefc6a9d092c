"""Recognising what is printed on every page: page numbers and running headers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from glossary.text.cleaning.draft import BlockKind
from glossary.text.cleaning.script import ends_sentence

if TYPE_CHECKING:
    from glossary.text.cleaning.draft import Block, Draft

_PAGE_NUMBER = re.compile(
    r"(?:page|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|第\s*\d{1,4}\s*[页頁](?:[,，\s/]*共\s*\d{1,"
    r"4}\s*[页頁])?|"
    r"[-–—―]\s*\d{1,4}\s*[-–—―]|\d{1,4}\s*/\s*\d{1,4}",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_NUMBER = re.compile(r"\b\d{1,4}\b")
_CONTINUATION = re.compile(r"[a-z]+\b")
_LONGEST_HEADER = 90
_FEWEST_PAGES = 3


def drop_page_furniture(draft: Draft) -> Draft:
    """Drop page numbers, and the second and later copies of a line that is printed on every page."""
    numbers = _page_numbers(draft.blocks)
    headers = _running_headers(draft.blocks, numbers)
    seen: set[str] = set()

    def reason_of(block: Block) -> str | None:
        if block.kind is BlockKind.ROW:
            return None
        if _is_page_number(block.text, numbers):
            return "page number"
        key = _header_key(block.text)
        if key in headers:
            if key in seen:
                return "running header"
            seen.add(key)
        return None

    return draft.without(reason_of)


def _is_page_number(text: str, numbers: set[int]) -> bool:
    if _BARE_NUMBER.fullmatch(text):
        return int(text) in numbers
    return _PAGE_NUMBER.fullmatch(text) is not None


def _page_numbers(blocks: tuple[Block, ...]) -> set[int]:
    """Return the bare numbers that count pages: at either end, or three or more that go up by one."""
    edges = (block.text for block in (*blocks[:1], *blocks[-1:]))
    pages = {int(text) for text in edges if _BARE_NUMBER.fullmatch(text)}
    numbers = [int(block.text) for block in blocks if _BARE_NUMBER.fullmatch(block.text)]
    run: list[int] = []
    for number in [*numbers, -1]:
        if run and number != run[-1] + 1:
            if len(run) >= _FEWEST_PAGES:
                pages.update(run)
            run = []
        run.append(number)
    return pages


def _running_headers(blocks: tuple[Block, ...], numbers: set[int]) -> set[str]:
    """Return the lines, numbers in them aside, that recur and mostly stand where a page ends.

    A page ends at its number, or in the middle of a sentence; ``Article 2`` recurs as well, but not there.
    """
    copies: Counter[str] = Counter()
    at_page_end: Counter[str] = Counter()
    for index, block in enumerate(blocks):
        if not _is_header_shaped(block):
            continue
        key = _header_key(block.text)
        copies[key] += 1
        before = blocks[index - 1].text if index else ""
        after = blocks[index + 1].text if index + 1 < len(blocks) else ""
        interrupts = bool(before) and not ends_sentence(before) and _CONTINUATION.match(after) is not None
        at_page_end[key] += interrupts or any(text and _is_page_number(text, numbers) for text in (before, after))
    return {
        key
        for key, count in copies.items()
        if count > 1 and at_page_end[key] * 2 >= count and any(map(str.isalpha, key))
    }


def _is_header_shaped(block: Block) -> bool:
    return (
        block.kind is BlockKind.TEXT
        and len(block.text) <= _LONGEST_HEADER
        and not ends_sentence(block.text)
        and not _CONTINUATION.match(block.text)
    )


def _header_key(text: str) -> str:
    return _NUMBER.sub("0", text) if len(text) <= _LONGEST_HEADER else text
