"""Termbases of memoQ as CSV: a row a concept, the columns of a language repeated for each of its terms."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.concept import ConceptEntry, Context, Definition, LanguageSection, TermSection
from glossary.errors import FormatError
from glossary.exchange.features import Feature
from glossary.exchange.files.characters import one_line, strip_illegal
from glossary.exchange.identifiers import UniqueIds
from glossary.exchange.pair_lists.files import open_lines, split_quoted, write_rows
from glossary.exchange.pair_lists.pairs import accepted_terms
from glossary.exchange.report import Issue, WriteReport
from glossary.vocabulary import AdministrativeStatus, Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

#: Deprecated and superseded terms stay out: how memoQ marks forbidden ones differs between its versions.
CARRIES = frozenset(
    {
        Feature.IDENTIFIERS,
        Feature.SYNONYMS,
        Feature.BOTH_WRITINGS,
        Feature.SUBJECT_FIELD,
        Feature.DEFINITION,
        Feature.NOTES,
    }
)

_ENTRY = (
    *("Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_ClientID", "Entry_ProjectID", "Entry_Created"),
    *("Entry_Creator", "Entry_LastModified", "Entry_Modifier", "Entry_Note"),
)
_NAMES = {
    Language.ENGLISH.value: "English_United_States",
    Language.SIMPLIFIED_CHINESE.value: "Chinese_PRC",
    Language.TRADITIONAL_CHINESE.value: "Chinese_Taiwan",
}
_READ = {
    "english": Language.ENGLISH,
    "chinese_taiwan": Language.TRADITIONAL_CHINESE,
    "chinese_traditional": Language.TRADITIONAL_CHINESE,
    "chinese_hong_kong": Language.TRADITIONAL_CHINESE,
    "chinese_macau": Language.TRADITIONAL_CHINESE,
    "chinese": Language.SIMPLIFIED_CHINESE,  # whatever else it says
}
_DEFINITION, _INFO, _EXAMPLE = "_Def", "Term_Info", "Term_Example"
# How memoQ recognises a term: English in any case of its letters and with endings, Chinese as it stands.
_INFOS = {Language.ENGLISH.value: "CasePermissive;HalfPrefix"}
_CHINESE_INFO = "CasePermissive;Exact"
_FORBIDDEN = "forbidden"


class _Column(NamedTuple):
    """What a column holds: one of `_ENTRY`, a term, its info or example, or a definition, of a language."""

    part: str
    language: str | None


def write_memoq(entries: Iterable[ConceptEntry], path: str | Path) -> WriteReport:
    """Write a row for each entry that has an accepted term, with a byte order mark, by which memoQ knows UTF-8.

    The definition of an entry stands as that in English; of the examples of a term the first is written.

    Args:
        entries: what to write.
        path: the file.

    Raises:
        UsageError: the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    issues: list[Issue] = []
    most: Counter[str] = Counter()
    written = 0
    with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:  # the header says how many terms there are at most
        for entry in entries:
            row = _render(entry)
            if not row["terms"]:
                issues.append(Issue(message="has no accepted term; left out", entry=entry.id))
                continue
            for language, terms in row["terms"].items():
                most[language] = max(most[language], len(terms))
            spool.write(json.dumps(row) + "\n")
            written += 1
        spool.seek(0)
        if not written:  # a table without columns of terms would be none
            most.update((Language.ENGLISH.value, Language.SIMPLIFIED_CHINESE.value))
        languages = [language for language in _NAMES if most[language]]
        with write_rows(path) as rows:
            header = [column for language in languages for column in _columns(language, most[language])]
            rows.write_line("\ufeff")
            rows.write(*_ENTRY, *header)
            for line in spool:
                rows.write(*_cells(json.loads(line), languages, most))
    return WriteReport(written=written, issues=tuple(issues))


