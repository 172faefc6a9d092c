"""Paths in a line of text: taken apart, written and completed, as a shell does."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What takes the meaning off the next character; where it separates folders, it does not.
_ESCAPE = "" if os.sep == "\\" else "\\"
_QUOTES = "\"'"
_END = "\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A line with its last path completed as far as it is certain, and the names that it can go on to."""

    text: str
    choices: tuple[str, ...] = ()


@dataclass(slots=True)
class _Word:
    """A word of a line: where it begins, and what it says without its quotation marks."""

    start: int
    value: str = ""


def split_paths(text: str) -> list[str]:
    """Return the paths of a line; blanks part them, except in quotation marks and after a backslash.

    A line that is the path of something as it stands is that one path.
    """
    whole = text.strip()
    if whole and is_there(full_path(whole)):
        return [whole]
    return [word.value for word in _words(text)]


def join_paths(paths: Sequence[str]) -> str:
    """Return a line that ``split_paths`` takes apart into these paths."""
    return " ".join(map(_quoted, paths))


def full_path(text: str) -> Path:
    """Return the path that a user means, from the root."""
    path = Path(text)
    try:
        path = path.expanduser()
    except RuntimeError:  # nobody has that name: a file may
        return path.absolute()
    return path.absolute()


def is_there(path: Path) -> bool:
    """Whether there is a file or folder; not where its name is too long, or its folder is closed to us."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether there is a folder of that name."""
    return is_there(path) and path.is_dir()


def complete(text: str, *, several: bool = True) -> Completion:
    """Complete the last path of a line.

    Args:
        text: the line.
        several: whether it can hold more than one path; if not, the line is the path, without quotation marks.
    """
    # The mark at the end tells whether a new word would begin there.
    last = _words(f"{text}{_END}")[-1] if several else _Word(0, f"{text}{_END}")
    value = last.value.removesuffix(_END)
    folder, _, begun = value.rpartition("/")
    folder = f"{folder}/" if "/" in value else ""
    names = [name for name in list_names(full_path(folder or ".")) if _fits(name, begun)]
    if not names:
        return Completion(text=text)
    certain = folder + os.path.commonprefix(names)  # noqa: RUF071 - characters are what is typed
    is_done = len(names) == 1 and not certain.endswith("/")
    written = _quoted(certain, close=is_done) if several else certain
    completed = text[: last.start] + written + (" " if is_done and several else "")
    return Completion(text=completed, choices=() if len(names) == 1 else tuple(names))


def list_names(folder: Path) -> list[str]:
    """Return the names in a folder, in order, those of folders with a slash; nothing where it can't be read."""
    try:
        with os.scandir(folder) as entries:
            names = [f"{entry.name}/" if entry.is_dir() else entry.name for entry in entries]
    except (OSError, ValueError):
        return []
    return sorted(filter(_is_text, names), key=lambda name: (name.casefold(), name))


def _fits(name: str, begun: str) -> bool:
    return name.startswith(begun) and (begun.startswith(".") or not name.startswith("."))


def _is_text(name: str) -> bool:
    """Whether a name can be shown and typed: it holds no bytes that are no characters."""
    return name.isprintable()


def _quoted(path: str, *, close: bool = True) -> str:
    quoted = shlex.quote(path) if path else ""
    return quoted if close or not quoted.endswith("'") else quoted[:-1]


def _words(text: str) -> list[_Word]:
    """Return the words of a line; a quotation mark that isn't closed reaches to its end."""
    words: list[_Word] = []
    quote = ""
    word: _Word | None = None
    position = 0
    while position < len(text):
        character = text[position]
        if not quote and character.isspace():
            word = None
            position += 1
            continue
        if word is None:
            word = _Word(position)
            words.append(word)
        if quote and character == quote:
            quote = ""
        elif not quote and character in _QUOTES:
            quote = character
        elif character == _ESCAPE and quote != "'" and position + 1 < len(text):
            position += 1
            word.value += text[position]
        else:
            word.value += character
        position += 1
    return words
