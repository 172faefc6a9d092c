"""Sentences of a Chinese text with their offsets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"""(?:[。！？!?…]+|；(?=\s*\n))[”’」』）)】》〉"']*""")
_GOES_ON = frozenset("，、；：。！？!?…的")


def find_chinese_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of every sentence; a line break always ends one.

    An end mark within quotation marks ends the sentence with them, unless another mark or 的 follows: “好！”的掌声.
    One that belongs to a title ends none: 《去哪儿？》是一首歌.
    """
    for line in _LINE.finditer(text):
        start, end = line.span()
        for match in _END.finditer(text, start, end):
            if _goes_on(text, match, end):
                continue
            yield from _trimmed(text, start, match.end())
            start = match.end()
        yield from _trimmed(text, start, end)


def _goes_on(text: str, match: re.Match[str], end: int) -> bool:
    """Whether what follows a closing mark belongs to the sentence that it closes."""
    closing = match.group()[-1]
    if closing in "》〉":
        return True
    return closing in "”’」』）)】" and text[match.end() : min(match.end() + 1, end)] in _GOES_ON


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
