"""One `ConceptEntry` as a row of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.exchange.csv_table.arrangement import by_status, render_order
from glossary.exchange.csv_table.cells import join_cell, number_text
from glossary.exchange.csv_table.columns import COLUMNS, LANGUAGES, column_name
from glossary.exchange.files.characters import clean_entry, has_illegal
from glossary.exchange.report import Issue
from glossary.vocabulary import AdministrativeStatus, Language

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry, Definition, LanguageSection, TermSection


def render_row(entry: ConceptEntry, issues: list[Issue]) -> list[str] | None:
    """Return the cells of an entry in the order of `COLUMNS`, None if it has no term for them."""
    before = len(issues)
    references = [reference for reference in entry.references if reference.target.strip()]
    cells = {
        "id": entry.id,
        "subject_field": entry.subject_field or "",
        "notes": _list(entry.notes),
        "references": join_cell([reference.target for reference in references]),
        "reference_texts": join_cell([reference.text for reference in references]),
        **_define(entry.definition),
    }
    order: list[tuple[str, list[TermSection]]] = []
    for section in _join_sections(entry):
        shown = [term for term in section.terms if term.term.strip()]
        if section.language not in LANGUAGES or not shown:
            issues.append(Issue(message=f"{section.language} has no column or no term; left out", entry=entry.id))
            continue
        language = Language(section.language)
        for part, cell in _render_section(language, section, by_status(shown)).items():
            cells[column_name(language, part)] = cell
        order.append((section.language, shown))
    if entry.other or any(section.other for section in entry.sections) or _have_other(entry):
        issues.append(Issue(message="TBX elements of its own aren't in the table", entry=entry.id))
    if not order:
        issues.append(Issue(message="has no term; left out", entry=entry.id))
        return None
    cells["order"] = render_order(order)
    row = [cells.get(column.name, "").strip() for column in COLUMNS]
    if has_illegal("".join(row)):  # again without them, for what they leave may be empty
        del issues[before:]
        issues.append(Issue(message="control characters can't be written; left out", entry=entry.id))
        return render_row(clean_entry(entry), issues)
    return row


def _render_section(language: Language, section: LanguageSection, terms: list[TermSection]) -> dict[str, str]:
    """Return the cells of a language by the parts of their columns' names."""
    numbered = list(enumerate(terms, start=1))
    contexts = [(number, context) for number, term in numbered for context in term.contexts if context.text.strip()]
    cells: dict[str, str] = {
        status.value: join_cell([term.term for term in terms if term.status is status])
        for status in AdministrativeStatus
    }
    cells |= {
        "part_of_speech": join_cell([term.part_of_speech or "" for term in terms]),
        "term_type": join_cell([term.term_type or "" for term in terms]),
        "term_source": join_cell([term.source or "" for term in terms]),
        "term_notes": join_cell(
            [number_text(note, number) for number, term in numbered for note in term.notes if note.strip()]
        ),
        "contexts": join_cell([number_text(context.text, number) for number, context in contexts]),
        "context_sources": join_cell([context.source for _, context in contexts]),
        "notes": _list(section.notes),
        **_define(section.definition),
    }
    if language.is_chinese:
        cells["pinyin"] = join_cell([term.pinyin or "" for term in terms])
        hands = ["yes" if term.pinyin and term.pinyin_by_hand else "" for term in terms]
        cells["pinyin_by_hand"] = join_cell(hands)
    return cells


def _define(definition: Definition | None) -> dict[str, str]:
    if definition is None or not definition.text.strip():
        return {}
    return {"definition": definition.text, "definition_source": definition.source or ""}


def _list(texts: tuple[str, ...]) -> str:
    return join_cell([text for text in texts if text.strip()])


def _join_sections(entry: ConceptEntry) -> list[LanguageSection]:
    """Return the sections of an entry, one for each language, with its first definition."""
    joined: dict[str, LanguageSection] = {}
    for section in entry.sections:
        earlier = joined.get(section.language)
        joined[section.language] = (
            section
            if earlier is None
            else replace(
                earlier,
                terms=earlier.terms + section.terms,
                definition=earlier.definition or section.definition,
                notes=earlier.notes + section.notes,
            )
        )
    return list(joined.values())


def _have_other(entry: ConceptEntry) -> bool:
    return any(term.other for _, term in entry.find_terms())
