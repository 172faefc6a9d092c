"""The page out: one file that loads nothing and runs nothing, the same bytes for the same entries."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.html_glossary.page import render_letters, render_part
from glossary.exchange.published.contents import arrange
from glossary.exchange.published.features import SHOWN
from glossary.exchange.published.html import escape_html
from glossary.exchange.published.keys import single_line
from glossary.exchange.report import WriteReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.concept import ConceptEntry
    from glossary.exchange.features import Feature
    from glossary.exchange.published.contents import Contents

CARRIES: frozenset[Feature] = SHOWN


def write_html_glossary(entries: Iterable[ConceptEntry], path: str | Path, *, title: str = "") -> WriteReport:
    """Write a glossary to print on A4: articles by English terms, then an index of Chinese terms by pinyin.

    The order needs all entries, which are in memory while it is written.

    Args:
        entries: what to write.
        path: the file.
        title: what stands over it; else the name of the file.

    Raises:
        UsageError: the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    with replace_file(path, keeps_earlier=True) as file:
        contents = arrange(entries)
        for piece in _render(contents, single_line(title) or single_line(Path(path).stem)):
            file.write(piece.encode())
    return WriteReport(written=contents.written)


def _render(contents: Contents, title: str) -> Iterator[str]:
    style = (files(__package__) / "glossary.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape_html(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<h1>{escape_html(title)}</h1>\n"
    )
    for prefix, name, letters in (
        ("en", "English–Chinese", contents.english),
        ("zh", "Chinese–English, by pinyin", contents.chinese),
    ):
        if letters:
            yield f"<h2>{name}</h2>\n{render_letters(prefix, letters)}"
            yield from render_part(prefix, letters)
    yield "</body>\n</html>\n"
