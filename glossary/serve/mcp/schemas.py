"""What the tools take and answer, as JSON Schemas: the shapes of the command line, in one object an answer."""

from __future__ import annotations

from typing import Any

from glossary.vocabulary import AdministrativeStatus, CandidateStatus, Language, Method

_TEXT = {"type": "string"}
_NULLABLE = {"type": ["string", "null"]}
_OFFSET = {"type": "integer", "minimum": 0}
_PLACE = {"type": "integer", "minimum": 1}
_SHARE = {"type": "number", "minimum": 0, "maximum": 1}
_VERSION = {"type": "integer", "const": 1}
_LANGUAGE = {"type": "string", "description": f"a BCP 47 tag: {', '.join(Language)}, or what was imported"}
_STATUS = {
    "type": "string",
    "description": f"{', '.join(AdministrativeStatus)}; only preferred and admitted terms may be used",
}
_PINYIN = {**_NULLABLE, "description": "tone-marked, laid out by GB/T 16159"}


def takes(required: tuple[str, ...], **properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what a tool takes."""
    schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": list(required)} if required else schema


def answers(**properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what a tool answers."""
    return _object(v=_VERSION, **properties)


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_ENTRY = _object(
    id=_TEXT,
    subject_field=_NULLABLE,
    definition=_NULLABLE,
    terms=_list(
        _object(
            term=_TEXT,
            language=_LANGUAGE,
            status=_STATUS,
            part_of_speech=_NULLABLE,
            term_type=_NULLABLE,
            pinyin=_PINYIN,
            note=_NULLABLE,
        )
    ),
    contexts=_list(_object(text=_TEXT, language=_LANGUAGE, source=_TEXT)),
)
_MATCH = _object(term=_TEXT, language=_LANGUAGE, mode=_TEXT, score=_SHARE)

HITS = _list(_object(query=_TEXT, match=_MATCH, entry=_ENTRY))
SPANS = _list(
    _object(
        start={**_OFFSET, "description": "in Unicode code points of the text"},
        end=_OFFSET,
        text=_TEXT,
        term=_TEXT,
        status=_STATUS,
        entry={**_TEXT, "description": "the id of the entry"},
        equivalents=_list(_object(term=_TEXT, language=_LANGUAGE, pinyin=_PINYIN, status=_STATUS)),
    )
)
FINDINGS = _list(
    _object(
        file=_TEXT,
        line=_PLACE,
        column={**_PLACE, "description": "in Unicode code points"},
        code=_TEXT,
        message=_TEXT,
        term=_NULLABLE,
        suggestion=_NULLABLE,
    )
)
CANDIDATE = _object(
    id={"type": "integer"},
    term=_TEXT,
    language=_LANGUAGE,
    status={"type": "string", "enum": [status.value for status in CandidateStatus]},
    equivalents=_list(
        _object(
            term=_TEXT,
            language=_LANGUAGE,
            pinyin=_PINYIN,
            method={"type": "string", "enum": [method.value for method in Method]},
            confidence=_SHARE,
            source=_TEXT,
            evidence=_TEXT,
        )
    ),
    contexts=_list(_object(text=_TEXT, document=_TEXT, start=_OFFSET, end=_OFFSET)),
)
#: How many there are in all; a list that was cut has fewer.
TOTAL = {**_OFFSET, "description": "how many there are in all; raise the limit where the list has fewer"}
