"""Putting paragraphs together again that a column, a page, a caption or a portrait has split."""

from __future__ import annotations

import re
from dataclasses import replace

from glossary.text.chinese import HAN
from glossary.text.cleaning.credits import is_name_shaped
from glossary.text.cleaning.draft import Block, BlockKind, Draft, Dropped
from glossary.text.cleaning.hyphens import Joiner
from glossary.text.cleaning.lines import is_list_item
from glossary.text.cleaning.script import count_words, ends_sentence, han_share

# Lower case from the first letter on; iPhone and eBay may begin a sentence.
_CONTINUATION = re.compile(r"[a-zà-öø-ÿ][a-zà-öø-ÿ'’]*(?![\w'’])|\d*[,，、；]")
_OPEN_WORD = re.compile(
    r"(?:[,;–—(“‘、，；（]|\w-|\b(?:the|a|an|of|and|or|in|on|at|to|for|with|by|from|as|its|their|his|her|this|that|"
    r"which|who|will|has|have|is|are|was|were|be|been|into|between|than|about|also|such))$",
    re.IGNORECASE,
)
_INNER_END = re.compile(r"[.!?][\"”’)]* +[A-Z\"“]|[。！？]")
_QUOTES = '"“”'
_HAN_AT_EDGE = re.compile(f"[{HAN}A-Za-z0-9]$")
_HAN_START = re.compile(f"[{HAN}]")
_BARE_NUMBER = re.compile(r"\d{1,4}")

_FARTHEST = 5
_LONG_HEADING = 20
_LONG_ENOUGH = 6
_LONG_CHINESE = 30
# A paragraph that is longer than this was not split by a page; of any other the end tells enough.
_LONGEST = 20_000
_END = 400


def rejoin_paragraphs(draft: Draft) -> Draft:
    """Join a paragraph that stops in mid-sentence with the one that goes on, over what was set between.

    What stood between is kept as a paragraph behind the joined one; a lone name or number is dropped, since
    only a portrait or the end of a page puts one into the middle of a sentence.
    """
    joiner = Joiner([block.text for block in draft.blocks])
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    for index, block in enumerate(draft.blocks):
        head = _find_head(blocks, block, draft.blocks[index + 1 : index + 1 + _FARTHEST])
        if head is None:
            blocks.append(block)
            continue
        between = blocks[head + 1 :]
        blocks[head:] = [replace(blocks[head], text=joiner.join(blocks[head].text, block.text))]
        for intruder in between:
            if _is_lone(intruder):
                dropped.append(Dropped(intruder.text, "set into a sentence"))
            else:
                blocks.append(intruder)
    return draft.with_blocks(blocks, dropped)


def _find_head(blocks: list[Block], tail: Block, following: tuple[Block, ...]) -> int | None:
    """Return the index of the block that ``tail`` goes on with, or None.

    A tail in lower case has the better claim, so that another one is only taken if none is ``following``.
    """
    if tail.kind is not BlockKind.TEXT or is_list_item(tail.text):
        return None
    lower = _CONTINUATION.match(tail.text) is not None
    passed = 0
    for index in range(len(blocks) - 1, max(-1, len(blocks) - 1 - _FARTHEST), -1):
        head = blocks[index]
        if _is_open(head):
            broken = _is_broken(head.text)
            if lower and ((passed == 0 and _is_sentence_pair(head.text, tail.text)) or broken):
                return index
            if passed == 0 and broken and _goes_on(head.text, tail.text):
                return None if any(_CONTINUATION.match(block.text) for block in following) else index
        if not _is_lone(head):
            if not lower:
                return None
            passed += 1
    return None


def _is_open(block: Block) -> bool:
    """Whether a paragraph may go on."""
    return (
        block.kind is BlockKind.TEXT
        and len(block.text) < _LONGEST
        and not ends_sentence(block.text)
        and not block.text.endswith((":", "："))
    )


def _is_broken(text: str) -> bool:
    """Whether a text can't be a heading: it stops in mid-phrase, or has a sentence before its open end."""
    end = text[-_END:]
    return (
        _OPEN_WORD.search(end) is not None
        or _INNER_END.search(end) is not None
        or sum(map(text.count, _QUOTES)) % 2 == 1
        or count_words(end) > _LONG_HEADING
        or (len(text) >= _LONG_CHINESE and "，" in end)
    )


def _is_sentence_pair(head: str, tail: str) -> bool:
    """Whether two halves make a sentence, and aren't neighbours in a list of words."""
    words = count_words(head[-_END:]) + count_words(tail[:_END])
    return _is_paragraph(tail) and words > _LONG_ENOUGH


def _goes_on(head: str, tail: str) -> bool:
    """Whether a tail that doesn't begin in lower case still belongs to the broken head before it."""
    end = head[-_END:]
    if not _is_paragraph(tail):
        return False
    if han_share(end) > 0.5:  # noqa: PLR2004 - most of it
        stops = head[-1] in "，、" or (len(head) >= _LONG_CHINESE and _HAN_AT_EDGE.search(end) is not None)
        return stops and _HAN_START.match(tail) is not None
    return _OPEN_WORD.search(end) is not None and count_words(end) > _LONG_ENOUGH


def _is_paragraph(text: str) -> bool:
    return ends_sentence(text) or count_words(text[:_END]) > _LONG_HEADING


def _is_lone(block: Block) -> bool:
    """Whether a block is a name or a number and nothing else."""
    return block.kind is BlockKind.TEXT and (
        is_name_shaped(block.text) or _BARE_NUMBER.fullmatch(block.text) is not None
    )
