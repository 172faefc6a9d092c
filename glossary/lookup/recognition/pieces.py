"""English text in pieces: runs of letters and digits between blanks, hyphens and other marks."""

from __future__ import annotations

import re
import unicodedata

from glossary.text.chinese import HAN
from glossary.text.english import fold_word

# What may stand inside of a word without being seen: soft hyphens, zero-width characters, combining accents.
_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f"
_LETTERS = rf"[^\W_{HAN}]"
#: One piece: U.S.; the possessive; a run of letters and digits.
_PIECE = rf"(?<!\w)(?:[^\W\d_{HAN}]\.){{2,}}|(?<=\w)['’][sS]\b|{_LETTERS}+(?:[{_UNSEEN}]+{_LETTERS}*)*"
SPLIT = re.compile(f"({_PIECE})")
"""Splits a text as `split_pieces` does, Chinese text more slowly."""
# Where a piece may begin, up to where Chinese goes on: the expression above takes long for each character of it.
_RUN = re.compile(rf"[^\W_{HAN}][^{HAN}]*")
#: So many characters before a run decide about its first piece, or are a part of it: in 中国's it is ’s.
_BEFORE = 2
_STRIP = re.compile(f"[{_UNSEEN}]")
_ACCENTED = re.compile("[\u0300-\u036f]")

HYPHENS = frozenset("-‐‑‒–−﹣－")
"""Gaps that make one word of two pieces."""

# Blanks with at most one line break, with one mark among them that may stand inside of a term. A full stop or a long
# dash joins only what stands close to it: a sentence and a clause end there.
_JOINING = re.compile(
    r"[^\S\n]*(?:\r?\n[^\S\n]*)?"
    r"|[.—]"
    r"|[^\S\n]?[-‐‑‒–−﹣－/&+·'’‘“”\"]{1,2}[^\S\n]*(?:\r?\n[^\S\n]*)?"
)


def split_pieces(text: str) -> list[str]:
    """Return gaps and pieces in turn, a gap first and last; joined they are the text."""
    if text.isascii():
        return SPLIT.split(text)
    parts: list[str] = []
    gap, behind = 0, 0
    for run in _RUN.finditer(text):
        begin = max(run.start() - _BEFORE, behind)
        behind = run.end()
        found = SPLIT.split(text[begin : behind + 1])
        found[0] = text[gap:begin] + found[0]
        gap = min(behind + 1, len(text)) - len(found.pop())
        parts += found
    parts.append(text[gap:])
    return parts


def fold_piece(piece: str) -> str:
    """Return the part of a key that a piece makes, ``""`` for the article and the possessive."""
    if not piece.isascii():
        if _ACCENTED.search(piece):
            piece = unicodedata.normalize("NFC", piece)
        piece = unicodedata.normalize("NFKC", _STRIP.sub("", piece))
    return fold_word(piece)


def is_joining(gap: str) -> bool:
    """Tell whether a term may go on across a gap."""
    return _JOINING.fullmatch(gap) is not None
