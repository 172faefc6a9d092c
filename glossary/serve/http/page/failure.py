"""The page that says why there is no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.serve.http.page.html import Html, element
from glossary.serve.http.page.layout import page, search_form
from glossary.serve.http.page.signing import signing_page

if TYPE_CHECKING:
    from glossary.serve.http.page.reader import Reader
    from glossary.serve.http.problems import Problem

_TOKEN_NEEDED, _NOT_FOUND = 401, 404


def failure_page(reader: Reader, problem: Problem) -> Html:
    """Return the page of a problem; of a missing token the one that asks for it."""
    if problem.status == _TOKEN_NEEDED:
        return signing_page(reader)
    title = reader.t("Nothing here" if problem.status == _NOT_FOUND else "This can't be shown")
    told = element("p", str(problem))
    return page(reader, title, search_form(reader), element("h1", title), told, kind="failure")
