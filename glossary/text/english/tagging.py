"""Word classes of English tokens, behind one small interface.

A tagger returns one letter a token:

====  ======================================  ====  ==========================
N     common noun                             Q     number
P     proper noun                             O     ordinal
A     adjective                               S     possessive mark
G     form in -ing                            C     and, or, &
D     past participle                         I     preposition, ``to``
V     other verb                              T     determiner, pronoun
R     adverb                                  X     anything else, punctuation
====  ======================================  ====  ==========================
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from glossary.text.english.brill import ContextRules
from glossary.text.english.stopwords import FUNCTION_WORDS, PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NUMBER = re.compile(r"[\d.,:/%+–-]*\d[\d.,:/%+–-]*$")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$", re.IGNORECASE)

_MARKS = frozenset(("'s", "’s"))
"""The possessive mark as a token of its own."""

_PENN = {
    "NNP": "P",
    "NNPS": "P",
    "NN": "N",
    "NNS": "N",
    "JJ": "A",
    "JJR": "A",
    "JJS": "A",
    "VBG": "G",
    "VBN": "D",
    "MD": "V",
    "CD": "Q",
    "POS": "S",
    "CC": "C",
    "IN": "I",
    "TO": "I",
    "DT": "T",
    "PDT": "T",
    "WDT": "T",
    "PRP": "T",
    "PRP$": "T",
    "WP": "T",
    "RB": "R",
    "RBR": "R",
    "RBS": "R",
}


class Tagger(Protocol):
    """Gives every token of a sentence its word class."""

    name: str

    def tag(self, tokens: Sequence[str]) -> str:
        """Return one letter a token of one sentence."""


def letter(penn: str) -> str:
    """Return our letter for a tag of the Penn Treebank."""
    found = _PENN.get(penn)
    if found is None:
        found = "V" if penn.startswith("VB") else "N" if penn.startswith("NN") else "X"
    return found


class StopListTagger:
    """Without any model: what is no function word, number or adverb by its ending is a noun."""

    name = "stoplist"

    def tag(self, tokens: Sequence[str]) -> str:
        """Return one letter a token of one sentence."""
        return "".join(map(_by_shape, tokens))


@lru_cache(maxsize=65536)
def _by_shape(token: str) -> str:
    lower = token.lower()
    closed = closed_class(token)
    if closed:
        return closed
    if lower in FUNCTION_WORDS:
        return "T"
    if lower.endswith("ly"):
        return "R"
    if lower.endswith("ed"):
        return "V"
    return "P" if token[:1].isupper() else "N"


def closed_class(token: str) -> str | None:
    """Return the class that a token's shape alone decides, or None."""
    lower = token.lower()
    if not any(map(str.isalnum, token)):
        return "C" if lower == "&" else "X"
    if lower in _MARKS:
        return "S"
    if lower in {"and", "or"}:
        return "C"
    if lower in PREPOSITIONS:
        return "I"
    return "O" if _ORDINAL.match(token) else "Q" if _NUMBER.match(token) else None


class PatternTagger:
    """TextBlob's lexicon (Brill's, MIT) with Brill's rules for context, which TextBlob leaves unused."""

    name = "textblob"

    def __init__(self) -> None:
        from textblob.en import lexicon  # noqa: PLC0415 - loads NLTK

        lexicon.get("the")  # a lazy dictionary: the first question loads it
        self._lexicon: dict[str, str] = dict(lexicon)
        self._context = ContextRules(list(lexicon.context))
        self._unknown: Callable[[str], str] = lru_cache(maxsize=65536)(self._guess)

    def tag(self, tokens: Sequence[str]) -> str:
        """Return one letter a token of one sentence."""
        known, unknown = self._lexicon.get, self._unknown
        tags = [known(token) or unknown(token) for token in tokens]
        self._context.apply(tokens, tags)
        return "".join([_closed(token) or _letter(tag) for token, tag in zip(tokens, tags, strict=False)])

    def _guess(self, token: str) -> str:
        """Return a tag for a word that the lexicon doesn't have: by its last part, or by its ending."""
        last = token.rpartition("-")[2]
        if last and last != token and token[0].islower() and self._lexicon.get(last) in _NOUNS:
            return "NN"
        return _by_suffix(token)


_NOUNS = frozenset(("NN", "NNS"))
_closed = lru_cache(maxsize=262144)(closed_class)
_letter = lru_cache(maxsize=256)(letter)

_ENDINGS = (
    ("RB", ("ly",)),
    ("VBG", ("ing",)),
    ("VBN", ("ed",)),
    ("NN", ("tion", "sion", "ment", "ness", "ity", "ism", "ship", "ance", "ence", "ology")),
    ("JJ", ("able", "al", "ful", "ible", "ient", "ish", "ive", "less", "ic", "ous", "ary")),
    ("VB", ("ify", "ise", "ize")),
    ("NN", ("is", "ss", "us")),
    ("NNS", ("s",)),
)
"""Penn tags by the ending of a word, the first that fits."""


def _by_suffix(token: str) -> str:
    """Return a Penn tag for a word that the lexicon doesn't have."""
    if token[:1].isupper():
        return "NNP"
    if _NUMBER.match(token):
        return "CD"
    if not any(map(str.isalnum, token)):
        return "."
    if "-" in token:
        return "JJ"
    return next((tag for tag, endings in _ENDINGS if token.endswith(endings)), "NN")
