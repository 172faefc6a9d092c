"""Findings as the JSON of diagnostics."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lsprotocol.types import DiagnosticSeverity, DiagnosticTag

if TYPE_CHECKING:
    from glossary.lookup.checking.finding import Finding
    from glossary.serve.lsp.documents import Document

SOURCE = "glossary"
_SEVERITIES = {
    "error": DiagnosticSeverity.Error.value,
    "warning": DiagnosticSeverity.Warning.value,
    "information": DiagnosticSeverity.Information.value,
}
_DEPRECATED = ("deprecated-term", "superseded-term")
#: So much that is said of findings is remembered.
_REMEMBERED = 20_000


class DiagnosticWriter:
    """Writes diagnostics; what is said of a finding wherever it stands is written once.

    After each keystroke all findings of a document go to the editor again, and most of them have only moved.

    Args:
        explained: the URI of the page that explains the codes, None where there is none.
    """

    def __init__(self, explained: str | None) -> None:
        self._explained = explained
        self._said: dict[tuple[str, str, str, str | None], str] = {}

    def write(self, document: Document, finding: Finding) -> str:
        """Return the JSON of a finding at its place in a document."""
        place = finding.place
        start, end = (place.start, place.end) if place else (0, 0)
        related = f',"relatedInformation":{_related(document, finding)}' if finding.related else ""
        return f'{{"range":{_range(document, start, end)}{related},{self._say(finding)}}}'

    def _say(self, finding: Finding) -> str:
        key = finding.code, finding.message, finding.term, finding.suggestion
        said = self._said.get(key)
        if said is None:
            if len(self._said) > _REMEMBERED:
                self._said.clear()
            said = self._said[key] = json.dumps(self._describe(finding))[1:-1]
        return said

    def _describe(self, finding: Finding) -> dict[str, Any]:
        said: dict[str, Any] = {
            "severity": _SEVERITIES[finding.severity],
            "code": finding.code,
            "source": SOURCE,
            "message": finding.message,
            "data": {"term": finding.term, "suggestion": finding.suggestion, "entry": finding.entry},
        }
        if self._explained is not None:
            said["codeDescription"] = {"href": f"{self._explained}#{finding.code}"}
        if finding.code in _DEPRECATED:
            said["tags"] = [DiagnosticTag.Deprecated.value]
        return said


def _related(document: Document, finding: Finding) -> str:
    uri = json.dumps(document.uri)
    parts = [
        f'{{"location":{{"uri":{uri},"range":{_range(document, other.start, other.end)}}},'
        f'"message":{json.dumps(other.text or finding.term)}}}'
        for other in finding.related
    ]
    return f"[{','.join(parts)}]"


def _range(document: Document, start: int, end: int) -> str:
    line, character = document.coordinates(start)
    end_line, end_character = document.coordinates(end)
    return (
        f'{{"start":{{"line":{line},"character":{character}}},"end":{{"line":{end_line},"character":{end_character}}}}}'
    )
