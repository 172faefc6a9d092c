"""The whole job on what the program ships: base, articles, candidates, equivalents, exports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.exchange.formats import writer_for
from glossary.jobs.exporting import entries_to_export
from glossary.jobs.mining import mine_into, read_inputs
from glossary.jobs.seeds import articles_folder
from glossary.store.candidates.mined import count_by_status
from glossary.store.database import open_database
from glossary.store.entries.access import count_entries
from glossary.store.entries.search import Filter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from glossary.concept import Candidate

#: The exports that the demo makes: the format and the name of the file.
_EXPORTS = (("tbx", "glossary.tbx"), ("csv", "glossary.csv"))
_EXAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResult:
    """What the demo made; ``by_status`` counts candidates, ``entries`` those of the termbase."""

    database: Path
    documents: int
    candidates: tuple[Candidate, ...]
    entries: int
    exported: int
    by_status: dict[str, int]
    files: tuple[Path, ...]


def run_demo(folder: Path, *, who: str, progress: Callable[[str, int, int], None] | None = None) -> DemoResult:
    """Mine the sample articles into ``folder/demo.db`` and export the entries that occur in them.

    Running it again works on the same termbase and changes nothing but the exports.

    Raises:
        UsageError: the folder can't be written.
    """
    path = folder / "demo.db"
    articles = articles_folder()
    inputs = read_inputs([articles], parallel=[(articles, articles)], progress=progress)
    with open_database(str(path), create=True) as database:
        candidates = mine_into(database, inputs.documents, texts=inputs.texts, who=who, progress=progress)
        with database.reading() as connection:
            entries = list(entries_to_export(connection, Filter(is_mined=True), examples=_EXAMPLES))
            total, by_status = count_entries(connection), count_by_status(connection)
    files = []
    for format_name, name in _EXPORTS:
        writer_for(format_name)(entries, folder / name)
        files.append(folder / name)
    return DemoResult(
        database=path,
        documents=len(inputs.documents),
        candidates=tuple(candidates),
        entries=total,
        exported=len(entries),
        by_status=by_status,
        files=tuple(files),
    )
