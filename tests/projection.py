"""What is left of an entry in a format that carries some features of it: said here once more, without the formats."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from glossary.concept import ConceptEntry, Context, LanguageSection, TermSection
from glossary.exchange.features import Feature
from glossary.vocabulary import AdministrativeStatus, Language

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from glossary.concept import Definition

_LANGUAGES = [language.value for language in Language]
_STATUSES = list(AdministrativeStatus)
_ACCEPTED = {AdministrativeStatus.PREFERRED, AdministrativeStatus.ADMITTED}
_REJECTED = {AdministrativeStatus.SUPERSEDED: AdministrativeStatus.DEPRECATED}
# Space, controls, and the byte order mark.
_BLANK = re.compile("[\\s\x00-\x1f\x7f-\x9f]+")


def project(entry: ConceptEntry, carries: Collection[Feature], writing: str | None = None) -> ConceptEntry | None:
    """Return what a file keeps of an entry, None if it keeps no term.

    Args:
        entry: as it is in the termbase.
        carries: what the format keeps.
        writing: the only Chinese writing of the file, if it has only one.
    """
    sections = [_project_section(section, carries) for section in entry.sections]
    kept = [section for section in sections if section.terms and _is_kept(section.language, carries, writing)]
    if not kept:
        return None
    if Feature.ORDER not in carries:
        kept.sort(key=lambda each: _LANGUAGES.index(each.language) if each.language in _LANGUAGES else 9)
    made = ConceptEntry(
        id=entry.id if Feature.IDENTIFIERS in carries else "",
        subject_field=entry.subject_field if Feature.SUBJECT_FIELD in carries else None,
        definition=_project_definition(entry.definition, carries) if Feature.DEFINITION in carries else None,
        notes=entry.notes if Feature.NOTES in carries else (),
        references=entry.references if Feature.REFERENCES in carries else (),
        sections=tuple(kept),
        other=entry.other if Feature.OTHER in carries else (),
    )
    if Feature.SPACE_AROUND not in carries:
        made = change_texts(made, str.strip)
    if Feature.LAYOUT not in carries:
        made = change_texts(made, flat)
    # Of a byte order mark alone nothing is left.
    definition = made.definition if made.definition and made.definition.text else None
    return replace(made, subject_field=made.subject_field or None, definition=definition)


def flat(text: str) -> str:
    """Return a text on one line, without controls."""
    blanks = _BLANK.sub(lambda match: " " if any(map(str.isspace, match[0])) else "", text.replace("\ufeff", ""))
    return " ".join(blanks.split())


def change_texts(value: ConceptEntry, change: Callable[[str], str]) -> ConceptEntry:
    """Return an entry with all its texts changed, but not what others said in XML."""
    return cast("ConceptEntry", _change(value, change))


def all_texts(entry: ConceptEntry) -> list[str]:
    """Return all texts of an entry."""
    found: list[str] = []

    def take(text: str) -> str:
        found.append(text)
        return text

    change_texts(entry, take)
    return found


def _change(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - walks values of every type
    if type(value) is str:  # not the words of the field, which are texts too
        return change(value)
    if isinstance(value, tuple):
        changed = [_change(each, change) for each in value]
        return tuple(each for each in changed if each != "")
    if is_dataclass(value) and not isinstance(value, type):
        names = [each.name for each in fields(value) if each.name not in {"other", "language"}]
        return replace(value, **{name: _change(getattr(value, name), change) for name in names})
    return value


def _is_kept(language: str, carries: Collection[Feature], writing: str | None) -> bool:
    if language not in _LANGUAGES:
        return Feature.OTHER_LANGUAGES in carries
    return writing is None or language in {"en", writing}


def _project_section(section: LanguageSection, carries: Collection[Feature]) -> LanguageSection:
    terms = list(section.terms)
    if Feature.REJECTED_TERMS not in carries:
        terms = [term for term in terms if term.status in _ACCEPTED]
    if Feature.SYNONYMS not in carries and terms:
        preferred = [term for term in terms if term.status is AdministrativeStatus.PREFERRED]
        terms = (preferred or terms)[:1]
    if Feature.STATUS not in carries:
        terms = _without_status(terms)
    if Feature.ORDER not in carries:
        terms.sort(key=lambda term: _STATUSES.index(term.status))
    if Feature.SUPERSEDED not in carries:
        terms = [replace(term, status=_REJECTED.get(term.status, term.status)) for term in terms]
    has_details = Feature.LANGUAGE_DETAILS in carries
    return LanguageSection(
        language=section.language,
        terms=tuple(_project_term(term, carries) for term in terms),
        definition=_project_definition(section.definition, carries) if has_details else None,
        notes=section.notes if has_details else (),
        other=section.other if Feature.OTHER in carries else (),
    )


def _without_status(terms: list[TermSection]) -> list[TermSection]:
    """Return terms as somebody reads them who isn't told which are preferred: the first is."""
    used = [term for term in terms if term.status in _ACCEPTED]
    used.sort(key=lambda term: _STATUSES.index(term.status))
    rest = [term for term in terms if term.status not in _ACCEPTED]
    return [
        *(replace(term, status=AdministrativeStatus.PREFERRED) for term in used[:1]),
        *(replace(term, status=AdministrativeStatus.ADMITTED) for term in used[1:]),
        *rest,
    ]


def _project_term(term: TermSection, carries: Collection[Feature]) -> TermSection:
    def keep(feature: Feature, value: Any, nothing: Any) -> Any:  # noqa: ANN401 - the value of a field
        return value if feature in carries else nothing

    contexts = term.contexts
    if Feature.CONTEXT_PLACES not in carries:
        contexts = tuple(Context(text=each.text, source=each.source) for each in contexts)
    pinyin = keep(Feature.PINYIN, term.pinyin, None)
    return TermSection(
        term=term.term,
        status=term.status,
        part_of_speech=keep(Feature.PART_OF_SPEECH, term.part_of_speech, None),
        term_type=keep(Feature.TERM_TYPE, term.term_type, None),
        pinyin=pinyin,
        pinyin_by_hand=bool(pinyin) and Feature.PINYIN_BY_HAND in carries and term.pinyin_by_hand,
        source=keep(Feature.TERM_SOURCES, term.source, None),
        notes=keep(Feature.TERM_NOTES, term.notes, ()),
        contexts=keep(Feature.CONTEXTS, contexts, ()),
        other=keep(Feature.OTHER, term.other, ()),
    )


def _project_definition(definition: Definition | None, carries: Collection[Feature]) -> Definition | None:
    if definition is None or Feature.DEFINITION_SOURCES in carries:
        return definition
    return replace(definition, source=None)
