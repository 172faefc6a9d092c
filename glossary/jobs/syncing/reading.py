"""What a folder has that the termbase hasn't seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from glossary.errors import InputError
from glossary.exchange.text_form import path_of, read_entry_text
from glossary.jobs.syncing.agreement import digest_of, digest_of_entry
from glossary.progress import ticking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.exchange.text_form import TextEntry, TextFolder
    from glossary.progress import Progress

#: So many files that can't be used are told.
SHOWN = 5


@dataclass(slots=True, kw_only=True)
class News:
    """What a folder has otherwise than it was agreed on: by id the entry, None for one whose file is gone."""

    entries: dict[str, TextEntry | None] = field(default_factory=dict)
    files: int = 0


def read_news(folder: TextFolder, agreed: Mapping[str, tuple[str, bytes]], progress: Progress | None = None) -> News:
    """Read the files of a folder that differ from what was agreed on.

    Args:
        folder: is held.
        agreed: id and digest by the path of the file.
        progress: told how far the work is.

    Raises:
        InputError: files can't be used; it names them, each with its line.
    """
    news = News()
    reading = _Reading(folder, agreed, news)
    for path in ticking(folder.find_entry_files(), progress, "reading files"):
        reading.take(path)
    reading.require_good()
    if agreed and not news.files:
        raise InputError(
            f"{folder.name}: has no entry any more, where it had {len(agreed)}; nothing was changed; bring the files "
            f"back, or write them again with: glossary db dump {folder.name} --force"
        )
    seen = reading.seen
    news.entries |= {identifier: None for identifier, _ in agreed.values() if identifier not in seen}
    return news


class _Reading:
    """The files of a folder, taken one after the other."""

    def __init__(self, folder: TextFolder, agreed: Mapping[str, tuple[str, bytes]], news: News) -> None:
        self.seen: dict[str, str] = {}
        self._folder = folder
        self._agreed = agreed
        self._news = news
        self._problems: list[str] = []

    def take(self, path: str) -> None:
        """Read one file where it isn't what was agreed on."""
        self._news.files += 1
        try:
            raw = self._folder.read(path) or b""
            identifier, digest = self._agreed.get(path, ("", b""))
            found = None if digest == digest_of(raw) else read_entry_text(self._folder.told(path), raw)
        except InputError as error:
            self._problems.append(str(error))
            return
        identifier = identifier if found is None else found.entry.id
        if identifier in self.seen:
            other = self._folder.told(self.seen[identifier])
            self._problems.append(f"{self._folder.told(path)}: entry {identifier} is in {other} too; keep one of them")
            return
        self.seen[identifier] = path
        known = self._agreed.get(path_of(identifier))
        if found is not None and (known is None or known[1] != digest_of_entry(found.entry, found.origin)):
            self._news.entries[identifier] = found

    def require_good(self) -> None:
        """Tell what can't be used, where anything can't."""
        if not self._problems:
            return
        more = len(self._problems) - SHOWN
        told = "; ".join(self._problems[:SHOWN]) + (f"; and {more} more" if more > 0 else "")
        raise InputError(f"{told}; nothing was changed")
