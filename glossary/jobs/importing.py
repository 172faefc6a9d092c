"""Entries from a file into a termbase, with respect for what is there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import InputError
from glossary.exchange.formats import format_for
from glossary.review.drafting import with_terms
from glossary.store.decisions import link_known
from glossary.store.entries import add_entries, find_entries, new_identifier, save_entry
from glossary.store.revisions import revising
from glossary.store.search_columns import search_key
from glossary.text.pinyin import pinyin
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.concept import ConceptEntry, LanguageSection
    from glossary.exchange.report import Issue
    from glossary.store.database import Database
    from glossary.store.revisions import Revision

ORIGIN = "import"


class OnConflict(StrEnum):
    """What happens to an entry of the file that the termbase has already, and has otherwise."""

    SKIP = "skip"
    FILL = "fill"
    OVERWRITE = "overwrite"


@dataclass(slots=True)
class ImportReport:
    """What became of the entries of a file, by their ids."""

    added: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    overwritten: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


def import_entries(
    revision: Revision, entries: Iterable[ConceptEntry], on_conflict: OnConflict = OnConflict.SKIP
) -> ImportReport:
    """Import entries; the same file twice changes nothing.

    An entry of the file is one of the termbase when it has its id and shares a term with it, or shares an
    accepted English term and not only that (homonyms have other Chinese). An id that another concept has is
    replaced by a new one.
    """
    present = _Present(find_entries(revision.connection))
    report = ImportReport()
    new: list[ConceptEntry] = []
    for raw in entries:
        entry = _with_pinyin(raw)
        if not any(True for _ in entry.find_terms()):
            report.empty.append(entry.id)
            continue
        match = present.find(entry)
        if match is None:
            new.append(present.name(entry))
        else:
            _join(revision, match, entry, on_conflict, report)
    report.added = add_entries(revision, new, origin=ORIGIN)
    link_known(revision.connection)
    return report


def read_file(path: str | Path, *, format_name: str | None = None) -> tuple[list[ConceptEntry], list[Issue]]:
    """Return the entries of a file, and what was wrong with it and didn't stop the reading.

    Args:
        path: the file.
        format_name: of the file; by its ending unless given.

    Raises:
        InputError: there is no such file.
        FormatError: it can't be read as that format.
        UsageError: there is no such format.
    """
    if not Path(path).is_file():
        raise InputError(f"{path}: there is no such file")
    issues: list[Issue] = []
    return list(format_for(format_name or path).read(path, issues=issues)), issues


def import_file(
    database: Database,
    path: str | Path,
    *,
    who: str,
    format_name: str | None = None,
    on_conflict: OnConflict = OnConflict.SKIP,
    dry_run: bool = False,
) -> tuple[ImportReport, list[Issue]]:
    """Import a file in one step, and return what became of its entries and what was wrong with the file.

    Args:
        database: the termbase.
        path: the file.
        who: who imports it.
        format_name: of the file; by its ending unless given.
        on_conflict: what happens to entries that differ from those in the termbase.
        dry_run: change nothing.

    Raises:
        InputError: there is no such file.
        FormatError: the file can't be read as that format; nothing was changed.
        UsageError: there is no such format.
    """
    entries, issues = read_file(path, format_name=format_name)
    return import_read(database, entries, path, who=who, on_conflict=on_conflict, dry_run=dry_run), issues


def import_read(
    database: Database,
    entries: Iterable[ConceptEntry],
    path: str | Path,
    *,
    who: str,
    on_conflict: OnConflict = OnConflict.SKIP,
    dry_run: bool = False,
) -> ImportReport:
    """Import in one step what ``read_file`` returned for a path; see ``import_file``."""
    summary = f"import {Path(path).name}"
    with revising(database, who=who, action="import", summary=summary, dry_run=dry_run) as revision:
        return import_entries(revision, entries, on_conflict)


class _Present:
    """The entries of the termbase, by id and by English term, and the ids that are taken."""

    def __init__(self, entries: Iterable[ConceptEntry]) -> None:
        self._by_id: dict[str, ConceptEntry] = {}
        self._by_key: dict[str, list[ConceptEntry]] = defaultdict(list)
        for entry in entries:
            self._by_id[entry.id] = entry
            for key in _english_keys(entry):
                self._by_key[key].append(entry)
        self._taken = set(self._by_id)

    def find(self, entry: ConceptEntry) -> ConceptEntry | None:
        """Return the entry of the termbase that is the same concept, or None."""
        same_id = self._by_id.get(entry.id)
        if same_id is not None and _keys(same_id) & _keys(entry):
            return same_id
        candidates = (other for key in _english_keys(entry) for other in self._by_key.get(key, ()))
        return next((other for other in candidates if not _are_homonyms(other, entry)), None)

    def name(self, entry: ConceptEntry) -> ConceptEntry:
        """Return a new entry with an id that is free, and take the id."""
        is_free = entry.id and entry.id not in self._taken
        named = entry if is_free else replace(entry, id=new_identifier(entry, self._taken))
        self._taken.add(named.id)
        return named


def _are_homonyms(one: ConceptEntry, other: ConceptEntry) -> bool:
    """Whether two entries that share an English term both have Chinese, and none of it in common."""
    chinese = [{key for key in _keys(entry) if key[0] != Language.ENGLISH} for entry in (one, other)]
    return all(chinese) and not chinese[0] & chinese[1]


def _join(
    revision: Revision,
    old: ConceptEntry,
    entry: ConceptEntry,
    on_conflict: OnConflict,
    report: ImportReport,
) -> None:
    incoming = replace(entry, id=old.id)
    if _without_places(incoming) == _without_places(old):
        report.same.append(old.id)
    elif on_conflict is OnConflict.SKIP:
        report.skipped.append(old.id)
    elif on_conflict is OnConflict.FILL:
        filled = _filled(old, incoming)
        (report.same if filled == old else report.filled).append(old.id)
        save_entry(revision, filled)
    else:
        report.overwritten.append(old.id)
        save_entry(revision, _keeping_hand_pinyin(incoming, old))


def _filled(old: ConceptEntry, new: ConceptEntry) -> ConceptEntry:
    """Return the old entry with what it lacks of the new one."""
    filled = replace(
        old,
        subject_field=old.subject_field or new.subject_field,
        definition=old.definition or new.definition,
        notes=old.notes or new.notes,
        references=old.references or new.references,
    )
    for section in new.sections:
        filled = with_terms(filled, section.language, section.terms)
    return filled


def _keeping_hand_pinyin(new: ConceptEntry, old: ConceptEntry) -> ConceptEntry:
    """Return the new entry; a reading that a person wrote stays where the file has none by hand."""
    by_hand = {(lang, term.term): term.pinyin for lang, term in old.find_terms() if term.pinyin_by_hand}

    def kept(section: LanguageSection) -> LanguageSection:
        terms = tuple(
            term
            if term.pinyin_by_hand or (section.language, term.term) not in by_hand
            else replace(term, pinyin=by_hand[section.language, term.term], pinyin_by_hand=True)
            for term in section.terms
        )
        return replace(section, terms=terms)

    return replace(new, sections=tuple(kept(section) for section in new.sections))


def _with_pinyin(entry: ConceptEntry) -> ConceptEntry:
    """Return an entry whose Chinese terms all have a reading."""

    def read(section: LanguageSection) -> LanguageSection:
        if not section.language.startswith("zh") or all(term.pinyin for term in section.terms):
            return section
        terms = tuple(term if term.pinyin else replace(term, pinyin=pinyin(term.term)) for term in section.terms)
        return replace(section, terms=terms)

    return replace(entry, sections=tuple(read(section) for section in entry.sections))


def _without_places(entry: ConceptEntry) -> ConceptEntry:
    """Return an entry without what belongs to one database only: where its contexts were mined."""

    def bare(section: LanguageSection) -> LanguageSection:
        terms = tuple(
            replace(
                term,
                contexts=tuple(replace(c, document=None, start=None, end=None) for c in term.contexts),
            )
            for term in section.terms
        )
        return replace(section, terms=terms)

    return replace(entry, sections=tuple(bare(section) for section in entry.sections))


def _keys(entry: ConceptEntry) -> set[tuple[str, str]]:
    return {(language, search_key(language, term.term)) for language, term in entry.find_terms()}


def _english_keys(entry: ConceptEntry) -> list[str]:
    terms = entry.find_terms(Language.ENGLISH)
    return [search_key(Language.ENGLISH, term.term) for _, term in terms if term.status.is_accepted]
