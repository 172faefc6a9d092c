"""Universal Terminology eXchange 1.11: a table of tabs that knows concepts and forbidden terms."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.errors import FormatError
from glossary.exchange.csv_table.guessing import read_part_of_speech
from glossary.exchange.features import Feature
from glossary.exchange.files.characters import one_line
from glossary.exchange.identifiers import UniqueIds, make_unique
from glossary.exchange.languages import normalise_language, territorial_tag
from glossary.exchange.pair_lists.files import RowWriter, open_lines, split_plain, write_rows
from glossary.exchange.pair_lists.pairs import Direction, choose_direction
from glossary.exchange.report import Issue, WriteReport
from glossary.vocabulary import AdministrativeStatus, Language, PartOfSpeech

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

#: A superseded term comes back as deprecated: both are forbidden here.
CARRIES = frozenset({Feature.IDENTIFIERS, Feature.SYNONYMS, Feature.REJECTED_TERMS})

_FIRST = "#UTX"
_VERSION = "1.11"
_COLUMNS = ("src", "tgt", "src:pos", "term status", "concept ID")
_NONE = "-"
_SIMPLIFIED = Language.SIMPLIFIED_CHINESE.value
_PREFERRED = AdministrativeStatus.PREFERRED
_WRITTEN = {_PREFERRED: "approved", AdministrativeStatus.ADMITTED: "non-standard"}
_FORBIDDEN = "forbidden"
_READ = {
    **{word: status for status, word in _WRITTEN.items()},
    "provisional": AdministrativeStatus.ADMITTED,
    _FORBIDDEN: AdministrativeStatus.DEPRECATED,
}


def write_utx(
    entries: Iterable[ConceptEntry],
    path: str | Path,
    *,
    chinese: str = _SIMPLIFIED,
    from_chinese: bool = False,
    date: str | None = None,
) -> WriteReport:
    """Write a dictionary: UTF-8 without byte order mark, lines that end as on Windows.

    The best term of one language stands beside each of the other, with the status of that; rows of one concept have
    its id and follow one another.

    Args:
        entries: what to write.
        path: the file.
        chinese: the writing, ``zh-Hans`` or ``zh-Hant``.
        from_chinese: translate from Chinese, not from English.
        date: when the dictionary was made, in ISO 8601; readers rely on one, so it is today unless given.

    Raises:
        UsageError: the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    issues: list[Issue] = []
    direction = choose_direction(chinese, from_chinese=from_chinese)
    tags = f"{territorial_tag(direction.source)}/{territorial_tag(direction.target)}"
    made = datetime.now(UTC).date().isoformat() if date is None else one_line(date)
    written = 0
    ids: set[str] = set()
    with write_rows(path) as rows:
        rows.write_line("; ".join(part for part in (f"{_FIRST} {_VERSION}", tags, made) if part) + "\r\n")
        _write_row(rows, "#" + _COLUMNS[0], *_COLUMNS[1:])
        for entry in entries:
            lines = list(_render(entry, direction, ids, issues))
            for cells in lines:
                _write_row(rows, *cells)
            written += bool(lines)
    return WriteReport(written=written, issues=tuple(issues))


