"""The form of a Chinese text in which all writings of a term are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.text.chinese import has_han, to_simplified

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

_IGNORED = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff“”‘’\"'「」『』《》〈〉‐‑‒–—−﹣－-]")
_DOTS = frozenset("·•・‧∙")
#: So many characters of a text are replaced one after the other; of more, all at once.
_FEW = 100


class Forms(dict[int, str]):
    """What becomes of each character, for ``str.translate``; found once for each that is met.

    Width, case and the choice between Simplified and Traditional are folded; blanks, hyphens, quotation and
    title marks are nothing. ``kept`` are the characters that stay what they are, ``settled`` the others that become
    one of those, or nothing; ``uneven`` are the characters that don't become just one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.kept: set[str] = set()
        self.settled: set[str] = set()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        character = chr(code)
        form = self[code] = _form_of(character)
        if len(form) != 1:
            self.uneven.add(character)
        if form == character:
            self.kept.add(character)
        elif not form or (len(form) == 1 and self[ord(form)] == form):
            self.settled.add(character)
        return form


FORMS = Forms()
"""One table serves all: it only grows by what is met, and Unicode is finite."""


def _form_of(character: str) -> str:
    if _IGNORED.match(character):
        return ""
    if character in _DOTS:
        return "·"
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"  # half a character, as editors may have one; no library takes it
    form = _IGNORED.sub("", unicodedata.normalize("NFKC", character).casefold())
    return to_simplified(form) if has_han(form) else form


def fold_characters(text: str) -> str:
    """Return a text in the form that all writings share."""
    return text.translate(FORMS)


def fold_with_places(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text, and for each character of it the place in the text of the one it was made of."""
    odd = set(text) - FORMS.kept
    if len(odd) <= _FEW and odd <= FORMS.settled:
        # To replace each is quicker than to ask for every character what it becomes.
        folded = text
        for character in odd:
            folded = folded.replace(character, FORMS[ord(character)])
    else:
        folded = text.translate(FORMS)
    uneven = FORMS.uneven & odd
    return folded, _places_of(text, uneven) if uneven else range(len(text))


def _places_of(text: str, uneven: AbstractSet[str]) -> Sequence[int]:
    if any(FORMS[ord(character)] for character in uneven):
        return [place for place, character in enumerate(text) for _ in FORMS[ord(character)]]
    places: list[int] = []
    begun = 0
    for gone in _runs_of("".join(sorted(uneven))).finditer(text):
        places += range(begun, gone.start())
        begun = gone.end()
    places += range(begun, len(text))
    return places


@lru_cache(maxsize=1000)
def _runs_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(characters)}]+")
