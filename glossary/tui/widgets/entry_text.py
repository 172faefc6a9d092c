"""An entry as text to read, with all it has; nothing of it is read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from glossary.tui.language import t
from glossary.vocabulary import AdministrativeStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.concept import ConceptEntry, LanguageSection, TermSection

_LANGUAGE_TEXTS = {"en": "English", "zh-Hans": "Simplified Chinese", "zh-Hant": "Traditional Chinese"}
_LOOKS = {
    AdministrativeStatus.PREFERRED: "bold",
    AdministrativeStatus.ADMITTED: "",
    AdministrativeStatus.DEPRECATED: "$text-error strike",
    AdministrativeStatus.SUPERSEDED: "$text-warning strike",
}


def language_name(tag: str) -> str:
    """Return the name of a language in the language of the interface; a tag we don't know as it is."""
    return t(_LANGUAGE_TEXTS[tag]) if tag in _LANGUAGE_TEXTS else tag


def entry_text(entry: ConceptEntry) -> Content:
    """Return an entry laid out for reading."""
    return Content("\n").join(_lines(entry))


def _lines(entry: ConceptEntry) -> Iterator[Content]:
    head = entry.id + (f" · {entry.subject_field}" if entry.subject_field else "")
    yield Content.styled(head, "$text-muted")
    if entry.definition:
        yield Content(entry.definition.text)
        if entry.definition.source:
            yield _aside(t("source"), entry.definition.source, 0)
    for section in entry.sections:
        yield Content("")
        yield from _section_lines(section)
    if entry.notes or entry.references:
        yield Content("")
    yield from (_aside(t("note"), note, 0) for note in entry.notes)
    for reference in entry.references:
        yield _aside(t("see"), f"{reference.target} {reference.text}".rstrip(), 0)


def _section_lines(section: LanguageSection) -> Iterator[Content]:
    yield Content.styled(language_name(section.language), "$text-accent bold")
    if section.definition:
        yield Content(f"  {section.definition.text}")
    for term in section.terms:
        yield from _term_lines(term)
    yield from (_aside(t("note"), note, 2) for note in section.notes)


def _term_lines(term: TermSection) -> Iterator[Content]:
    parts: list[Content] = [Content("  "), Content.styled(term.term, _LOOKS[term.status])]
    if term.pinyin:
        parts += [Content("  "), Content.styled(term.pinyin, "$text-secondary")]
        if term.pinyin_by_hand:
            parts.append(Content.styled(f" ({t('by hand')})", "$text-muted"))
    kinds = [
        None if term.status is AdministrativeStatus.PREFERRED else term.status,
        term.part_of_speech,
        term.term_type,
    ]
    words = ", ".join(t(kind.value) for kind in kinds if kind)
    if words:
        parts.append(Content.styled(f"  {words}", "$text-muted"))
    yield Content.assemble(*parts)
    if term.source:
        yield _aside(t("source"), term.source, 4)
    yield from (_aside(t("note"), note, 4) for note in term.notes)
    for context in term.contexts:
        yield Content(f"    “{context.text}”")
        yield Content.styled(f"      — {context.source}", "$text-muted")


def _aside(label: str, text: str, indent: int) -> Content:
    return Content.assemble(" " * indent, (f"{label}: ", "$text-muted"), text)
