"""Putting paragraphs together again that a column, a page, a caption or a portrait has split."""

from __future__ import annotations

import re
from dataclasses import replace

from glossary.text.cleaning.credits import is_name_shaped
from glossary.text.cleaning.draft import Block, BlockKind, Draft, Dropped
from glossary.text.cleaning.hyphens import Joiner
from glossary.text.cleaning.lines import is_list_item
from glossary.text.cleaning.script import HAN, count_words, ends_sentence, han_share

# Lower case from the first letter on; iPhone and eBay may begin a sentence.
_CONTINUATION = re.compile(r"[a-zà-öø-ÿ][a-zà-öø-ÿ'’]*(?![\w'’])|\d*[,，、；]")
_OPEN_WORD = re.compile(
    r"(?:[,;–—(“‘、，；（]|\w-|\b(?:the|a|an|of|and|or|in|on|at|to|for|with|by|from|as|its|their|his|her|this|that|"
    r"which|who|will|has|have|is|are|was|were|be|been|into|between|than|about|also|such))$",
    re.IGNORECASE,
)
_INNER_END = re.compile(r"[.!?][\"”’)]* +[A-Z\"“]|[。！？]")
_QUOTES = re.compile(r"[\"“”]")
_HAN_AT_EDGE = re.compile(f"[{HAN}A-Za-z0-9]$")
_HAN_START = re.compile(f"[{HAN}]")
_BARE_NUMBER = re.compile(r"\d{1,4}")

_FARTHEST = 5
_LONG_HEADING = 20
_LONG_ENOUGH = 6
_LONG_CHINESE = 30


def rejoin_paragraphs(draft: Draft) -> Draft:
    """Join a paragraph that stops in mid-sentence with the one that goes on, over what was set between.

    What stood between is kept as a paragraph behind the joined one; a lone name or number is dropped, since
    only a portrait or the end of a page puts one into the middle of a sentence.
    """
    joiner = Joiner([block.text for block in draft.blocks])
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    for block in draft.blocks:
        head = _find_head(blocks, block)
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


def _find_head(blocks: list[Block], tail: Block) -> int | None:
    """Return the index of the block that ``tail`` goes on with, or None."""
    if tail.kind is not BlockKind.TEXT or is_list_item(tail.text):
        return None
    lower = _CONTINUATION.match(tail.text) is not None
    passed = 0
    for index in range(len(blocks) - 1, max(-1, len(blocks) - 1 - _FARTHEST), -1):
        head = blocks[index]
        if head.kind is BlockKind.TEXT and not ends_sentence(head.text) and not head.text.endswith((":", "：")):
            broken = _is_broken(head.text)
            if lower and ((passed == 0 and _is_sentence_pair(head.text, tail.text)) or broken):
                return index
            if passed == 0 and broken and _goes_on(head.text, tail.text):
                return index
        if not _is_lone(head):
            if not lower:
                return None
            passed += 1
    return None


def _is_broken(text: str) -> bool:
    """Whether a text can't be a heading: it stops in mid-phrase, or has a whole sentence before its open end."""
    return (
        _OPEN_WORD.search(text) is not None
        or _INNER_END.search(text) is not None
        or len(_QUOTES.findall(text)) % 2 == 1
        or count_words(text) > _LONG_HEADING
    )


def _is_sentence_pair(head: str, tail: str) -> bool:
    """Whether two halves make a sentence, and aren't neighbours in a list of words."""
    return (ends_sentence(tail) or count_words(tail) > _LONG_HEADING) and count_words(head) + count_words(tail) > _LONG_ENOUGH


def _goes_on(head: str, tail: str) -> bool:
    """Whether a tail that doesn't begin in lower case still belongs to the broken head before it."""
    if not ends_sentence(tail) and count_words(tail) <= _LONG_HEADING:
        return False
    if han_share(head) > 0.5:  # noqa: PLR2004 - most of it
        long = len(head) >= _LONG_CHINESE
        return bool(head[-1] in "，、" or (long and _HAN_AT_EDGE.search(head))) and bool(_HAN_START.match(tail))
    return _OPEN_WORD.search(head) is not None and count_words(head) > _LONG_ENOUGH


def _is_lone(block: Block) -> bool:
    return block.kind is BlockKind.TEXT and (
        is_name_shaped(block.text) or _BARE_NUMBER.fullmatch(block.text) is not None
    )
