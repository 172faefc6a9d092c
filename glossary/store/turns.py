"""The turn of a writer: while another program writes it is waited for, in steps short enough to be interrupted.

SQLite and the driver of a server wait in C, where neither Ctrl+C nor a message to the user gets through.
"""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from glossary.store.postgresql import engine as postgresql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, RootTransaction

#: How long one attempt waits, in milliseconds.
STEP = 400
#: How long a writer waits before anybody is told, in seconds.
TELL_AFTER = 1.0
#: The primary code of SQLite for a file that another connection writes to.
_SQLITE_BUSY = 5


@contextmanager
def turn(connection: Connection, patience: float, tell: Callable[[bool], object]) -> Iterator[RootTransaction]:
    """Begin a writing transaction when it is our turn; it ends with the block.

    Args:
        connection: of an engine for writing, in no transaction.
        patience: how long to wait at most, in seconds.
        tell: called with True when the waiting takes long, and with False when that is over.

    Raises:
        DBAPIError: the turn didn't come, or the database can't be written at all.
    """
    with _begin(connection, patience, tell) as transaction:
        yield transaction


def _begin(connection: Connection, patience: float, tell: Callable[[bool], object]) -> RootTransaction:
    begun = time.monotonic()
    is_told = False
    with _in_steps(connection, min(STEP, int(patience * 1000))):
        try:
            while True:
                try:
                    return connection.begin()
                except DBAPIError as error:
                    waited = time.monotonic() - begun
                    if not _is_busy(error) or waited >= patience:
                        raise
                if not is_told and waited >= TELL_AFTER:
                    is_told = True
                    tell(True)  # noqa: FBT003 - whether it waits
        finally:
            if is_told:
                tell(False)  # noqa: FBT003 - likewise


@contextmanager
def _in_steps(connection: Connection, milliseconds: int) -> Iterator[None]:
    """Let attempts to begin give up soon; later statements wait as long as ever."""
    if connection.dialect.name != "sqlite":
        connection.execution_options(**{postgresql.TURN: milliseconds})
        yield
        return
    raw: Any = connection.connection.driver_connection
    (usual,) = raw.execute("PRAGMA busy_timeout").fetchone()
    raw.execute(f"PRAGMA busy_timeout={milliseconds}")
    try:
        yield
    finally:
        with suppress(Exception):  # a connection that is gone needs none
            raw.execute(f"PRAGMA busy_timeout={usual}")


def _is_busy(error: DBAPIError) -> bool:
    cause = error.orig
    if getattr(cause, "sqlite_errorcode", 0) & 0xFF == _SQLITE_BUSY:
        return True
    return getattr(cause, "sqlstate", None) == postgresql.LOCK_NOT_AVAILABLE
