"""Terms that a text should not use: deprecated and superseded ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary.lookup.checking.fault import Fault
from glossary.lookup.checking.protocol import UNACCEPTED, Termbase, is_of
from glossary.lookup.checking.rules import DEPRECATED_TERM, SUPERSEDED_TERM
from glossary.lookup.checking.wording import fit_wording
from glossary.text.chinese import to_traditional
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from glossary.lookup.recognition.span import IndexedTerm, Span

_STANDING = ("preferred", "admitted")


def find_bad_uses(
    termbase: Termbase, text: str, spans: Iterable[Span], language: str | None = None, *, in_target: bool = False
) -> list[Fault]:
    """Return the uses of terms that nobody should use.

    Args:
        termbase: knows what to write instead.
        text: any text.
        spans: the terms of it that count; one that is also an accepted term of any entry is well used.
        language: the text's, where it is known; ``zh-Hant`` wants Traditional suggestions.
        in_target: that the text is a translation.
    """
    found = [(span, _worst(span.senses, language)) for span in spans if _is_bad(span.senses)]
    if not found:
        return []
    entries = termbase.get_entries({sense.entry_id for _, sense in found})
    return [
        _fault(text, span, sense, entries[sense.entry_id], language, in_target=in_target)
        for span, sense in found
        if sense.entry_id in entries
    ]


def equivalent_of(entry: Mapping[str, Any], language: str) -> str | None:
    """Return the term of an entry to write in a language: the preferred one, else the first admitted.

    Where an entry has Chinese in the other script only, that is converted to Traditional.
    """
    own = [term for term in entry["terms"] if term["language"] == language]
    found = _best(own)
    if found is None and language.startswith("zh"):
        found = _best(term for term in entry["terms"] if term["language"].startswith("zh"))
        return to_traditional(found) if found and language == Language.TRADITIONAL_CHINESE else found
    return found


def _best(terms: Iterable[Mapping[str, Any]]) -> str | None:
    accepted = [term for term in terms if term["status"] in _STANDING]
    return min(accepted, key=lambda term: _STANDING.index(term["status"]))["term"] if accepted else None


def _is_bad(senses: tuple[IndexedTerm, ...]) -> bool:
    # Nearly all senses are accepted; a generator for each span would cost more than all else.
    return senses[0].status in UNACCEPTED and all(sense.status in UNACCEPTED for sense in senses)


def _worst(senses: tuple[IndexedTerm, ...], language: str | None) -> IndexedTerm:
    """Return the sense to speak of: one in the language of the text, where there is one."""
    return next((sense for sense in senses if sense.language == language), senses[0])


def _fault(
    text: str,
    span: Span,
    sense: IndexedTerm,
    entry: Mapping[str, Any],
    language: str | None,
    *,
    in_target: bool,
) -> Fault:
    written = text[span.start : span.end]
    wanted = language if language and is_of(language, sense.language) else sense.language
    suggestion = equivalent_of(entry, wanted)
    if suggestion and not wanted.startswith("zh"):
        suggestion = fit_wording(suggestion, written, sense.term)
    advice = f"write “{suggestion}”" if suggestion else f"the entry {entry['id']} has no term to write instead"
    return Fault(
        code=DEPRECATED_TERM if sense.status == "deprecated" else SUPERSEDED_TERM,
        message=f"“{written}” is {sense.status}; {advice}",
        start=span.start,
        end=span.end,
        term=written,
        suggestion=suggestion,
        entry=entry["id"],
        names=(written, *(sense.term for sense in span.senses)),
        in_target=in_target,
    )
