"""What all pages have around them: head, choices of the reader, and the way to the search."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from glossary.serve.http.page.assets import address_of
from glossary.serve.http.page.html import Html, element, joined

if TYPE_CHECKING:
    from glossary.serve.http.page.html import Child
    from glossary.serve.http.page.reader import Reader


def page(reader: Reader, title: str, *content: Child, kind: str = "") -> Html:
    """Return a whole page.

    Args:
        reader: for whom.
        title: of the window.
        content: the main part.
        kind: its class, by which the style sheet knows it.
    """
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{title} · {reader.t('Glossary')}" if title else reader.t("Glossary")),
        element("link", rel="icon", href=address_of("icon.svg"), type="image/svg+xml"),
        element("link", rel="stylesheet", href=address_of("page.css")),
        element("script", src=address_of("page.js"), defer=True),
    )
    body = element(
        "body",
        element("a", reader.t("Skip to the content"), class_="skip", href="#content"),
        _header(reader),
        element("main", *content, id="content", class_=kind or None, tabindex="-1"),
        element("p", class_="announcer unseen", id="announcer", role="status", aria_live="polite"),
        _footer(reader),
    )
    return joined(Html("<!DOCTYPE html>\n"), element("html", head, body, lang=reader.tag, data_theme=reader.theme))


def search_form(reader: Reader, query: str = "", *, field: str = "", has_focus: bool = False) -> Html:
    """Return the search, which works without scripts too."""
    box = element(
        "input",
        type="search",
        name="q",
        id="query",
        value=query,
        maxlength=1000,
        placeholder=reader.t("English, 中文, pinyin or initials"),
        aria_label=reader.t("Search"),
        autocomplete="off",
        autocapitalize="off",
        spellcheck="false",
        enterkeyhint="search",
        autofocus=has_focus,
    )
    kept = element("input", type="hidden", name="field", value=field) if field else None
    button = element("button", reader.t("Search"), type="submit")
    return element("form", box, kept, button, class_="search", role="search", action="/", method="get")


def link_with(reader: Reader, **chosen: str) -> str:
    """Return the address of the same page with a choice of the reader changed."""
    parts = urlsplit(reader.address)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in chosen]
    return f"{parts.path}?{urlencode([*kept, *chosen.items()])}"


def _header(reader: Reader) -> Html:
    name = element("a", element("span", "文", class_="seal", aria_hidden="true"), reader.t("Glossary"), href="/")
    choices = (
        _choice(reader, "script", "Chinese writing", (("hans", "简", "Simplified"), ("hant", "繁", "Traditional"))),
        _choice(reader, "ui", "Language of the page", (("en", "EN", "English"), ("zh", "中文", "Chinese"))),
        _choice(
            reader, "theme", "Colours", (("auto", "◐", "As the system"), ("light", "☀", "Light"), ("dark", "☾", "Dark"))
        ),
    )
    leaving = _sign_out(reader) if reader.is_signed_in else None
    return element("header", element("p", name, class_="name"), element("nav", *choices, leaving), class_="top")


def _sign_out(reader: Reader) -> Html:
    button = element("button", reader.t("Sign out"), type="submit")
    return element("form", button, class_="leaving", action="/sign-out", method="post")


def _choice(reader: Reader, name: str, label: str, values: tuple[tuple[str, str, str], ...]) -> Html:
    chosen = getattr(reader, name)
    links = [
        element(
            "a",
            shown,
            href=link_with(reader, **{name: value}),
            title=reader.t(told),
            aria_label=reader.t(told),
            aria_current="true" if value == chosen else None,
            rel="nofollow",
            data_choice=name,
            data_value=value,
        )
        for value, shown, told in values
    ]
    return element("span", *links, class_="choice", role="group", aria_label=reader.t(label))


def _footer(reader: Reader) -> Html:
    keys = element("span", reader.t("Keys: / to search, ↑ ↓ to move, Enter to open."), class_="keys")
    return element("footer", keys, element("a", reader.t("For programs"), href="/docs"))
