"""Two people's changes of one entry brought together, field by field: a three-way merge of pure values.

What only one of them changed is taken from that one. Notes, examples, references and the like are taken as sets: what
either added is there, what either took away is gone. Where both changed one field, and differently, they clash.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.review.clashes import Clash, told
from glossary.review.merging_order import merge_order, numbered
from glossary.review.merging_terms import align_terms, with_one_preferred, without_doubles
from glossary.review.places import with_places_of, without_places
from glossary.vocabulary import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from glossary.concept import CrossReference

    Key = Hashable

_Value = TypeVar("_Value")
#: Every clash settled alike.
NO_CHOICES: Mapping[tuple[str, ...], Side] = MappingProxyType({})
#: The field of a clash in which one deleted what the other one changed, or both made what can't be one.
WHOLE = "entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What comes of two states of an entry, None for that it is deleted, and where they clash."""

    entry: ConceptEntry | None
    clashes: tuple[Clash, ...] = ()


def merge_entries(
    base: ConceptEntry | None,
    ours: ConceptEntry | None,
    theirs: ConceptEntry | None,
    *,
    prefer: Side = Side.OURS,
    choices: Mapping[tuple[str, ...], Side] = NO_CHOICES,
) -> Merged:
    """Merge two states of an entry.

    Args:
        base: what both began with, None where neither had it.
        ours: one state, None where it was deleted.
        theirs: the other, likewise.
        prefer: whose field is taken where they clash.
        choices: whose instead for single clashes, by their fields.
    """
    # Places in mined documents belong to one termbase; they neither differ nor clash.
    plain = [None if entry is None else without_places(entry) for entry in (base, ours, theirs)]
    work = _Merge(prefer, choices)
    merged = work.entry(*plain)
    if merged is not None:
        for known in (theirs, ours):
            merged = merged if known is None else with_places_of(merged, known)
    return Merged(entry=merged, clashes=tuple(work.clashes))


