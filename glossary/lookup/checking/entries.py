"""The termbase itself: terms that are there twice, readings that are missing or wrong, entries that lack something."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from glossary.lookup.checking import rules
from glossary.lookup.checking.fault import Fault
from glossary.lookup.checking.protocol import UNACCEPTED
from glossary.lookup.checking.spelling import find_mixtures, without_stray_spaces
from glossary.vocabulary import AdministrativeStatus, Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.lookup.checking.muting import Muting
    from glossary.store.reader import Reader

#: So many entries are read at once.
_BATCH = 2_000
#: So many other entries are told in the one line of a message.
_TOLD = 3
_COUNT = "SELECT coalesce(max(id), 0) FROM concept_entries"
_TERMS = """
SELECT e.id, e.identifier, t.language, t.term, t.status, t.pinyin
FROM concept_entries e
LEFT JOIN term_sections t ON t.entry_id = e.id
LEFT JOIN language_sections s ON s.id = t.section_id
WHERE e.id > ? AND e.id <= ?
ORDER BY e.id, s.position, t.position
"""
_SHARED = """
SELECT t.key, t.language, t.term, e.identifier
FROM (
    SELECT key, language FROM term_sections WHERE key <> ''
    GROUP BY key, language HAVING count(DISTINCT entry_id) > 1
) shared
JOIN term_sections t ON t.key = shared.key AND t.language = shared.language
JOIN concept_entries e ON e.id = t.entry_id
ORDER BY t.language, t.key, e.id, t.position
"""


class _Term(NamedTuple):
    row_id: int
    entry: str
    language: str | None
    term: str
    status: str
    pinyin: str | None


def find_entry_faults(reader: Reader, muting: Muting) -> Iterator[Fault]:
    """Yield what is wrong with the entries of a termbase: first terms that are there twice, then entry by entry.

    Raises:
        DatabaseError: the termbase can't be read.
    """
    if muting.wants(rules.DUPLICATE_TERM):
        yield from filter(muting.passes, _find_duplicates(reader))
    last = int(reader.rows(_COUNT)[0][0])
    for start in range(0, last, _BATCH):
        rows = map(_Term._make, reader.rows(_TERMS, (start, start + _BATCH)))
        for _, terms in groupby(rows, key=itemgetter(0)):
            yield from filter(muting.passes, _faults_of(list(terms), muting))


def _find_duplicates(reader: Reader) -> Iterator[Fault]:
    """Yield a fault for each entry that has a term of another one, which only case may tell apart (US, us)."""
    for (_, language), rows in groupby(reader.rows(_SHARED), key=itemgetter(0, 1)):
        of_term: dict[str, list[tuple[str, str]]] = {}
        for _, _, term, entry in rows:
            of_term.setdefault(_case_key(term), []).append((term, entry))
        for found in of_term.values():
            entries = list(dict.fromkeys(entry for _, entry in found))
            for term, entry in {entry: (term, entry) for term, entry in reversed(found)}.values():
                if others := [other for other in entries if other != entry]:
                    message = f"“{term}” ({language}) is a term of {_listed(others)}, too"
                    yield _fault(rules.DUPLICATE_TERM, entry, term, message)


def _case_key(term: str) -> str:
    """Return what tells acronyms from words that are spelt alike."""
    return "upper" if len(term) > 1 and term.isupper() else ""


def _faults_of(terms: Sequence[_Term], muting: Muting) -> Iterator[Fault]:
    entry = terms[0].entry
    present = [term for term in terms if term.language is not None]
    for term in present:
        yield from _spelling_faults(term)
        if (term.language or "").startswith("zh") and (
            muting.wants(rules.MISSING_PINYIN) or muting.wants(rules.INVALID_PINYIN)
        ):
            yield from _reading_faults(term)
    languages = dict.fromkeys(term.language for term in present)
    for language in languages:
        statuses = [term.status for term in present if term.language == language]
        if AdministrativeStatus.PREFERRED not in statuses:
            first = next(term.term for term in present if term.language == language)
            yield _fault(rules.NO_PREFERRED, entry, first, f"no preferred term in {language}")
    accepted = {(term.language or "")[:2] for term in present if term.status not in UNACCEPTED}
    for prefix, name in (("en", "English"), ("zh", "Chinese")):
        if prefix not in accepted:
            first = present[0].term if present else ""
            yield _fault(rules.NO_EQUIVALENT, entry, first, f"no accepted term in {name}")


def _spelling_faults(term: _Term) -> Iterator[Fault]:
    tidy = without_stray_spaces(term.term)
    if tidy != term.term:
        message = f"“{term.term}” has a blank where none belongs: “{tidy}”"
        yield _fault(rules.STRAY_SPACE, term.entry, term.term, message, tidy)
    if term.language == Language.ENGLISH and term.term.isascii():
        return
    for what, suggestion in find_mixtures(term.term, term.language or ""):
        yield _fault(rules.MIXED_SCRIPTS, term.entry, term.term, f"“{term.term}” mixes scripts: {what}", suggestion)


def _reading_faults(term: _Term) -> Iterator[Fault]:
    from glossary.text.pinyin import validate  # noqa: PLC0415 - loads dictionaries

    if not term.pinyin:
        if term.status not in UNACCEPTED:
            yield _fault(rules.MISSING_PINYIN, term.entry, term.term, f"“{term.term}” has no pinyin")
    elif problems := validate(term.term, term.pinyin):
        message = f"“{term.pinyin}” can't be the pinyin of “{term.term}”: {problems[0]}"
        yield _fault(rules.INVALID_PINYIN, term.entry, term.term, message)


def _fault(code: str, entry: str, term: str, message: str, suggestion: str | None = None) -> Fault:
    return Fault(code, message, 0, 0, term, suggestion, entry, names=(term,) if term else ())


def _listed(entries: Sequence[str]) -> str:
    more = f" and {len(entries) - _TOLD} more" if len(entries) > _TOLD else ""
    return ", ".join(entries[:_TOLD]) + more
