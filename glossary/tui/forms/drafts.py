"""What was typed into a form and not saved, kept in files: it outlives the app, and a crash of it."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import GlossaryError, InputError
from glossary.exchange.files.atomic_file import replace_file
from glossary.review.draft import EntryDraft

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = 1
#: The key of the drafts of entries that aren't in the termbase yet.
NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """A draft as its file has it.

    ``key`` says what the form was open for: ``entry ID``, ``candidate NUMBER`` or ``new``. ``title`` is the
    term that a person knows it by, ``at`` when it was kept, ``process`` the number of the process that did.
    """

    path: Path
    key: str
    title: str
    at: datetime
    process: int
    draft: EntryDraft


def default_folder() -> Path:
    """Return where drafts are kept unless a caller says otherwise."""
    from platformdirs import user_state_path  # noqa: PLC0415 - needed only where no folder is given

    return user_state_path("glossary") / "drafts"


def find_drafts(location: str, *, folder: Path | None = None) -> list[KeptDraft]:
    """Return the drafts that wait for a termbase, newest first, without those that another app has open.

    A file that is no draft is passed over.

    Args:
        location: path or URL of the termbase.
        folder: where drafts are kept.
    """
    drafts = [kept for kept in _read_all(_home(location, folder)) if not _is_open_elsewhere(kept)]
    return sorted(drafts, key=lambda kept: kept.at, reverse=True)


class DraftFile:
    """The file that keeps what is typed into one form.

    Args:
        location: path or URL of the termbase.
        key: see ``KeptDraft``.
        folder: where drafts are kept.
    """

    def __init__(self, location: str, key: str, *, folder: Path | None = None) -> None:
        self.key = key
        self._home = _home(location, folder)
        self._path: Path | None = None

    def restore(self) -> KeptDraft | None:
        """Return the newest draft with this key that no other app has open, None where there is none."""
        waiting = [kept for kept in _read_all(self._home) if kept.key == self.key and not _is_open_elsewhere(kept)]
        newest = max(waiting, key=lambda kept: kept.at, default=None)
        self._path = newest.path if newest else None
        return newest

    def keep(self, title: str, draft: str) -> None:
        """Write a draft, as ``EntryDraft.to_json`` gives it, in place of what the file had.

        Raises:
            GlossaryError: the folder or the file can't be written.
        """
        values = {
            "v": VERSION,
            "key": self.key,
            "title": title,
            "at": datetime.now(UTC).isoformat(),
            "process": os.getpid(),
            "draft": draft,
        }
        try:
            self._home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise GlossaryError(f"{self._home}: drafts can't be kept there ({error.strerror})") from error
        if self._path is None:
            self._path = self._free_path()
        with replace_file(self._path) as file:
            file.write(json.dumps(values, ensure_ascii=False).encode())

    def remove(self) -> None:
        """Take the file away, where there is one.

        Raises:
            GlossaryError: it can't be taken away.
        """
        if self._path is None:
            return
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise GlossaryError(f"{self._path}: this draft can't be taken away ({error.strerror})") from error
        self._path = None

    def _free_path(self) -> Path:
        """Return a name that no other form has taken, also that of the same entry in another app."""
        stem = _slug(self.key)
        number = 1
        while (path := self._home / f"{stem}-{number}.json").exists():
            number += 1
        return path


def _home(location: str, folder: Path | None) -> Path:
    """Return the folder of a termbase; a hash, as a URL may have a password in it."""
    whole = location if "://" in location else str(Path(location).resolve())
    return (folder or default_folder()) / hashlib.sha256(whole.encode()).hexdigest()[:16]


def _slug(key: str) -> str:
    """Return a file name for a key: readable, and another one for every key."""
    readable = re.sub(r"[^a-z0-9]+", "-", key.lower())[:40].strip("-")
    return f"{readable}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def _read_all(home: Path) -> Iterator[KeptDraft]:
    for path in sorted(home.glob("*.json")):
        kept = _read(path)
        if kept is not None:
            yield kept


def _read(path: Path) -> KeptDraft | None:
    try:
        values = json.loads(path.read_text("utf-8"))
        if values["v"] != VERSION:
            return None
        return KeptDraft(
            path=path,
            key=str(values["key"]),
            title=str(values["title"]),
            at=datetime.fromisoformat(values["at"]),
            process=int(values["process"]),
            draft=EntryDraft.from_json(values["draft"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, InputError):
        return None


def _is_open_elsewhere(kept: KeptDraft) -> bool:
    if kept.process == os.getpid():
        return False
    try:
        os.kill(kept.process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return not _has_ended(kept.process)


def _has_ended(process: int) -> bool:
    """Whether a process has ended and only waits for its parent to notice, as far as the system tells."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("ascii", errors="replace")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[:1] == ["Z"]
