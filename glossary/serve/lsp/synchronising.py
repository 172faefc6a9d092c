"""The documents as the editor has them: opened, changed, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary.errors import InputError
from glossary.serve.lsp.analyst import PAUSE
from glossary.serve.lsp.documents import Document

if TYPE_CHECKING:
    from glossary.serve.lsp.server import GlossaryServer

# These come straight from JSON: they are the bulk of what an editor sends, and one that is dropped for a field that we
# don't even use would leave us with another text than the user has.


class Synchronising:
    """Takes what the editor tells of its documents."""

    def __init__(self, server: GlossaryServer) -> None:
        self._server = server

    def opened(self, params: Any) -> None:  # noqa: ANN401 - JSON
        """Keep a document and have it analysed."""
        item = params.get("textDocument") if isinstance(params, dict) else None
        if not isinstance(item, dict) or not isinstance(item.get("uri"), str):
            raise InputError("textDocument/didOpen: textDocument has no uri")
        language, version, text = item.get("languageId"), item.get("version"), item.get("text")
        document = Document(
            item["uri"],
            language if isinstance(language, str) else "",
            version if isinstance(version, int) else None,
            text if isinstance(text, str) else "",
            self._server.client.columns,
        )
        self._server.documents.put(document)
        self._look_again(document.uri)

    def changed(self, params: Any) -> None:  # noqa: ANN401 - JSON
        """Keep the new state of a document and have it analysed when the user pauses."""
        document = self._find(params)
        if document is None:
            return
        version = params["textDocument"].get("version")
        changes = params.get("contentChanges")
        new = document.replaced(
            version if isinstance(version, int) else None, changes if isinstance(changes, list) else []
        )
        self._server.documents.put(new)
        self._look_again(document.uri, pause=PAUSE)

    def saved(self, params: Any) -> None:  # noqa: ANN401 - JSON
        """Nothing: what is saved was checked while it was typed."""

    def closed(self, params: Any) -> None:  # noqa: ANN401 - JSON
        """Forget a document."""
        document = self._find(params)
        if document is not None:
            self._server.documents.drop(document.uri)
            self._server.outlining.forget(document.uri)
            self._server.diagnosing.forget(document.uri)

    def _find(self, params: Any) -> Document | None:  # noqa: ANN401 - JSON
        item = params.get("textDocument") if isinstance(params, dict) else None
        uri = item.get("uri") if isinstance(item, dict) else None
        return self._server.documents.get(uri) if isinstance(uri, str) else None

    def _look_again(self, uri: str, *, pause: float = 0.0) -> None:
        if self._server.termbase.is_open:
            self._server.diagnosing.look_again(uri, pause=pause)
