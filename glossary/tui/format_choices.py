"""The formats of files as a user chooses among them."""

from __future__ import annotations

from glossary.exchange.formats import FORMATS
from glossary.tui.language import t

#: What each format is, in the order of ``FORMATS``.
FORMAT_TEXTS = (
    "TBX-Basic, version 3 (ISO 30042:2019): what terminology tools exchange",
    "TBX-Linguist, version 3: everything in an entry, to be imported here again",
    "TBX-Basic, version 2 (ISO 30042:2008): for tools that don't know version 3",
    "a table, one row a concept, comma-separated, UTF-8",
    "the same table with a byte order mark, which Excel needs",
    "the same table, separated by tabs",
)


def format_choices() -> list[tuple[str, str]]:
    """Return the formats for a ``Select``: what is shown, and the name."""
    return [(f"{format_.name}  {t(format_.description)}", format_.name) for format_ in FORMATS]
