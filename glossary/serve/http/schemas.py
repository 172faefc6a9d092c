"""The JSON Schemas of what the server answers: the shapes of the command line, to which fields may be added."""

from __future__ import annotations

from typing import Any

from glossary.serve.http.problems import CODES
from glossary.vocabulary import AdministrativeStatus, Language, ProposedKind

_NULLABLE = {"type": ["string", "null"]}
_OFFSET = {"type": "integer", "minimum": 0}
_STATUS = {"type": "string", "enum": [status.value for status in AdministrativeStatus]}
_LANGUAGE = {"type": "string", "description": f"a BCP 47 tag: {', '.join(Language)}, or what was imported"}
_VERSION = {"type": "integer", "const": 1}


def ref(name: str) -> dict[str, Any]:
    """Return a pointer to a schema below."""
    return {"$ref": f"#/components/schemas/{name}"}


def listed(name: str) -> dict[str, Any]:
    """Return the schema of a list of what a schema below describes."""
    return {"type": "array", "items": ref(name)}


def _object(about: str, properties: dict[str, Any], *, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "description": about, "properties": properties, "required": required}


_EQUIVALENT = _object(
    "a term of the other language for the same concept",
    {"term": {"type": "string"}, "language": _LANGUAGE, "pinyin": _NULLABLE, "status": _STATUS},
)

SCHEMAS: dict[str, dict[str, Any]] = {
    "Error": _object(
        "why there is no other answer",
        {
            "v": _VERSION,
            "error": _object(
                "what is wrong and what to do",
                {"code": {"type": "string", "enum": list(CODES.values())}, "message": {"type": "string"}},
            ),
        },
    ),
    "ChangedMeanwhile": _object(
        "the entry isn't what If-Match says any more",
        {
            "v": _VERSION,
            "error": _object("why", {"code": {"const": CODES[412]}, "message": {"type": "string"}}),
            "entry": ref("Entry"),
        },
    ),
    "Term": _object(
        "one designation of a concept",
        {
            "term": {"type": "string"},
            "language": _LANGUAGE,
            "status": _STATUS,
            "part_of_speech": _NULLABLE,
            "term_type": _NULLABLE,
            "pinyin": {**_NULLABLE, "description": "tone-marked, laid out by GB/T 16159"},
            "note": _NULLABLE,
            "source": {**_NULLABLE, "description": "the document that fixes the term"},
        },
    ),
    "Context": _object(
        "a usage example", {"text": {"type": "string"}, "language": _LANGUAGE, "source": {"type": "string"}}
    ),
    "Entry": _object(
        "one concept in all its languages",
        {
            "v": _VERSION,
            "id": {"type": "string"},
            "subject_field": _NULLABLE,
            "definition": _NULLABLE,
            "terms": listed("Term"),
            "contexts": listed("Context"),
            "notes": {"type": "array", "items": {"type": "string"}},
            "references": {"type": "array", "items": {"type": "string"}},
        },
    ),
    "Hit": _object(
        "an entry that a query finds, with its best match",
        {
            "v": _VERSION,
            "query": {"type": "string"},
            "match": _object(
                "what was found, and how",
                {
                    "term": {"type": "string"},
                    "language": _LANGUAGE,
                    "mode": {"type": "string"},
                    "score": {"type": "number", "minimum": 0, "maximum": 1},
                },
            ),
            "entry": ref("Entry"),
        },
    ),
    "Completion": _object(
        "a term that begins with what was typed",
        {
            "v": _VERSION,
            "term": {"type": "string"},
            "language": _LANGUAGE,
            "status": _STATUS,
            "pinyin": _NULLABLE,
            "entry": {"type": "string", "description": "the id of its entry"},
        },
    ),
    "Span": _object(
        "a term in a text; offsets count Unicode code points",
        {
            "v": _VERSION,
            "start": _OFFSET,
            "end": _OFFSET,
            "text": {"type": "string"},
            "term": {"type": "string"},
            "status": _STATUS,
            "entry": {"type": "string"},
            "equivalents": {"type": "array", "items": _EQUIVALENT},
        },
    ),
    "Finding": _object(
        "something in a text that the termbase would have otherwise",
        {
            "v": _VERSION,
            "file": {"type": "string"},
            "line": {"type": "integer", "minimum": 1},
            "column": {"type": "integer", "minimum": 1},
            "code": {"type": "string"},
            "message": {"type": "string"},
            "term": _NULLABLE,
            "suggestion": _NULLABLE,
        },
    ),
    "Candidate": _object(
        "a term that waits for a decision",
        {
            "v": _VERSION,
            "id": {"type": "integer"},
            "term": {"type": "string"},
            "language": _LANGUAGE,
            "status": {"type": "string"},
            "equivalents": {"type": "array", "items": {"type": "object"}},
            "contexts": {"type": "array", "items": {"type": "object"}},
        },
    ),
    "Candidates": _object(
        "candidates, best first; claim says who reviews one, and until when nobody else is given it",
        {"v": _VERSION, "candidates": listed("Candidate")},
    ),
    "Released": _object("how many claims ended", {"v": _VERSION, "released": _OFFSET}),
    "Change": _object(
        "a change of an entry that waits for a decision, or did so until now",
        {
            "v": _VERSION,
            "id": {"type": "integer"},
            "kind": {"type": "string", "enum": [kind.value for kind in ProposedKind]},
            "does": {"type": "string", "enum": ["add", "change", "delete", "restore"]},
            "entry": {**_NULLABLE, "description": "the id of the entry; null for a new one that has none yet"},
            "name": {"type": "string", "description": "what to call the entry: its id, or its term"},
            "who": {"type": "string"},
            "at": {"type": "string", "format": "date-time"},
            "source": {"type": "string", "description": "where it comes from, such as a folder"},
            "note": {"type": "string"},
            "differences": {
                "type": "array",
                "items": _object(
                    "a field as both sides began, as it is now, and as it would be",
                    {
                        "field": {"type": "string"},
                        "base": {"type": "string"},
                        "ours": {"type": "string"},
                        "theirs": {"type": "string"},
                    },
                ),
            },
        },
    ),
    "Changes": _object(
        "the changes that wait for a decision, oldest first", {"v": _VERSION, "changes": listed("Change")}
    ),
    "Suggested": _object(
        "a change that waits for a reviewer",
        {
            "v": _VERSION,
            "proposed": {"type": "integer", "description": "the number of the proposed change"},
            "entry": {"type": "string", "description": "the id of the entry, empty for a new one that has none yet"},
        },
    ),
    "Entries": _object(
        "a page of entries",
        {
            "v": _VERSION,
            "entries": listed("Entry"),
            "next": {**_NULLABLE, "description": "the cursor of the next page; null on the last"},
        },
    ),
    "Health": _object(
        "that the server is there",
        {"v": _VERSION, "status": {"const": "ok"}, "version": {"type": "string"}, "entries": _OFFSET},
    ),
}
