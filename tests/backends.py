"""On what the tests keep their termbases: in files of SQLite, or instead of each on a PostgreSQL server.

A test names a termbase by a path in any case; ``place`` says where it is.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.store.database import open_database
from tests.postgres_cluster import start_cluster

if TYPE_CHECKING:
    from tests.postgres_cluster import Cluster

SQLITE, POSTGRESQL = "sqlite", "postgresql"
#: What runs on a server too: the store, the review, the exchange and the lookup.
#: The programs themselves work on one in tests/several/test_on_a_server.py.
ON_BOTH = frozenset(
    (
        "several/test_claims.py",
        "several/test_lost_updates.py",
        "several/test_mining.py",
        "several/test_turns.py",
        "several/test_undo.py",
        "test_accept_chinese.py",
        "test_batches.py",
        "test_bulk_load.py",
        "test_candidates.py",
        "test_checking.py",
        "test_contexts.py",
        "test_draft.py",
        "test_editing_commands.py",
        "test_edits.py",
        "test_exchange_publications.py",
        "test_exchange_tables.py",
        "test_exchange_texts.py",
        "test_import_matching.py",
        "test_import_preview.py",
        "test_import_report.py",
        "test_import_termbases.py",
        "test_import_twice.py",
        "test_importing.py",
        "test_joining.py",
        "test_learning.py",
        "test_listing.py",
        "test_lookup.py",
        "test_lossless.py",
        "test_mining_pipeline.py",
        "test_occurrences.py",
        "test_postgresql.py",
        "test_proposing.py",
        "test_queue.py",
        "test_search.py",
        "test_sections.py",
        "test_statistics.py",
        "test_store_entries.py",
        "test_tbx_dialects.py",
        "test_units.py",
        "test_whole_job.py",
        "test_workflow.py",
    )
)


@dataclass(slots=True, kw_only=True)
class Backend:
    """Where this run of the tests keeps its termbases; the server starts when it is first needed."""

    name: str = SQLITE
    _cluster: Cluster | None = None
    _template: str | None = None
    _databases: dict[Path, str] = field(default_factory=dict)

    @property
    def is_server(self) -> bool:
        """Whether termbases are on a server."""
        return self.name == POSTGRESQL

    @property
    def cluster(self) -> Cluster:
        """The server.

        Raises:
            NoServer: it can't be started on this machine.
        """
        if self._cluster is None:
            self._cluster = start_cluster()
        return self._cluster

    def place(self, path: Path) -> str:
        """Return what opens the termbase that a test calls by a path; a server has an empty one ready."""
        if not self.is_server:
            return str(path)
        if path not in self._databases:
            self._databases[path] = self.cluster.create_database(template=self._ready())
        return self.cluster.url(self._databases[path])

    def copy(self, source: Path, target: Path) -> Path:
        """Copy a whole termbase, in which nobody works; return the path of the copy."""
        if not self.is_server:
            return Path(shutil.copy(source, target))
        self.cluster.disconnect(self._databases[source])
        self._databases[target] = self.cluster.create_database(template=self._databases[source])
        return target

    def drop_under(self, folder: Path) -> None:
        """Delete the termbases whose paths are in a folder."""
        for path in [path for path in self._databases if path.is_relative_to(folder)]:
            self.cluster.drop_database(self._databases.pop(path))

    def stop(self) -> None:
        """Stop the server, if there is one."""
        if self._cluster is not None:
            self._cluster.stop()
            self._cluster = None

    def _ready(self) -> str:
        """Return a database with all tables and nothing in them, to be copied."""
        if self._template is None:
            name = self.cluster.create_database()
            open_database(self.cluster.url(name), create=True).close()
            self._template = name
        return self._template


BACKEND = Backend()


def place(path: Path) -> str:
    """Return what opens the termbase that a test calls by a path."""
    return BACKEND.place(path)


def copied(source: Path, target: Path) -> Path:
    """Copy a whole termbase, in which nobody works; return the path of the copy."""
    return BACKEND.copy(source, target)
