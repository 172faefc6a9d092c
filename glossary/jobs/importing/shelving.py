"""Entries of the termbase as an import leaves them, put down in a temporary database until they are written."""

from __future__ import annotations

import sqlite3
import weakref
from typing import TYPE_CHECKING

from glossary.errors import GlossaryError
from glossary.jobs.importing.spooling import from_bytes, no_room, to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.concept import ConceptEntry

_TABLE = """
CREATE TABLE states (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, former BLOB NOT NULL, state BLOB)
"""
_PUT = """
INSERT INTO states (name, former, state) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET state = excluded.state
"""


class States:
    """What some entries become, by their ids, in the order in which these were first named.

    ``changed`` counts those that aren't as they were.
    """

    def __init__(self) -> None:
        self.changed = 0
        self._stored: sqlite3.Connection | None = None

    def __iter__(self) -> Iterator[ConceptEntry]:
        """Yield those that change."""
        if self._stored is not None:
            found = self._stored.execute("SELECT state FROM states WHERE state IS NOT NULL ORDER BY number")
            yield from (from_bytes(state) for (state,) in found)

    def get(self, name: str) -> ConceptEntry | None:
        """Return what an entry becomes; None where it stays as it was."""
        return self._find("state", name)

    def former(self, name: str) -> ConceptEntry | None:
        """Return what an entry was; None for one that was never named."""
        return self._find("former", name)

    def put(self, former: ConceptEntry, state: ConceptEntry) -> None:
        """Say what an entry becomes.

        Raises:
            GlossaryError: there is no room for it.
        """
        stored = self._open()
        was_changed = stored.execute("SELECT state IS NOT NULL FROM states WHERE name = ?", (former.id,)).fetchone()
        is_changed = state != former
        try:
            stored.execute(_PUT, (former.id, to_bytes(former), to_bytes(state) if is_changed else None))
        except sqlite3.OperationalError as error:
            raise GlossaryError(no_room(str(error))) from error
        self.changed += is_changed - (was_changed == (1,))

    def _find(self, column: str, name: str) -> ConceptEntry | None:
        if self._stored is None:
            return None
        found = self._stored.execute(f"SELECT {column} FROM states WHERE name = ?", (name,)).fetchone()  # noqa: S608 - our own names
        return None if found is None or found[0] is None else from_bytes(found[0])

    def _open(self) -> sqlite3.Connection:
        if self._stored is None:
            # No thread uses it while another one does.
            self._stored = sqlite3.connect("", isolation_level=None, check_same_thread=False)
            weakref.finalize(self, self._stored.close)
            self._stored.execute("PRAGMA journal_mode=OFF")
            self._stored.execute(_TABLE)
            self._stored.execute("BEGIN")
        return self._stored
