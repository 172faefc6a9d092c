"""The order of languages and terms where it isn't that of the columns of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.exchange.csv_table.cells import join_cell
from glossary.exchange.csv_table.columns import LANGUAGES
from glossary.vocabulary import AdministrativeStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossary.concept import LanguageSection, TermSection

_ORDER = {status: index for index, status in enumerate(AdministrativeStatus)}


def by_status(terms: Iterable[TermSection]) -> list[TermSection]:
    """Return terms in the order of a table's columns."""
    return sorted(terms, key=lambda term: _ORDER[term.status])


def render_order(sections: Sequence[tuple[str, Sequence[TermSection]]]) -> str:
    """Return a cell such as ``zh-Hans 2 1 | en``: languages as they come, with the numbers of their terms.

    Terms are numbered as the columns have them; a language whose terms stand so needs no numbers, an entry whose
    languages do so too no cell.
    """
    parts = [" ".join((language, *_places(terms))) for language, terms in sections]
    names = [language.value for language in LANGUAGES if language in dict(sections)]
    return "" if parts == names else join_cell(parts)


def put_in_order(sections: tuple[LanguageSection, ...], order: Sequence[str]) -> tuple[LanguageSection, ...]:
    """Return sections as a cell says; what it says of other terms than are there doesn't count."""
    if not order:
        return sections
    names = [part.split() for part in order]
    numbers = {language: places for language, *places in filter(None, names)}
    languages = list(numbers)
    arranged = [_arrange(section, numbers.get(section.language, [])) for section in sections]
    last = len(languages)
    return tuple(
        sorted(arranged, key=lambda each: languages.index(each.language) if each.language in numbers else last)
    )


def _places(terms: Sequence[TermSection]) -> list[str]:
    """Return the numbers of terms, none if they are in order."""
    places = {id(term): str(number) for number, term in enumerate(by_status(terms), start=1)}
    found = [places[id(term)] for term in terms]
    return found if found != list(places.values()) else []


def _arrange(section: LanguageSection, places: list[str]) -> LanguageSection:
    count = len(section.terms)
    if sorted(places) != sorted(map(str, range(1, count + 1))):
        return section
    return replace(section, terms=tuple(section.terms[int(place) - 1] for place in places))
