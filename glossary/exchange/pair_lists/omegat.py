"""Glossaries of OmegaT: source, target and comment, separated by tabs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.exchange.files.characters import one_line
from glossary.exchange.pair_lists.files import open_lines, read_pairs, split_plain, write_rows
from glossary.exchange.pair_lists.pairs import choose_direction
from glossary.exchange.report import Issue, WriteReport
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry, TermSection

#: A comment is read at a glance.
_COMMENT_LENGTH = 300
_REMARK = "#"
_WRITINGS = {
    Language.SIMPLIFIED_CHINESE: Language.TRADITIONAL_CHINESE,
    Language.TRADITIONAL_CHINESE: Language.SIMPLIFIED_CHINESE,
}


_SIMPLIFIED = Language.SIMPLIFIED_CHINESE.value


def write_omegat(
    entries: Iterable[ConceptEntry], path: str | Path, *, chinese: str = _SIMPLIFIED, from_chinese: bool = False
) -> WriteReport:
    """Write a glossary, UTF-8 without a header, which OmegaT would take for a term.

    A term of the source that is deprecated stays, for the texts it stands in, and its comment says so; a deprecated
    target is only named in the comment as what not to write. Chinese is in the other writing where only that is there.

    Args:
        entries: what to write.
        path: the file, whose ending should be ``.utf8``.
        chinese: the writing, ``zh-Hans`` or ``zh-Hant``.
        from_chinese: translate from Chinese, not from English.

    Raises:
        UsageError: the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    issues: list[Issue] = []
    direction = choose_direction(chinese, from_chinese=from_chinese)
    written = 0
    seen: set[tuple[str, str]] = set()
    with write_rows(path, is_plain=True) as rows:
        for entry in entries:
            lines = list(_lines(entry, direction.source, direction.target, seen, issues))
            for line in lines:
                rows.write_line(line)
            written += bool(lines)
    return WriteReport(written=written, issues=tuple(issues))


def render_omegat(entries: Iterable[ConceptEntry], source: Language, target: Language) -> bytes:
    """Return what `write_omegat` writes, for one source and target."""
    seen: set[tuple[str, str]] = set()
    return "".join(line for entry in entries for line in _lines(entry, source, target, seen, [])).encode()


def read_omegat(
    path: str | Path, *, issues: list[Issue] | None = None, chinese: str = _SIMPLIFIED
) -> Iterator[ConceptEntry]:
    """Yield an entry for each line; the comment is its note.

    Args:
        path: the file, in UTF-8.
        issues: takes lines without source or target.
        chinese: the writing it is in, ``zh-Hans`` or ``zh-Hant``.

    Raises:
        InputError: the file can't be read.
        FormatError: it is no UTF-8 or no such list. Also when that shows after entries were yielded.
    """
    told = issues if issues is not None else []
    with open_lines(path) as lines:
        rows = ((line, cells) for line, cells in split_plain(lines) if not cells[0].startswith(_REMARK))
        yield from read_pairs(path, rows, told, chinese=chinese, complete=_add_comment)


def _add_comment(entry: ConceptEntry, cells: list[str]) -> ConceptEntry:
    comment = " ".join(cell for cell in cells[2:] if cell)
    return replace(entry, notes=(comment,)) if comment else entry


def _lines(
    entry: ConceptEntry, source: Language, target: Language, seen: set[tuple[str, str]], issues: list[Issue]
) -> Iterator[str]:
    """Yield the lines of an entry that weren't there before."""
    for term, equivalent, comment in _rows(entry, source, target):
        if not term or not equivalent or (term, equivalent) in seen:
            continue
        seen.add((term, equivalent))
        if term.startswith(_REMARK):
            message = f"“{term[:40]}” begins like a remark, which OmegaT passes over; left out"
            issues.append(Issue(message=message, entry=entry.id))
        else:
            yield f"{term}\t{equivalent}\t{comment}\n"


def _rows(entry: ConceptEntry, source: Language, target: Language) -> Iterator[tuple[str, str, str]]:
    terms, equivalents = _terms(entry, source), _terms(entry, target)
    accepted = [equivalent for equivalent in equivalents if equivalent.status.is_accepted]
    refused = [equivalent.term for equivalent in equivalents if not equivalent.status.is_accepted]
    best = next((term.term for term in terms if term.status.is_accepted), None)
    for term in terms:
        for equivalent in accepted:
            comment = _comment(entry, term, equivalent, best=best, refused=refused)
            yield one_line(term.term), one_line(equivalent.term), comment


def _terms(entry: ConceptEntry, language: Language) -> list[TermSection]:
    """Return the terms of a language, the accepted ones first; Chinese in the other writing if only that is there."""
    terms = [term for _, term in entry.find_terms(language)]
    if not terms and language in _WRITINGS:
        terms = [term for _, term in entry.find_terms(_WRITINGS[language])]
    return sorted(terms, key=lambda term: not term.status.is_accepted)


def _comment(
    entry: ConceptEntry, term: TermSection, equivalent: TermSection, *, best: str | None, refused: list[str]
) -> str:
    parts = []
    if not term.status.is_accepted:
        parts.append(f"{term.status.value} in the source" + (f", better: {best}" if best else ""))
    parts.extend(reading for reading in (term.pinyin, equivalent.pinyin) if reading)
    if refused:
        parts.append(f"not: {', '.join(refused)} (deprecated)")
    if entry.subject_field:
        parts.append(entry.subject_field)
    if entry.definition:
        parts.append(entry.definition.text)
    comment = one_line("; ".join(parts))
    return comment if len(comment) <= _COMMENT_LENGTH else f"{comment[: _COMMENT_LENGTH - 1]}…"
