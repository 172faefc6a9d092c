"""The columns of our tables: one row a concept, the terms a translator looks for first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from glossary.exchange.features import EVERYTHING, Feature
from glossary.vocabulary import AdministrativeStatus, Language, PartOfSpeech, TermType


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name in the header, and what its cells hold."""

    name: str
    description: str


LANGUAGES = tuple(Language)
NAMES = {
    Language.ENGLISH: "English",
    Language.SIMPLIFIED_CHINESE: "Simplified Chinese",
    Language.TRADITIONAL_CHINESE: "Traditional Chinese",
}
_BY_TERM = "in the order preferred, admitted, deprecated, superseded"


@cache
def column_name(language: Language, part: str) -> str:
    """Return the name of a language's column; that of Simplified Chinese pinyin is plainly ``pinyin``."""
    if part.startswith("pinyin") and language is Language.SIMPLIFIED_CHINESE:
        return part
    return f"{language.value}_{part}"


def _terms(status: AdministrativeStatus) -> list[Column]:
    return [
        Column(
            name=column_name(language, status.value),
            description=f"{status.value} terms in {NAMES[language]}, several separated by |",
        )
        for language in LANGUAGES
    ]


def _pinyin(language: Language) -> Column:
    return Column(
        name=column_name(language, "pinyin"),
        description=f"tone-marked pinyin of the {NAMES[language]} terms, {_BY_TERM}",
    )


def _details(language: Language) -> list[Column]:
    name = NAMES[language]
    details = {
        "part_of_speech": f"{', '.join(PartOfSpeech)}: of each {name} term, {_BY_TERM}",
        "term_type": f"{', '.join(TermType)}: of each {name} term, {_BY_TERM}",
        "pinyin_by_hand": f"yes where a person wrote the pinyin, of each {name} term, {_BY_TERM}",
        "term_source": f"what fixes each {name} term, {_BY_TERM}",
        "term_notes": f"notes on {name} terms; [2] before one says that it is about the second",
        "contexts": f"sentences with {name} terms; [2] before one says that it is about the second",
        "context_sources": f"where the {name} contexts were found, in their order",
        "definition": f"the definition in {name}",
        "definition_source": f"where the definition in {name} comes from",
        "notes": f"notes on the concept in {name}, several separated by |",
    }
    if not language.is_chinese:
        del details["pinyin_by_hand"]
    return [Column(name=column_name(language, part), description=description) for part, description in details.items()]


_PREFERRED = _terms(AdministrativeStatus.PREFERRED)

CARRIES = EVERYTHING - {Feature.OTHER_LANGUAGES, Feature.OTHER, Feature.CONTEXT_PLACES, Feature.SPACE_AROUND}
"""What of an entry a table keeps."""

COLUMNS: tuple[Column, ...] = (
    Column(name="id", description="names the concept; stays the same, empty for a new one"),
    *_PREFERRED[:2],
    _pinyin(Language.SIMPLIFIED_CHINESE),
    *_PREFERRED[2:],
    Column(name="subject_field", description="the field the concept belongs to"),
    Column(name="definition", description="what the concept is"),
    Column(name="notes", description="notes on the concept, several separated by |"),
    *_terms(AdministrativeStatus.ADMITTED),
    *_terms(AdministrativeStatus.DEPRECATED),
    *_terms(AdministrativeStatus.SUPERSEDED),
    Column(name="definition_source", description="where the definition comes from"),
    Column(name="references", description="ids of related concepts and web addresses, separated by |"),
    Column(name="reference_texts", description="what the references are called, in their order"),
    _pinyin(Language.TRADITIONAL_CHINESE),
    *(column for language in LANGUAGES for column in _details(language)),
    Column(
        name="order",
        description="the languages and the numbers of their terms, where they come in another order than the columns",
    ),
)
