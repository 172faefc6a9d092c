"""The title and the date that a web page states in its metadata."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.text.cleaning.dates import find_metadata_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_TITLES = ("og:title", "articletitle", "twitter:title", "dc.title", "citation_title")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
    "firstpublishedtime", "dc.date", "dc.date.issued", "date", "article:modified_time", "og:updated_time",
)  # fmt: skip
# "Title - Site", "Title_Channel_Site"; a hyphen without spaces is part of the title.
_SITE = re.compile(
    r"\s+[-–—|]\s+[^-–—|]{2,60}$|\s*[_|｜][^_|｜]{2,40}$|-{1,4}[\u4e00-\u9fff]{2,20}(?:-[\u4e00-\u9fff]{2,"
    r"20})*$"
)


def find_page_title(root: HtmlElement) -> str | None:
    """Return the title of the article: from its metadata, its only h1, or the title of the page."""
    fields = dict(_fields(root))
    for name in _TITLES:
        if title := _tidy(fields.get(name, "")):
            return _without_site(title)
    headlines = [text for element in root.iter("h1") if (text := _tidy(element.text_content()))]
    if len(headlines) == 1:
        return headlines[0]
    title = _tidy(" ".join(element.text_content() for element in root.xpath("//head/title[1]")))
    return _without_site(title) or None


def find_page_date(root: HtmlElement) -> str | None:
    """Return the date of publication as ISO 8601, or None where the metadata don't state one."""
    fields = dict(_fields(root))
    for name in _DATES:
        if found := find_metadata_date(fields.get(name, "")):
            return found
    times = (find_metadata_date(element.get("datetime") or "") for element in root.iter("time"))
    return next(filter(None, times), None)


def _fields(root: HtmlElement) -> Iterator[tuple[str, str]]:
    for element in reversed(list(root.iter("meta"))):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and (content := element.get("content")):
            yield name.lower(), content


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _without_site(title: str) -> str:
    shorter = _SITE.sub("", title).strip()
    return shorter or title
