"""Recognising the title and the headings of a text that doesn't mark them."""

from __future__ import annotations

import re
from dataclasses import replace

from glossary.text.cleaning.draft import Block, BlockKind, Draft
from glossary.text.cleaning.lines import is_list_item
from glossary.text.cleaning.script import count_han, count_words, ends_sentence

_LONGEST = 18
_LONGEST_TITLE = 40
_FEWEST_WORDS_OF_TITLE = 5
_LONGEST_RUN = 5
_START = re.compile(r"[\"“‘'(（《「『【<]?[^\W_a-z]|[\"“‘'(]?[a-z]+[A-Z]")
_OPEN = re.compile(r"[,;:，；：、\-–—]$")


def mark_headings(draft: Draft) -> Draft:
    """Mark short lines before paragraphs as headings, and find the title if it isn't known."""
    blocks = list(draft.blocks)
    first = _could_be_title(blocks)
    if first:
        blocks[0] = replace(blocks[0], kind=BlockKind.HEADING)
    marked = _could_be_headings(blocks)
    blocks = [
        replace(block, kind=BlockKind.HEADING) if index in marked else block for index, block in enumerate(blocks)
    ]
    return replace(draft.with_blocks(blocks), title=draft.title or _find_title(blocks))


def _could_be_title(blocks: list[Block]) -> bool:
    """Whether the first block is a title; a title may be a question or a cry, but no statement."""
    if len(blocks) < 2 or blocks[0].kind is not BlockKind.TEXT:  # noqa: PLR2004 - a title and a text
        return False
    text = blocks[0].text
    return (
        count_words(text) <= _LONGEST_TITLE
        and not text.endswith((".", "。"))
        and (not ends_sentence(text) or text.endswith(("?", "!", "？", "！")))
        and _START.match(text) is not None
        and not _OPEN.search(text)
        and len(blocks[1].text) > len(text) / 3
    )


def _could_be_headings(blocks: list[Block]) -> set[int]:
    """Return the indices of heading-shaped blocks; more than a few in a row are a list, not headings."""
    marked: set[int] = set()
    run: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.TEXT and _is_heading_shaped(block.text):
            run.append(index)
            continue
        if len(run) <= _LONGEST_RUN and block.kind is not BlockKind.HEADING and ends_sentence(block.text):
            marked.update(run)
        run = []
    return marked


def _is_heading_shaped(text: str) -> bool:
    return (
        count_words(text) <= _LONGEST
        and not ends_sentence(text)
        and not is_list_item(text)
        and _START.match(text) is not None
        and not _OPEN.search(text)
        and (count_words(text) > 1 or count_han(text) > 1 or text[:1].isupper())
    )


def _find_title(blocks: list[Block]) -> str | None:
    """Return the first of the leading headings that says something; a kicker before it is shorter."""
    leading: list[str] = []
    for block in blocks:
        if block.kind is not BlockKind.HEADING:
            break
        leading.append(block.text)
    long = (text for text in leading if count_words(text) >= _FEWEST_WORDS_OF_TITLE)
    return next(long, leading[0] if leading else None)
