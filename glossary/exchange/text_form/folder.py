"""The folder that a termbase is written to as text, and read from."""

from __future__ import annotations

import os
import re
import uuid
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from glossary.errors import FormatError, GlossaryError, InputError, UsageError
from glossary.exchange.text_form.entry_reader import LONGEST
from glossary.exchange.text_form.names import ENDING, ENTRIES
from glossary.exchange.text_form.rejections import REJECTED

try:
    import fcntl
except ImportError:  # a system without such locks
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Says what the folder is; also that this program may write into it.
MANIFEST = "termbase.toml"
FORMAT = 1
_MANIFEST_TEXT = f"""\
# A termbase as text, one file an entry. Load it with: glossary db load DIR
format = {FORMAT}
"""
_FORMAT = re.compile(r"^\s*format\s*=\s*(\d{1,9})\s*(?:#.*)?$", re.MULTILINE)
ATTRIBUTES = ".gitattributes"
_ATTRIBUTES_TEXT = f"""\
{ENTRIES}/**/*{ENDING} text eol=lf merge=glossary
{MANIFEST} text eol=lf
{REJECTED} text eol=lf merge=union
"""
#: What belongs to this copy of the folder alone; it keeps itself out of version control.
OWN = ".glossary"
_PLACE, _LOCK, _IGNORE = "place", "lock", ".gitignore"


class TextFolder:
    """A folder of text files that is a termbase; ``place`` is the mark of this copy of it, which no clone shares.

    Paths within it are told with slashes, as ``path_of`` makes them.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name = name
        self.place = ""

    @property
    def label(self) -> str:
        """What the folder is called, wherever it is."""
        return self.path.name or self.name

    @property
    def own(self) -> Path:
        """The folder with what belongs to this copy alone."""
        return self.path / OWN

    def read(self, path: str) -> bytes | None:
        """Return what a file holds, with plain line ends, None where there is none.

        Raises:
            InputError: it can't be read, or is no file.
            FormatError: it is longer than any entry.
        """
        where = self.path / path
        try:
            if where.is_symlink() or (where.exists() and not where.is_file()):
                raise InputError(f"{self.told(path)}: is no plain file; put one in its place")
            if path != REJECTED and where.stat().st_size > LONGEST:
                raise FormatError(self.told(path), "has more than 10 MB; no entry is that long")
            return where.read_bytes().replace(b"\r\n", b"\n")  # as version control may have made them
        except FileNotFoundError:
            return None
        except OSError as error:
            raise InputError(f"{self.told(path)}: can't be read: {_explain(error)}") from error

    def find_entry_files(self) -> Iterator[str]:
        """Yield the paths of the files of entries, sorted.

        Raises:
            InputError: a folder can't be read.
        """
        root = self.path / ENTRIES
        for shard in _listed(root):
            if shard.name.startswith(".") or not (shard.is_dir() or shard.is_symlink()):
                continue
            if shard.is_symlink():
                raise InputError(f"{self.told(f'{ENTRIES}/{shard.name}')}: is a link; put a folder in its place")
            for file in _listed(shard):
                if file.name.endswith(ENDING) and not file.name.startswith("."):
                    yield f"{ENTRIES}/{shard.name}/{file.name}"

    def told(self, path: str) -> str:
        """Return the path of a file as the user knows it."""
        return str(PurePosixPath(self.name) / path)

    @contextmanager
    def held(self, *, writing: bool) -> Iterator[None]:
        """Keep other programs from writing to the folder, and know its place.

        Raises:
            GlossaryError: another program is at work there, or the folder can't be written and has to be.
        """
        try:
            lock = self._open_lock()
        except OSError as error:
            if writing:
                raise UsageError(f"{self.name}: can't be written: {_explain(error)}") from error
            self.place = uuid.uuid5(uuid.NAMESPACE_URL, self.path.as_uri()).hex  # a folder that can only be read
            yield
            return
        with lock:
            if fcntl is not None:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError as error:
                    raise GlossaryError(
                        f"{self.name}: another program is writing to this folder; try again when it is done"
                    ) from error
                except OSError:
                    pass  # a file system without locks
            self.place = self._find_place()
            yield

    def _open_lock(self) -> IO[bytes]:
        if self.own.is_symlink():
            raise OSError(f"{OWN} is a link")
        self.own.mkdir(exist_ok=True)
        ignore = self.own / _IGNORE
        if not ignore.exists():
            ignore.write_text("*\n", "utf-8")
        return (self.own / _LOCK).open("ab")

    def _find_place(self) -> str:
        """Return the mark of this copy; a new one where there is none, or none that can be."""
        path = self.own / _PLACE
        with suppress(OSError, ValueError):
            return uuid.UUID(path.read_text("ascii").strip()).hex
        place = uuid.uuid4().hex
        try:
            path.write_text(f"{place}\n", "ascii")
        except OSError as error:
            raise UsageError(f"{self.name}: can't be written: {_explain(error)}") from error
        return place


def open_folder(path: str) -> TextFolder:
    """Return the folder of a termbase that was written as text.

    Raises:
        UsageError: there is none.
        FormatError: a newer program wrote it.
    """
    folder = TextFolder(_resolved(path), path)
    try:
        is_there = folder.path.is_dir()
    except OSError as error:
        raise UsageError(f"{path}: can't be read: {_explain(error)}") from error
    if not is_there:
        raise UsageError(f"{path}: no such folder")
    manifest = folder.read(MANIFEST)
    if manifest is None:
        raise UsageError(f"{path}: no termbase was written here as text; do so with: glossary db dump {path}")
    found = _FORMAT.search(manifest.decode(errors="replace"))
    if found is None:
        raise FormatError(folder.told(MANIFEST), f"the line “format = {FORMAT}” is missing")
    if int(found[1]) > FORMAT:
        raise FormatError(folder.told(MANIFEST), "a newer version of this program wrote it; upgrade the program")
    if (folder.path / ENTRIES).is_symlink():
        raise InputError(f"{folder.told(ENTRIES)}: is a link; put a folder in its place")
    return folder


def make_folder(path: str) -> TextFolder:
    """Return the folder at a path, made into one for a termbase where it isn't yet; what else is there stays.

    Raises:
        UsageError: it can't be made, or holds entries of something else.
        FormatError: a newer program wrote it.
    """
    where = _resolved(path)
    try:
        where.mkdir(parents=True, exist_ok=True)
        if not (where / MANIFEST).exists():
            if (where / ENTRIES).exists() and any(_listed(where / ENTRIES)):
                raise UsageError(f"{path}: its folder {ENTRIES} belongs to something else; name another folder")
            if not (where / ATTRIBUTES).exists():
                (where / ATTRIBUTES).write_bytes(_ATTRIBUTES_TEXT.encode())
            (where / MANIFEST).write_bytes(_MANIFEST_TEXT.encode())
    except OSError as error:
        raise UsageError(f"{path}: can't be written: {_explain(error)}") from error
    return open_folder(path)


def _resolved(path: str) -> Path:
    """Return where a folder is that a user named.

    Raises:
        UsageError: it can't be a folder's name.
    """
    if not path.strip() or "\0" in path:
        raise UsageError("this can't be the name of a folder; name one, such as: text")
    return Path(os.path.realpath(path))


def _listed(folder: Path) -> list[Path]:
    """Return what is in a folder, sorted; nothing where there is none."""
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise InputError(f"{folder.name}: can't be read: {_explain(error)}") from error


def _explain(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
