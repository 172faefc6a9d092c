"""Words and marks of an English text with their offsets."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(
    r"""
      (?:https?://|www\.)\S+                           # an address is one token and never a word
    | [^\s@]{1,64}@[^\s@]{1,255}\.\w+                # no longer than mail allows: what is longer isn't tried
    | (?:[^\W\d_]\.){2,}                               # U.S., e.g.
    | \d+(?:[.,:]\d+)+                                 # 2,211 and 96.17
    | ['’]s\b                                          # the possessive, a token of its own
    | [^\W_]+(?:(?:[-‐‑–&+]|['’](?!s\b)|(?<=[A-Z0-9])/(?=[A-Z0-9]))(?=[^\W_])[^\W_]+)*
    | \S                                               # any other mark
    """,
    re.VERBOSE,
)
"""A token: a hyphenated word is one, so that “Land-Sea” is never torn apart."""


def find_tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` offsets of the tokens of ``text[start:end]`` in order."""
    for match in TOKEN.finditer(text, start, len(text) if end is None else end):
        yield match.span()


def words(text: str) -> list[str]:
    """Return the tokens of a short text as strings."""
    return TOKEN.findall(text)
