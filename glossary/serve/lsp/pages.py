"""Entries as Markdown files that an editor can open: where “go to definition” leads."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import UsageError
from glossary.lookup.checking.rules import RULES
from glossary.serve.lsp.rendering import render_file

if TYPE_CHECKING:
    from glossary.serve.lsp.rendering import Entry

_UNSAFE = re.compile(r"[^\w.-]+")
_READ_ONLY = 0o444
_LONGEST = 80


class Pages:
    """The pages of one termbase, in the user's cache folder; each is written when it is asked for.

    Args:
        location: of the termbase.
        folder: where pages are kept; the user's cache folder unless given.
    """

    def __init__(self, location: str, folder: Path | None = None) -> None:
        name = hashlib.sha256(str(Path(location).absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:12]
        self._folder = (folder or _cache_folder()) / name

    def path_of(self, identifier: str) -> Path:
        """Return where the page of an entry is, the same path each time."""
        name = _UNSAFE.sub("_", identifier)[:_LONGEST].strip(".") or "entry"
        if name != identifier:
            name += "-" + hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return self._folder / f"{name}.md"

    def write(self, entry: Entry) -> Path:
        """Return the page of an entry, written anew if the entry has changed.

        Raises:
            UsageError: the cache folder can't be written.
        """
        return _keep(self.path_of(entry["id"]), render_file(entry).encode("utf-8", "replace"))


def write_rules(folder: Path | None = None) -> Path:
    """Return a page that explains the codes of all findings, written where it isn't yet.

    Args:
        folder: where it is kept; the user's cache folder unless given.

    Raises:
        UsageError: the folder can't be written.
    """
    lines = ["# What is checked", ""]
    for rule in RULES.values():
        lines += [f"## {rule.code}", "", f"{rule.summary[0].upper()}{rule.summary[1:]}. {rule.help}", ""]
    return _keep((folder or _cache_folder()) / "checks.md", "\n".join(lines).encode())


def _keep(path: Path, content: bytes) -> Path:
    """Write a page that isn't there yet, or was otherwise."""
    try:
        if path.is_file() and path.read_bytes() == content:
            return path
        from glossary.exchange.files.atomic_file import replace_file  # noqa: PLC0415 - an editor is answered before it is loaded

        path.parent.mkdir(parents=True, exist_ok=True)
        with replace_file(path) as file:
            file.write(content)
        path.chmod(_READ_ONLY)
    except OSError as error:
        raise UsageError(f"{path}: can't be written: {error.strerror or error}") from error
    return path


def _cache_folder() -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415 - needed only where a page is opened

    return user_cache_path("glossary") / "entries"