class _Merge:
    """One merge under way; collects the clashes."""

    def __init__(self, prefer: Side, choices: Mapping[tuple[str, ...], Side]) -> None:
        self.clashes: list[Clash] = []
        self._prefer = prefer
        self._choices = choices

    def entry(
        self, base: ConceptEntry | None, ours: ConceptEntry | None, theirs: ConceptEntry | None
    ) -> ConceptEntry | None:
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        if ours is None or theirs is None or (base is None and not _share_a_term(ours, theirs)):
            return self._clash((WHOLE,), base, ours, theirs)
        merged = self._fields_of_entry(base or ConceptEntry(id=ours.id), ours, theirs)
        if next(merged.find_terms(), None) is None:  # each took away what the other one left
            return self._clash((WHOLE,), base, ours, theirs)
        return merged

    def _fields_of_entry(self, base: ConceptEntry, ours: ConceptEntry, theirs: ConceptEntry) -> ConceptEntry:
        return ConceptEntry(
            id=ours.id,
            subject_field=self._pick(("subject_field",), base.subject_field, ours.subject_field, theirs.subject_field),
            definition=self._pick(("definition",), base.definition, ours.definition, theirs.definition),
            notes=_united(base.notes, ours.notes, theirs.notes),
            references=self._keyed(
                (),
                self._reference,
                *(_by(lambda reference: reference.target, entry.references) for entry in (base, ours, theirs)),
            ),
            sections=self._keyed(
                (),
                self._section,
                *(_by(lambda section: section.language, entry.sections) for entry in (base, ours, theirs)),
            ),
            other=_united(base.other, ours.other, theirs.other),
        )

    def _reference(
        self, path: tuple[str, ...], base: CrossReference | None, ours: CrossReference, theirs: CrossReference
    ) -> CrossReference:
        text = self._pick((*path, ours.target), base.text if base else "", ours.text, theirs.text)
        return replace(ours, text=text)

    def _section(
        self, path: tuple[str, ...], base: LanguageSection | None, ours: LanguageSection, theirs: LanguageSection
    ) -> LanguageSection:
        former = base or LanguageSection(language=ours.language)
        path = (*path, ours.language)
        keyed = (align_terms(former.terms, section.terms) for section in (former, ours, theirs))
        terms = self._keyed(path, self._term, *keyed)
        terms = without_doubles(terms, ours.terms, theirs.terms)
        one = with_one_preferred(terms, ours.terms, theirs.terms, self._side((*path, "preferred")))
        if one != terms:
            told = (_preferred(section.terms) for section in (former, ours, theirs))
            self._remember((*path, "preferred"), *told)
        return LanguageSection(
            language=ours.language,
            terms=one,
            definition=self._pick((*path, "definition"), former.definition, ours.definition, theirs.definition),
            notes=_united(former.notes, ours.notes, theirs.notes),
            other=_united(former.other, ours.other, theirs.other),
        )

    def _term(
        self, path: tuple[str, ...], base: TermSection | None, ours: TermSection, theirs: TermSection
    ) -> TermSection:
        path = (*path, base.term if base else ours.term)
        term, pinyin, by_hand = self._designation(path, base, ours, theirs)
        values: dict[str, Any] = {
            name: self._pick((*path, name), getattr(base, name, None), getattr(ours, name), getattr(theirs, name))
            for name in ("status", "part_of_speech", "term_type", "source")
        }
        sets: dict[str, Any] = {
            name: _united(getattr(base, name, ()), getattr(ours, name), getattr(theirs, name))
            for name in ("notes", "contexts", "other")
        }
        return TermSection(term=term, pinyin=pinyin, pinyin_by_hand=by_hand, **values, **sets)

    def _designation(
        self, path: tuple[str, ...], base: TermSection | None, ours: TermSection, theirs: TermSection
    ) -> tuple[str, str | None, bool]:
        """Return a term with its reading; they belong together where one of the two spells the term otherwise."""
        spelled = {(base or ours).term, ours.term, theirs.term}
        former = None if base is None else (base.term, base.pinyin, base.pinyin_by_hand)
        own, other = ((term.term, term.pinyin, term.pinyin_by_hand) for term in (ours, theirs))
        if len(spelled) > 1:
            return self._pick((*path, "term"), former, own, other)
        if other in (own, former):
            return own
        if own == former:
            return other
        if ours.pinyin_by_hand != theirs.pinyin_by_hand:  # a hand correction wins over any machine
            return own if ours.pinyin_by_hand else other
        if not ours.pinyin or not theirs.pinyin:
            return own if ours.pinyin else other
        return self._pick((*path, "pinyin"), former, own, other)

    def _keyed(
        self,
        path: tuple[str, ...],
        merge: Callable[[tuple[str, ...], _Value | None, _Value, _Value], _Value],
        base: Mapping[Any, _Value],
        ours: Mapping[Any, _Value],
        theirs: Mapping[Any, _Value],
    ) -> tuple[_Value, ...]:
        """Merge things that are told apart by their keys."""
        found: list[_Value] = []
        for key in merge_order(list(base), list(ours), list(theirs)):
            former, own, other = base.get(key), ours.get(key), theirs.get(key)
            if own is not None and other is not None:
                found.append(merge(path, former, own, other))
                continue
            left = other if own is None else own
            if left is None or left == former:
                continue  # one took away what the other one left as it was
            kept = left if former is None else self._clash((*path, told(former)), former, own, other)
            if kept is not None:
                found.append(kept)
        return tuple(found)

    def _pick(self, path: tuple[str, ...], base: _Value | None, ours: _Value, theirs: _Value) -> _Value:
        if theirs in (ours, base):
            return ours
        return theirs if ours == base else self._clash(path, base, ours, theirs)

    def _clash(self, path: tuple[str, ...], base: object, ours: _Value, theirs: _Value) -> _Value:
        self._remember(path, told(base), told(ours), told(theirs))
        return ours if self._side(path) is Side.OURS else theirs

    def _side(self, path: tuple[str, ...]) -> Side:
        return self._choices.get(path, self._prefer)

    def _remember(self, path: tuple[str, ...], base: str, ours: str, theirs: str) -> None:
        self.clashes.append(Clash(field=path, base=base, ours=ours, theirs=theirs))


def _by(key: Callable[[_Value], Key], values: Sequence[_Value]) -> dict[Key, _Value]:
    """Return values by their keys; the second of one key is told apart by its number."""
    return dict(zip(numbered([key(value) for value in values]), values, strict=True))


def _united(base: Sequence[_Value], ours: Sequence[_Value], theirs: Sequence[_Value]) -> tuple[_Value, ...]:
    """Return what is in both, or was added by one; in the order of who changed it."""
    if tuple(ours) == tuple(theirs) or tuple(theirs) == tuple(base):
        return tuple(ours)
    if tuple(ours) == tuple(base):
        return tuple(theirs)
    own, other, former = (_by(lambda value: value, values) for values in (ours, theirs, base))
    kept = (key for key in merge_order(list(former), list(own), list(other)) if _stays(key, former, own, other))
    return tuple(own[key] if key in own else other[key] for key in kept)


def _stays(key: Key, base: Mapping[Key, Any], ours: Mapping[Key, Any], theirs: Mapping[Key, Any]) -> bool:
    return (key in ours and key in theirs) or key not in base


def _share_a_term(ours: ConceptEntry, theirs: ConceptEntry) -> bool:
    """Tell whether two entries that were made apart from each other can be one concept."""
    own, other = ({(lang, term.term.casefold()) for lang, term in entry.find_terms()} for entry in (ours, theirs))
    return not own.isdisjoint(other)


def _preferred(terms: Sequence[TermSection]) -> str:
    return ", ".join(term.term for term in terms if term.status.value == "preferred")
