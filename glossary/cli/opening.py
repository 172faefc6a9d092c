"""Which termbase a command works on, and on whose behalf."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from glossary.settings import load_settings
from glossary.store.database import Database, open_database

if TYPE_CHECKING:
    from argparse import Namespace


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An open termbase and the user who works on it; closes the termbase when left."""

    database: Database
    user: str

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()


def open_work(arguments: Namespace, *, create: bool = False) -> Work:
    """Open the termbase that the command line, the environment or the settings name.

    Args:
        arguments: of the command.
        create: create or upgrade it where that is needed; commands that only read never do.

    Raises:
        DatabaseError: there is none, or it can't be used.
    """
    settings = load_settings(arguments.db)
    return Work(database=open_database(settings.db, create=create), user=settings.user)
