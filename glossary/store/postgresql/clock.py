"""A count of the changes on a server, by which everyone sees that there was one; SQLite keeps one by itself.

It goes on within the transaction that changes something, so whoever sees it go on sees the change too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_CREATE = ("CREATE TABLE change_clock (tick bigint NOT NULL)", "INSERT INTO change_clock VALUES (0)")
# A transaction that has changed nothing so far has no number.
_TICK = "UPDATE change_clock SET tick = tick + 1 WHERE txid_current_if_assigned() IS NOT NULL"


def create_clock(connection: Connection) -> None:
    """Create the clock of a new termbase."""
    for statement in _CREATE:
        connection.exec_driver_sql(statement)


def tick(connection: Connection) -> None:
    """Let the clock go on if the transaction changed anything."""
    connection.exec_driver_sql(_TICK)
