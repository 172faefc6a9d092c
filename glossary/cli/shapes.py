"""The JSON objects of the command line. Fields may be added; none changes its meaning under ``"v": 1``."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from glossary.store.entries.snapshots import version_of

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry
    from glossary.jobs.importing import ImportConflict, NotTaken
    from glossary.jobs.statistics import Statistics
    from glossary.store.log.history import PastRevision

VERSION = 1


def print_json(shape: dict[str, Any]) -> None:
    """Print an object on a line of its own."""
    print(json.dumps(shape, ensure_ascii=False))


def entry_shape(entry: ConceptEntry) -> dict[str, Any]:
    """Return an entry as the contract has it; ``version`` is another whenever anything of it was changed."""
    return {
        "v": VERSION,
        "id": entry.id,
        "version": version_of(entry),
        "subject_field": entry.subject_field,
        "definition": entry.definition.text if entry.definition else None,
        "terms": [
            {
                "term": term.term,
                "language": language,
                "status": term.status.value,
                "part_of_speech": term.part_of_speech.value if term.part_of_speech else None,
                "term_type": term.term_type.value if term.term_type else None,
                "pinyin": term.pinyin,
                "note": "\n".join(term.notes) or None,
                "source": term.source,
            }
            for language, term in entry.find_terms()
        ],
        "contexts": [
            {"text": context.text, "language": language, "source": context.source}
            for language, term in entry.find_terms()
            for context in term.contexts
        ],
        "notes": list(entry.notes),
        "references": [reference.target for reference in entry.references],
    }


def conflict_shape(conflict: ImportConflict) -> dict[str, Any]:
    """Return an entry of a file that the termbase has otherwise; ``number`` is what ``--decide`` takes."""
    return {
        "v": VERSION,
        "number": conflict.position,
        "entry": conflict.present.id,
        "matched_by": conflict.matched_by.value,
        "differences": [
            {"field": found.field, "ours": found.ours, "theirs": found.theirs} for found in conflict.differences
        ],
        "incoming": entry_shape(conflict.incoming),
        "present": entry_shape(conflict.present),
    }


def not_taken_shape(row: NotTaken) -> dict[str, Any]:
    """Return an entry or a row of a file that wasn't taken; ``kind`` is one of a few words, ``reason`` a sentence."""
    return {
        "position": row.position,
        "line": row.line,
        "entry": row.entry or None,
        "term": row.term or None,
        "kind": row.reason.name.lower(),
        "reason": row.why,
    }


def statistics_shape(found: Statistics) -> dict[str, Any]:
    """Return the figures of a termbase; shares are between 0 and 1, days and hours in UTC."""
    return {
        "candidates_by_status": found.candidates,
        "terms_by_language": [
            {"language": language, "status": status, "terms": count}
            for (language, status), count in found.terms.items()
        ],
        "entries_by_origin": found.by_origin,
        "entries_by_subject_field": [asdict(field) for field in found.by_subject_field],
        "entries_by_documents": asdict(found.spread),
        "candidates_by_score": [asdict(score) for score in found.scores],
        "coverage": [{**asdict(document), "share": round(document.share, 4)} for document in found.coverage],
        "activity": [{**asdict(day), "day": day.day.isoformat()} for day in found.activity],
    }


def revision_shape(revision: PastRevision) -> dict[str, Any]:
    """Return a step of the history; ``changes`` only where one thing was asked for."""
    return {
        "v": VERSION,
        "revision": revision.id,
        "at": revision.at.isoformat(),
        "who": revision.who,
        "action": revision.action,
        "summary": revision.summary,
        "state": revision.state,
        "changes": [
            {"kind": change.kind, "target": change.target, "before": change.before, "after": change.after}
            for change in revision.changes
        ],
    }
