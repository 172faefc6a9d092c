"""A text alone: what is to be said about one paragraph of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.lookup.checking.usage import find_bad_uses
from glossary.lookup.checking.writing import WritingCounts, count_writing

if TYPE_CHECKING:
    from glossary.lookup.checking.fault import Fault
    from glossary.lookup.checking.protocol import Termbase


class TextFacts(NamedTuple):
    """All that a paragraph has to say, whatever stands in the others; fit to be kept for this text."""

    faults: tuple[Fault, ...]
    writing: WritingCounts


def check_text(termbase: Termbase, text: str, language: str | None = None) -> TextFacts:
    """Return what is to be said about a paragraph.

    Args:
        termbase: what to check against.
        text: the paragraph.
        language: the text's, where it is known; ``zh-Hant`` wants Traditional suggestions.
    """
    spans = termbase.recogniser.find(text)
    return TextFacts(tuple(find_bad_uses(termbase, text, spans, language)), count_writing(text))