def read_memoq(path: str | Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
    """Yield the entry of each row; forbidden terms are deprecated, the first of a language is preferred.

    Args:
        path: the file, in UTF-8.
        issues: takes languages other than ours, rows without a term and ids that were used before.

    Raises:
        InputError: the file can't be read.
        FormatError: it is no UTF-8 or no such table. Also when that shows after entries were yielded.
    """
    told = issues if issues is not None else []
    ids = UniqueIds(told)
    with open_lines(path) as lines:
        rows = split_quoted(path, lines)
        _, header = next(rows, (1, []))
        columns = _read_header(header, told)
        if not any(column.part == "term" and column.language for column in columns):
            raise FormatError(str(path), "has no columns of terms, such as English_United_States and Chinese_PRC", 1)
        for line, cells in rows:
            if len(cells) > len(header):
                raise FormatError(str(path), f"has {len(cells)} cells here, but {len(header)} columns", line)
            entry = _build(columns, cells)
            if not entry.sections:
                told.append(Issue(message="has no term; skipped", line=line, entry=entry.id, is_lost=True))
                continue
            yield replace(entry, id=ids.take(entry.id, line=line))


def _render(entry: ConceptEntry) -> dict[str, Any]:
    """Return what a row has to say, with texts as they are written."""
    terms: dict[str, list[list[str]]] = {}
    for language in _NAMES:
        for term in accepted_terms(entry, language):
            text = one_line(term.term)
            if text and text not in (known for known, _ in terms.get(language, ())):
                example = _clean(term.contexts[0].text) if term.contexts else ""
                terms.setdefault(language, []).append([text, example])
    return {
        "entry": {
            "Entry_ID": one_line(entry.id),
            "Entry_Subject": _clean(entry.subject_field),
            "Entry_Note": "\n".join(filter(None, map(one_line, entry.notes))),
        },
        "definition": _clean(entry.definition.text if entry.definition else ""),
        "definitions": {
            section.language: _clean(section.definition.text)
            for section in entry.sections
            if section.definition and section.language in terms
        },
        "terms": terms,
    }


def _columns(language: str, count: int) -> list[str]:
    name = _NAMES[language]
    return [name + _DEFINITION, *[name, _INFO, _EXAMPLE] * count]


def _cells(row: dict[str, Any], languages: Sequence[str], most: Mapping[str, int]) -> list[str]:
    """Return the cells of a row; the definition of the entry stands in the first language."""
    cells = [row["entry"].get(name, "") for name in _ENTRY]
    for language in languages:
        is_first = language == languages[0]
        cells.append((is_first and row["definition"]) or row["definitions"].get(language, ""))
        info = _INFOS.get(language, _CHINESE_INFO)
        terms = row["terms"].get(language, [])
        for term, example in terms:
            cells += [term, info, example]
        cells += [""] * 3 * (most[language] - len(terms))
    return cells


def _read_header(header: Sequence[str], issues: list[Issue]) -> list[_Column]:
    """Return what the columns hold; those behind a language's name that are called alike belong to it."""
    columns: list[_Column] = []
    language: str | None = None
    for name in header:
        base = name.removesuffix(_DEFINITION)
        if name in _ENTRY:
            columns.append(_Column(part=name, language=None))
        elif name in (_INFO, _EXAMPLE):
            columns.append(_Column(part=name, language=language))
        else:
            language = _language(base)
            if language is None and name == base:
                issues.append(Issue(message=f"the column {name} isn't known; ignored", line=1))
            columns.append(_Column(part="term" if name == base else _DEFINITION, language=language))
    return columns


def _language(name: str) -> str | None:
    """Return our language of a name such as ``English_United_Kingdom``."""
    folded = name.lower().replace(" ", "_")
    found = next((language for start, language in _READ.items() if folded.startswith(start)), None)
    return found and found.value


def _build(columns: Sequence[_Column], cells: Sequence[str]) -> ConceptEntry:
    """Return the entry of a row."""
    named = dict.fromkeys(_ENTRY, "")
    terms: dict[str, list[TermSection]] = {}
    definitions: dict[str, str] = {}
    is_there = False
    for column, cell in zip(columns, cells, strict=False):
        language = column.language
        if column.part in named:
            named[column.part] = cell
        elif language is None:
            continue
        elif column.part == "term":
            is_there = bool(cell)
            if cell:
                status = AdministrativeStatus.ADMITTED if language in terms else AdministrativeStatus.PREFERRED
                terms.setdefault(language, []).append(TermSection(term=cell, status=status))
        elif column.part == _DEFINITION:
            definitions.setdefault(language, cell)
        elif is_there and cell:
            terms[language][-1] = _detail(terms[language][-1], column.part, cell)
    first = next((column.language for column in columns if column.part == _DEFINITION), None)
    definition = definitions.pop(first, "") if first else ""
    return ConceptEntry(
        id=named["Entry_ID"],
        subject_field=named["Entry_Subject"] or None,
        definition=Definition(text=definition) if definition else None,
        notes=tuple(filter(None, map(str.strip, named["Entry_Note"].splitlines()))),
        sections=tuple(
            LanguageSection(
                language=language,
                terms=tuple(found),
                definition=Definition(text=definitions[language]) if definitions.get(language) else None,
            )
            for language, found in terms.items()
        ),
    )


def _detail(term: TermSection, part: str, cell: str) -> TermSection:
    """Return a term with what stands behind it."""
    if part == _EXAMPLE:
        return replace(term, contexts=(Context(text=cell, source=""),))
    is_forbidden = _FORBIDDEN in cell.lower().split(";")
    return replace(term, status=AdministrativeStatus.DEPRECATED) if is_forbidden else term


def _clean(text: str | None) -> str:
    return strip_illegal(text or "").strip()
