"""A segment: a text and its translation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.exchange.bitext.mapped_text import MappedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A text and its translation, as a translator sees them side by side.

    Args:
        source: the text.
        target: its translation, None where there is none yet.
        source_language: ``en``, ``zh-Hans`` or ``zh-Hant`` for a language of ours, else as the file says.
        target_language: likewise, ``""`` where nothing says it.
        id: the name that the file gives it, or its number.
        is_translatable: False where the file says that it isn't to be translated, or not any more.
        is_fuzzy: the translation is a guess that a person has yet to look at.
        start: where in the file all of it begins, with its notes; in a pair of files in that of the source.
        end: where it ends.
    """

    source: MappedText
    target: MappedText | None
    source_language: str
    target_language: str
    id: str
    is_translatable: bool = True
    is_fuzzy: bool = False
    start: int = 0
    end: int = 0
