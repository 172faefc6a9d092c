"""What the cleaning steps pass on to each other: blocks of text, and what was taken out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class BlockKind(StrEnum):
    """What a reader knows about a block."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that stands by itself: a paragraph, a heading, a list item, a row of a table.

    ``reason`` is set by a reader that knows from the layout that the block is no part of the text
    ("navigation", "running header"); the cleaning reports it as dropped. ``is_wrapped`` says that line ends
    within the block are only the edge of a column; without it the cleaning finds out.
    """

    text: str
    kind: BlockKind = BlockKind.TEXT
    reason: str | None = None
    is_wrapped: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that the cleaning took out, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text on its way through the steps; ``date`` is ISO 8601."""

    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...] = ()
    title: str | None = None
    date: str | None = None

    def with_blocks(self, blocks: Iterable[Block], dropped: Iterable[Dropped] = ()) -> Draft:
        """Return the draft with other blocks, and what was taken out added to the list."""
        return replace(self, blocks=tuple(blocks), dropped=self.dropped + tuple(dropped))

    def without(self, reason_of: Callable[[Block], str | None]) -> Draft:
        """Return the draft without the blocks for which ``reason_of`` gives a reason."""
        kept: list[Block] = []
        dropped: list[Dropped] = []
        for block in self.blocks:
            reason = reason_of(block)
            if reason is None:
                kept.append(block)
            else:
                dropped.append(Dropped(block.text, reason))
        return self.with_blocks(kept, dropped)


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedText:
    """A text ready for mining, and what was removed from it.

    In ``text`` paragraphs are separated by one blank line, and headings are paragraphs of their own;
    ``headings`` are their ``(start, end)`` offsets in code points; ``date`` is an ISO 8601 date.
    """

    text: str
    headings: tuple[tuple[int, int], ...] = ()
    title: str | None = None
    date: str | None = None
    dropped: tuple[Dropped, ...] = ()
