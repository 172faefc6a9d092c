"""A text beside its translation: equivalents that are missing, and which ones were used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.lookup.checking.boundaries import stands_as_words
from glossary.lookup.checking.fault import Fault
from glossary.lookup.checking.loosely import LooseText
from glossary.lookup.checking.protocol import UNACCEPTED, Termbase, is_of
from glossary.lookup.checking.rules import MISSING_EQUIVALENT
from glossary.lookup.checking.usage import equivalent_of, find_bad_uses
from glossary.lookup.checking.writing import WritingCounts, count_writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from glossary.lookup.recognition.span import Span

#: So many equivalents are told in the one line of a message.
_TOLD = 3
#: What so many entries have for a term is a word like any other, and asks for nothing.
_AMBIGUOUS = 20


class Rendering(NamedTuple):
    """An equivalent that a translation uses: ``target[start:end]``.

    ``source`` and ``equivalent`` are what all spellings of the term and of the equivalent have in common.
    """

    source: tuple[int, ...]
    term: str
    equivalent: tuple[int, ...]
    text: str
    start: int
    end: int
    entry_id: int


class Missing(NamedTuple):
    """A term without an equivalent; ``is_short`` says that the end of a name stands there in its place."""

    fault: Fault
    entry_ids: frozenset[int]
    is_short: bool


class PairFacts(NamedTuple):
    """All that one pair of texts has to say, whatever stands in the others; fit to be kept for these two texts."""

    faults: tuple[Fault, ...]
    missing: tuple[Missing, ...]
    renderings: tuple[Rendering, ...]
    writing: WritingCounts


class _Uses(NamedTuple):
    """Which entries a translation names, by accepted and by other terms, and where each accepted one stands."""

    accepted: dict[int, list[Span]]
    unaccepted: frozenset[int]


def check_pair(termbase: Termbase, source: str, target: str, source_language: str, target_language: str) -> PairFacts:
    """Return what is to be said about a text and its translation.

    Any accepted equivalent of any of its entries will do for a term, once, however often the term occurs; a term
    within a longer one isn't asked for. Terms without an equivalent in the target language ask for nothing.

    Args:
        termbase: what to check against.
        source: a sentence or paragraph.
        target: what it was translated by; an empty one isn't translated yet and has no faults.
        source_language: as BCP 47 tag.
        target_language: likewise.
    """
    if not target.strip():
        return PairFacts((), (), (), WritingCounts(0, 0))
    recogniser = termbase.recogniser
    found = recogniser.find_all(target)
    uses = _uses_of(target, found, target_language)
    # Only of texts with such a term it has to be found out whether a longer one covers it.
    winners = recogniser.find(target) if uses.unaccepted else ()
    faults = find_bad_uses(termbase, target, winners, target_language, in_target=True)
    missing: list[Span] = []
    renderings: list[Rendering] = []
    seen: set[tuple[int, ...]] = set()
    for span in recogniser.find(source):
        senses = [sense for sense in span.senses if is_of(sense.language, source_language)]
        key = tuple(sorted({sense.term_id for sense in senses}))
        if not senses or key in seen:
            continue
        seen.add(key)
        entry_ids = {sense.entry_id for sense in senses}
        named = [entry_id for entry_id in entry_ids if entry_id in uses.accepted]
        for entry_id in named[:1]:
            term = source[span.start : span.end]
            renderings.extend(_renderings(key, term, entry_id, uses.accepted[entry_id], target))
        if not named and len(entry_ids) < _AMBIGUOUS and uses.unaccepted.isdisjoint(entry_ids):
            missing.append(span._replace(senses=tuple(senses)))
    lacking = tuple(_find_missing(termbase, source, target, missing, target_language))
    return PairFacts(tuple(faults), lacking, tuple(renderings), count_writing(target))


def _uses_of(target: str, found: Iterable[Span], language: str) -> _Uses:
    accepted: dict[int, list[Span]] = {}
    unaccepted: set[int] = set()
    for span in found:
        for sense in span.senses:
            if sense.status in UNACCEPTED:
                unaccepted.add(sense.entry_id)
            # A term that was left untranslated is none of the target language; an acronym may stay what it is.
            elif is_of(sense.language, language) or target[span.start : span.end].isupper():
                spans = accepted.setdefault(sense.entry_id, [])
                if not spans or spans[-1] is not span:
                    spans.append(span)
    return _Uses(accepted, frozenset(unaccepted))


def _renderings(
    source: tuple[int, ...], term: str, entry_id: int, spans: Sequence[Span], target: str
) -> list[Rendering]:
    """Return how a term was rendered; of spans within each other the longest counts."""
    found: list[Rendering] = []
    end = -1
    for span in spans:
        if span.end <= end:
            continue
        end = span.end
        equivalent = tuple(sorted({sense.term_id for sense in span.senses if sense.entry_id == entry_id}))
        text = target[span.start : span.end]
        found.append(Rendering(source, term, equivalent, text, span.start, span.end, entry_id))
    return found


def _find_missing(
    termbase: Termbase, source: str, target: str, spans: Sequence[Span], language: str
) -> Iterable[Missing]:
    """Yield the terms that really have no equivalent in the translation."""
    if not spans:
        return
    entries = termbase.get_entries({sense.entry_id for span in spans for sense in span.senses})
    text = LooseText(target)
    for span in spans:
        senses = [entries[sense.entry_id] for sense in span.senses if sense.entry_id in entries]
        wanted = list(dict.fromkeys(term for entry in senses for term in _accepted(entry, language)))
        if not wanted or any(text.says(term, language) for term in wanted):
            continue
        if not stands_as_words(source, span.start, span.end):
            continue
        is_short = any(text.names_shortly(term, language) for term in wanted)
        fault = _fault(source, span, senses, wanted, language)
        yield Missing(fault, frozenset(sense.entry_id for sense in span.senses), is_short)


def _accepted(entry: Mapping[str, Any], language: str) -> list[str]:
    """Return the equivalents of an entry in a language; in the other script where it has none in this one."""
    accepted = [term for term in entry["terms"] if term["status"] not in UNACCEPTED]
    own = [term["term"] for term in accepted if term["language"] == language]
    return own or [term["term"] for term in accepted if is_of(term["language"], language)]


def _fault(
    source: str, span: Span, entries: Sequence[Mapping[str, Any]], wanted: Sequence[str], language: str
) -> Fault:
    written = source[span.start : span.end]
    suggestions = [found for entry in entries if (found := equivalent_of(entry, language))]
    told = list(dict.fromkeys([*suggestions, *wanted]))
    listed = ", ".join(told[:_TOLD]) + (", …" if len(told) > _TOLD else "")
    return Fault(
        code=MISSING_EQUIVALENT,
        message=f"“{written}” has no equivalent in the translation: {listed}",
        start=span.start,
        end=span.end,
        term=written,
        suggestion=suggestions[0] if suggestions else None,
        entry=entries[0]["id"],
        names=(written, *(sense.term for sense in span.senses)),
    )
