"""What SQLite's refusals mean, in the words of a user."""

from __future__ import annotations

import sqlite3

from glossary.errors import DatabaseError, TermbaseDamaged

READ_ONLY = "the termbase is read-only; nothing was changed"
_BUSY = "another program is writing to it; try again; nothing was changed"
_DAMAGED = "the file is damaged; see how much with: glossary db check; bring back a copy with: glossary db restore"
_MEANINGS = {
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CANTOPEN: "the file can't be opened; look at the rights of the file and its folder",
    sqlite3.SQLITE_FULL: "the disk is full; nothing was changed; make room and try again",
    sqlite3.SQLITE_IOERR: "the disk can't be read or written; nothing was changed; see whether it is full or failing",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether SQLite found that a file isn't what it wrote."""
    return _code_of(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def explain(location: str, error: sqlite3.Error) -> DatabaseError:
    """Return the error that says in one line what SQLite refused."""
    kind = TermbaseDamaged if is_damage(error) else DatabaseError
    return kind(f"{location}: {_MEANINGS.get(_code_of(error), f'{error}; nothing was changed')}")


def _code_of(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of the code tells kinds of it apart
