"""The cleaning as one list of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.text.cleaning.characters import repair_characters
from glossary.text.cleaning.credits import drop_credits
from glossary.text.cleaning.dates import read_date
from glossary.text.cleaning.draft import Block, BlockKind, CleanedText, Draft
from glossary.text.cleaning.furniture import drop_disclaimers, drop_furniture
from glossary.text.cleaning.headings import mark_headings
from glossary.text.cleaning.hyphens import rejoin_words
from glossary.text.cleaning.junk import drop_injected_junk
from glossary.text.cleaning.lines import split_paragraphs
from glossary.text.cleaning.pages import drop_page_furniture
from glossary.text.cleaning.paragraphs import rejoin_paragraphs
from glossary.text.cleaning.spaces import space_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

STEPS: tuple[Callable[[Draft], Draft], ...] = (
    repair_characters,
    split_paragraphs,
    drop_injected_junk,
    read_date,
    drop_furniture,
    drop_page_furniture,
    drop_credits,
    rejoin_paragraphs,
    rejoin_words,
    drop_disclaimers,
    space_sentences,
    mark_headings,
)
"""What is done to a text, in this order: each step takes a draft and returns another."""


def clean(text: str) -> CleanedText:
    """Return the text of an article without what was printed around it, and what was taken out.

    The text may be wrapped at any width, have one paragraph on a line, or come out of the columns of a PDF.
    """
    return clean_blocks([Block(text)])


def clean_blocks(blocks: Iterable[Block], *, title: str | None = None, date: str | None = None) -> CleanedText:
    """Return the cleaned text of blocks whose kind a reader knows; a title or date found there wins."""
    draft = Draft(blocks=tuple(blocks), title=title, date=date)
    for step in STEPS:
        draft = step(draft)
    return _assemble(draft)


def _assemble(draft: Draft) -> CleanedText:
    offset = 0
    headings: list[tuple[int, int]] = []
    for block in draft.blocks:
        end = offset + len(block.text)
        if block.kind is BlockKind.HEADING:
            headings.append((offset, end))
        offset = end + 2
    return CleanedText(
        text="\n\n".join(block.text for block in draft.blocks),
        headings=tuple(headings),
        title=draft.title,
        date=draft.date,
        dropped=draft.dropped,
    )
