"""The interface for programs, told to people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from glossary.serve.http.page.html import Html, element
from glossary.serve.http.page.layout import page
from glossary.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.serve.http.operation import Operation
    from glossary.serve.http.page.reader import Reader


def docs_page(reader: Reader, operations: Sequence[Operation], origin: str) -> Html:
    """Return the page; ``origin`` is the address of the server for the examples."""
    described = element(
        "p",
        "Everything below is described for programs in ",
        element("a", "openapi.json", href="/openapi.json"),
        " (OpenAPI 3.1). Answers are JSON; lists can be had as one object a line with ",
        element("code", "Accept: application/x-ndjson"),
        ". What changes the termbase needs ",
        element("code", "Authorization: Bearer TOKEN"),
        ". Offsets count Unicode code points.",
    )
    parts = [_operation(operation, origin) for operation in operations]
    return page(
        reader, reader.t("For programs"), element("h1", reader.t("For programs")), described, *parts, kind="docs"
    )


def _operation(operation: Operation, origin: str) -> Html:
    return element(
        "section",
        element("h2", element("code", f"{operation.method} {operation.path}")),
        element("p", f"{operation.summary}. {operation.about}".strip(), _needed(operation)),
        _parameters(operation),
        element("pre", element("code", _example(operation, origin)), tabindex="0"),
        id=operation.name,
    )


def _needed(operation: Operation) -> str | None:
    if operation.role is Role.READER:
        return None
    suggested = ", for whom it is only proposed" if operation.suggests else ""
    return f" Needs a token, in a termbase with users that of a {operation.role} at least{suggested}."


def _parameters(operation: Operation) -> Html | None:
    rows = [(name, about) for name, about in operation.variables.items()]
    rows += [
        (name, parameter.about + ("" if parameter.default is None else f" (default: {json.dumps(parameter.default)})"))
        for name, parameter in operation.parameters.items()
    ]
    rows += list(operation.headers.items())
    if not rows:
        return None
    lines = [
        element("div", element("dt", element("code", name)), element("dd", about), class_="parameter")
        for name, about in rows
    ]
    return element("dl", *lines)


def _example(operation: Operation, origin: str) -> str:
    """Return a call that works in a shell."""
    path = operation.example or operation.path.replace("{id}", "low-altitude-economy")
    words = [] if operation.method == "GET" else [f"curl -X {operation.method}"]
    if operation.role is not Role.READER:
        words.append('-H "Authorization: Bearer $TOKEN"')
    for media_type, example in operation.body_examples.items():
        text = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
        words += [f"-H 'Content-Type: {media_type}'", f"--data '{text}'"]
        break
    return " \\\n  ".join([*words, f"'{origin}{path}'"]) if words else f"curl '{origin}{path}'"
