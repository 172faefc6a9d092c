"""Small termbases written down in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.store.database import open_database
from glossary.store.entries.access import add_entries, save_entry
from glossary.store.log.revisions import revising
from glossary.vocabulary import AdministrativeStatus
from tests.backends import place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_MARKS = {
    "": AdministrativeStatus.ADMITTED,
    "*": AdministrativeStatus.PREFERRED,
    "!": AdministrativeStatus.DEPRECATED,
    "?": AdministrativeStatus.SUPERSEDED,
}


def entry_of(identifier: str, **terms: str) -> ConceptEntry:
    """Return an entry; terms of a language are parted by ``|``.

    A term begins with ``*`` if it is preferred, ``!`` if deprecated, ``?`` if superseded, and may end with its pinyin
    behind a ``/``. Languages are ``en``, ``hans`` and ``hant``.
    """
    tags = {"en": "en", "hans": "zh-Hans", "hant": "zh-Hant"}
    return ConceptEntry(
        id=identifier,
        sections=tuple(
            LanguageSection(language=tags[name], terms=tuple(map(_term, written.split("|"))))
            for name, written in terms.items()
        ),
    )


def write_termbase(path: Path, entries: Iterable[ConceptEntry]) -> Path:
    """Make a termbase of entries and return its path."""
    with (
        open_database(place(path), create=True) as database,
        revising(database, who="tester", action="add") as revision,
    ):
        add_entries(revision, entries, origin="person")
    return path


def change_entry(path: Path, entry: ConceptEntry) -> None:
    """Save an entry in a termbase, as another process would."""
    with open_database(place(path)) as database, revising(database, who="other", action="edit") as revision:
        save_entry(revision, entry)


def _term(written: str) -> TermSection:
    mark = written[0] if written[:1] in {"*", "!", "?"} else ""
    term, _, pinyin = written[len(mark) :].partition("/")
    return TermSection(term=term, status=_MARKS[mark], pinyin=pinyin or None)
