"""Concept entries as plain JSON values and back: the states that the change log keeps."""

from __future__ import annotations

from dataclasses import asdict
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
    snapshot: dict[str, Any] = _without_empty(asdict(entry))
    return snapshot


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


def _without_empty(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        kept = {key: _without_empty(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if not _is_empty(item)}
    if isinstance(value, list | tuple):
        return [_without_empty(item) for item in value]
    return value


def _is_empty(value: object) -> bool:
    """Whether a field says nothing; 0 is an offset and does say something."""
    return value is None or value is False or value in ("", [], {})
