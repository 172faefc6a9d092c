"""What must stand around a term: C is no C++, WHO no “who”, and a term takes its quotation marks in."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_LEADING = re.compile(r"^[.#$€£¥@]+(?=\w)")
_TRAILING = re.compile(r"(?<=\w)[+#%*!?]+$")
_OPENING = "“‘「『《〈\"'"
_CLOSING = "”’」』》〉\"'"
_QUOTED_START = re.compile(f"^[{_OPENING}]")
_QUOTED_END = re.compile(f"[{_CLOSING}]$")
#: What makes another word of one or two letters before it.
_CHANGING = frozenset("+#")
_SHORT = 2
_COMING_AND_GOING = re.compile(r"[\s.'’‐‑‒–—−-]+")


class Surroundings(NamedTuple):
    """What a term asks of the place where it stands.

    ``before`` and ``after`` must stand there literally and are part of the span. ``opens`` and ``closes`` say
    that the term itself begins or ends with a quotation mark, which the span takes in where there is one.
    ``written`` is how the term must be written, None where any capitals will do.
    """

    before: str
    after: str
    opens: bool
    closes: bool
    written: str | None

    @property
    def asks_nothing(self) -> bool:
        """Whether the term may stand anywhere."""
        return not (self.before or self.after or self.opens or self.closes or self.written)

    def place(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Return the span of the term whose letters stand at ``start``–``end``, None if it isn't the term."""
        if self.written is not None and not _is_written(text[start:end], self.written):
            return None
        if self.before:
            if not text.endswith(self.before, 0, start):
                return None
            start -= len(self.before)
        if self.after:
            if not text.startswith(self.after, end):
                return None
            end += len(self.after)
        elif end - start <= _SHORT and text[end : end + 1] in _CHANGING:
            return None
        if self.opens and start and text[start - 1] in _OPENING:
            start -= 1
        if self.closes and end < len(text) and text[end] in _CLOSING:
            end += 1
        return start, end


def surroundings_of(term: str, *, is_one_word: bool) -> Surroundings | None:
    """Return what a term asks of its place, None where it asks nothing.

    Args:
        term: as the termbase has it.
        is_one_word: an English word; with capitals it is only met in these, or all in capitals.
    """
    if term[:1].isalnum() and term[-1:].isalnum() and (not is_one_word or (len(term) > _SHORT and term.islower())):
        return None
    bare = term.strip(_OPENING + _CLOSING)
    leading, trailing = _LEADING.search(bare), _TRAILING.search(bare)
    needs_case = is_one_word and any(map(str.isupper, bare))
    letters = bare[leading.end() if leading else 0 : trailing.start() if trailing else None]
    asked = Surroundings(
        before=leading[0] if leading else "",
        after=trailing[0] if trailing else "",
        opens=_QUOTED_START.match(term) is not None,
        closes=_QUOTED_END.search(term) is not None,
        written=_comparable(letters) if needs_case or (is_one_word and len(letters) == 1) else None,
    )
    is_short = is_one_word and len(letters) <= _SHORT
    return None if asked.asks_nothing and not is_short else asked


def _is_written(surface: str, written: str) -> bool:
    """Tell whether a surface has a term's capitals: these very ones, or only capitals where it isn't an acronym."""
    surface = _comparable(surface)
    return surface == written or (surface == written.upper() and not written.isupper())


def _comparable(surface: str) -> str:
    """Return a word without width, plural, and what comes and goes between its letters."""
    return _COMING_AND_GOING.sub("", unicodedata.normalize("NFKC", surface)).rstrip("s")
