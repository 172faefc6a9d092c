"""From lines to paragraphs: where a line end is only the edge of a column, and where a paragraph ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from glossary.text.cleaning.credits import is_credit
from glossary.text.cleaning.draft import Block, BlockKind, Draft
from glossary.text.cleaning.furniture import is_furniture
from glossary.text.cleaning.hyphens import Joiner
from glossary.text.cleaning.script import count_han, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = re.compile(r"\n[ \t]*\n\s*|\f\s*")
_WORD_END = re.compile(r"\S+")
_LIST_ITEM = re.compile(
    r"[•·●○■□▪◆➢]\s*\S|[*–-]\s+\S|\(?\d{1,2}[.)]\s+\S|\d{1,2}、|[（(][一二三四五六七八九十]{1,3}[)）]|"
    r"[一二三四五六七八九十]{1,3}、"
)
_FRAGMENT = re.compile(r"[a-z][a-z'’-]*\b")

# Widths in columns, a Chinese character taking two.
_WIDEST_WRAP = 120
_NARROWEST_WRAP = 36
# A line shorter than this share of the width ends a paragraph; one that ends a sentence must be full.
_NEARLY_FULL = 0.75
_HALF_FULL = 0.5
_MOST = 0.6
_ENDS_MID_SENTENCE = 0.5


def is_list_item(text: str) -> bool:
    """Whether the text begins with a bullet or a number of a list."""
    return _LIST_ITEM.match(text) is not None


def split_paragraphs(draft: Draft) -> Draft:
    """Make every paragraph a block; blank lines end one, and so do line ends unless the text is wrapped."""
    parts = tuple(_split_at_blank_lines(draft))
    wrap = _find_wrap([part.text.split("\n") for part in parts if _is_open(part)])
    joiner = Joiner([part.text for part in parts])
    blocks: list[Block] = []
    for part in parts:
        if "\n" not in part.text:
            blocks.append(part)
        elif _is_open(part):
            blocks.extend(replace(part, text=text) for text in _paragraphs(part.text.split("\n"), wrap, joiner))
        else:
            blocks.append(replace(part, text=joiner.join_lines(part.text.split("\n"))))
    return draft.with_blocks(blocks)


@dataclass(frozen=True, slots=True)
class _Wrap:
    """The width at which a text was wrapped, in columns; 0 for a text that has a paragraph on each line."""

    width: int = 0

    def continues(self, line: str, following: str) -> bool:
        """Whether a paragraph goes on from one line to the next."""
        return self._could_continue(line, following) and not (
            is_list_item(following) or _stands_alone(line) or _stands_alone(following)
        )

    def _could_continue(self, line: str, following: str) -> bool:
        if not self.width or _columns(line) > 2 * self.width:
            return _is_short_fragment(line, following)
        if ends_sentence(line):
            return _columns(line) + 1 + _first_width(following) > self.width
        needed = _HALF_FULL if _FRAGMENT.match(following) else _NEARLY_FULL
        return _columns(line) >= needed * self.width


def _is_open(block: Block) -> bool:
    """Whether it isn't known which line ends of a block end a paragraph."""
    return block.kind is BlockKind.TEXT and block.reason is None and not block.is_wrapped and "\n" in block.text


def _split_at_blank_lines(draft: Draft) -> Iterator[Block]:
    for block in draft.blocks:
        if block.kind is not BlockKind.TEXT or block.is_wrapped:
            if text := block.text.strip():
                yield replace(block, text=text)
            continue
        for text in _BLANK.split(block.text):
            if stripped := text.strip():
                yield replace(block, text=stripped)


def _find_wrap(groups: list[list[str]]) -> _Wrap:
    """Return the width of wrapped text, judged over the whole document.

    Wrapped lines mostly break in mid-sentence, and where the next word would not have fitted; stretches
    without a sentence are lists.
    """
    groups = [group for group in groups if any(map(ends_sentence, group))]
    lines = [line for group in groups for line in group]
    if not lines:
        return _Wrap()
    widths = sorted(_columns(line) for line in lines)
    width = widths[int(0.95 * (len(widths) - 1))]
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP or widths[-1] > 2 * width:
        return _Wrap()
    breaks = [(group[i], group[i + 1]) for group in groups for i in range(len(group) - 1)]
    open_breaks = [(line, following) for line, following in breaks if not ends_sentence(line)]
    if len(open_breaks) < _ENDS_MID_SENTENCE * len(breaks):
        return _Wrap()
    full = sum(_columns(line) + 1 + _first_width(following) > 0.8 * width for line, following in open_breaks)
    return _Wrap(width) if full >= _MOST * len(open_breaks) else _Wrap()


def _paragraphs(lines: list[str], wrap: _Wrap, joiner: Joiner) -> Iterator[str]:
    """Yield the paragraphs of one stretch without blank lines."""
    paragraph: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        if paragraph and not wrap.continues(paragraph[-1], line):
            yield joiner.join_lines(paragraph)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield joiner.join_lines(paragraph)


def _is_short_fragment(line: str, following: str) -> bool:
    """Whether a broken word crosses a line end of a text that isn't wrapped otherwise."""
    return line.endswith("-") and bool(_FRAGMENT.match(following)) and len(line) > 1 and line[-2].isalpha()


def _stands_alone(line: str) -> bool:
    return is_furniture(line) or is_credit(line)


def _columns(line: str) -> int:
    return len(line) if line.isascii() else len(line) + count_han(line)


def _first_width(line: str) -> int:
    """Return the columns of what can't be broken at the start of a line: a word, or one Chinese character."""
    if count_han(line[:1]):
        return 2
    match = _WORD_END.match(line)
    return _columns(match.group()) if match else 0
