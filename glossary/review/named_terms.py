"""The terms of an entry, named by a person: found, changed one at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from glossary.errors import InputError, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from glossary.concept import ConceptEntry, TermSection

_Choice = TypeVar("_Choice", bound="StrEnum")


def change_term(entry: ConceptEntry, term: str, change: Callable[[str, TermSection], TermSection]) -> ConceptEntry:
    """Return an entry with a term changed, in whatever language it is; ``change`` is given language and term.

    Raises:
        NotFound: the entry has no such term.
    """
    require_term(entry, term)
    sections = tuple(
        replace(
            section,
            terms=tuple(change(section.language, found) if found.term == term else found for found in section.terms),
        )
        for section in entry.sections
    )
    return replace(entry, sections=sections)


def require_term(entry: ConceptEntry, term: str) -> None:
    """Make sure that an entry has a term.

    Raises:
        NotFound: it hasn't.
    """
    terms = [found.term for _, found in entry.find_terms()]
    if term not in terms:
        raise NotFound(f"{entry.id}: it has no term {term!r}; its terms are: {', '.join(terms)}")


def choose(value: str, kind: type[_Choice], what: str) -> _Choice:
    """Return the member of an enumeration that a person named.

    Raises:
        InputError: there is none.
    """
    try:
        return kind(value)
    except ValueError:
        raise InputError(f"{value!r}: no such {what}; choose from {', '.join(kind)}") from None
