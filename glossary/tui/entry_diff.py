"""What two states of an entry differ in, field by field, as a reader names the fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from glossary.tui.language import t
from glossary.tui.widgets.entry_text import language_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.concept import ConceptEntry, Definition, LanguageSection, TermSection


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, before and after; ``""`` where it wasn't there."""

    field: str
    before: str
    after: str


def find_changes(before: ConceptEntry | None, after: ConceptEntry | None) -> list[FieldChange]:
    """Return the fields that differ, in the order of the form; those of a term stand under its language and name.

    Of a term that is gone only the term itself is told.
    """
    old, new = dict(_fields(before)), dict(_fields(after))
    changes = [
        FieldChange(name, old.get(name, ""), new.get(name, ""))
        for name in dict.fromkeys((*old, *new))
        if old.get(name, "") != new.get(name, "")
    ]
    gone = {change.field for change in changes if change.field in _terms(before) - _terms(after)}
    changes = [change for change in changes if not any(change.field.startswith(f"{name} · ") for name in gone)]
    if not changes and before != after:
        changes = [FieldChange(t("order of the terms"), _order(before), _order(after))]
    return changes


def changes_text(changes: Sequence[FieldChange]) -> Content:
    """Return changes laid out for reading: what was in red with a minus, what is in green with a plus."""
    return Content("\n").join(_lines(changes))


def _lines(changes: Sequence[FieldChange]) -> Iterator[Content]:
    for change in changes:
        yield Content.styled(change.field, "bold")
        for text, sign, style in ((change.before, "-", "$text-error"), (change.after, "+", "$text-success")):
            for line in text.splitlines():
                yield Content.styled(f"  {sign} {line}", style)


def _terms(entry: ConceptEntry | None) -> set[str]:
    """Return the terms of an entry as the fields name them."""
    return {_name(language, term) for language, term in entry.find_terms()} if entry else set()


def _name(language: str, term: TermSection) -> str:
    return f"{language_name(language)} · {term.term}"


def _order(entry: ConceptEntry | None) -> str:
    return ", ".join(term.term for _, term in entry.find_terms()) if entry else ""


def _fields(entry: ConceptEntry | None) -> Iterator[tuple[str, str]]:
    if entry is None:
        return
    yield t("Subject field"), entry.subject_field or ""
    yield from _definition(entry.definition, "")
    for section in entry.sections:
        yield from _section(section)
    yield from _numbered(t("Note"), entry.notes)
    yield from _numbered(t("See"), [f"{found.target} {found.text}".rstrip() for found in entry.references])
    yield from _numbered(t("Other elements"), entry.other)


def _section(section: LanguageSection) -> Iterator[tuple[str, str]]:
    name = language_name(section.language)
    yield from _definition(section.definition, f"{name} · ")
    yield from _numbered(f"{name} · {t('Note')}", section.notes)
    yield from _numbered(f"{name} · {t('Other elements')}", section.other)
    for term in section.terms:
        yield from _term(term, _name(section.language, term))


def _term(term: TermSection, name: str) -> Iterator[tuple[str, str]]:
    yield name, term.term
    yield f"{name} · {t('Status')}", t(term.status.value)
    yield f"{name} · {t('Part of speech')}", t(term.part_of_speech.value) if term.part_of_speech else ""
    yield f"{name} · {t('Type')}", t(term.term_type.value) if term.term_type else ""
    by_hand = f" ({t('by hand')})" if term.pinyin_by_hand else ""
    yield f"{name} · {t('Pinyin')}", (term.pinyin or "") + by_hand
    yield f"{name} · {t('Source')}", term.source or ""
    yield from _numbered(f"{name} · {t('Note')}", term.notes)
    yield from _numbered(f"{name} · {t('Example')}", [f"{found.text} — {found.source}" for found in term.contexts])
    yield from _numbered(f"{name} · {t('Other elements')}", term.other)


def _definition(definition: Definition | None, prefix: str) -> Iterator[tuple[str, str]]:
    if definition is not None:
        yield prefix + t("Definition"), definition.text
        yield prefix + t("Source of the definition"), definition.source or ""


def _numbered(name: str, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(texts, 1):
        yield (f"{name} {number}" if len(texts) > 1 else name), text
