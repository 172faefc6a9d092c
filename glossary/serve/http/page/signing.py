"""The page that asks a reader for the token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.serve.http.page.html import Html, element
from glossary.serve.http.page.layout import page

if TYPE_CHECKING:
    from glossary.serve.http.page.reader import Reader


def signing_page(reader: Reader, *, is_wrong: bool = False, is_late: bool = False) -> Html:
    """Return the page; ``is_wrong`` says that the last try was, ``is_late`` that there were too many."""
    is_refused = is_wrong or is_late
    field = element(
        "input",
        type="password",
        name="token",
        id="token",
        required=True,
        autofocus=True,
        autocomplete="current-password",
        aria_describedby="wrong" if is_refused else None,
    )
    form = element(
        "form",
        element("label", reader.t("Your token"), for_="token"),
        field,
        element("button", reader.t("Sign in"), type="submit"),
        class_="signing",
        action="/sign-in",
        method="post",
    )
    told = element("p", reader.t("This server asks readers for a token."), class_="quiet")
    message = "Too many wrong tokens; wait a minute." if is_late else "This token doesn't let you in."
    wrong = element("p", reader.t(message), class_="advice", id="wrong", role="alert")
    return page(
        reader,
        reader.t("Sign in"),
        element("h1", reader.t("Sign in")),
        told,
        wrong if is_wrong or is_late else None,
        form,
    )
