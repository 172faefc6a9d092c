"""What the comments of a text say to leave alone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from glossary.text.markup import latex, markdown
from glossary.text.markup.directives import Directive, find_directives, fold_term
from glossary.text.markup.kinds import Kind, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NEXT_LINE = re.compile(r"\s*(\S[^\r\n]*)")
_MESSAGE_END = re.compile(r"\n[ \t]*\r?\n|\Z")
_START_TAG = re.compile(r"\s*<([\w:.-]+)")


class _Range(NamedTuple):
    start: int
    end: int
    terms: frozenset[str]


class Ignores:
    """The parts of a text in which nothing is to be found, or not certain terms."""

    def __init__(self, text: str, ranges: Iterable[_Range]) -> None:
        self._text = text
        self._all: list[tuple[int, int]] = []
        self._limited: list[_Range] = []
        for each in sorted(ranges, key=lambda each: each.start):
            if each.terms:
                self._limited.append(each)
            elif self._all and each.start <= self._all[-1][1]:
                self._all[-1] = (self._all[-1][0], max(self._all[-1][1], each.end))
            else:
                self._all.append((each.start, each.end))
        self._starts = [start for start, _ in self._all]

    def __bool__(self) -> bool:
        return bool(self._all or self._limited)

    def covers(self, start: int, end: int, term: str) -> bool:
        """Whether a place is to be left alone.

        Args:
            start: where the finding begins.
            end: where it ends; it counts where it touches what is ignored.
            term: the term that it is about; a comment may name this or what stands in the text.
        """
        end = max(end, start + 1)
        before = bisect_left(self._starts, end) - 1
        if before >= 0 and self._all[before][1] > start:
            return True
        if not self._limited:
            return False
        names = {fold_term(term), fold_term(self._text[start:end])}
        return any(each.start < end and each.end > start and not names.isdisjoint(each.terms) for each in self._limited)


def find_ignores(text: str, kind: str = Kind.PLAIN) -> Ignores:
    """Return what the comments of a text say.

    ``glossary:ignore`` leaves its line alone, or what follows where the line has nothing else;
    ``glossary:ignore-next`` what follows: the next line, in PO the next message, in XML the next element;
    ``glossary:off`` all up to ``glossary:on``; ``glossary:ignore-file`` everything. Terms behind them,
    in quotation marks or behind a colon, limit them to these. Comments are those of any format, and
    ``[glossary:ignore]`` where there are none.

    Args:
        text: the raw text of a file.
        kind: the markup, language id or name of the file.
    """
    directives = list(find_directives(text))
    if not directives:
        return Ignores(text, ())
    known = kind_of(kind)
    return Ignores(text, _find_ranges(text, known, _drop_examples(text, known, directives)))


def _drop_examples(text: str, kind: Kind, directives: list[Directive]) -> list[Directive]:
    """Leave out comments that stand in code, as in a manual about them."""
    if kind is Kind.MARKDOWN:
        other = list(markdown.find_other(text))
    elif kind is Kind.LATEX:
        other = list(latex.find_other(text))
    else:
        return directives
    starts = [start for start, _ in other]
    kept = []
    for each in directives:
        around = bisect_right(starts, each.start) - 1
        if around < 0 or other[around][1] <= each.start or other[around][0] == each.start:
            kept.append(each)
    return kept


def _find_ranges(text: str, kind: Kind, directives: Iterable[Directive]) -> Iterator[_Range]:
    open_since: list[tuple[int, frozenset[str]]] = []
    for verb, terms, start, end in directives:
        if verb == "ignore-file":
            yield _Range(0, len(text), terms)
        elif verb == "off":
            open_since.append((start, terms))
        elif verb == "on":
            closed = [each for each in open_since if not terms or each[1] == terms]
            open_since = [each for each in open_since if each not in closed]
            yield from (_Range(since, end, limited) for since, limited in closed)
        elif verb == "ignore-next" or _is_alone(text, kind, start, end):
            yield _Range(*_find_following(text, kind, end), terms)
        else:
            yield _Range(*_find_line(text, start, end), terms)
    yield from (_Range(since, len(text), limited) for since, limited in open_since)


def _find_line(text: str, start: int, end: int) -> tuple[int, int]:
    line_end = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if line_end < 0 else line_end


def _is_alone(text: str, kind: Kind, start: int, end: int) -> bool:
    """Whether a comment has its line for itself, or stands before the tag of an element."""
    if kind in {Kind.XML, Kind.HTML} and _START_TAG.match(text, end):
        return True
    line_start, line_end = _find_line(text, start, end)
    return not text[line_start:start].strip("\ufeff \t\r>") and not text[end:line_end].strip()


def _find_following(text: str, kind: Kind, at: int) -> tuple[int, int]:
    """Return the next line, message or element."""
    if kind is Kind.PO:
        end = _MESSAGE_END.search(text, at)
        return at, end.start() if end else len(text)
    tag = _START_TAG.match(text, at) if kind in {Kind.XML, Kind.HTML} else None
    if tag:
        return tag.start(), _find_element_end(text, tag[1], tag.end())
    line = _NEXT_LINE.match(text, at)
    return line.span() if line else (at, len(text))


def _find_element_end(text: str, name: str, at: int) -> int:
    """Return where an element ends whose start tag begins before a place; the end of the text if nothing closes it."""
    first = text.find(">", at)
    if first < 0 or text[first - 1] == "/":
        return first + 1 or len(text)
    depth = 1
    for tag in re.compile(rf"<(/?){re.escape(name)}(?![\w:.-])[^<>]*?(/?)>").finditer(text, first + 1):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if not depth:
            return tag.end()
    return len(text)
