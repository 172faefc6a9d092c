"""Findings as SARIF 2.1.0, the exchange format of checkers (OASIS)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from glossary.lookup.checking.rules import RULES, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.lookup.checking.finding import Finding, Place

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR.value: "error", Severity.WARNING.value: "warning", Severity.INFORMATION.value: "note"}


def sarif_of(findings: Iterable[Finding]) -> dict[str, Any]:
    """Return the log of one run of the checks; columns and offsets count code points."""
    results = [_result(finding) for finding in findings]
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": _driver()}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def _driver() -> dict[str, Any]:
    from importlib.metadata import version  # noqa: PLC0415 - slow, and needed by this format only

    return {
        "name": "glossary",
        "version": version("policy-glossary"),
        "rules": [
            {
                "id": rule.code,
                "name": rule.code.title().replace("-", ""),
                "shortDescription": {"text": _sentence(rule.summary)},
                "help": {"text": rule.help},
                "defaultConfiguration": {"level": _LEVELS[rule.severity.value]},
                "properties": {"tags": [rule.scope.value]},
            }
            for rule in RULES.values()
        ],
    }


def _result(finding: Finding) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": list(RULES).index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(finding)],
        "properties": {"term": finding.term, "suggestion": finding.suggestion, "entry": finding.entry},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_physical(place), "message": {"text": place.text}}
            for number, place in enumerate(finding.related)
        ]
    if finding.place and finding.replacement is not None:
        result["fixes"] = [_fix(finding.place, finding.replacement)]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    if finding.place:
        return _physical(finding.place)
    return {"logicalLocations": [{"fullyQualifiedName": finding.entry, "kind": "entry"}]}


def _physical(place: Place) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}, "region": _region(place)}}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
    }


def _fix(place: Place, replacement: str) -> dict[str, Any]:
    return {
        "description": {"text": f"write {replacement}"},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": _uri(place.file)},
                "replacements": [{"deletedRegion": _region(place), "insertedContent": {"text": replacement}}],
            }
        ],
    }


def _uri(file: str) -> str:
    """Return a path as a URI: relative ones stay relative, to the folder that the command ran in."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _sentence(clause: str) -> str:
    return f"{clause[0].upper()}{clause[1:]}."
