"""Entries that may be a candidate's concept already: what a reviewer should see before accepting it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from sqlalchemy import select

from glossary.store.entries.full_text import TRIGRAM, full_text_of
from glossary.store.entries.listing import EntrySummary, get_summaries
from glossary.store.entries.search_columns import search_key
from glossary.store.models import TermSectionRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from glossary.concept import Candidate

#: How alike the keys of two spellings are at least, by difflib's ratio.
SIMILAR = 0.85
#: A spelling is cut into at most so many pieces, two of which a similar one has.
PIECES = 6
#: So many terms with such pieces are looked at, and so many of them closely.
FAR, NEAR = 2_000, 50


class DuplicateReason(StrEnum):
    """Why an entry may be the same concept, strongest first."""

    SAME_TERM = "same term"
    SAME_VARIANT = "same variant"
    SAME_CHINESE = "same Chinese"
    SIMILAR_SPELLING = "similar spelling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """An entry that may be the same concept; ``term`` is the term of the entry that says so."""

    entry: EntrySummary
    reason: DuplicateReason
    term: str


def find_duplicates(connection: Connection, candidate: Candidate, *, limit: int = 5) -> list[Duplicate]:
    """Return the entries that may be a candidate's concept, strongest reason first, each entry once.

    Args:
        connection: in any transaction.
        candidate: with its variants and proposed equivalents.
        limit: at most so many.
    """
    met: dict[int, tuple[DuplicateReason, str]] = {}
    for entry_id, reason, term in _find(connection, candidate):
        if entry_id not in met and len(met) == limit:
            break
        met.setdefault(entry_id, (reason, term))
    summaries = get_summaries(connection, list(met))
    return [
        Duplicate(entry=entry, reason=met[entry.row_id][0], term=met[entry.row_id][1])
        for entry in summaries
        if entry is not None
    ]


def _find(connection: Connection, candidate: Candidate) -> Iterator[tuple[int, DuplicateReason, str]]:
    """Yield the row of an entry, the reason and the term, strongest reason first; entries may come again."""
    language = candidate.language
    variants = [search_key(language, variant.term) for variant in candidate.variants]
    chinese = [search_key(e.language, e.term) for e in candidate.equivalents if e.language.startswith("zh")]
    reasons = (
        (DuplicateReason.SAME_TERM, [candidate.key], language[:2]),
        (DuplicateReason.SAME_VARIANT, variants, language[:2]),
        (DuplicateReason.SAME_CHINESE, chinese, "zh"),
    )
    for reason, keys, prefix in reasons:
        for entry_id, term in _with_keys(connection, keys, prefix):
            yield entry_id, reason, term
    for entry_id, term in _with_similar_spelling(connection, candidate):
        yield entry_id, DuplicateReason.SIMILAR_SPELLING, term


def _with_keys(connection: Connection, keys: Iterable[str], language: str) -> Iterator[tuple[int, str]]:
    """Yield the entries and terms with one of some keys, in the order of the keys."""
    for key in dict.fromkeys(keys):
        statement = select(TermSectionRow.entry_id, TermSectionRow.term)
        statement = statement.where(TermSectionRow.key == key, TermSectionRow.language.startswith(language))
        for row in connection.execute(statement.order_by(TermSectionRow.entry_id, TermSectionRow.position)):
            yield row.entry_id, row.term


def _with_similar_spelling(connection: Connection, candidate: Candidate) -> Iterator[tuple[int, str]]:
    """Yield the entries and terms that are spelt nearly alike, most alike first."""
    choices = _choices_of(candidate.term.lower())
    if not choices:
        return
    columns = (TermSectionRow.entry_id, TermSectionRow.term, TermSectionRow.key)
    found = full_text_of(connection).entries_with_term(choices).with_only_columns(*columns)
    found = found.where(TermSectionRow.language.startswith(candidate.language[:2])).order_by(TermSectionRow.id)
    own = Counter(_trigrams(candidate.term.lower()))
    shared = [
        ((own & Counter(_trigrams(row.term.lower()))).total(), row) for row in connection.execute(found.limit(FAR))
    ]
    nearest = sorted(shared, key=lambda pair: (-pair[0], pair[1].entry_id))[:NEAR]
    alike = [(SequenceMatcher(None, candidate.key, row.key, autojunk=False).ratio(), row) for _, row in nearest]
    for ratio, row in sorted(alike, key=lambda pair: (-pair[0], pair[1].entry_id)):
        if ratio >= SIMILAR:
            yield row.entry_id, row.term


def _choices_of(term: str) -> list[tuple[str, ...]]:
    """Return the pieces of which a term must share two with this one, or one where it is short."""
    starts = range(0, len(term) - TRIGRAM + 1, TRIGRAM)
    step = max(1, -(-len(starts) // PIECES))
    pieces = list(dict.fromkeys(term[start : start + TRIGRAM] for start in starts[::step]))
    return list(combinations(pieces, 2 if len(pieces) > TRIGRAM else 1))


def _trigrams(term: str) -> Iterator[str]:
    return (term[start : start + TRIGRAM] for start in range(len(term) - TRIGRAM + 1))
