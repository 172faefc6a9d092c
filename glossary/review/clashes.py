"""Fields that two people changed differently, and how they are told."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.concept import ConceptEntry, CrossReference, Definition, LanguageSection, TermSection


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field that both changed, and differently.

    ``field`` leads to it: ``("subject_field",)``, ``("en", "definition")``, ``("en", "tea", "status")``, or
    ``("entry",)`` for all of it. The others are its texts, ``""`` where there was none.
    """

    field: tuple[str, ...]
    base: str
    ours: str
    theirs: str


def told(value: object) -> str:
    """Return what a person reads in the place of a field's value."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ".join(part for part in value if isinstance(part, str))
    if isinstance(value, Definition):
        return f"{value.text} ({value.source})" if value.source else value.text
    return _name(value)


def _name(value: object) -> str:
    """Return what a thing is called."""
    if isinstance(value, ConceptEntry):
        return ", ".join(term.term for _, term in value.find_terms())
    if isinstance(value, LanguageSection):
        return ", ".join(term.term for term in value.terms)
    if isinstance(value, TermSection):
        return value.term
    return value.target if isinstance(value, CrossReference) else str(value)
