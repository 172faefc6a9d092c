"""The form of a Chinese text in which all writings of a term are the same."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from glossary.text.chinese import has_han, to_simplified

if TYPE_CHECKING:
    from collections.abc import Sequence

_IGNORED = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff“”‘’\"'「」『』《》〈〉‐‑‒–—−﹣－-]")
_DOTS = frozenset("·•・‧∙")


class Forms(dict[int, str]):
    """What becomes of each character, for ``str.translate``; found once for each that is met.

    Width, case and the choice between Simplified and Traditional are folded; blanks, hyphens, quotation and
    title marks are nothing. ``uneven`` are the characters that don't become just one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        character = chr(code)
        form = self[code] = _form_of(character)
        if len(form) != 1:
            self.uneven.add(character)
        return form


FORMS = Forms()
"""One table serves all: it only grows by what is met, and Unicode is finite."""


def _form_of(character: str) -> str:
    if _IGNORED.match(character):
        return ""
    if character in _DOTS:
        return "·"
    form = _IGNORED.sub("", unicodedata.normalize("NFKC", character).casefold())
    return to_simplified(form) if has_han(form) else form


def fold_characters(text: str) -> str:
    """Return a text in the form that all writings share."""
    return text.translate(FORMS)


def places_of(text: str) -> Sequence[int]:
    """Return for each character of the folded text the place in the text of the one it was made of.

    The text must have been folded before.
    """
    uneven = FORMS.uneven.intersection(text)
    if not uneven:
        return range(len(text))
    if all(FORMS[ord(character)] == "" for character in uneven):
        places: list[int] = []
        begun = 0
        for gone in re.finditer(f"[{re.escape(''.join(uneven))}]+", text):
            places += range(begun, gone.start())
            begun = gone.end()
        places += range(begun, len(text))
        return places
    return [place for place, character in enumerate(text) for _ in FORMS[ord(character)]]
