"""Findings as an editor shows them: pushed to it, or given when it asks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lsprotocol.types import TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, Diagnostic, DocumentDiagnosticParams

from glossary.errors import GlossaryError
from glossary.serve.lsp.analyst import Analyst, Done
from glossary.serve.lsp.diagnostics import DiagnosticWriter
from glossary.serve.lsp.pages import write_rules
from glossary.serve.lsp.protocol import POSTPONED

if TYPE_CHECKING:
    from glossary.jobs.checking import DocumentChecker
    from glossary.lookup.checking.finding import Finding
    from glossary.lookup.live import LiveTermbase
    from glossary.serve.lsp.documents import Document
    from glossary.serve.lsp.server import GlossaryServer
    from glossary.settings import CheckSettings


class Diagnosing:
    """Checks documents in the background and keeps the newest diagnostics of each."""

    def __init__(self, server: GlossaryServer) -> None:
        self._server = server
        self._checkers: dict[str, tuple[LiveTermbase, CheckSettings, DocumentChecker]] = {}
        self._reports: dict[str, tuple[str, str]] = {}
        self._writer: DiagnosticWriter | None = None
        self._count = 0
        self.analyst: Analyst[list[Finding]] = Analyst(server, self._check, self._push, name="checker")

    def look_again(self, uri: str, *, pause: float = 0.0) -> None:
        """Have a document checked, if anybody will hear of it."""
        if not self._server.client.pulls_diagnostics or self.analyst.is_awaited(uri):
            self.analyst.request(uri, pause=pause)

    def report(self, params: DocumentDiagnosticParams) -> object:
        """Answer a client that asks for the diagnostics of a document."""
        server, uri = self._server, params.text_document.uri
        document = server.documents.get(uri)
        if document is None:
            return {"kind": "full", "items": []}
        later, known = server.current, params.previous_result_id

        def answer(findings: list[Finding] | None) -> None:
            if later is None:
                return
            newest = server.documents.get(uri)
            identifier, items = self._renew(newest, findings or []) if newest is not None else ("", "[]")
            if identifier == known:
                later.answer({"kind": "unchanged", "resultId": identifier})
            else:
                later.answer_json(f'{{"kind":"full","resultId":"{identifier}","items":{items}}}')

        self.analyst.when_done(document, answer)
        return POSTPONED

    def forget(self, uri: str) -> None:
        """Drop what was said of a document that was closed, and take it from the user's sight."""
        self.analyst.forget(uri)
        self._reports.pop(uri, None)
        self._checkers.pop(uri, None)
        if not self._server.client.pulls_diagnostics:
            self._tell(uri, None, "[]")

    def describe(self, document: Document, finding: Finding) -> Diagnostic:
        """Return a finding as the editor has it."""
        return self._server.protocol.structure(json.loads(self._get_writer().write(document, finding)), Diagnostic)

    def _check(self, document: Document) -> list[Finding]:
        """Check a document, in the thread of the analyst."""
        from glossary.jobs.checking import DocumentChecker  # noqa: PLC0415 - an editor is answered before it is loaded

        server = self._server
        settings = server.settings
        if settings is None or not server.editor.check:
            return []
        live = server.termbase.live
        known = self._checkers.get(document.uri)
        if known is not None and known[0] is live and known[1] == settings.check:
            checker = known[2]
        else:
            checker = DocumentChecker(live, settings=settings.check)
            self._checkers[document.uri] = (live, settings.check, checker)
        return checker.check(document.text, document.name, language_id=document.language_id or None)

    def _push(self, done: Done[list[Finding]]) -> None:
        if self._server.client.pulls_diagnostics:
            return
        document = done.document
        _, items = self._renew(document, done.result)
        self._tell(document.uri, document.version, items)

    def _tell(self, uri: str, version: int | None, items: str) -> None:
        of_version = f',"version":{version}' if version is not None else ""
        params = f'{{"uri":{json.dumps(uri)}{of_version},"diagnostics":{items}}}'
        self._server.protocol.notify_json(TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, params)

    def _renew(self, document: Document, findings: list[Finding]) -> tuple[str, str]:
        """Return the diagnostics as JSON and a name for them, the same name as long as they are the same."""
        write = self._get_writer().write
        items = f"[{','.join([write(document, finding) for finding in findings[: self._server.editor.problems]])}]"
        before = self._reports.get(document.uri)
        if before is None or before[1] != items:
            self._count += 1
            before = self._reports[document.uri] = (str(self._count), items)
        return before

    def _get_writer(self) -> DiagnosticWriter:
        """Return what writes diagnostics, which lead to the page that explains them."""
        if self._writer is None:
            explained = None
            try:
                explained = write_rules().as_uri()
            except GlossaryError as error:
                self._server.log(str(error))
            self._writer = DiagnosticWriter(explained)
        return self._writer
