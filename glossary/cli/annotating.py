"""The command ``annotate``."""

from __future__ import annotations

import re
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from glossary.cli.excerpts import show_safely
from glossary.exchange.bitext import is_bilingual
from glossary.jobs.annotating import Annotator
from glossary.jobs.texts import read_stored_text, read_typed_text
from glossary.lookup.checking.lines import LineIndex
from glossary.lookup.live import LiveTermbase
from glossary.settings import load_settings

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.jobs.annotating import Annotation, Designation

_STDIN = "-"
_MARK, _REJECTED, _DIM, _PLAIN = "\x1b[1;4m", "\x1b[1;4;9m", "\x1b[2m", "\x1b[0m"
_PARAGRAPH = re.compile(r"\S.*?(?=\n[^\S\n]*\n|\Z)", re.DOTALL)
_ACCEPTED = ("preferred", "admitted")
_SCRIPTS = ("en", "zh-Hans", "zh-Hant")


def annotate(arguments: Namespace) -> int:
    """Print the terms in a text."""
    if arguments.file == _STDIN:
        stored = read_typed_text(sys.stdin.buffer.read(), encoding=arguments.encoding)
    else:
        stored = read_stored_text(arguments.file, encoding=arguments.encoding)
    with closing(LiveTermbase(load_settings(arguments.db).db)) as termbase:
        annotator = Annotator(termbase, nested=arguments.nested, language=arguments.lang)
        found = annotator.annotate(stored.text, stored.kind, lenient=False)
        if arguments.json:
            return _print_all(annotation.line() for annotation in found)
        if sys.stdout.isatty() and not is_bilingual(stored.kind):
            return _print_all(_paragraphs(stored.text, list(found)))
        lines = LineIndex(stored.text, stored.name)
        return _print_all(_row(annotation, lines) for annotation in found)


def _print_all(lines: Iterable[str]) -> int:
    """Print lines as they come; return 1 where there are none."""
    code = 1
    for line in lines:
        print(line)
        code = 0
    return code


def _row(annotation: Annotation, lines: LineIndex) -> str:
    """Return an annotation as a line: where it stands, what, and its equivalents with their pinyin."""
    place = lines.place(annotation.start, annotation.end)
    cells = (f"{place.line}:{place.column}", annotation.text, *_told(annotation.designation))
    return "\t".join(" ".join(show_safely(cell).split()) for cell in cells)


def _told(designation: Designation) -> tuple[str, str, str]:
    """Return the best equivalent of a term, its pinyin or that of the term's own, and the status if it is bad."""
    ranked = sorted(
        (equivalent for equivalent in designation.equivalents if equivalent["status"] in _ACCEPTED),
        key=lambda equivalent: (_SCRIPTS.index(equivalent["language"]), _ACCEPTED.index(equivalent["status"])),
    )
    status = "" if designation.status in _ACCEPTED else f"[{designation.status}]"
    if not ranked:
        return "", "", status
    return ranked[0]["term"], ranked[0]["pinyin"] or "", status


def _paragraphs(text: str, annotations: Sequence[Annotation]) -> Iterator[str]:
    """Yield the paragraphs with their terms marked, below each the list of them."""
    at = 0
    for match in _PARAGRAPH.finditer(text):
        first = at
        while at < len(annotations) and annotations[at].start < match.end():
            at += 1
        own = annotations[first:at]
        yield _marked(text, match.start(), match.end(), own)
        for annotation in dict.fromkeys((a.text, *_told(a.designation)) for a in own):
            yield "  " + "  ".join(f"{_DIM}{show_safely(cell)}{_PLAIN}" for cell in annotation if cell)
        yield ""


def _marked(text: str, start: int, end: int, annotations: Sequence[Annotation]) -> str:
    pieces: list[str] = []
    at = start
    for annotation in annotations:
        if annotation.start < at:
            continue
        style = _MARK if annotation.designation.status in _ACCEPTED else _REJECTED
        pieces.append(_shown(text[at : annotation.start]))
        pieces.append(f"{style}{_shown(text[annotation.start : annotation.end])}{_PLAIN}")
        at = annotation.end
    pieces.append(_shown(text[at:end]))
    return "".join(pieces)


def _shown(text: str) -> str:
    """Return a part of a paragraph as a terminal may show it, lines kept."""
    return "\n".join(map(show_safely, text.replace("\r\n", "\n").split("\n")))
