"""How a comment that says what to leave alone is written, and what one says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from glossary.text.markup.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENTS = {
    Kind.PLAIN: "[{}]",
    Kind.MARKDOWN: "<!-- {} -->",
    Kind.LATEX: "% {}",
    Kind.HTML: "<!-- {} -->",
    Kind.XML: "<!-- {} -->",
    Kind.PO: "# {}",
}
# What opens a comment in one format or another, right before the word; and what ends it.
_COMMENT = re.compile(
    r"""
    (?:(?P<xml><!--)|(?P<block>/\*+|\{[#*])|(?P<bracket>\[)|(?:%+|\#+[.,:|~]?|//+|;+|--))
    [ \t]*glossary:(?P<verb>ignore-file|ignore-next|ignore|off|on)(?![\w-])
    (?P<terms>[^\r\n]{0,2000}?)
    (?:(?(xml)[ \t]*-->|(?(block)[ \t]*[*\#][/}]|(?(bracket)\]|(?=[\r\n]|\Z)))))
    """,
    re.VERBOSE,
)
_QUOTES = (('"', '"'), ("“", "”"), ("'", "'"), ("「", "」"), ("‘", "’"))
_QUOTED = re.compile("|".join(f"{re.escape(left)}([^{right}]+){re.escape(right)}" for left, right in _QUOTES))
_SEPARATOR = re.compile("[,;，；、]")


class Directive(NamedTuple):
    """A comment: what it says, about which terms (none: all), and where it stands."""

    verb: str
    terms: frozenset[str]
    start: int
    end: int


def find_directives(text: str) -> Iterator[Directive]:
    """Yield the comments in order, whichever way a format writes comments."""
    if "glossary:" not in text:
        return
    for match in _COMMENT.finditer(text):
        yield Directive(match["verb"], _read_terms(match["terms"]), *match.span())


def fold_term(term: str) -> str:
    """Return the form in which the terms of a comment are compared."""
    return " ".join(term.casefold().split())


def comment_for(kind: Kind, directive: str, term: str | None = None) -> str | None:
    """Return a comment, None where the format has no comments or the term can't stand in one.

    Args:
        kind: the markup of the file.
        directive: ``ignore``, ``ignore-next``, ``ignore-file``, ``off`` or ``on``.
        term: the only term that it is about.
    """
    form = _COMMENTS.get(kind)
    if form is None:
        return None
    said = f"glossary:{directive}"
    if term is not None:
        quotes = next((pair for pair in _QUOTES if not set(pair) & set(term)), None)
        breaks = {"\n", "\r"} | ({"]"} if kind is Kind.PLAIN else set())
        if quotes is None or breaks & set(term) or ("--" in term and form.startswith("<!--")):
            return None
        said += f" {quotes[0]}{term}{quotes[1]}"
    return form.format(said)


def _read_terms(said: str) -> frozenset[str]:
    """Return the terms behind the word: in quotation marks, or behind a colon and separated by commas."""
    said = said.strip()
    quoted = [next(filter(None, groups)) for groups in _QUOTED.findall(said)]
    if not quoted and said.startswith((":", "：")):
        quoted = _SEPARATOR.split(said[1:])
    return frozenset(filter(None, map(fold_term, quoted)))
