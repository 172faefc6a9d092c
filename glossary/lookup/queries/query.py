"""What was typed, in the forms under which terms are kept."""

from __future__ import annotations

import re
import unicodedata

from glossary.text.chinese import fold_chinese, has_han, split_characters
from glossary.text.english.folding import fold

#: No term is longer; a longer query is only looked up as a whole.
LONGEST = 300
# What can stand in no term, and what no database takes, parts a query as a blank does.
_BLANK = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff]+")


class Query:
    """A query in the forms under which terms are kept.

    ``text`` is what was typed, in NFC, its blanks squeezed, ``""`` where it asks nothing; ``folded`` is also
    without width and case; ``keys`` are the keys of the terms it may be, the likeliest first.
    """

    __slots__ = ("folded", "has_han", "keys", "text")

    def __init__(self, typed: str) -> None:
        self.text = unicodedata.normalize("NFC", _BLANK.sub(" ", typed).strip())
        self.folded = unicodedata.normalize("NFKC", self.text).casefold()
        self.has_han = has_han(self.text)
        chinese, english = fold_chinese(self.text), fold(unicodedata.normalize("NFKC", self.text))
        keys = (chinese, english, fold(self.text)) if self.has_han else (english, fold(self.text), chinese)
        self.keys = tuple(key for key in dict.fromkeys(keys) if key)

    @property
    def is_long(self) -> bool:
        """Whether no part of a term can be meant."""
        return len(self.text) > LONGEST

    @property
    def characters(self) -> str:
        """The tokens of the query as the full text index over words has them, blanks between."""
        return split_characters(self.text)
