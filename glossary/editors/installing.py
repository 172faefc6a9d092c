"""Writing what an editor needs, without loss of what its user wrote."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from glossary.editors.stamp import is_untouched
from glossary.errors import Conflict, InputError, UsageError
from glossary.exchange.files.atomic_file import replace_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class State(StrEnum):
    """What is where a file of ours belongs."""

    ABSENT = "absent"
    CURRENT = "current"
    OUTDATED = "outdated"
    FOREIGN = "foreign"


class Build(Protocol):
    """Returns the content that a file shall have, given what is there now, None for nothing.

    Where something of the user's would be lost it raises Conflict, unless it is forced.
    """

    def __call__(self, present: bytes | None, *, force: bool) -> bytes:
        """Return the content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFile:
    """A file as it shall be.

    ``is_shared`` says that its user has settings in it beside ours, ``is_disposable`` that nobody writes it by hand.
    """

    path: Path
    build: Build
    is_shared: bool = False
    is_disposable: bool = False

    def may_replace(self, present: bytes) -> bool:
        """Tell whether what is there can go without loss."""
        if self.is_shared or self.is_disposable:
            return True
        try:
            return is_untouched(present.decode())
        except UnicodeDecodeError:
            return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was done to a file; ``backup`` is where the earlier one is kept, None where nothing was lost."""

    path: Path
    state: State
    backup: Path | None = None


def look_at(file: PlannedFile) -> State:
    """Return what is where a file belongs.

    Raises:
        InputError: it can't be read.
    """
    present = _read(file.path)
    if present is None:
        return State.ABSENT
    try:
        wanted = file.build(present, force=False)
    except (Conflict, InputError):
        return State.FOREIGN
    if wanted == present:
        return State.CURRENT
    if file.is_shared:
        return State.ABSENT
    return State.OUTDATED if file.may_replace(present) else State.FOREIGN


def install(files: Sequence[PlannedFile], *, force: bool = False) -> list[Outcome]:
    """Write files, or none of them.

    Args:
        files: what shall be there.
        force: also where a person changed one of them, of which a copy is kept then.

    Returns:
        For each file in what state it was, and the copy.

    Raises:
        Conflict: a person wrote or changed one of them; nothing was written.
        InputError: what is there can't be read or understood; nothing was written.
        UsageError: a folder can't be made.
    """
    plans = [(file, present, _build(file, present, force=force)) for file in files for present in [_read(file.path)]]
    outcomes = []
    for file, present, wanted in plans:
        if wanted == present:
            outcomes.append(Outcome(path=file.path, state=State.CURRENT))
            continue
        is_kept = present is not None and (file.is_shared or not file.may_replace(present))
        backup = _keep(file.path) if is_kept else None
        _write(file.path, wanted)
        outcomes.append(
            Outcome(path=file.path, state=State.ABSENT if present is None else State.OUTDATED, backup=backup)
        )
    return outcomes


def _build(file: PlannedFile, present: bytes | None, *, force: bool) -> bytes:
    wanted = file.build(present, force=force)
    if present is not None and wanted != present and not force and not file.may_replace(present):
        raise Conflict(f"{file.path}: is there and isn't ours, or was changed by hand; --force keeps a copy of it")
    return wanted


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror or error})") from error


def _keep(path: Path) -> Path:
    """Copy a file to a name beside it that is free."""
    number, backup = 1, path.with_name(f"{path.name}.bak")
    while backup.exists():
        number += 1
        backup = path.with_name(f"{path.name}.bak{number}")
    shutil.copy2(path, backup)
    return backup


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{path.parent}: can't be made ({error.strerror or error})") from error
    with replace_file(path) as file:
        file.write(content)
