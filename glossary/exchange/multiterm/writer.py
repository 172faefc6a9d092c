"""MultiTerm XML out, entry by entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.files.characters import strip_illegal
from glossary.exchange.files.xml_text import escape, escape_attribute
from glossary.exchange.languages import NAMES, territorial_tag
from glossary.exchange.multiterm.kinds import MACHINE, OWN_MARK, Kind
from glossary.exchange.report import Issue, WriteReport
from glossary.exchange.term_lists import joined_sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry, Definition, LanguageSection, TermSection

_HEAD = '<?xml version="1.0" encoding="{encoding}"?>\n' + OWN_MARK + "\n<mtf>\n"
_FOOT = "</mtf>\n"
_BOM = "\ufeff"


def write_multiterm(entries: Iterable[ConceptEntry], path: str | Path, *, utf_16: bool = False) -> WriteReport:
    """Write a concept for each entry; the file appears at once when all are written.

    Concepts are numbered, as MultiTerm wants it; the id of an entry is a field. The tags of Chinese are
    ``ZH-CN`` and ``ZH-TW``.

    Args:
        entries: what to write.
        path: the file.
        utf_16: write UTF-16 with a byte order mark, which old programs expect, instead of UTF-8.

    Raises:
        UsageError: the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    issues: list[Issue] = []
    written = 0
    name, encoding, mark = ("UTF-16", "utf-16-le", _BOM) if utf_16 else ("UTF-8", "utf-8", "")
    with replace_file(path, keeps_earlier=True) as file:
        file.write((mark + _HEAD.format(encoding=name)).encode(encoding))
        for entry in entries:
            concept = list(_render(entry, written + 1))
            if not concept:
                issues.append(Issue(message="has no term; left out", entry=entry.id))
                continue
            file.write("".join(concept).encode(encoding))
            written += 1
        file.write(_FOOT.encode(encoding))
    return WriteReport(written=written, issues=tuple(issues))


def _render(entry: ConceptEntry, number: int) -> Iterator[str]:
    languages = [
        rendered
        for language, sections in joined_sections(entry).items()
        if (rendered := "".join(_render_language(language, sections)))
    ]
    if not languages:
        return
    yield f"  <conceptGrp>\n    <concept>{number}</concept>\n"
    yield _field(4, Kind.ID, entry.id)
    yield _field(4, Kind.SUBJECT_FIELD, entry.subject_field)
    yield _define(4, entry.definition)
    yield from (_field(4, Kind.NOTE, note) for note in entry.notes)
    for reference in entry.references:
        yield _field(4, Kind.REFERENCE, reference.target, (Kind.REFERENCE_TEXT, reference.text))
    yield from languages
    yield "  </conceptGrp>\n"


def _render_language(language: str, sections: list[LanguageSection]) -> Iterator[str]:
    terms = [term for section in sections for term in section.terms if strip_illegal(term.term).strip()]
    if not terms:
        return
    name, tag = escape_attribute(NAMES.get(language, language)), territorial_tag(language)
    shown = tag.upper() if language in NAMES else escape_attribute(tag)
    yield f'    <languageGrp>\n      <language type="{name}" lang="{shown}"/>\n'
    for section in sections:
        yield _define(6, section.definition)
        yield from (_field(6, Kind.NOTE, note) for note in section.notes)
    for term in terms:
        yield from _render_term(term)
    yield "    </languageGrp>\n"


def _render_term(term: TermSection) -> Iterator[str]:
    yield f"      <termGrp>\n        <term>{escape(term.term)}</term>\n"
    yield _field(8, Kind.STATUS, term.status.value)
    yield _field(8, Kind.PART_OF_SPEECH, term.part_of_speech)
    yield _field(8, Kind.TERM_TYPE, term.term_type)
    yield _field(8, Kind.PINYIN, term.pinyin, (Kind.PINYIN_ORIGIN, "" if term.pinyin_by_hand else MACHINE))
    yield _field(8, Kind.SOURCE, term.source)
    yield from (_field(8, Kind.NOTE, note) for note in term.notes)
    for context in term.contexts:
        yield _field(8, Kind.CONTEXT, context.text, (Kind.SOURCE, context.source))
    yield "      </termGrp>\n"


def _define(indent: int, definition: Definition | None) -> str:
    return _field(indent, Kind.DEFINITION, definition.text, (Kind.SOURCE, definition.source)) if definition else ""


def _field(indent: int, kind: Kind, text: str | None, detail: tuple[Kind, str | None] | None = None) -> str:
    """Return a field with another one that is about it; nothing without a text."""
    if not text or not strip_illegal(text).strip():
        return ""
    inner = _field(indent + 2, *detail) if detail else ""
    space = " " * indent
    head = f'{space}<descripGrp><descrip type="{kind.value}">{escape(text)}</descrip>'
    return f"{head}\n{inner}{space}</descripGrp>\n" if inner else f"{head}</descripGrp>\n"
