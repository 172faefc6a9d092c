"""The search and what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode

from glossary.serve.http.page.html import Html, element, joined
from glossary.serve.http.page.layout import page, search_form
from glossary.serve.http.page.parts import badge, chinese, derived_badge
from glossary.serve.http.page.writing import chinese_terms, converted, english_terms, standing_for
from glossary.vocabulary import AdministrativeStatus, Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.serve.http.page.reader import Reader


class Found(NamedTuple):
    """What a page of results shows: entries, each with what of it was found; ``after`` begins the next page."""

    entries: Sequence[dict[str, Any]]
    matches: Sequence[dict[str, Any] | None] = ()
    is_all: bool = True
    after: str | None = None


class Overview(NamedTuple):
    """What a termbase holds: entries, and how many of each subject field."""

    entries: int
    fields: Sequence[tuple[str, int]]


def home_page(reader: Reader, overview: Overview) -> Html:
    """Return the page that one begins at."""
    fields = [
        element(
            "li",
            element("a", reader.t(field), href=f"/?{urlencode({'field': field})}"),
            element("span", f"{count:,}", class_="count"),
        )
        for field, count in overview.fields
    ]
    listed = (
        element(
            "nav",
            element("h2", reader.t("Subject fields")),
            element("ul", *fields, class_="fields"),
            aria_label=reader.t("Subject fields"),
        )
        if fields
        else None
    )
    count = element("p", reader.t("{count} entries in this termbase", count=f"{overview.entries:,}"), class_="quiet")
    hint = element("p", reader.t("Type English, 中文, pinyin (xinzhi) or initials (xzscl)."), class_="quiet hint")
    begin = element("div", hint, count, listed, id="results")
    return page(
        reader,
        "",
        element("h1", reader.t("Policy terms in English and Chinese"), class_="welcome"),
        search_form(reader, has_focus=True),
        begin,
        kind="home",
    )


def results_page(reader: Reader, query: str, field: str, found: Found) -> Html:
    """Return the page with what a query, or a subject field, has."""
    title = query or reader.t(field)
    content = _results(reader, query, field, found)
    heading = element("h1", reader.t(field), class_="field") if field else None
    form = search_form(reader, query, field=field, has_focus=not found.entries)
    return page(reader, title, form, heading, content, kind="home")


def _results(reader: Reader, query: str, field: str, found: Found) -> Html:
    matches = found.matches or [None] * len(found.entries)
    items = [_item(reader, entry, match) for entry, match in zip(found.entries, matches, strict=True)]
    following = urlencode({"q": query, "field": field, "after": found.after or ""})
    more = element("p", element("a", reader.t("More"), href=f"/?{following}"), class_="more") if found.after else None
    advice = (
        None
        if items
        else element("p", reader.t("Look at the spelling, or type only a part of the term."), class_="quiet")
    )
    return element(
        "section",
        element("p", _told(reader, query, found), class_="quiet told", id="told"),
        advice,
        element("ol", *items, class_="hits", start=None) if items else None,
        more,
        id="results",
        aria_label=reader.t("Results"),
    )


def _told(reader: Reader, query: str, found: Found) -> str:
    count = len(found.entries)
    if not count:
        return reader.t("Nothing found for “{query}”", query=query)
    if not found.is_all:
        return reader.t("The first {count} entries", count=count)
    return reader.t("1 entry found") if count == 1 else reader.t("{count} entries found", count=count)


def _item(reader: Reader, entry: dict[str, Any], match: dict[str, Any] | None) -> Html:
    english, han = standing_for(english_terms(entry)), standing_for(chinese_terms(entry, reader))
    link = element(
        "a",
        chinese(han) if han else None,
        element("span", english.term, class_="en", lang="en") if english else None,
        href=f"/entries/{quote(entry['id'], safe='')}",
    )
    field = entry["subject_field"]
    about = [
        derived_badge(reader) if han and han.is_derived else None,
        _match(reader, match, {term.term for term in (english, han) if term}),
        element("span", reader.t(field), class_="field") if field else None,
    ]
    told = element("p", *about, class_="about") if any(about) else None
    return element("li", link, told)


def _match(reader: Reader, match: dict[str, Any] | None, shown: set[str]) -> Html | None:
    """Return what was found where that isn't what stands for the entry, and whether it may be used."""
    if match is None:
        return None
    is_converted = reader.is_traditional and match["language"] == Language.SIMPLIFIED_CHINESE
    term = converted(match["term"]) if is_converted else match["term"]
    if term in shown:
        return None
    status = match.get("status", AdministrativeStatus.ADMITTED)
    is_accepted = AdministrativeStatus(status).is_accepted
    name = element("span" if is_accepted else "s", term, lang=match["language"], class_="match")
    return joined(name, badge(reader, status))
