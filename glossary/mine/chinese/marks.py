"""What quotation marks and title marks hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from glossary.text.chinese import has_han

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_QUOTE = 12
"""Characters of a quoted term; more are a sentence that somebody said."""

LONGEST_TITLE = 40
"""Characters of a title: laws and opinions of several ministries have long ones."""

_QUOTE = re.compile(
    "|".join(f"{a}[^{a}{b}\n]{{2,{LONGEST_QUOTE + 1}}}{b}" for a, b in ("“”", "‘’", "「」", "『』", ('"', '"')))
)
_TITLE = re.compile(f"《[^《》\n]{{2,{LONGEST_TITLE}}}》|〈[^〈〉\n]{{2,{LONGEST_TITLE}}}〉")

_SENTENCE = re.compile("[,。!?;:…]|——")
"""Marks that no quoted term has inside; the text is folded to half width."""

_SPEECH = re.compile(
    "[我你您他她它咱谁啥吗呢吧呀啊嘛]|什么|怎么|这[个些样里]|那[个些样里]|哪|[的了着过]$|^[的了]|不能|不会|可以"
)
"""Words of speech, not of terms."""

_INTRODUCED = frozenset(":,")
"""What stands before a quotation that somebody said."""


class Marked(NamedTuple):
    """A stretch with its marks, ``text[start:end]``."""

    start: int
    end: int
    is_title: bool


def find_marked(text: str) -> Iterator[Marked]:
    """Yield titles, and quotations that are made like terms, of a folded text."""
    for match in _TITLE.finditer(text):
        if has_han(match.group()):
            yield Marked(match.start(), match.end(), is_title=True)
    for match in _QUOTE.finditer(text):
        inner = match.group()[1:-1]
        if not has_han(inner) or _SENTENCE.search(inner) or _SPEECH.search(inner) or inner.count("、") > 2:  # noqa: PLR2004 - a list, no term
            continue
        if match.start() and text[match.start() - 1] in _INTRODUCED and len(inner) > 6:  # noqa: PLR2004 - a short answer
            continue
        yield Marked(match.start(), match.end(), is_title=False)
