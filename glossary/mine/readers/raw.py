"""What a reader hands to the cleaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.text.cleaning import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """The blocks of a file in reading order, with the title and the ISO 8601 date that its format states."""

    blocks: tuple[Block, ...]
    title: str | None = None
    date: str | None = None
