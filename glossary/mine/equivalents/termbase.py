"""Equivalents that the termbase has already: through any term of an entry, whatever its spelling."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from glossary.concept import ProposedEquivalent
from glossary.text.english import fold
from glossary.vocabulary import AdministrativeStatus, Language, Method, TermType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from glossary.concept import ConceptEntry, TermSection

#: Confidence of a preferred and of another accepted term of the base, which documents fix, and of a term
#: that came with an import or that a person entered.
BASE_CONFIDENCE = (1.0, 0.9)
IMPORT_CONFIDENCE = (0.95, 0.85)
#: Types of terms that say the same in fewer letters or characters.
SHORT = frozenset({TermType.SHORT_FORM, TermType.ABBREVIATION, TermType.ACRONYM})
#: Two entries that share a spelling: which of them is meant stays open.
AMBIGUOUS_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntry:
    """An entry of the termbase and where it came from: ``base``, or anything else."""

    entry: ConceptEntry
    origin: str


class TermbaseLayer:
    """All accepted Chinese terms of a termbase by the English terms of their entries.

    Args:
        entries: the termbase.
        origins: ``base`` or another word by entry id; entries that are missing count as imported.
    """

    def __init__(self, entries: Iterable[ConceptEntry], origins: Mapping[str, str]) -> None:
        self._by_key: dict[str, list[KnownEntry]] = defaultdict(list)
        self._by_id: dict[str, KnownEntry] = {}
        for entry in entries:
            known = KnownEntry(entry=entry, origin=origins.get(entry.id, "import"))
            self._by_id[entry.id] = known
            for key in {fold(term.term) for _, term in entry.find_terms(Language.ENGLISH)}:
                self._by_key[key].append(known)

    def find(self, term: str) -> list[KnownEntry]:
        """Return the entries that have an English term, in any spelling."""
        return self._by_key.get(fold(term), [])

    def propose(self, terms: Sequence[str], entry_id: str | None) -> list[ProposedEquivalent]:
        """Return the Chinese of the entry with an id, else of the entries of the first term that any has.

        A short form is answered by the short form (ASEAN: 东盟), a full name by the preferred term.
        """
        known = [self._by_id[entry_id]] if entry_id in self._by_id else []
        for term in terms:
            known = known or self.find(term)
        proposals = [
            proposal
            for item in known
            for proposal in _proposals(
                item, is_only=len(known) == 1, is_short=bool(terms) and _is_short(item.entry, terms[0])
            )
        ]
        return sorted(proposals, key=lambda proposal: -proposal.confidence)

    def propose_english(self, entry_id: str | None) -> list[ProposedEquivalent]:
        """Return the English of the entry with an id, the preferred term first; nothing where there is none."""
        known = self._by_id.get(entry_id or "")
        if known is None:
            return []
        best = known.entry.preferred(Language.ENGLISH)
        evidence = f"entry {known.entry.id}"
        accepted = [term for _, term in known.entry.find_terms(Language.ENGLISH) if term.status.is_accepted]
        return [
            _proposal(known, term, Language.ENGLISH, evidence, is_best=term is best)
            for term in sorted(accepted, key=lambda term: term is not best)
        ]


def chinese_of(entry: ConceptEntry, *, short: bool = False) -> TermSection | None:
    """Return the preferred Simplified term of an entry, or its short form where that is asked for."""
    if short:
        for _, term in entry.find_terms(Language.SIMPLIFIED_CHINESE):
            if term.status.is_accepted and term.term_type in SHORT:
                return term
    return entry.preferred(Language.SIMPLIFIED_CHINESE)


def _is_short(entry: ConceptEntry, term: str) -> bool:
    """Whether a term is a short form of an entry, and not its preferred term."""
    key = fold(term)
    return any(
        fold(found.term) == key and found.term_type in SHORT and found.status is not AdministrativeStatus.PREFERRED
        for _, found in entry.find_terms(Language.ENGLISH)
    )


def _proposals(known: KnownEntry, *, is_only: bool, is_short: bool) -> Iterator[ProposedEquivalent]:
    """Yield the Chinese of an entry, in its order."""
    english = known.entry.preferred(Language.ENGLISH)
    evidence = f"entry {known.entry.id}" + (f": {english.term}" if english else "")
    best = chinese_of(known.entry, short=is_short)
    for _, term in known.entry.find_terms(Language.SIMPLIFIED_CHINESE):
        if term.status.is_accepted:
            proposal = _proposal(known, term, Language.SIMPLIFIED_CHINESE, evidence, is_best=term is best)
            yield proposal if is_only else replace(proposal, confidence=min(proposal.confidence, AMBIGUOUS_CONFIDENCE))


def _proposal(
    known: KnownEntry, term: TermSection, language: Language, evidence: str, *, is_best: bool
) -> ProposedEquivalent:
    is_base = known.origin == "base"
    first, other = BASE_CONFIDENCE if is_base else IMPORT_CONFIDENCE
    return ProposedEquivalent(
        term=term.term,
        language=language,
        pinyin=term.pinyin,
        method=Method.BASE if is_base else Method.IMPORT,
        confidence=first if is_best else other,
        source=term.source or ("policy-terms.tbx" if is_base else "termbase"),
        evidence=evidence,
    )
