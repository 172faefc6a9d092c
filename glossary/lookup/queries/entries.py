"""Entries as the contract has them, straight from their rows: no object is made of what is only printed."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from glossary.store.reader import Reader

VERSION = 1
#: SQLite takes this many parameters in any build.
_PARAMETERS = 900
_ENTRIES = "SELECT id, identifier, subject_field, definition, notes FROM concept_entries WHERE id IN ({})"
_TERMS = """
SELECT t.entry_id, t.id, s.language, t.term, t.status, t.part_of_speech, t.term_type, t.pinyin, t.notes, t.source
FROM term_sections t JOIN language_sections s ON s.id = t.section_id
WHERE t.entry_id IN ({}) ORDER BY t.entry_id, s.position, t.position
"""
_CONTEXTS = """
SELECT c.term_id, c.text, c.source FROM term_sections t JOIN contexts c ON c.term_id = t.id
WHERE t.entry_id IN ({}) ORDER BY c.term_id, c.position
"""
_REFERENCES = "SELECT entry_id, target FROM cross_references WHERE entry_id IN ({}) ORDER BY entry_id, position"


def get_entries(reader: Reader, row_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return entries in the contract's shape by their row ids; those that are gone meanwhile are left out.

    Raises:
        DatabaseError: the termbase can't be read.
    """
    wanted = list(dict.fromkeys(row_ids))
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(wanted), _PARAMETERS):
        part = wanted[start : start + _PARAMETERS]
        unordered = _get_part(reader, part)
        found.update((row_id, unordered[row_id]) for row_id in part if row_id in unordered)
    return found


def _get_part(reader: Reader, row_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    marks = ",".join("?" * len(row_ids))
    entries: dict[int, dict[str, Any]] = {}
    for row_id, identifier, subject_field, definition, notes in reader.rows(_ENTRIES.format(marks), row_ids):
        entries[row_id] = {
            "v": VERSION,
            "id": identifier,
            "subject_field": subject_field,
            "definition": definition,
            "terms": [],
            "contexts": [],
            "notes": _listed(notes),
            "references": [],
        }
    contexts: dict[int, list[tuple[str, str]]] = {}
    for term_id, text, source in reader.rows(_CONTEXTS.format(marks), row_ids):
        contexts.setdefault(term_id, []).append((text, source))
    for row in reader.rows(_TERMS.format(marks), row_ids):
        if row[0] in entries:
            _add_term(entries[row[0]], row, contexts.get(row[1], ()))
    for row_id, target in reader.rows(_REFERENCES.format(marks), row_ids):
        if row_id in entries:
            entries[row_id]["references"].append(target)
    return entries


def _add_term(entry: dict[str, Any], row: Sequence[Any], contexts: Sequence[tuple[str, str]]) -> None:
    _, _, language, term, status, part_of_speech, term_type, pinyin, notes, source = row
    entry["terms"].append(
        {
            "term": term,
            "language": language,
            "status": status,
            "part_of_speech": part_of_speech or None,
            "term_type": term_type or None,
            "pinyin": pinyin,
            "note": "\n".join(_listed(notes)) or None,
            "source": source,
        }
    )
    entry["contexts"].extend({"text": text, "language": language, "source": where} for text, where in contexts)


def _listed(notes: str) -> list[str]:
    """Return a list that is kept as JSON."""
    if notes == "[]":
        return []
    import json  # noqa: PLC0415 - most lists are empty, and a look-up needs it for nothing else

    return list(json.loads(notes))
