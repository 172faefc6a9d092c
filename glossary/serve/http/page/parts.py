"""The parts of an entry that several pages show: Chinese with pinyin, badges, buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.serve.http.page.html import Html, element
from glossary.serve.http.page.ruby import with_pinyin

if TYPE_CHECKING:
    from glossary.serve.http.page.reader import Reader
    from glossary.serve.http.page.writing import Written


def chinese(term: Written, *, class_: str = "zh") -> Html:
    """Return a Chinese term with its pinyin over it."""
    return element("span", with_pinyin(term.term, term.pinyin), class_=class_, lang=term.language)


def designation(term: Written) -> Html:
    """Return a term in its language; one that isn't to be used is struck out."""
    name = "span" if term.is_accepted else "s"
    return element(name, term.term, class_="term", lang=term.language)


def badge(reader: Reader, status: str) -> Html:
    """Return a status as a label."""
    return element("span", reader.t(status), class_=f"badge {status}")


def derived_badge(reader: Reader) -> Html:
    """Return the label of a term that was converted."""
    told = reader.t("Converted from Simplified Chinese by OpenCC, not checked by a person.")
    return element("span", reader.t("derived"), class_="badge derived", title=told)


def copy_button(reader: Reader, text: str) -> Html:
    """Return a button that copies; it is shown where scripts run."""
    return element(
        "button",
        reader.t("Copy"),
        type="button",
        class_="copy",
        hidden=True,
        data_copy=text,
        data_done=reader.t("Copied: {term}", term=text),
        aria_label=reader.t("Copy {term}", term=text),
    )
