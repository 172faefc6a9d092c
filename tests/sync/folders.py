"""Termbases and folders that tests keep alike."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from glossary.jobs.syncing import dump, load
from glossary.review import workflow
from glossary.store.database import open_database
from glossary.store.entries.access import add_entries, find_entries, find_origins, get_entry
from glossary.store.log.revisions import revising
from glossary.store.proposed_changes import find_proposed_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry
    from glossary.jobs.syncing import DumpReport, LoadReport
    from glossary.store.database import Database
    from glossary.store.proposed_changes import ProposedChange
    from glossary.vocabulary import Side


class Desk:
    """Somebody's termbase and the folder that it is kept alike with."""

    def __init__(self, database: Database, folder: Path, who: str = "lin") -> None:
        self.database = database
        self.folder = folder
        self.who = who

    def dump(self, *, force: bool = False) -> DumpReport:
        """Write the termbase to the folder."""
        return dump(self.database, str(self.folder), force=force)

    def load(self, *, prefer: Side | None = None, dry_run: bool = False) -> LoadReport:
        """Take in what is new in the folder."""
        return load(self.database, str(self.folder), who=self.who, prefer=prefer, dry_run=dry_run)

    def add(self, *entries: ConceptEntry, origin: str = "person") -> None:
        """Add entries."""
        with revising(self.database, who=self.who, action="add") as revision:
            add_entries(revision, entries, origin=origin)

    def edit(self, identifier: str, change: Callable[[ConceptEntry], ConceptEntry]) -> None:
        """Change an entry."""
        with revising(self.database, who=self.who, action="edit") as revision:
            workflow.change(revision, change(get_entry(revision.connection, identifier)))

    def delete(self, identifier: str) -> None:
        """Delete an entry."""
        with revising(self.database, who=self.who, action="delete") as revision:
            workflow.delete(revision, identifier)

    def entries(self) -> dict[str, ConceptEntry]:
        """Return all entries by their ids."""
        with self.database.reading() as connection:
            return {entry.id: entry for entry in find_entries(connection)}

    def origins(self) -> dict[str, str]:
        """Return where each entry came from."""
        with self.database.reading() as connection:
            return find_origins(connection)

    def waiting(self) -> list[ProposedChange]:
        """Return the changes that wait for a decision."""
        with self.database.reading() as connection:
            return list(find_proposed_changes(connection))

    def files(self) -> dict[str, bytes]:
        """Return what version control would keep of the folder."""
        return files_of(self.folder)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder that are no copy's own, by their paths."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder): path.read_bytes() for path in paths}
    return {str(path): raw for path, raw in found.items() if path.parts[0] not in {".glossary", ".git"}}


@contextmanager
def desk_at(path: Path, folder: Path | None = None, *, entries: Iterable[ConceptEntry] = ()) -> Iterator[Desk]:
    """Open a new termbase at a path with entries in it."""
    path.mkdir(exist_ok=True)
    with open_database(str(path / "termbase.db"), create=True) as database:
        desk = Desk(database, folder or path / "text", who=path.name)
        if found := list(entries):
            desk.add(*found)
        yield desk
