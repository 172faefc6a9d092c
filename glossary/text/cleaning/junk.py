"""Recognising text that someone injected into a page: link lists and spam, mostly in another language."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.text.cleaning.draft import Block, BlockKind, Draft, Dropped
from glossary.text.cleaning.script import (
    LATIN_WORD,
    count_han,
    ends_sentence,
    han_share,
    is_mostly_chinese,
    other_share,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATOR = re.compile(r"[|｜]")
_SENTENCE_MARK = re.compile(r"[。！？；]|[.!?](?=\s|$)")
# What link spam sells, in the words of its own kind; two different ones make a block spam.
_SPAM_WORD = re.compile(
    r"蜘蛛池|模板[:：]|在线观看|免费(?:视频|观看|播放)|高清|无码|無碼|一区二区|成人|色情|色图|av(?![a-z])|"
    r"毛片|"
    r"娱乐城|博彩|彩票|百家乐|真人|棋牌|老虎机|赌场|开户|代开|发票|代孕|私服|外挂|友情链接|站群|"
    r"\b(?:viagra|cialis|casino|porn\w*|xxx|escorts?|payday|slots?|betting|poker|replica|backlinks?|"
    r"levitra|gambling)\b",
    re.IGNORECASE,
)
_DECISIVE = re.compile(r"蜘蛛池|站群")

_FEWEST_LINKS = 4
_FEWEST_SPAM_WORDS = 2
_LONG_ENOUGH = 15
_MOSTLY = 0.6
_SOME = 0.3
_FOREIGN = 0.7


def drop_injected_junk(draft: Draft) -> Draft:
    """Drop injected link lists and spam; a gloss, a quotation or the other half of a bilingual text stays.

    Injected text gives itself away by its form: no sentence in it, items separated by bars, the words of
    spam, a script the rest isn't written in, a place behind the last sentence.
    """
    text = "\n".join(block.text for block in draft.blocks)
    chinese, other = is_mostly_chinese(text), other_share(text) > _SOME
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    last_sentence = _index_of_last_sentence(draft.blocks, chinese=chinese)
    tables = set(_find_table_lines(draft.blocks))
    for index, original in enumerate(draft.blocks):
        block = original
        if block.reason is None and index not in tables:
            block, tail = _without_link_list(block)
            if tail:
                dropped.append(Dropped(tail, "injected links"))
            reason = _junk_reason(block.text, chinese=chinese, other=other, is_at_end=index > last_sentence)
            if reason:
                dropped.append(Dropped(block.text, reason))
                continue
        if block.text:
            blocks.append(block)
    return draft.with_blocks(blocks, dropped)


def is_link_list(text: str) -> bool:
    """Whether a text is items between bars, without a sentence in it."""
    return len(_SEPARATOR.findall(text)) >= _FEWEST_LINKS and not _SENTENCE_MARK.search(text)


def count_spam_words(text: str) -> int:
    """Return how many different words of link spam a text has."""
    return len({match.lower() for match in _SPAM_WORD.findall(text)})


def _junk_reason(text: str, *, chinese: bool, other: bool, is_at_end: bool) -> str | None:
    if not text:
        return None
    foreign = not other and len(text) > _LONG_ENOUGH and other_share(text) > _FOREIGN
    if foreign or (is_link_list(text) and (han_share(text) > _SOME) is not chinese):
        return "foreign-language junk" if foreign else "injected links"
    if _SENTENCE_MARK.search(text) and not _DECISIVE.search(text):
        return None
    if _DECISIVE.search(text) or count_spam_words(text) >= _FEWEST_SPAM_WORDS:
        return "injected spam"
    if not chinese and is_at_end and han_share(text) > _MOSTLY and count_han(text) >= _LONG_ENOUGH and "，" not in text:
        return "foreign-language junk"
    return None


def _without_link_list(block: Block) -> tuple[Block, str]:
    """Cut a link list off that was glued to the end of a paragraph; return both."""
    separators = [match.start() for match in _SEPARATOR.finditer(block.text)]
    if block.kind is not BlockKind.TEXT or len(separators) < _FEWEST_LINKS:
        return block, ""
    ends = list(re.finditer(r"[.!?。！？][\"”’')）]*", block.text[: separators[0]]))
    if not ends:
        return block, ""
    cut = ends[-1].end()
    tail = block.text[cut:].strip()
    if not is_link_list(tail) or not (_DECISIVE.search(tail) or count_spam_words(tail) >= _FEWEST_SPAM_WORDS):
        return block, ""
    return replace(block, text=block.text[:cut].rstrip()), tail


def _index_of_last_sentence(blocks: tuple[Block, ...], *, chinese: bool) -> int:
    """Return the index of the last block that has a sentence in the language of the document."""
    for index in range(len(blocks) - 1, -1, -1):
        text = blocks[index].text
        if (
            ends_sentence(text)
            and (han_share(text) > _SOME) is chinese
            and len(LATIN_WORD.findall(text)) + count_han(text) > _LONG_ENOUGH
        ):
            return index
    return len(blocks)


def _find_table_lines(blocks: tuple[Block, ...]) -> Iterator[int]:
    """Yield the indices of blocks that are rows of a table: neighbours with the same number of bars."""
    bars = [len(_SEPARATOR.findall(block.text)) for block in blocks]
    for index, block in enumerate(blocks):
        near = bars[max(0, index - 1) : index] + bars[index + 1 : index + 2]
        if block.kind is BlockKind.ROW or (bars[index] and bars[index] in near and count_spam_words(block.text) == 0):
            yield index
