"""The page that asks a reader for the token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.serve.http.page.html import Html, element
from glossary.serve.http.page.layout import page

if TYPE_CHECKING:
    from glossary.serve.http.page.reader import Reader


def signing_page(reader: Reader, *, is_wrong: bool = False) -> Html:
    """Return the page; ``is_wrong`` says that the last try was."""
    field = element(
        "input",
        type="password",
        name="token",
        id="token",
        required=True,
        autofocus=True,
        autocomplete="current-password",
        aria_describedby="wrong" if is_wrong else None,
    )
    form = element(
        "form",
        element("label", reader.t("The token of this server"), for_="token"),
        field,
        element("button", reader.t("Sign in"), type="submit"),
        class_="signing",
        action="/sign-in",
        method="post",
    )
    told = element("p", reader.t("This server asks readers for its token."), class_="quiet")
    wrong = element("p", reader.t("That isn't the token."), class_="advice", id="wrong", role="alert")
    return page(
        reader, reader.t("Sign in"), element("h1", reader.t("Sign in")), told, wrong if is_wrong else None, form
    )
