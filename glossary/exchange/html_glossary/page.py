"""The parts of the page as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.exchange.published.html import escape_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.exchange.published.contents import Article, Letter, Line, Text


def render_letters(prefix: str, letters: Iterable[Letter]) -> str:
    """Return links to the letters of a part, the ids of which begin with ``prefix``."""
    links = (f'<a href="#{prefix}-{_name(letter)}">{escape_html(letter.name)}</a>' for letter in letters)
    return f"<nav>{' '.join(links)}</nav>\n"


def render_part(prefix: str, letters: Iterable[Letter]) -> Iterator[str]:
    """Yield the articles of a part, letter by letter."""
    for letter in letters:
        yield f'<section class="letter" id="{prefix}-{_name(letter)}"><h3>{escape_html(letter.name)}</h3>\n'
        yield from map(_article if prefix == "en" else _index, letter.articles)
        yield "</section>\n"


def _name(letter: Letter) -> str:
    return letter.name if letter.name.isalpha() else "other"


def _article(article: Article) -> str:
    if article.see:
        return f'<div class="entry">{_line(article.head)} → {escape_html(article.see)}</div>\n'
    field = f" <small>{escape_html(article.subject_field)}</small>" if article.subject_field else ""
    lines = "".join(f"<p>{_line(line, is_head=False)}</p>" for line in article.lines)
    return f'<div class="entry">{_line(article.head)}{field}{lines}{"".join(map(_text, article.texts))}</div>\n'


def _index(article: Article) -> str:
    meaning = f" {escape_html(article.see)}" if article.see else ""
    return f'<div class="index">{_line(article.head)}{meaning}</div>\n'


def _line(line: Line, *, is_head: bool = True) -> str:
    mark = "dfn" if is_head and line.is_accepted else "span" if line.is_accepted else "s"
    pinyin = f' <span class="pinyin">{escape_html(line.pinyin)}</span>' if line.pinyin else ""
    told = f" <small>{escape_html(line.told)}</small>" if line.told else ""
    return f'<{mark} lang="{escape_html(line.language)}">{escape_html(line.term)}</{mark}>{pinyin}{told}'


def _text(text: Text) -> str:
    source = f" <small>{escape_html(text.source)}</small>" if text.source else ""
    mark = "blockquote" if text.kind == "context" else "p"
    return f"<{mark}>{escape_html(text.text)}{source}</{mark}>"
