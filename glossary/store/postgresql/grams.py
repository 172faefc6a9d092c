"""What PostgreSQL's index over the terms holds of each: lexemes of a text search vector, and the queries for them.

A lexeme begins with what it is of: every three letters of the term (``t``) and of its joined reading (``p``), its
words (``w``), what they begin with, up to three letters (``x``), and every two words side by side (``b``). A Chinese
character is a word.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

TERM, READING, WORD, BEGINNING, WORDS = "t", "p", "w", "x", "b"
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


def words_query(text: str, *, is_beginning: bool = False) -> str:
    """Return the query for words side by side; the last may be the beginning of one.

    A phrase of three words or more is more than its pairs, so the terms that it finds must be asked for the phrase.
    """
    words = [word[:LONGEST_WORD] for word in words_of(text)]
    if len(words) == 1 and is_beginning and len(words[0]) <= SHORT:
        return _quoted(BEGINNING + words[0])
    pairs = [f"{WORDS}{one} {other}" for one, other in pairwise(words)]
    lexemes = [_quoted(lexeme) for lexeme in pairs or [f"{WORD}{word}" for word in words]]
    return " & ".join(lexemes) + (":*" if is_beginning and lexemes else "")


def substring_query(kind: str, text: str) -> str:
    """Return the query for every three letters of a folded text; a longer text is more than those."""
    starts = range(len(text) - 2)
    return " & ".join(dict.fromkeys(_quoted(kind + text[start : start + 3]) for start in starts))


def is_exact(text: str) -> bool:
    """Tell whether `words_query` finds a text wholly, so that no term need be asked for it."""
    words = words_of(text)
    return len(words) <= 2 and all(len(word) <= LONGEST_WORD for word in words)  # noqa: PLR2004 - a pair


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
