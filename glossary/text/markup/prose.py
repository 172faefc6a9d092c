"""Which parts of a text are prose, to look for terms in."""

from __future__ import annotations

from glossary.text.markup import html, latex, markdown, plain
from glossary.text.markup.kinds import Kind, kind_of

_FINDERS = {
    Kind.MARKDOWN: markdown.find_other,
    Kind.LATEX: latex.find_other,
    Kind.HTML: html.find_other,
    Kind.XML: html.find_other,
}


def prose_spans(text: str, language_id: str) -> list[tuple[int, int]]:
    """Return ``(start, end)`` of the prose of a text, in order and apart from each other.

    Args:
        text: the text; hostile ones take no more than a time that grows with their length.
        language_id: a kind of markup, the language id of an editor or the name of a file.
    """
    find_other = _FINDERS.get(kind_of(language_id), plain.find_other)
    spans = []
    at = 0
    for start, end in find_other(text):
        if start > at:
            spans.append((at, start))
        at = max(at, end)
    if at < len(text):
        spans.append((at, len(text)))
    return spans
