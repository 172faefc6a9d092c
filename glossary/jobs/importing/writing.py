"""Chinese terms of a file that stand in one writing and are written in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.exchange.report import Issue
from glossary.lookup.checking.writing import find_wrong_writing
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.concept import ConceptEntry

#: So many terms are named.
_SHOWN = 5
_SCRIPTS = {Language.SIMPLIFIED_CHINESE: "Traditional", Language.TRADITIONAL_CHINESE: "Simplified"}


def find_wrong_writings(entries: Iterable[ConceptEntry]) -> Iterator[Issue]:
    """Yield a remark for each writing under which terms stand that are evidently in the other one.

    They are imported as the file has them: what a table calls Chinese may be either, and only a person knows.
    """
    found: dict[str, list[str]] = {language: [] for language in _SCRIPTS}
    for entry in entries:
        for language, term in entry.find_terms():
            if language in found and any(find_wrong_writing(term.term, language)):
                found[language].append(term.term)
    for language, terms in found.items():
        if terms:
            more = f" and {len(terms) - _SHOWN:,} more" if len(terms) > _SHOWN else ""
            script = _SCRIPTS[Language(language)]
            what = "term stands" if len(terms) == 1 else "terms stand"
            yield Issue(
                message=f"{len(terms):,} {what} under {language} in {script} characters; nothing was converted: "
                f"{', '.join(terms[:_SHOWN])}{more}"
            )