def read_utx(path: str | Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
    """Yield the entries of a dictionary; rows of one concept that follow one another are one entry.

    Args:
        path: the file, in UTF-8.
        issues: takes unknown values, rows without source or target and ids that were used before.

    Raises:
        InputError: the file can't be read.
        FormatError: it is no UTF-8 or no such dictionary. Also when that shows after entries were yielded.
    """
    told = issues if issues is not None else []
    ids = UniqueIds(told)
    with open_lines(path) as lines:
        direction = _read_first(str(path), next(lines, ""))
        concept: _Concept | None = None
        columns = [_COLUMNS[0], *(name.lower() for name in _COLUMNS[1:3])]
        for number, cells in split_plain(lines):
            if cells[0].startswith("#"):
                if cells[0].lower() == "#src":
                    columns = [cell.lower().lstrip("#") for cell in cells]
                continue
            named = {name: cell for name, cell in zip(columns, cells, strict=False) if cell not in ("", _NONE)}
            if "src" not in named or "tgt" not in named:
                lost = Issue(message="has no source or no target; skipped", line=number + 1, is_lost=True)
                told.append(lost)
                continue
            identifier = named.get("concept id", "")
            if concept and not (identifier and identifier == concept.id):
                yield concept.build(ids)
                concept = None
            if concept is None:
                concept = _Concept(identifier, number + 1, direction)
            concept.add(named, number + 1, told)
        if concept:
            yield concept.build(ids)


@dataclass(slots=True)
class _Concept:
    """What the rows of a concept say, the first of them at ``line``."""

    id: str
    line: int
    direction: Direction
    sources: dict[str, TermSection] = field(default_factory=dict)
    targets: dict[str, TermSection] = field(default_factory=dict)

    def add(self, named: dict[str, str], line: int, issues: list[Issue]) -> None:
        """Add a row: its status is that of the term which is new."""
        source, target = named["src"], named["tgt"]
        told = named.get("term status", "approved").lower()
        status = _READ.get(told)
        if status is None:
            issues.append(Issue(message=f"the status “{told[:40]}” isn't known; taken as approved", line=line))
        status = status or _PREFERRED
        part = read_part_of_speech(named.get("src:pos", ""))
        if source not in self.sources:
            is_about_target = not self.sources
            self.sources[source] = TermSection(
                term=source, status=_PREFERRED if is_about_target else status, part_of_speech=part
            )
        if target not in self.targets:
            self.targets[target] = TermSection(term=target, status=status)

    def build(self, ids: UniqueIds) -> ConceptEntry:
        """Return the entry, with an id that no other has."""
        unique = ids.take(self.id, line=self.line)
        languages = {self.direction.source: self.sources, self.direction.target: self.targets}
        sections = tuple(
            LanguageSection(language=language.value, terms=tuple(languages[language].values()))
            for language in sorted(languages)
        )
        return ConceptEntry(id=unique, sections=sections)


def _write_row(rows: RowWriter, *cells: str) -> None:
    rows.write_line("\t".join(cells) + "\r\n")


def _render(entry: ConceptEntry, direction: Direction, ids: set[str], issues: list[Issue]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of an entry: its best source with each target, then the other sources with its best target."""
    sources, targets = (_terms(entry, language) for language in (direction.source, direction.target))
    if not sources or not targets:
        issues.append(Issue(message=f"has no accepted term in {direction}; left out", entry=entry.id))
        return
    identifier = make_unique(one_line(entry.id), ids) if one_line(entry.id) else ""
    ids.add(identifier)
    (source, best), (target, _) = next(iter(sources.items())), next(iter(targets.items()))
    for text, term in targets.items():
        yield source, text, _part(best), _status(term), identifier
    for text, term in list(sources.items())[1:]:
        yield text, target, _part(term), _status(term), identifier


def _terms(entry: ConceptEntry, language: str) -> dict[str, TermSection]:
    """Return the terms of a language by their texts, the best first; none if none may be used."""
    first = entry.preferred(language)
    if first is None:
        return {}
    terms: dict[str, TermSection] = {}
    order = list(AdministrativeStatus)
    found = [term for _, term in entry.find_terms(language)]
    for term in sorted(found, key=lambda term: (term is not first, order.index(term.status))):
        text = one_line(term.term)
        if text not in ("", _NONE) and not text.startswith("#"):
            terms.setdefault(text, term)
    return terms if any(term.status.is_accepted for term in terms.values()) else {}


def _status(term: TermSection) -> str:
    return _WRITTEN.get(term.status, _FORBIDDEN)


def _part(term: TermSection) -> str:
    part = term.part_of_speech
    return _NONE if part in (None, PartOfSpeech.OTHER) else str(part)


def _read_first(path: str, line: str) -> Direction:
    """Return the languages that the first line names."""
    parts = [part.strip() for part in line.split(";")]
    if not parts[0].startswith(_FIRST) or len(parts) < 2:  # noqa: PLR2004 - name and languages
        raise FormatError(path, "is no UTX: the first line begins with #UTX, its version and the languages", 1)
    tags = [normalise_language(tag) for tag in parts[1].split("/")]
    known = [Language(tag) for tag in tags if tag in tuple(Language)]
    if len(tags) != 2 or len(known) != 2 or known[0].is_chinese is known[1].is_chinese:  # noqa: PLR2004 - both ways
        raise FormatError(path, f"isn't between English and Chinese: {parts[1][:40]}", 1)
    return Direction(source=known[0], target=known[1])
