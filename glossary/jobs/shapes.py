"""A candidate as a JSON object, for the servers: what ``--json`` prints. Fields may be added, none changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary.review.learning import describe, reasons_of

if TYPE_CHECKING:
    from glossary.concept import Candidate, ProposedEquivalent

VERSION = 1


def candidate_shape(candidate: Candidate) -> dict[str, Any]:
    """Return a candidate; ``documents`` counts them, ``learned`` says what decisions on others add to the score."""
    return {
        "v": VERSION,
        "id": candidate.id,
        "term": candidate.term,
        "language": candidate.language,
        "key": candidate.key,
        "status": candidate.status.value,
        "entry": candidate.entry,
        "score": round(candidate.score, 4),
        "learned": [{"points": reason.points, "reason": describe(reason)} for reason in reasons_of(candidate.parts)],
        "frequency": candidate.frequency,
        "documents": candidate.documents,
        "variants": [{"term": variant.term, "count": variant.count} for variant in candidate.variants],
        "equivalents": [_equivalent_shape(equivalent) for equivalent in candidate.equivalents],
        "contexts": [
            {"text": usage.text, "document": usage.document, "start": usage.start, "end": usage.end}
            for usage in candidate.contexts
        ],
    }


def _equivalent_shape(equivalent: ProposedEquivalent) -> dict[str, Any]:
    return {
        "term": equivalent.term,
        "language": equivalent.language,
        "pinyin": equivalent.pinyin,
        "method": equivalent.method.value,
        "confidence": round(equivalent.confidence, 4),
        "source": equivalent.source,
        "evidence": equivalent.evidence,
    }
