"""Where and how a comment is written that leaves a place of a text alone."""

from __future__ import annotations

import re
from typing import NamedTuple

from glossary.text.markup.directives import comment_for
from glossary.text.markup.kinds import Kind, kind_of

_UNIT = re.compile(r"<(?:[\w.-]+:)?(?:trans-unit|unit|tu)(?=[\s>])")
_MESSAGE_START = re.compile(r"(?:\A|\n)[ \t]*\r?\n(?=[ \t]*\S)|\A(?=[ \t]*\S)")


class Insertion(NamedTuple):
    """What to insert and where."""

    at: int
    text: str


def write_ignore(text: str, kind: str, place: int, term: str | None = None) -> Insertion | None:
    """Return the comment that leaves a term alone at a place of a text.

    It stands at the end of the line; in PO before the message, in XLIFF and TMX before the unit.

    Args:
        text: the raw text of the file.
        kind: the markup, language id or name of the file.
        place: where the term stands.
        term: the only term to leave alone; None for all that is there.

    Returns:
        None where the file can't hold such a comment.
    """
    known = kind_of(kind)
    comment = comment_for(known, "ignore", term)
    if comment is None:
        return None
    newline = "\r\n" if "\r\n" in text else "\n"
    if known is Kind.PO:
        starts = [match.end() for match in _MESSAGE_START.finditer(text, 0, place)]
        return Insertion(starts[-1] if starts else 0, comment + newline)
    unit = None
    if known is Kind.XML:
        for unit in _UNIT.finditer(text, 0, place + 1):  # noqa: B007 - the last one counts
            pass
    if unit is not None:
        line_start = text.rfind("\n", 0, unit.start()) + 1
        indent = text[line_start : unit.start()]
        between = newline + indent if not indent.strip() else ""
        return Insertion(unit.start(), comment + between)
    end = text.find("\n", place)
    end = len(text) if end < 0 else end
    end -= text.endswith("\r", 0, end)
    return Insertion(end, f" {comment}")
