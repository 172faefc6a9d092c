"""Chinese terms in the writing that a reader wants: as the entry has them, else converted and marked so."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.review.drafting import DERIVED_SOURCE
from glossary.text.chinese import to_traditional
from glossary.vocabulary import AdministrativeStatus, Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.serve.http.page.reader import Reader


class Written(NamedTuple):
    """A term as it is shown; ``is_derived`` says that no person wrote it so."""

    term: str
    language: str
    status: str
    pinyin: str | None
    note: str | None
    source: str | None
    kinds: tuple[str, ...]
    is_derived: bool = False

    @property
    def is_accepted(self) -> bool:
        """Whether a translator may use the term."""
        return AdministrativeStatus(self.status).is_accepted


def chinese_terms(entry: dict[str, Any], reader: Reader) -> list[Written]:
    """Return the Chinese terms in the reader's writing, preferred ones first; in the other where there is none."""
    simplified = _terms(entry, Language.SIMPLIFIED_CHINESE)
    traditional = _terms(entry, Language.TRADITIONAL_CHINESE)
    if not reader.is_traditional:
        return simplified or traditional
    return traditional or [
        term._replace(term=converted(term.term), language=Language.TRADITIONAL_CHINESE.value, is_derived=True)
        for term in simplified
    ]


def english_terms(entry: dict[str, Any]) -> list[Written]:
    """Return the English terms, preferred ones first."""
    return _terms(entry, Language.ENGLISH)


def text_in(text: str, language: str, reader: Reader) -> tuple[str, str]:
    """Return a sentence and its language in the reader's writing."""
    if reader.is_traditional and language == Language.SIMPLIFIED_CHINESE:
        return converted(text), Language.TRADITIONAL_CHINESE.value
    return text, language


@lru_cache(maxsize=20_000)
def converted(simplified: str) -> str:
    """Return Simplified Chinese in Traditional characters; pages ask for the same terms again and again."""
    return to_traditional(simplified)


def standing_for(terms: Sequence[Written]) -> Written | None:
    """Return the term that stands for the others: the first, which is preferred if one is."""
    return terms[0] if terms else None


def _terms(entry: dict[str, Any], language: Language) -> list[Written]:
    found = [_written(term) for term in entry["terms"] if term["language"] == language]
    return sorted(found, key=lambda term: list(AdministrativeStatus).index(AdministrativeStatus(term.status)))


def _written(term: dict[str, Any]) -> Written:
    kinds = (term["part_of_speech"], _KINDS.get(term["term_type"], term["term_type"]))
    return Written(
        term=term["term"],
        language=term["language"],
        status=term["status"],
        pinyin=term["pinyin"],
        note=term["note"],
        source=None if term["source"] == DERIVED_SOURCE else term["source"],
        kinds=tuple(kind for kind in kinds if kind),
        is_derived=term["source"] == DERIVED_SOURCE,
    )


_KINDS = {"fullForm": "full form", "shortForm": "short form"}
