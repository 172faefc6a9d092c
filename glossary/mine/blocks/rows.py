"""Candidates as plain tuples, which are written and read many times faster than objects."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from glossary.concept import Candidate, Mentions, ProposedEquivalent, Usage, Variant
from glossary.vocabulary import CandidateStatus, Method

if TYPE_CHECKING:
    from collections.abc import Callable

    Row = tuple[Any, ...]

_USAGE = ("text", "document", "start", "end", "term_start", "term_end", "document_id", "source")
_EQUIVALENT = ("term", "language", "method", "confidence", "pinyin", "source", "evidence")
_PLAIN = ("term", "key", "language", "status", "entry", "score", "frequency", "documents", "parts", "id")


def row_of(candidate: Candidate) -> Row:
    """Return a mined candidate as a tuple of numbers, strings, bytes and tuples of those."""
    mentions = candidate.mentions if isinstance(candidate.mentions, Mentions) else Mentions(candidate.mentions)
    return (
        *_values(candidate, _PLAIN),
        tuple((variant.term, variant.count) for variant in candidate.variants),
        tuple(_values(usage, _USAGE) for usage in candidate.contexts),
        tuple(_values(equivalent, _EQUIVALENT) for equivalent in candidate.equivalents),
        mentions.numbers.tobytes(),
    )


def candidate_of(row: Row) -> Candidate:
    """Return the candidate that ``row_of`` was given."""
    *plain, variants, contexts, equivalents, mentions = row
    fields = dict(zip(_PLAIN, plain, strict=True))
    fields["status"] = _STATUS(fields["status"])
    return Candidate(
        **fields,
        variants=tuple(Variant(term=term, count=count) for term, count in variants),
        contexts=tuple(Usage(**dict(zip(_USAGE, usage, strict=True))) for usage in contexts),
        equivalents=tuple(_equivalent(equivalent) for equivalent in equivalents),
        mentions=Mentions.of_numbers(array("I", mentions)),
    )


_STATUS: Callable[[str], CandidateStatus] = CandidateStatus


def _values(item: object, names: tuple[str, ...]) -> Row:
    return tuple(_plain(getattr(item, name)) for name in names)


def _plain(value: object) -> object:
    """Return the string of a member of an enumeration, anything else as it is."""
    return value.value if isinstance(value, CandidateStatus | Method) else value


def _equivalent(row: Row) -> ProposedEquivalent:
    fields = dict(zip(_EQUIVALENT, row, strict=True))
    fields["method"] = Method(fields["method"])
    return ProposedEquivalent(**fields)
