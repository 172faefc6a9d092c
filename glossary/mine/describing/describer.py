"""A ranked key made a candidate: its form, variants, mentions and examples."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from glossary.concept import Candidate, Mentions, Variant
from glossary.mine.describing.contexts import choose_contexts
from glossary.mine.describing.variants import find_variants
from glossary.text.english import fold
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.mine.describing.sketching import Sketch
    from glossary.mine.known import KnownTerms
    from glossary.mine.ranking.rank import Ranked


def describe(ranked: Ranked, sketches: Sequence[Sketch], known: KnownTerms) -> Candidate:
    """Return the candidate of a ranked key.

    An acronym that the termbase has for its entry is listed even where the documents never use it,
    with a count of 0.

    Args:
        ranked: the key, its score and its numbers.
        sketches: what each block shows of it, in the order of the blocks.
        known: the terms of the termbase.
    """
    variants = find_variants(part.forms for part in sketches)
    term = _form_of_key(variants, ranked.key)
    entry = known.entry_of(ranked.key) if ranked.is_known else None
    if entry:
        present = {variant.term for variant in variants}
        preferred = known.preferred.get(entry)
        if preferred in present and fold(preferred) == ranked.key:
            term = preferred
        acronyms = known.acronyms.get(entry, ())
        variants += tuple(Variant(term=acronym, count=0) for acronym in acronyms if acronym not in present)
    return Candidate(
        term=term,
        key=ranked.key,
        status=CandidateStatus.KNOWN if entry else CandidateStatus.PENDING,
        entry=entry,
        score=round(ranked.score, 4),
        frequency=ranked.frequency,
        documents=ranked.documents,
        variants=variants,
        contexts=choose_contexts(example for part in sketches for example in part.examples),
        mentions=Mentions.of_numbers(array("I", b"".join(part.mentions for part in sketches))),
        parts=ranked.parts,
    )


def _form_of_key(variants: Sequence[Variant], key: str) -> str:
    """Return the commonest form that has the key itself: the full form before its acronym."""
    return next((variant.term for variant in variants if fold(variant.term) == key), variants[0].term)
