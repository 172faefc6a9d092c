"""What of the text before the cursor may be the beginning of a term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.text.chinese import HAN, has_han
from glossary.text.english.stopwords import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A term that is being typed has at most so many words, or Chinese characters, before the cursor.
_WORDS, _CHARACTERS = 7, 10
#: No term is longer, so no more of a line is looked at.
LONGEST = 120
_JOINED = rf"[^\W_{HAN}]+(?:['’.&/-][^\W_{HAN}]+)*"
#: Words with one blank or hyphen between, perhaps with one behind.
_LATIN = re.compile(rf"(?:{_JOINED}[ \u00a0-])*(?:{_JOINED})?-?$")
_WORD_START = re.compile(rf"(?<![^\W_{HAN}'’])[^\W_{HAN}]")
_CHINESE = re.compile(rf"[{HAN}0-9A-Za-z“”「」·]*[{HAN}][0-9A-Za-z“”「」·]*$")
_LETTER = re.compile(r"[^\W_]")


def find_prefixes(line: str, *, min_letters: int) -> Iterator[str]:
    """Yield what may be the beginning of a term at the end of a line, the longest first.

    Args:
        line: the text before the cursor, from the beginning of its line.
        min_letters: so many letters must be there; one Chinese character always is enough.
    """
    line = line[-LONGEST:]
    chinese = _CHINESE.search(line)
    if chinese is not None and chinese.group():
        text = chinese.group()[-_CHARACTERS:]
        yield from (text[start:] for start in range(len(text)) if _is_enough(text[start:], min_letters))
        return
    latin = _LATIN.search(line)
    if latin is None or not latin.group().strip():
        return
    text = latin.group()
    starts = [found.start() for found in _WORD_START.finditer(text)][-_WORDS:]
    for start in starts:
        prefix = text[start:]
        words = prefix.lower().replace("-", " ").split()
        # After “of the ” nothing is meant yet.
        if words and words[0] not in FUNCTION_WORDS and _is_enough(prefix, min_letters):
            yield prefix


def _is_enough(prefix: str, min_letters: int) -> bool:
    letters = _LETTER.findall(prefix)
    return len(letters) >= min_letters or (bool(letters) and has_han(letters[-1]))
