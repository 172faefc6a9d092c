"""What waits for a decision as JSON objects: what ``--json`` prints. Fields may be added, none changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary.review.learning import describe, reasons_of

if TYPE_CHECKING:
    from glossary.concept import Candidate, ProposedEquivalent
    from glossary.review.proposed import ComparedChange
    from glossary.store.candidates.claims import Claim

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


def claim_shape(claim: Claim) -> dict[str, Any]:
    """Return who reviews a candidate, and until when nobody else is given it."""
    return {"who": claim.who, "until": claim.until.isoformat()}


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


def change_shape(compared: ComparedChange) -> dict[str, Any]:
    """Return a proposed change; ``does`` says what accepting it does to the entry, ``differences`` to which fields."""
    change = compared.change
    return {
        "v": VERSION,
        "id": change.id,
        "kind": change.kind.value,
        "does": _what_it_does(compared),
        "entry": change.identifier or None,
        "name": compared.name,
        "who": change.who,
        "at": change.at.isoformat(),
        "source": change.source,
        "note": change.note,
        "differences": [
            {"field": " · ".join(found.field), "base": found.base, "ours": found.ours, "theirs": found.theirs}
            for found in compared.differences
        ],
    }


def _what_it_does(compared: ComparedChange) -> str:
    if compared.outcome is None:
        return "delete"
    if compared.ours is None:
        return "restore" if compared.change.base else "add"
    return "change"
