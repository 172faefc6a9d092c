"""The operations that are killed: what each starts from, how it is run, and what may be found afterwards."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.jobs.importing import OnConflict, import_file
from glossary.jobs.mining import mine_into, read_inputs
from glossary.jobs.undoing import undo
from glossary.store.candidates.mined import find_candidates
from glossary.store.database import open_database
from glossary.store.log.history import find_revisions
from tests.old_termbases import make_old
from tests.termbases import entry_of, write_termbase

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.concept import ConceptEntry

ARTICLES = Path(__file__).resolve().parent.parent.parent / "seeds" / "articles"
DATABASE = "termbase.db"
#: What differs between two runs of the same command.
_MOMENTS = frozenset({"at", "added_at", "changed_at", "created_at", "first_at", "last_at", "undone_at", "until"})
_TABLES = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
_INNER = ("sqlite_", "term_search", "term_trigrams")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A command that is killed.

    Args:
        name: of the operation.
        prepare: makes in a folder what the command starts from.
        command: returns the command for a folder that is a copy of it.
        state: returns what counts of a folder; two runs of the command end in the same.
        is_idempotent: whether the command can be run again when it was done already.
    """

    name: str
    prepare: Callable[[Path], None]
    command: Callable[[Path], list[str]]
    state: Callable[[Path], object]
    is_idempotent: bool = True


def dump(folder: Path) -> dict[str, list[str]]:
    """Return all that a termbase holds, table by table, but for the moments at which it was written."""
    with closing(sqlite3.connect(folder / DATABASE)) as raw:
        raw.row_factory = sqlite3.Row
        names = [name for name, sql in raw.execute(_TABLES) if "VIRTUAL" not in sql and not name.startswith(_INNER)]
        return {
            name: sorted(
                json.dumps([row[key] for key in row.keys() if key not in _MOMENTS], ensure_ascii=False)  # noqa: SIM118 - a row isn't a mapping
                for row in raw.execute(f"SELECT * FROM {name}")  # noqa: S608 - our own names
            )
            for name in names
        }


def _exported(folder: Path) -> object:
    return dump(folder), (folder / "out.tbx").read_bytes()


def _copied(folder: Path) -> object:
    copy = folder / "copy"
    return dump(folder), dump(copy) if (copy / DATABASE).exists() else None


def _run(folder: Path, *words: str) -> list[str]:
    return ["--db", str(folder / DATABASE), *words]


def _review(folder: Path) -> list[str]:
    with open_database(str(folder / DATABASE)) as database, database.reading() as connection:
        names = sorted(candidate.id or 0 for candidate in find_candidates(connection) if candidate.entry is None)
        # A run that goes on where one was killed gets the same candidates.
        first = len([each for each in find_revisions(connection) if each.action == "mine"])
    known = folder / "candidates.json"
    if not known.exists():
        known.write_text(json.dumps([str(name) for name in names[:12]]), "utf-8")
    chosen = json.loads(known.read_text("utf-8"))
    return ["acting:review", str(folder / DATABASE), str(first), str(2 * len(chosen)), *chosen]


def _prepare_small(folder: Path) -> None:
    write_termbase(folder / DATABASE, _entries(60))


def _prepare_mined(folder: Path) -> None:
    with open_database(str(folder / DATABASE), create=True) as database:
        documents = read_inputs([ARTICLES / "ai-plus-foundry.en.txt"]).documents
        mine_into(database, documents, who="tester", with_base=False)


def _prepare_import(folder: Path) -> None:
    _prepare_small(folder)
    _write_lines(folder / "new.jsonl", 30, 190)


def _prepare_undo(folder: Path) -> None:
    _prepare_import(folder)
    with open_database(str(folder / DATABASE)) as database:
        import_file(database, folder / "new.jsonl", who="tester", on_conflict=OnConflict.OVERWRITE)
    shutil.rmtree(folder / f"{DATABASE}.backups")


def _prepare_redo(folder: Path) -> None:
    _prepare_undo(folder)
    with open_database(str(folder / DATABASE)) as database:
        undo(database, who="tester")
    shutil.rmtree(folder / f"{DATABASE}.backups")


def _prepare_export(folder: Path) -> None:
    write_termbase(folder / DATABASE, _entries(400))
    (folder / "out.tbx").write_text("what was exported earlier", "utf-8")


def _prepare_restore(folder: Path) -> None:
    _prepare_import(folder)
    shutil.copy(folder / DATABASE, folder / "earlier.db")
    with open_database(str(folder / DATABASE)) as database:
        import_file(database, folder / "new.jsonl", who="tester", on_conflict=OnConflict.OVERWRITE)
    shutil.rmtree(folder / f"{DATABASE}.backups")


def _prepare_backup(folder: Path) -> None:
    _prepare_small(folder)
    (folder / "copy").mkdir()


def _prepare_old(version: str, folder: Path) -> None:
    make_old(folder / DATABASE, version)


def _entries(count: int) -> list[ConceptEntry]:
    return [
        entry_of(f"e{number}", en=f"*growth driver {number}|driver no. {number}", hans=f"*增长动力{number}/")
        for number in range(count)
    ]


def _write_lines(path: Path, start: int, stop: int) -> None:
    lines = []
    for number in range(start, stop):
        terms = [
            {"term": f"growth driver {number}", "language": "en", "status": "preferred"},
            {"term": f"增长的动力{number}", "language": "zh-Hans", "status": "preferred"},
        ]
        lines.append(json.dumps({"v": 1, "id": f"e{number}", "definition": f"No. {number}", "terms": terms}))
    path.write_text("\n".join(lines), "utf-8")


MINE = Operation(
    name="mine",
    prepare=_prepare_mined,
    command=lambda folder: _run(
        folder, "mine", str(ARTICLES / "greater-bay-area-rules.en.txt"), "--no-base", "--workers", "1"
    ),
    state=dump,
)
IMPORT = Operation(
    name="import",
    prepare=_prepare_import,
    command=lambda folder: _run(folder, "import", str(folder / "new.jsonl"), "--on-conflict", "overwrite"),
    state=dump,
)
EXPORT = Operation(
    name="export",
    prepare=_prepare_export,
    command=lambda folder: _run(folder, "export", "-o", str(folder / "out.tbx")),
    state=_exported,
)
REVIEW = Operation(name="accept and edit", prepare=_prepare_mined, command=_review, state=dump)
UNDO = Operation(
    name="undo", prepare=_prepare_undo, command=lambda folder: _run(folder, "undo"), state=dump, is_idempotent=False
)
REDO = Operation(
    name="redo", prepare=_prepare_redo, command=lambda folder: _run(folder, "redo"), state=dump, is_idempotent=False
)
UPGRADES = [
    Operation(
        name=f"upgrade of {version}",
        prepare=partial(_prepare_old, version),
        command=lambda folder: _run(folder, "db", "upgrade"),
        state=dump,
    )
    for version in ("first_schema", "translation_units")
]
BACKUP = Operation(
    name="db backup",
    prepare=_prepare_backup,
    command=lambda folder: _run(folder, "db", "backup", str(folder / "copy" / DATABASE), "--force"),
    state=_copied,
)
RESTORE = Operation(
    name="db restore",
    prepare=_prepare_restore,
    command=lambda folder: _run(folder, "db", "restore", str(folder / "earlier.db")),
    state=dump,
)
