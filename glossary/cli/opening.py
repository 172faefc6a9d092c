"""Which termbase a command works on, and on whose behalf."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from glossary.cli.narration import say
from glossary.settings import load_settings
from glossary.store.database import Database, open_database
from glossary.store.log.revisions import revising

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from glossary.store.log.revisions import Revision

#: How long a command waits for another program that writes, in seconds: as long as a large mining may take.
PATIENCE = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An open termbase and the user who works on it; closes the termbase when left."""

    database: Database
    user: str

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()


def open_work(arguments: Namespace, *, create: bool = False, upgrade: bool = False) -> Work:
    """Open the termbase that the command line, the environment or the settings name.

    Args:
        arguments: of the command.
        create: create it where there is none, and upgrade it; for commands that can begin a termbase.
        upgrade: upgrade it where it is older; for commands that change one. Commands that only read do neither.

    Raises:
        DatabaseError: there is none, or it can't be used.
    """
    settings = load_settings(arguments.db)
    database = open_database(settings.db, create=create, upgrade=upgrade, backups=settings.backups, user=settings.user)
    database.tell = _tell
    database.patience, database.on_wait = PATIENCE, _tell_wait
    database.learns = settings.learn
    return Work(database=database, user=settings.user)


def _tell(line: str) -> None:
    say(f"glossary: {line}")


def _tell_wait(waits: bool) -> None:  # noqa: FBT001 - what ``Database.on_wait`` is told
    if waits:
        _tell("another program is writing to the termbase; waiting for it, Ctrl+C gives up…")


@contextmanager
def revise(arguments: Namespace, action: str, *, create: bool = False) -> Iterator[Revision]:
    """Open the termbase for one revision: kept whole when the block ends, dropped whole when it raises.

    Args:
        arguments: of the command.
        action: what the history calls it.
        create: see ``open_work``.

    Raises:
        DatabaseError: there is no termbase, or it can't be written.
    """
    with (
        open_work(arguments, create=create, upgrade=True) as work,
        revising(work.database, who=work.user, action=action) as revision,
    ):
        yield revision
