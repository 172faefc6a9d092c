"""The termbase into a folder of text files: only what differs is written."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from glossary.errors import Conflict, FormatError
from glossary.exchange.text_form import (
    REJECTED,
    Rejection,
    make_folder,
    path_of,
    read_entry_text,
    render_entry,
    render_rejections,
    writing_files,
)
from glossary.jobs.syncing.agreement import digest_of, digest_of_entry, find_agreed
from glossary.jobs.syncing.conflicts import find_conflicts
from glossary.jobs.syncing.rejections import find_agreed_rejections, keep_rejections, read_rejected
from glossary.jobs.syncing.report import DumpReport
from glossary.progress import ticking
from glossary.review.places import without_places
from glossary.store.candidates.rejections import find_rejections
from glossary.store.entries.access import count_entries, find_entries, find_origins
from glossary.store.synced_entries import Synced, keep_synced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from glossary.exchange.text_form import FolderWriter, TextEntry, TextFolder
    from glossary.progress import Progress
    from glossary.store.database import Database

#: So many files get their names together, and are kept as agreed on after that.
BATCH = 500
#: So many names are told.
SHOWN = 3


@dataclass(slots=True, kw_only=True)
class _State:
    """What the termbase, the folder and the last agreement have: ids and digests by the path of the file.

    ``meant`` has the entries of files that are neither written as ours are nor as those that were agreed on.
    """

    ours: dict[str, tuple[str, bytes]]
    there: dict[str, bytes]
    agreed: dict[str, tuple[str, bytes]]
    meant: dict[str, tuple[str, bytes]]
    held: set[str]

    def find_unseen(self) -> list[str]:
        """Return the files that somebody changed, added or took away since the folder was last loaded."""
        changed = [path for path, digest in self.there.items() if not self._is_seen(path, digest)]
        present = {*self.there, *(path_of(identifier) for identifier, _ in self.meant.values())}
        gone = [path for path in self.agreed if path not in present and path in self.ours]
        return sorted(path for path in (*changed, *gone) if path not in self.held)

    def _is_seen(self, path: str, digest: bytes) -> bool:
        if digest in {found[path][1] for found in (self.ours, self.agreed) if path in found}:
            return True
        meant = self.meant.get(path)  # which was loaded, however it is written and whatever the file is called
        return meant is not None and self.agreed.get(path_of(meant[0])) == meant


def dump(database: Database, path: str, *, force: bool = False, progress: Progress | None = None) -> DumpReport:
    """Write the termbase to a folder as text, one file an entry; files of entries that are gone are removed.

    What somebody changed in the folder since it was loaded is not written over. Entries whose conflict waits for a
    decision stay there as they are. Who is stopped in the middle leaves whole files; the next dump completes them.

    Args:
        database: the termbase.
        path: the folder, made where there is none.
        force: write over what was changed there.
        progress: told how far the work is.

    Raises:
        Conflict: the folder has changes that were not loaded.
        NotAllowed: the user may not do this.
        UsageError: the folder can't be used.
        GlossaryError: it can't be written.
    """
    folder = make_folder(path)
    database.require("dump")
    with folder.held(writing=True), database.reading() as connection, writing_files(folder) as writer:
        state = _read_state(connection, folder, progress)
        unseen = state.find_unseen()
        if not force:
            _require_seen(folder, unseen)
        rejections = _Rejections.read(connection, folder)
        if not force:
            rejections.require_seen(folder)
        written = _write_entries(database, connection, folder, writer, state, progress)
        removed = _remove_entries(database, folder, writer, state, unseen)
        rejections.write(database, folder, writer)
        return DumpReport(
            entries=len(state.ours),
            written=tuple(written),
            removed=tuple(removed),
            held=tuple(sorted(state.ours[name][0] for name in state.held if name in state.ours)),
        )


def _read_state(connection: Connection, folder: TextFolder, progress: Progress | None) -> _State:
    origins = find_origins(connection)
    entries = ticking(find_entries(connection), progress, "reading entries", count_entries(connection))
    ours = {path_of(entry.id): (entry.id, digest_of_entry(entry, origins[entry.id])) for entry in entries}
    agreed = find_agreed(connection, folder.place)
    there, meant = {}, {}
    for path in ticking(folder.find_entry_files(), progress, "reading files"):
        raw = folder.read(path) or b""
        there[path] = digest_of(raw)
        if there[path] not in {found[path][1] for found in (ours, agreed) if path in found} and (
            found := _read_entry(path, raw)
        ):
            meant[path] = (found.entry.id, digest_of_entry(found.entry, found.origin))
    held = {path_of(identifier) for identifier in find_conflicts(connection, folder.label)}
    return _State(ours=ours, there=there, agreed=agreed, meant=meant, held=held)


def _read_entry(path: str, raw: bytes) -> TextEntry | None:
    """Return the entry of a file, None where it has none."""
    try:
        return read_entry_text(path, raw)
    except FormatError:
        return None


def _require_seen(folder: TextFolder, unseen: list[str]) -> None:
    if not unseen:
        return
    names = ", ".join(unseen[:SHOWN]) + (f" and {len(unseen) - SHOWN} more" if len(unseen) > SHOWN else "")
    raise Conflict(
        f"{folder.name}: changed there since it was last loaded: {names}; nothing was written; "
        f"take it in first with: glossary db load {folder.name}"
    )


def _write_entries(  # noqa: PLR0917 - one step of the dump
    database: Database,
    connection: Connection,
    folder: TextFolder,
    writer: FolderWriter,
    state: _State,
    progress: Progress | None,
) -> list[str]:
    """Write what differs, a batch at a time; what the folder then has is agreed on."""
    origins = find_origins(connection)
    differing = {
        identifier: path
        for path, (identifier, digest) in state.ours.items()
        if path not in state.held and state.there.get(path) != digest
    }
    news = [
        identifier
        for path, (identifier, digest) in state.ours.items()
        if path not in state.held and (identifier in differing or state.agreed.get(path, ("", b""))[1] != digest)
    ]
    remaining = iter(ticking(news, progress, "writing files", len(news)))
    while batch := list(islice(remaining, BATCH)):
        agreed = {}
        for entry in find_entries(connection, batch):
            if entry.id in differing:
                writer.write(differing[entry.id], render_entry(entry, origins[entry.id]))
            agreed[entry.id] = Synced(without_places(entry), origins[entry.id])
        writer.commit()
        _keep(database, folder, agreed)
    return sorted(differing)


def _remove_entries(
    database: Database, folder: TextFolder, writer: FolderWriter, state: _State, unseen: list[str]
) -> list[str]:
    """Remove the files of entries that are gone; what is no file of an entry stays."""
    removed = []
    for path in state.there:
        if path in state.ours or path in state.held:
            continue
        if path in unseen and (path not in state.meant or path_of(state.meant[path][0]) != path):
            continue  # nobody knows what it is
        writer.remove(path)
        removed.append(state.agreed[path][0] if path in state.agreed else path)
    gone = [name for path, (name, _) in state.agreed.items() if path not in state.ours and path not in state.held]
    _keep(database, folder, dict.fromkeys(gone))
    return sorted(removed)


def _keep(database: Database, folder: TextFolder, agreed: Mapping[str, Synced | None]) -> None:
    """Keep what the folder has now, where the termbase can be written."""
    if agreed and not database.is_read_only:
        with database.writing(action="dump") as connection:
            keep_synced(connection, folder.place, agreed.items())


@dataclass(slots=True, kw_only=True)
class _Rejections:
    """The rejected candidates of the termbase, of the folder, and those that both had last."""

    ours: set[Rejection]
    there: set[Rejection] | None
    agreed: set[Rejection]

    @classmethod
    def read(cls, connection: Connection, folder: TextFolder) -> _Rejections:
        ours = {Rejection(language=lang, key=key, term=term) for lang, key, term in find_rejections(connection)}
        there = read_rejected(folder)
        agreed = find_agreed_rejections(connection, folder.place)
        return cls(ours=ours, there=there, agreed=agreed)

    def require_seen(self, folder: TextFolder) -> None:
        """Make sure that nobody else changed the file since it was last loaded."""
        if self.there is not None and self.there not in (self.agreed, self.ours):
            _require_seen(folder, [REJECTED])

    def write(self, database: Database, folder: TextFolder, writer: FolderWriter) -> None:
        """Write the file where it differs."""
        if self.ours != (self.there or set()):
            writer.write(REJECTED, render_rejections(self.ours))
            writer.commit()
        if self.ours != self.agreed and not database.is_read_only:
            with database.writing(action="dump") as connection:
                keep_rejections(connection, folder.place, self.agreed, self.ours)
