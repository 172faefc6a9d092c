"""HTML: what of it isn't prose: tags, comments, scripts and code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.text.markup.addresses import HOST, REST, begin_of_mail

if TYPE_CHECKING:
    from collections.abc import Iterator

_THING = re.compile(
    rf"""
    [<&hHfw@](?:
      (?<=<)(?:
          !--(?:.*?-->|.*)
        | (?P<tag>script|style|pre|textarea|code|kbd|samp)\b(?:.*?</(?P=tag)\s*>|.*)
        | [!?/]?[A-Za-z][^<>]{{0,5000}}>
      )
    | (?<=&)(?:\x23?\w{{1,31}});
    | (?:(?<=h)ttps?|(?<=H)TTPS?|(?<=f)tp)://{REST} | (?<=w)ww\.{REST}
    | (?<=@)(?P<mail>{HOST})
    )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def find_other(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of what is no prose, in order."""
    for thing in _THING.finditer(text):
        start, end = thing.span()
        yield (begin_of_mail(text, start), end) if thing["mail"] else (start, end)
