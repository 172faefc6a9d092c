"""Concept entries as plain JSON values and back: the states that the change log keeps."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from glossary.concept import (
    ConceptEntry,
    Context,
    CrossReference,
    Definition,
    LanguageSection,
    TermSection,
)
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType


def to_snapshot(entry: ConceptEntry) -> dict[str, Any]:
    """Return an entry as dicts, lists and strings; fields that are empty are left out."""
    return _said(
        id=entry.id,
        subject_field=entry.subject_field,
        definition=_of_definition(entry.definition),
        notes=list(entry.notes),
        references=[_said(target=reference.target, text=reference.text) for reference in entry.references],
        sections=[_of_section(section) for section in entry.sections],
        other=list(entry.other),
    )


def from_snapshot(snapshot: dict[str, Any]) -> ConceptEntry:
    """Return the entry that ``to_snapshot`` was given."""
    return ConceptEntry(
        id=snapshot.get("id", ""),
        subject_field=snapshot.get("subject_field"),
        definition=_definition(snapshot),
        notes=tuple(snapshot.get("notes", ())),
        references=tuple(CrossReference(**reference) for reference in snapshot.get("references", ())),
        sections=tuple(_section(section) for section in snapshot.get("sections", ())),
        other=tuple(snapshot.get("other", ())),
    )


def version_of(entry: ConceptEntry) -> str:
    """Return the mark of all that an entry has: as long as it is the same, nobody has changed the entry."""
    text = json.dumps(to_snapshot(entry), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _section(snapshot: dict[str, Any]) -> LanguageSection:
    return LanguageSection(
        language=snapshot["language"],
        terms=tuple(_term(term) for term in snapshot.get("terms", ())),
        definition=_definition(snapshot),
        notes=tuple(snapshot.get("notes", ())),
        other=tuple(snapshot.get("other", ())),
    )


def _term(snapshot: dict[str, Any]) -> TermSection:
    part_of_speech = snapshot.get("part_of_speech")
    term_type = snapshot.get("term_type")
    return TermSection(
        term=snapshot["term"],
        status=AdministrativeStatus(snapshot["status"]),
        part_of_speech=PartOfSpeech(part_of_speech) if part_of_speech else None,
        term_type=TermType(term_type) if term_type else None,
        pinyin=snapshot.get("pinyin"),
        pinyin_by_hand=snapshot.get("pinyin_by_hand", False),
        source=snapshot.get("source"),
        notes=tuple(snapshot.get("notes", ())),
        contexts=tuple(_context(context) for context in snapshot.get("contexts", ())),
        other=tuple(snapshot.get("other", ())),
    )


def _context(snapshot: dict[str, Any]) -> Context:
    return Context(**{"text": "", "source": "", **snapshot})


def _definition(snapshot: dict[str, Any]) -> Definition | None:
    found = snapshot.get("definition")
    return Definition(**found) if found else None


def _of_section(section: LanguageSection) -> dict[str, Any]:
    return _said(
        language=section.language,
        terms=[_of_term(term) for term in section.terms],
        definition=_of_definition(section.definition),
        notes=list(section.notes),
        other=list(section.other),
    )


def _of_term(term: TermSection) -> dict[str, Any]:
    return _said(
        term=term.term,
        status=term.status,
        part_of_speech=term.part_of_speech,
        term_type=term.term_type,
        pinyin=term.pinyin,
        pinyin_by_hand=term.pinyin_by_hand,
        source=term.source,
        notes=list(term.notes),
        contexts=[_of_context(context) for context in term.contexts],
        other=list(term.other),
    )


def _of_context(context: Context) -> dict[str, Any]:
    return _said(
        text=context.text,
        source=context.source,
        document=context.document,
        start=context.start,
        end=context.end,
    )


def _of_definition(definition: Definition | None) -> dict[str, Any]:
    return {} if definition is None else _said(text=definition.text, source=definition.source)


def _said(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON value
    """Return the fields that say something; 0 is an offset and does."""
    return {name: value for name, value in fields.items() if value or (value == 0 and value is not False)}
