"""Every request with every part of it replaced by what it can't be: each is answered, and nothing breaks."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.client import ServerError, span
from tests.lsp.test_robustness import answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.lsp.client import Editor

_JUNK: tuple[object, ...] = (
    *(None, True, -1, 2**63, 1.5, 1e308, "", "\ud800", "\0", "file:///%00", "x" * 50_000),
    *([], {}, [[[[]]]], {"a": {"b": []}}, [None], {"line": None, "character": []}),
)
_URI = "file:///garbage.txt"
_DOCUMENT = {"textDocument": {"uri": _URI}}
_AT = {**_DOCUMENT, "position": {"line": 0, "character": 3}}
_RANGE = span(0, 0, 20)
#: A right use of each request.
_REQUESTS: dict[str, dict[str, Any]] = {
    "textDocument/hover": _AT,
    "textDocument/completion": {**_AT, "context": {"triggerKind": 1}},
    "textDocument/definition": _AT,
    "textDocument/documentHighlight": _AT,
    "textDocument/references": {**_AT, "context": {"includeDeclaration": True}},
    "textDocument/documentSymbol": _DOCUMENT,
    "textDocument/codeAction": {**_DOCUMENT, "range": _RANGE, "context": {"diagnostics": [], "only": ["quickfix"]}},
    "textDocument/inlayHint": {**_DOCUMENT, "range": _RANGE},
    "textDocument/semanticTokens/full": _DOCUMENT,
    "workspace/symbol": {"query": "forces"},
    "workspace/executeCommand": {"command": "glossary.addTerm", "arguments": [{"uri": _URI, "range": _RANGE}]},
    "completionItem/resolve": {"label": "x", "data": {"entry": 1}},
    "codeAction/resolve": {"title": "x", "data": {"uri": _URI}},
}
_NOTIFICATIONS: dict[str, dict[str, Any]] = {
    "textDocument/didChange": {
        "textDocument": {"uri": _URI, "version": 7},
        "contentChanges": [{"range": span(0, 0, 1), "text": "n"}],
    },
    "textDocument/didClose": {"textDocument": {"uri": "file:///other.txt"}},
    "textDocument/didSave": {"textDocument": {"uri": "file:///other.txt"}, "text": "x"},
    "workspace/didChangeConfiguration": {"settings": {"glossary": {"check": {"mute": ["x"]}}}},
    "workspace/didChangeWorkspaceFolders": {"event": {"added": [], "removed": [{"uri": _URI, "name": "x"}]}},
    "$/cancelRequest": {"id": 1},
    "$/setTrace": {"value": "verbose"},
}
_INTERNAL_ERROR = -32603


def broken(params: Any) -> Iterator[Any]:  # noqa: ANN401 - JSON
    """Yield parameters with one part of them, or all, replaced or left out."""
    yield from _JUNK
    for path in _paths(params):
        for junk in _JUNK:
            changed = copy.deepcopy(params)
            _parent(changed, path)[path[-1]] = junk
            yield changed
        if isinstance(path[-1], str):
            changed = copy.deepcopy(params)
            del _parent(changed, path)[path[-1]]
            yield changed


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*path, key)
        yield from _paths(part, (*path, key))


def _parent(value: Any, path: tuple[Any, ...]) -> Any:  # noqa: ANN401 - JSON
    for key in path[:-1]:
        value = value[key]
    return value


@pytest.mark.parametrize("method", _REQUESTS)
def test_every_broken_request_is_answered(editor: Editor, method: str) -> None:
    """By a result or an error of one line that isn't our own mistake."""
    _open(editor)
    asked = {editor.ask(method, params): params for params in broken(_REQUESTS[method])}
    for identifier, params in asked.items():
        refused = _refusal(editor, identifier)
        if refused is not None:
            assert refused.code != _INTERNAL_ERROR, (ascii(params)[:300], refused.message)
            assert refused.message
            assert "\n" not in refused.message
            assert len(refused.message) < 2_000
    assert answers(editor)


@pytest.mark.parametrize("method", _NOTIFICATIONS)
def test_no_broken_notification_ends_the_server(editor: Editor, method: str) -> None:
    """It is told of in the log, or is nothing."""
    _open(editor)
    for params in broken(_NOTIFICATIONS[method]):
        editor.notify(method, params)
    assert answers(editor)


def _refusal(editor: Editor, identifier: int) -> ServerError | None:
    """Return the error that answers a request, None where its answer is a result."""
    try:
        editor.wait_for(identifier)
    except ServerError as error:
        return error
    return None


def _open(editor: Editor) -> None:
    item = {"uri": _URI, "languageId": "plaintext", "version": 1, "text": "new quality productive forces \ud800 新质"}
    editor.notify("textDocument/didOpen", {"textDocument": item})
