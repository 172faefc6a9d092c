"""Markdown: what of it isn't prose, with places.

CommonMark decides what is code, a tag or a link; of a link the words are prose and the target isn't.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from glossary.text.markup.addresses import HOST, REST, begin_of_mail

if TYPE_CHECKING:
    from collections.abc import Iterator

# One character of each kind of thing comes first, so that the engine leaps over prose. Lines begin with the
# end of the line before. Blocks that are never closed reach to the end of the text.
_THING = re.compile(
    rf"""
    [\n`<\[\]\\hHfw@](?:
      (?<=\n)(?:
          (?P<fence>(?:[ ]{{0,3}}>)*[ \t]*(?:(?:[-*+]|\d{{1,9}}[.)])[ \t]+)?
              (?P<mark>`{{3,}}(?=[^`\n]*(?:\n|\Z))|~{{3,}})
              (?:.*?\n[ \t>]*(?P=mark)[`~]*[ \t]*\r?(?=\n|\Z)|.*))
        | (?P<blank>[ \t>]*+\r?+(?=\n)(?:\n[ \t>]*+\r?+(?=\n))*+)
        | (?P<item>[ ]{{0,3}}(?:[-*+]|\d{{1,9}}[.)])(?=[ \t\r\n]))
        | (?P<definition>[ ]{{0,3}}\[(?!\^)[^\]\n]{{1,999}}\]:[ \t]*[^\s]*)
      )
    | (?<=`)(?P<ticks>`*)
    | (?<=<)(?:
          (?P<comment>!--(?:.*?-->|.*))
        | (?P<element>(?P<tag>script|style|pre|textarea)\b(?:.*?</(?P=tag)\s*>|.*))
        | (?P<code>code>[^<]{{0,2000}}</code>)
        | (?P<html>/?[A-Za-z][\w:-]*(?:\s[^<>]{{0,2000}})?/?>)
        | (?P<address>[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>]{{1,2000}}>)
      )
    | (?<=\[)(?P<note>\^[^\[\]\s]{{1,99}}\]:?)
    | (?<=\])(?:
          (?P<link>\([ \t]*(?:<[^<>\n]*>|[^\s()<>]*+(?:\([^\s()]*+\)[^\s()]*+)*+))
        | (?P<reference>\[[^\[\]\n]{{0,999}}\])
      )
    | (?<=\\)(?P<escaped>[`<\[\]\\])
    | (?<=[hHfw])(?P<web>(?:(?<=h)ttps?|(?<=H)TTPS?|(?<=f)tp)://{REST}|(?<=w)ww\.{REST})
    | (?<=@)(?P<mail>{HOST})
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_FRONT_MATTER = re.compile(r"\n\ufeff?(---|\+\+\+)[ \t]*\r?\n(?:.*?\n)??(?:\1|\.\.\.)[ \t]*\r?(?=\n|\Z)", re.DOTALL)
_INDENTED = re.compile(r"(?:\n(?:[ ]{4}|[ ]{0,3}\t)[^\n]*+|\n[ \t]*\r?(?=\n))++")
_BLANK = re.compile(r"\n[ \t]*\r?\n")
_LONGEST_CODE = 2000


def find_other(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of what is no prose, in order: code, tags, comments, link targets, front matter."""
    lines = "\n" + text  # so that the first line begins like any other
    matter = _FRONT_MATTER.match(lines)
    if matter:
        yield 0, matter.end() - 1
    at = matter.end() if matter else 0
    is_in_list = False
    if not matter and (code := _INDENTED.match(lines)):
        yield 0, code.end() - 1
        at = code.end()
    while thing := _THING.search(lines, at):
        kind, start, at = thing.lastgroup, thing.start(), thing.end()
        if kind == "item":
            is_in_list = True
        elif kind == "blank":
            code = None if is_in_list else _INDENTED.match(lines, at)
            # What is indented below an item belongs to it.
            is_in_list = is_in_list and lines.startswith((" ", "\t", ">"), at + 1)
            if code:
                yield at - 1, code.end() - 1
                at = code.end()
        elif end := _find_end(lines, kind, start, at):
            yield max((begin_of_mail(lines, start) if kind == "mail" else start) - 1, 0), end - 1
            at = end


def _find_end(lines: str, kind: str | None, start: int, at: int) -> int | None:
    """Return where a thing ends that was read up to a place, None if it is prose."""
    if kind == "ticks":
        return _find_code_end(lines, start, at)
    return None if kind == "escaped" else at


def _find_code_end(lines: str, start: int, at: int) -> int | None:
    """Return where the code span ends that begins with the backticks of a place, None if it is none."""
    closing = _closing(at - start).search(lines, at, at + _LONGEST_CODE)
    if closing is None or _BLANK.search(lines, at, closing.start()):
        return None
    return closing.end()


@cache
def _closing(length: int) -> re.Pattern[str]:
    return re.compile(rf"(?<!`)`{{{length}}}(?!`)")
