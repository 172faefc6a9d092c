"""Entries out as JSON, the same bytes for the same entries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from glossary.exchange.features import EVERYTHING
from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.report import WriteReport

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from glossary.concept import ConceptEntry, Definition, LanguageSection, TermSection

CARRIES = EVERYTHING


def write_json(entries: Iterable[ConceptEntry], path: str | Path, *, array: bool = False) -> WriteReport:
    """Write an object for each entry; the file appears at once when all are written.

    What an entry doesn't have is left out of its object. Reading the file gives equal entries.

    Args:
        entries: what to write.
        path: the file.
        array: write all of them in an array, one a line, which makes the file one JSON value.

    Raises:
        UsageError: the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    written = 0
    with replace_file(path, keeps_earlier=True) as file:
        for entry in entries:
            if array:
                file.write(b",\n" if written else b"[\n")
            file.write(_encode(entry))
            if not array:
                file.write(b"\n")
            written += 1
        if array:
            file.write(b"\n]\n" if written else b"[]\n")
    return WriteReport(written=written)


def _encode(entry: ConceptEntry) -> bytes:
    shape = _entry(entry)
    try:
        return json.dumps(shape, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half a surrogate pair, which only an escape can say
        return json.dumps(shape).encode()


def _entry(entry: ConceptEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        **_without_empty(
            subject_field=entry.subject_field,
            definition=_definition(entry.definition),
            notes=list(entry.notes),
            references=[
                {"target": reference.target, **_without_empty(text=reference.text)} for reference in entry.references
            ],
        ),
        "languages": [_section(section) for section in entry.sections],
        **_without_empty(other=list(entry.other)),
    }


def _section(section: LanguageSection) -> dict[str, Any]:
    return {
        "language": section.language,
        "terms": [_term(term) for term in section.terms],
        **_without_empty(
            definition=_definition(section.definition), notes=list(section.notes), other=list(section.other)
        ),
    }


def _term(term: TermSection) -> dict[str, Any]:
    contexts = [
        {
            "text": context.text,
            **_without_empty(source=context.source, document=context.document, start=context.start, end=context.end),
        }
        for context in term.contexts
    ]
    return {
        "term": term.term,
        "status": term.status.value,
        **_without_empty(
            part_of_speech=term.part_of_speech,
            term_type=term.term_type,
            pinyin=term.pinyin,
            pinyin_by_hand=term.pinyin_by_hand or None,
            source=term.source,
            notes=list(term.notes),
            contexts=contexts,
            other=list(term.other),
        ),
    }


def _definition(definition: Definition | None) -> dict[str, Any] | None:
    if definition is None:
        return None
    return {"text": definition.text, **_without_empty(source=definition.source)}


def _without_empty(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever JSON can say
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [])}
