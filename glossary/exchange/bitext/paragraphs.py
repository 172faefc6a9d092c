"""The paragraphs of a plain text with their places."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\S\r\n]*(\S[^\r\n]*)?(\r\n?|\n|\Z)")
_ENDS_SENTENCE = re.compile(r"[.!?:;。！？：；…][\"'”’）)」』》\]]*\s*\Z")
_BEGINS_ITEM = re.compile(r"[-*+•·#>|]|\d{1,3}[.)、]|[（(]?[一二三四五六七八九十]{1,3}[、.)）]|\u3000")
# A line that short ended because its writer ended it.
_SHORTEST_WRAPPED = 40
# A text in which most stands in longer lines isn't wrapped at all.
_LONGEST_WRAPPED = 120


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Return ``(start, end)`` of each paragraph, without blank lines and space around it.

    A line is a paragraph, unless it was wrapped: it is long, ends in the middle of a sentence, and a line
    follows that begins no item of a list; in a text whose lines have the width of a page.
    """
    lengths = [match.end() - match.start() for match in _LINE.finditer(text)]
    is_wrapped = sum(length for length in lengths if length > _LONGEST_WRAPPED) < sum(lengths) / 2
    found: list[tuple[int, int]] = []
    goes_on = False
    for match in _LINE.finditer(text):
        if match[1] is None:
            goes_on = False
            continue
        start, end = match.span(1)
        end = start + len(match[1].rstrip())
        if goes_on and not _BEGINS_ITEM.match(text[match.start() : match.start() + 8]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        line = match[1]
        goes_on = is_wrapped and len(line) >= _SHORTEST_WRAPPED and not _ends(line)
    return found


def _ends(line: str) -> bool:
    """Whether a line ends a paragraph by what is in it: a heading or a whole sentence."""
    return line.startswith("#") or _ENDS_SENTENCE.search(line[-20:]) is not None
