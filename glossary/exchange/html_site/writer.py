"""The page out: its entries, style and script in one file, the same bytes for the same entries."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.exchange.features import Feature
from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.html_site.data import render_entry
from glossary.exchange.published.features import SHOWN
from glossary.exchange.published.html import escape_html
from glossary.exchange.published.keys import single_line
from glossary.exchange.report import WriteReport

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.concept import ConceptEntry

CARRIES: frozenset[Feature] = SHOWN | {Feature.STATUS}

_BEGINNING = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{style_hash}'; script-src '{script_hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<form id="search" role="search">
<label><span>Search</span><input id="query" type="search" autocomplete="off" spellcheck="false" placeholder="English, 中文, pinyin (xinzhi) or initials (xzscl)" autofocus></label>
<label><span>Subject field</span><select id="field"><option value="">All subject fields</option></select></label>
</form>
<noscript><p>The search needs JavaScript, which this browser doesn't run.</p></noscript>
<p id="told" role="status"></p>
<ol id="hits"></ol>
<p><button id="more" type="button" hidden>More</button></p>
<script type="application/json" id="data">[
"""  # noqa: E501 - as it is written to the page
_END = "\n]</script>\n<script>{script}</script>\n</body>\n</html>\n"


def write_html_site(entries: Iterable[ConceptEntry], path: str | Path, *, title: str = "") -> WriteReport:
    """Write a page that is searched by English, Chinese in either writing, pinyin and initials, without network.

    Args:
        entries: what to write.
        path: the file.
        title: what stands over it; else the name of the file.

    Raises:
        UsageError: the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    style, script = _read("site.css"), _read("site.js")
    beginning = _BEGINNING.format(
        title=escape_html(single_line(title) or single_line(Path(path).stem)),
        style=style,
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    written = 0
    with replace_file(path, keeps_earlier=True) as file:
        file.write(beginning.encode())
        for rendered in filter(None, map(render_entry, entries)):
            file.write((",\n" if written else "").encode() + rendered.encode())
            written += 1
        file.write(_END.format(script=script).encode())
    return WriteReport(written=written)


def _read(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


def _hash(text: str) -> str:
    """Return what a content security policy allows an element by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
