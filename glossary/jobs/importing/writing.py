"""Chinese terms of a file that stand in one writing and are written in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.exchange.report import Issue
from glossary.lookup.checking.writing import find_wrong_writing
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.concept import ConceptEntry

#: So many terms are named.
_SHOWN = 5
_SCRIPTS = {Language.SIMPLIFIED_CHINESE: "Traditional", Language.TRADITIONAL_CHINESE: "Simplified"}


class WrongWritings:
    """The terms of a file that stand under one writing and are evidently in the other one.

    They are imported as the file has them: what a table calls Chinese may be either, and only a person knows.
    """

    def __init__(self) -> None:
        self._counts = dict.fromkeys(_SCRIPTS, 0)
        self._first: dict[str, list[str]] = {language: [] for language in _SCRIPTS}

    def look_at(self, entry: ConceptEntry) -> None:
        """Look at the terms of the next entry."""
        for language, term in entry.find_terms():
            if language in self._counts and any(find_wrong_writing(term.term, language)):
                self._counts[Language(language)] += 1
                if len(self._first[language]) < _SHOWN:
                    self._first[language].append(term.term)

    def find_issues(self) -> Iterator[Issue]:
        """Yield a remark for each writing under which there are such terms."""
        for language, count in self._counts.items():
            if not count:
                continue
            more = f" and {count - _SHOWN:,} more" if count > _SHOWN else ""
            what = "term stands" if count == 1 else "terms stand"
            yield Issue(
                message=f"{count:,} {what} under {language} in {_SCRIPTS[language]} characters; nothing was converted: "
                f"{', '.join(self._first[language])}{more}"
            )
