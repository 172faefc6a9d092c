"""The sentence that a selection stands in: the usage example of what is added from an editor."""

from __future__ import annotations

import re

#: A longer sentence, or none that ends, is no example.
_LONGEST = 400
_END = re.compile(r"[.!?][”’\"')\]]*(?=\s)|[。！？][”’」』）]*|(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")


def sentence_around(text: str, start: int, end: int) -> str | None:
    """Return the sentence around a selection on one line, None where there is none of a bearable length."""
    first, last = max(start - _LONGEST, 0), min(end + _LONGEST, len(text))
    begin = first
    for found in _END.finditer(text, first, start):
        begin = found.end()
    behind = _END.search(text, end, last)
    if behind is None and last < len(text):
        return None
    sentence = " ".join(text[begin : behind.end() if behind else last].split())
    is_whole = begin > first or first == 0
    return sentence if is_whole and len(text[start:end].strip()) < len(sentence) <= _LONGEST else None
