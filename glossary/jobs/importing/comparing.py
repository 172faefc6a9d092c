"""In what an entry of a file differs from one of the termbase, for a person to read."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.concept import ConceptEntry, Definition, LanguageSection, TermSection

_SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs: ``ours`` in the termbase, ``theirs`` in the file, ``""`` where it is missing.

    ``field`` names it: ``subject field``, ``zh-Hans 港口通`` for a whole term, ``zh-Hans 港口通, pinyin`` for a part.
    """

    field: str
    ours: str
    theirs: str


def find_differences(ours: ConceptEntry, theirs: ConceptEntry) -> Iterator[Difference]:
    """Yield what differs in two states of an entry, the entry's own fields first."""
    yield from _differing("subject field", ours.subject_field, theirs.subject_field)
    yield from _definitions("definition", ours.definition, theirs.definition)
    yield from _differing("notes", _listed(ours.notes), _listed(theirs.notes))
    references = [_listed(f"{r.target} {r.text}".strip() for r in entry.references) for entry in (ours, theirs)]
    yield from _differing("references", *references)
    yield from _differing("other", _listed(ours.other), _listed(theirs.other))
    languages = [[section.language for section in entry.sections] for entry in (ours, theirs)]
    yield from _differing("languages", *map(_listed, languages))
    for language in dict.fromkeys(languages[0] + languages[1]):
        yield from _language(language, *(_of(entry, language) for entry in (ours, theirs)))


def find_clashes(ours: ConceptEntry, theirs: ConceptEntry) -> Iterator[str]:
    """Yield the fields in which a file says otherwise what an entry has, so that filling doesn't take them."""
    for difference in find_differences(ours, theirs):
        is_arrangement = difference.field == "languages" or difference.field.endswith(", order")
        if difference.theirs and not is_arrangement:
            yield difference.field


def _language(
    language: str, ours: Sequence[LanguageSection], theirs: Sequence[LanguageSection]
) -> Iterator[Difference]:
    own, their = ours[0] if ours else None, theirs[0] if theirs else None
    if own and their:
        yield from _definitions(f"{language}, definition", own.definition, their.definition)
        yield from _differing(f"{language}, notes", _listed(own.notes), _listed(their.notes))
        yield from _differing(f"{language}, other", _listed(own.other), _listed(their.other))
    own_terms = {term.term: term for section in ours for term in section.terms}
    their_terms = {term.term: term for section in theirs for term in section.terms}
    common = [
        [term for term in terms if term in own_terms and term in their_terms] for terms in (own_terms, their_terms)
    ]
    yield from _differing(f"{language}, order", *map(_listed, common))
    for name in dict.fromkeys((*own_terms, *their_terms)):
        yield from _term(f"{language} {name}", own_terms.get(name), their_terms.get(name))


def _term(field: str, ours: TermSection | None, theirs: TermSection | None) -> Iterator[Difference]:
    if ours is None or theirs is None:
        yield Difference(field, _described(ours), _described(theirs))
        return
    for part in fields(ours):
        name = part.name.replace("_", " ")
        own, their = getattr(ours, part.name), getattr(theirs, part.name)
        if part.name == "contexts":
            own, their = ([f"{c.text} ({c.source})" if c.source else c.text for c in found] for found in (own, their))
        if part.name == "pinyin_by_hand":
            own, their = ("yes" if found else "no" for found in (own, their))
        yield from _differing(f"{field}, {name}", _text(own), _text(their))


def _definitions(field: str, ours: Definition | None, theirs: Definition | None) -> Iterator[Difference]:
    yield from _differing(field, ours.text if ours else None, theirs.text if theirs else None)
    yield from _differing(f"{field} source", ours.source if ours else None, theirs.source if theirs else None)


def _differing(field: str, ours: str | None, theirs: str | None) -> Iterator[Difference]:
    if (ours or "") != (theirs or ""):
        yield Difference(field, ours or "", theirs or "")


def _described(term: TermSection | None) -> str:
    if term is None:
        return ""
    words = (term.status, term.part_of_speech, term.term_type)
    reading = f"{term.pinyin} " if term.pinyin else ""
    return f"{reading}[{', '.join(word for word in words if word)}]"


def _of(entry: ConceptEntry, language: str) -> list[LanguageSection]:
    return [section for section in entry.sections if section.language == language]


def _text(value: object) -> str:
    if isinstance(value, tuple | list):
        return _listed(value)
    return "" if value is None else str(value)


def _listed(texts: Iterable[str]) -> str:
    return _SEPARATOR.join(texts)
