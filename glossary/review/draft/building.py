"""From a draft to the concept entry it describes; a draft without problems is taken for granted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.concept import (
    ConceptEntry,
    Context,
    CrossReference,
    Definition,
    LanguageSection,
    TermSection,
)
from glossary.review.details import OWN_SOURCE
from glossary.review.draft.typed import line_or_before, many_lines, one_line, texts_or_before
from glossary.text.pinyin import pinyin
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.review.draft.entry_draft import EntryDraft
    from glossary.review.draft.parts import ContextDraft, TermDraft


def build_entry(draft: EntryDraft) -> ConceptEntry:
    """Return the entry of a draft; what the form doesn't show is taken over from the entry as it was."""
    return replace(
        draft.original,
        id=draft.id,
        subject_field=line_or_before(draft.subject_field, draft.original.subject_field),
        definition=_definition(draft),
        notes=texts_or_before(draft.notes, draft.original.notes),
        references=_references(draft),
        sections=_sections(draft),
    )


def term_as_saved(draft: EntryDraft, term: TermDraft) -> str:
    """Return the designation as it would be saved."""
    before = draft.former_term(term)
    return before.term if before and before.term == term.term else one_line(term.term)


def reading_as_saved(draft: EntryDraft, term: TermDraft) -> str | None:
    """Return the pinyin as it would be saved: as typed or as it was, by rule where it is neither."""
    before = draft.former_term(term)
    if not term.is_chinese:
        return line_or_before(term.pinyin, before.pinyin if before else None)
    spelling = term_as_saved(draft, term)
    is_same_spelling = before is not None and before.term == spelling
    if before and is_same_spelling and term.pinyin == (before.pinyin or ""):
        return before.pinyin
    typed = one_line(term.pinyin)
    # A reading of the former spelling that no person wrote is no reading of the new one.
    is_outdated = before is not None and not is_same_spelling and term.pinyin == before.pinyin
    if typed and not (is_outdated and not term.pinyin_by_hand):
        return typed
    return pinyin(spelling) or None


def _definition(draft: EntryDraft) -> Definition | None:
    before = draft.original.definition
    source_before = before.source if before else None
    if before and draft.definition == before.text and draft.definition_source == (source_before or ""):
        return before
    text = many_lines(draft.definition)
    return Definition(text=text, source=line_or_before(draft.definition_source, source_before)) if text else None


def _references(draft: EntryDraft) -> tuple[CrossReference, ...]:
    before = {(reference.target, reference.text): reference for reference in draft.original.references}
    built = (
        before.get((typed.target, typed.text))
        or CrossReference(target=one_line(typed.target), text=one_line(typed.text))
        for typed in draft.references
    )
    return tuple(reference for reference in built if reference.target or reference in draft.original.references)


def _sections(draft: EntryDraft) -> tuple[LanguageSection, ...]:
    """Return the language sections in their former order, new languages behind them; emptied ones go."""
    sections = list(draft.original.sections)
    homes = [number for number, section in enumerate(sections) for _ in section.terms]
    terms: list[list[TermSection]] = [[] for _ in sections]
    for typed in draft.terms:
        home = homes[typed.place] if typed.place is not None else None
        if home is None or sections[home].language != typed.language:
            home = next((n for n, section in enumerate(sections) if section.language == typed.language), None)
        if home is None:
            home = len(sections)
            sections.append(LanguageSection(language=typed.language))
            terms.append([])
        terms[home].append(_term(draft, typed))
    return tuple(
        replace(section, terms=tuple(found))
        for section, found in zip(sections, terms, strict=True)
        if found or not section.terms
    )


def _term(draft: EntryDraft, typed: TermDraft) -> TermSection:
    before = draft.former_term(typed) or TermSection(term="")
    spelling, reading = term_as_saved(draft, typed), reading_as_saved(draft, typed)
    return TermSection(
        term=spelling,
        status=AdministrativeStatus(typed.status),
        part_of_speech=PartOfSpeech(typed.part_of_speech) if typed.part_of_speech else None,
        term_type=TermType(typed.term_type) if typed.term_type else None,
        pinyin=reading,
        pinyin_by_hand=_is_by_hand(typed, before, spelling, reading),
        source=line_or_before(typed.source, before.source),
        notes=texts_or_before(typed.notes, before.notes),
        contexts=_contexts(typed.contexts, before.contexts),
        other=before.other,
    )


def _is_by_hand(typed: TermDraft, before: TermSection, spelling: str, reading: str | None) -> bool:
    """Whether a person wrote the reading: said so, or typed what neither the rules nor the entry had."""
    if (spelling, reading) == (before.term, before.pinyin):
        return typed.pinyin_by_hand
    if not one_line(typed.pinyin) or reading != one_line(typed.pinyin):
        return False
    return typed.pinyin_by_hand or reading not in {pinyin(spelling), before.pinyin}


def _contexts(typed: Sequence[ContextDraft], before: Sequence[Context]) -> tuple[Context, ...]:
    """Return the usage examples; one with another text no longer stands where it was mined."""
    former = {context.text for context in before}
    sources = {context.source for context in before}
    return tuple(
        Context(
            text=context.text,
            source=context.source if context.source in sources else one_line(context.source),
            document=context.document,
            start=context.start,
            end=context.end,
        )
        if context.text in former
        else Context(text=many_lines(context.text), source=one_line(context.source) or OWN_SOURCE)
        for context in typed
    )
