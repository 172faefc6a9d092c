"""Termbases for benchmarks, each made when it is first asked for and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.store.database import open_database
from glossary.store.entries.access import add_entries
from glossary.store.log.revisions import revising

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from glossary.concept import ConceptEntry


def made_once(path: Path, entries: Callable[[], Iterable[ConceptEntry]]) -> Path:
    """Return the path of a termbase of these entries, which is made unless it is there."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.unlink(missing_ok=True)
        with (
            open_database(str(new), create=True) as database,
            revising(database, who="benchmark", action="import") as revision,
        ):
            add_entries(revision, entries(), origin="import")
        new.rename(path)
    return path
