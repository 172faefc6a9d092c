"""Which terms of two states of a language are the same, also where one was spelled otherwise."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.review.merging_order import numbered
from glossary.vocabulary import AdministrativeStatus, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.concept import TermSection

TermKey = tuple[str, int]
"""A term of the base, and its number among those that are spelled the same."""


def align_terms(base: Sequence[TermSection], terms: Sequence[TermSection]) -> dict[TermKey, TermSection]:
    """Return terms by the key of the base's term that each is, or of its own where it is new.

    One that is spelled otherwise, and else like one of the base that is gone, is that one.
    """
    former = dict(zip(numbered([term.term for term in base]), base, strict=True))
    own = dict(zip(numbered([term.term for term in terms]), terms, strict=True))
    gone = {key: term for key, term in former.items() if key not in own}
    found: dict[TermKey, TermSection] = {}
    for key, term in own.items():
        renamed = None if key in former else next((old for old, was in gone.items() if _is_renamed(was, term)), None)
        if renamed is not None:
            del gone[renamed]
        found[key if renamed is None else renamed] = term
    return found


def without_doubles(
    terms: Sequence[TermSection], ours: Sequence[TermSection], theirs: Sequence[TermSection]
) -> tuple[TermSection, ...]:
    """Return terms without those that came twice: one added them, the other spelled another one so."""
    most = Counter(term.term for term in ours) | Counter(term.term for term in theirs)
    met: Counter[str] = Counter()
    found = []
    for term in terms:
        met[term.term] += 1
        if met[term.term] <= most[term.term]:
            found.append(term)
    return tuple(found)


def with_one_preferred(
    terms: Sequence[TermSection], ours: Sequence[TermSection], theirs: Sequence[TermSection], prefer: Side
) -> tuple[TermSection, ...]:
    """Return terms of which one is preferred where each had one at most, and another one than the other had."""
    if max(_count_preferred(ours), _count_preferred(theirs)) > 1 or _count_preferred(terms) <= 1:
        return tuple(terms)
    chosen = {term.term for term in (ours if prefer is Side.OURS else theirs) if _is_preferred(term)}
    admitted = AdministrativeStatus.ADMITTED
    return tuple(
        replace(term, status=admitted) if _is_preferred(term) and term.term not in chosen else term for term in terms
    )


def _is_renamed(was: TermSection, term: TermSection) -> bool:
    """Tell whether all but the spelling, and the reading with it, is the same."""
    return replace(term, term=was.term, pinyin=was.pinyin, pinyin_by_hand=was.pinyin_by_hand) == was


def _is_preferred(term: TermSection) -> bool:
    return term.status is AdministrativeStatus.PREFERRED


def _count_preferred(terms: Sequence[TermSection]) -> int:
    return sum(map(_is_preferred, terms))
