"""Which part of the server answers which message."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from glossary.serve.lsp.acting import FIX_ALL
from glossary.serve.lsp.completing import complete, resolve
from glossary.serve.lsp.hovering import hover

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.serve.lsp.server import GlossaryServer


def register_features(server: GlossaryServer) -> frozenset[str]:
    """Register who answers what; return the requests that need the termbase."""
    lifecycle, documents = server.lifecycle, server.synchronising
    outlining, navigating = server.outlining, server.navigating
    server.raw_notifications.update(
        {
            types.TEXT_DOCUMENT_DID_OPEN: documents.opened,
            types.TEXT_DOCUMENT_DID_CHANGE: documents.changed,
            types.TEXT_DOCUMENT_DID_SAVE: documents.saved,
            types.TEXT_DOCUMENT_DID_CLOSE: documents.closed,
            types.CANCEL_REQUEST: lambda params: server.protocol.cancel(_identifier(params)),
        }
    )
    _register(
        server,
        {
            types.INITIALIZE: lifecycle.initialize,
            types.INITIALIZED: lifecycle.initialized,
            types.SHUTDOWN: lifecycle.shutdown,
            types.SET_TRACE: _ignore,
            types.WINDOW_WORK_DONE_PROGRESS_CANCEL: _ignore,
            types.WORKSPACE_DID_CHANGE_CONFIGURATION: lifecycle.configuration_changed,
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES: lifecycle.files_changed,
            types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: lifecycle.folders_changed,
        },
    )
    needy: dict[str, Callable[[Any], object]] = {
        types.TEXT_DOCUMENT_HOVER: partial(hover, server),
        types.TEXT_DOCUMENT_COMPLETION: partial(complete, server),
        types.COMPLETION_ITEM_RESOLVE: partial(resolve, server),
        types.TEXT_DOCUMENT_DIAGNOSTIC: server.diagnosing.report,
        types.TEXT_DOCUMENT_CODE_ACTION: server.acting.actions,
        types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: outlining.symbols,
        types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: outlining.highlights,
        types.TEXT_DOCUMENT_INLAY_HINT: outlining.hints,
        types.TEXT_DOCUMENT_CODE_LENS: outlining.lenses,
        types.TEXT_DOCUMENT_DEFINITION: navigating.definition,
        types.TEXT_DOCUMENT_REFERENCES: navigating.references,
        types.WORKSPACE_SYMBOL: navigating.symbols,
        types.WORKSPACE_EXECUTE_COMMAND: server.commands.execute,
    }
    _register(server, needy, _OPTIONS)
    for name in server.commands.names:
        server.command(name)(partial(_ignore))
    return frozenset(needy)


_OPTIONS: dict[str, object] = {
    types.TEXT_DOCUMENT_COMPLETION: types.CompletionOptions(trigger_characters=[" ", "-"], resolve_provider=True),
    types.TEXT_DOCUMENT_DIAGNOSTIC: types.DiagnosticOptions(
        inter_file_dependencies=False, workspace_diagnostics=False, identifier="glossary"
    ),
    types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(
        code_action_kinds=[
            types.CodeActionKind.QuickFix,
            types.CodeActionKind.Refactor,
            types.CodeActionKind.RefactorRewrite,
            FIX_ALL,
        ]
    ),
}


def _register(
    server: GlossaryServer, handlers: dict[str, Callable[[Any], Any]], options: dict[str, object] | None = None
) -> None:
    for method, handler in handlers.items():
        server.feature(method, (options or {}).get(method))(partial(handler))


def _ignore(_params: object) -> None:
    """Nothing is to be done."""


def _identifier(params: object) -> object:
    return params.get("id") if isinstance(params, dict) else None
