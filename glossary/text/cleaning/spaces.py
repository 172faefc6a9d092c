"""Giving back the space that was lost behind a sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.text.cleaning.draft import Draft

_GLUED = re.compile(r"[.!?](?:(?<=[a-z]{2}.)|(?<=[0-9]%.))[\"”’)]?(?=[\"“‘(]?[A-Z][a-z]+[ .,'’])")
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*$")
_COMMA = re.compile(r",(?<=[a-z]{2},)(?=[a-z]{2})")
_SPACES = re.compile(r"[ \t]{2,}")
_BEFORE_MARK = re.compile(r" +(?=[,;](?: |$))")


def space_sentences(draft: Draft) -> Draft:
    """Put a space where a sentence or a clause follows the last without one, and take double spaces out."""
    return draft.with_blocks(replace(block, text=_space(block.text)) for block in draft.blocks)


def _space(text: str) -> str:
    text = _SPACES.sub(" ", text)
    if " ," in text or " ;" in text:
        text = _BEFORE_MARK.sub("", text)
    text = _COMMA.sub(", ", text)

    def behind(match: re.Match[str]) -> str:
        before = text[max(0, match.start() - 80) : match.end()]
        return match.group() if _ADDRESS.search(before) else f"{match.group()} "

    return _GLUED.sub(behind, text)
