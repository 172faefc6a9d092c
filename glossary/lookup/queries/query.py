"""What was typed, in the forms under which terms are kept."""

from __future__ import annotations

import unicodedata

from glossary.text.chinese import fold_chinese, has_han, split_characters
from glossary.text.english.folding import fold

#: No term is longer; a longer query is only looked up as a whole.
LONGEST = 300
#: A query that is longer than this asks nothing.
LONGEST_TYPED = 100_000
#: What is longer is no acronym.
_ACRONYM = 6
# Marks that tell terms apart, though no key has them: C and C++, 1 and 1%.
_MARKS = frozenset("&*#@%/\\_+=<>|~^$€£¥§°")


class Query:
    """A query in the forms under which terms are kept.

    ``text`` is what was typed, in NFC, its blanks squeezed, ``""`` where it asks nothing; ``folded`` is also
    without width and case; ``keys`` are the keys of the terms it may be, the likeliest first; ``marks`` are those
    that a term must have.
    """

    __slots__ = ("folded", "has_han", "keys", "marks", "text")

    def __init__(self, typed: str) -> None:
        # What is far longer than any term finds nothing, and its forms would take long to make.
        self.text = unicodedata.normalize("NFC", _without_blanks(typed if len(typed) <= LONGEST_TYPED else ""))
        self.folded = unicodedata.normalize("NFKC", self.text).casefold()
        self.marks = _MARKS.intersection(self.folded)
        self.has_han = has_han(self.text)
        english = [fold(unicodedata.normalize("NFKC", self.text)), fold(self.text)]
        if self.text.isupper() and len(self.text) > _ACRONYM:
            english.append(fold(self.folded))  # in capitals, plurals look like acronyms
        chinese = [fold_chinese(self.text)]
        keys = chinese + english if self.has_han else english + chinese
        self.keys = tuple(key for key in dict.fromkeys(keys) if key)

    def allows(self, term: str) -> bool:
        """Tell whether a term has the marks that were typed."""
        return not self.marks or self.marks <= set(unicodedata.normalize("NFKC", term))

    @property
    def is_long(self) -> bool:
        """Whether no part of a term can be meant."""
        return len(self.text) > LONGEST

    @property
    def characters(self) -> str:
        """The tokens of the query as the full text index over words has them, blanks between."""
        if self.folded.isascii():
            return " ".join("".join(ch if ch.isalnum() else " " for ch in self.folded).split())
        return split_characters(self.text)


def _without_blanks(typed: str) -> str:
    """Return a text with one blank for what can stand in no term, or what no database takes; none at its ends."""
    if not (typed.isascii() and typed.isprintable()):
        import re  # noqa: PLC0415 - takes a third of the time that a look-up in English takes, which needs none

        typed = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", " ", typed)
    return " ".join(typed.split())
