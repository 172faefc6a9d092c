"""What PostgreSQL's index over the terms holds of each: lexemes of a text search vector, and the queries for them.

A lexeme begins with what it is of: every four letters of the term (``t``) and of its joined reading (``p``), which far
fewer terms have than three, and the last three; of the term every three ASCII letters, too. Other three letters are
asked for as the beginning of four. Then its words (``w``), what they begin with, up to three letters (``x``), and every
two words side by side (``b``); a Chinese character is a word.

Then comes the letter of a block of terms, by their ids: the index itself has no order, so it is asked block by block
for the first terms. A block is about as large as all before it: where few of those match, few of its own do.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

TERM, READING, WORD, BEGINNING, WORDS = "t", "p", "w", "x", "b"
#: So many letters one lexeme has of a term, and so many are the fewest that can be asked for.
GRAM, FEWEST = 4, 3
#: From one to the next that is asked for.
STEP = 2
#: So much of a key is sorted by: an index takes 2,700 bytes.
KEY_START = 600
#: The first ids of all blocks but the first, and the letters of all.
BOUNDS = (1 << 10, 1 << 12, 1 << 14, *(1 << power for power in range(16, 24)))
BLOCKS = "abcdefghijkl"
#: So long are the beginnings of words that the index holds; longer ones are parts of it.
SHORT = 3
#: A word is held by its beginning; what is asked for beyond it, the term itself is asked.
LONGEST_WORD = 100
# What stands between words where the columns have no blank.
_BETWEEN = str.maketrans(dict.fromkeys("_.'’-", " "))


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index has them: without case and accents."""
    if not text.isascii():
        text = "".join(ch for ch in unicodedata.normalize("NFD", text) if not unicodedata.combining(ch))
    return text.lower().translate(_BETWEEN).split()


def words_query(text: str, block: str, *, is_beginning: bool = False) -> str:
    """Return the query for words side by side in a block; the last may be the beginning of one.

    A phrase of three words or more is more than its pairs, so the terms that it finds must be asked for the phrase.
    """
    words = [word[:LONGEST_WORD] for word in words_of(text)]
    if len(words) == 1 and is_beginning and len(words[0]) <= SHORT:
        return _quoted(BEGINNING + block + words[0])
    pairs = [f"{WORDS}{block}{one} {other}" for one, other in pairwise(words)]
    lexemes = [_quoted(lexeme) for lexeme in pairs or [f"{WORD}{block}{word}" for word in words]]
    return " & ".join(lexemes) + (":*" if is_beginning and lexemes else "")


def substring_query(kind: str, text: str, block: str) -> str:
    """Return the query for a folded text of three letters or more in a block; more than four are more than it."""
    if len(text) == FEWEST:
        return _quoted(kind + block + text) + ("" if kind == TERM and text.isascii() else ":*")
    starts = (*range(0, len(text) - GRAM, STEP), len(text) - GRAM)
    return " & ".join(dict.fromkeys(_quoted(kind + block + text[start : start + GRAM]) for start in starts))


def is_exact(text: str) -> bool:
    """Tell whether `words_query` finds a text wholly, so that no term need be asked for it."""
    words = words_of(text)
    return len(words) <= 2 and all(len(word) <= LONGEST_WORD for word in words)  # noqa: PLR2004 - a pair


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
