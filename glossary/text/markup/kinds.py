"""Which kind of markup a file is in."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What decides which parts of a text are prose, and how a comment is written."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    LATEX = "latex"
    HTML = "html"
    XML = "xml"
    PO = "po"
    CSV = "csv"


_NAMES = {
    **dict.fromkeys(
        ("markdown", "md", "mdown", "mkd", "mdx", "qmd", "rmd", "quarto", "pandoc", "github_markdown"), Kind.MARKDOWN
    ),
    **dict.fromkeys(("latex", "tex", "ltx", "sty", "cls", "plaintex", "context", "xelatex"), Kind.LATEX),
    **dict.fromkeys(("html", "htm", "xhtml"), Kind.HTML),
    **dict.fromkeys(("xml", "tmx", "xliff", "xlf", "sdlxliff", "mqxliff", "mxliff", "txlf", "tbx"), Kind.XML),
    **dict.fromkeys(("po", "pot", "gettext"), Kind.PO),
    **dict.fromkeys(("csv", "tsv", "tab"), Kind.CSV),
}


def kind_of(name: str) -> Kind:
    """Return the kind of a file by its name or path, or by the language id that an editor gives it; else plain."""
    return _NAMES.get(name.rpartition(".")[2].lower(), Kind.PLAIN)
