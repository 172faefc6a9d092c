"""One sentence as the finders see it: words in their true case, word classes, boundaries."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from glossary.text.stopwords import CALENDAR, COMMON_VERBS, FUNCTION_WORDS

NOMINAL = "NPAGDO"
"""Classes that a noun phrase is made of."""

BARRIER = "H"
"""The class of words that no candidate may hold: persons, companies."""

_PARTICLES = ("-up", "-in", "-off", "-out", "-down", "-on", "-over", "-back")
_SIDES = frozenset("inside outside near net upper lower".split())
_BE = frozenset("is are was were be been being become becomes became remain remains".split())
_RUN = re.compile(r"[NPAGDO](?:[NPAGDO]|S(?=[NPAGDO]))*")


@dataclass(slots=True)
class Sentence:
    """Words in true case, one class letter each, the index of the first token in the corpus.

    ``gaps[i]`` says whether a space stands before word i; ``plain_case`` that capitals say nothing.
    """

    words: list[str]
    tags: str
    first: int
    gaps: list[bool]
    plain_case: bool
    heading: bool
    is_ordinary: Callable[[str], bool] = bool
    """Whether a word with a capital is an ordinary word in a name, and no name by itself."""

    def runs(self) -> list[tuple[int, int]]:
        """Return the longest stretches of nominal words."""
        return [match.span() for match in _RUN.finditer(self.tags)]

    def is_capital(self, i: int) -> bool:
        """Whether word i begins with a capital, or is an ordinal, which goes with either."""
        return self.words[i][0].isupper()


def repair_tags(words: list[str], tags: str, gaps: list[bool]) -> str:
    """Return the classes with the errors mended that any tagger makes on news."""
    fixed = list(tags)
    last = len(words) - 1
    for i, word in enumerate(words):
        tag = fixed[i]
        lower = word.lower()
        following = tags[i + 1] if i < last else "X"
        if word in {"'", "’"}:
            # The possessive of a plural: “Officials' Meeting”.
            owner = i > 0 and words[i - 1].endswith("s") and not gaps[i]
            fixed[i] = "S" if owner and i < last and gaps[i + 1] and following in NOMINAL else "X"
        elif lower in _SIDES and i > 0 and following in NOMINAL and tags[i - 1] in "TSC":
            fixed[i] = "A"
        elif lower in FUNCTION_WORDS:
            if tag in NOMINAL or tag == "V":
                fixed[i] = "X"
        elif lower in COMMON_VERBS:
            if tag not in "NP" or i == 0 or tags[i - 1] not in "TANPS":
                fixed[i] = "X"
        elif word[0].isupper() and tag in "GDVXRT" and i > 0 and (words[i - 1][0].isupper() or tag in "VXRT"):
            fixed[i] = "P"
        elif tag == "R" and following in NOMINAL and not lower.endswith("ly"):
            fixed[i] = "A"
        elif tag == "V" and lower.endswith("ed") and following in "NP" and (i == 0 or fixed[i - 1] not in "NPT"):
            fixed[i] = "D"
        elif tag == "V" and i > 0 and fixed[i - 1] in "TAS" and following not in "TQ":
            fixed[i] = "N"
        elif lower in CALENDAR and (word[0].isupper() or lower == "sept"):
            fixed[i] = "X"
        elif not any(map(str.isalpha, word)):
            if tag in NOMINAL and tag != "O":
                fixed[i] = "X"
        elif "-" in word and tag in "AVXQDGR":
            fixed[i] = _hyphenated(lower, following, words[i - 1].lower() if i else "")
    return "".join(fixed)


def _hyphenated(word: str, following: str, before: str) -> str:
    if word[0].isdigit() and "percent" in word:
        return "X"
    if following in NOMINAL or before in _BE:
        return "A"
    return "N" if word.endswith(_PARTICLES) else "A"
