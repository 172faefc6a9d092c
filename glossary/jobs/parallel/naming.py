"""Which file of one folder is the translation of which of another."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import InputError
from glossary.mine.documents import find_paths

if TYPE_CHECKING:
    from collections.abc import Sequence

_LANGUAGE = re.compile(
    r"(?:^|[._\- (])(?:en|eng|english|en[-_](?:us|gb)|英文"
    r"|zh|zho|chi|cn|chinese|zh[-_](?:hans|hant|cn|tw|hk)|中文)\)?$",
    re.IGNORECASE,
)


def pair_files(english: str | Path, chinese: str | Path) -> tuple[list[tuple[Path, Path]], list[Path]]:
    """Return the files that belong together, and those of either folder that have no other half.

    Two files are a pair whatever they are called. In folders those belong together that have the same name, but for
    the ending and a language in it: ``report.en.docx`` and ``report.zh.docx``, ``a/report.txt`` and ``b/report.txt``.

    Raises:
        InputError: a path doesn't exist, one is a file and the other a folder, or nothing belongs together.
    """
    first, second = Path(english), Path(chinese)
    for path in (first, second):
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder")
    if first.is_dir() != second.is_dir():
        folder, file = (first, second) if first.is_dir() else (second, first)
        raise InputError(f"{folder} is a folder and {file} a file; name two files, or two folders")
    if not first.is_dir():
        return [(first.absolute(), second.absolute())], []
    return _pair_folders(first, second)


def _pair_folders(first: Path, second: Path) -> tuple[list[tuple[Path, Path]], list[Path]]:
    ours, theirs = _by_name(first, "en"), _by_name(second, "zh")
    both = [name for name in ours if name in theirs and ours[name] != theirs[name]]
    if not both:
        raise InputError(
            f"{first}, {second}: no file of the one has the name of one of the other; call them alike, "
            "such as report.en.txt and report.zh.txt"
        )
    alone = dict.fromkeys(path for side in (ours, theirs) for name, path in side.items() if name not in both)
    return [(ours[name], theirs[name]) for name in both], list(alone)


def _by_name(folder: Path, language: str) -> dict[str, Path]:
    """Return the files of a folder by their name without language; where both languages lie there, those of one."""
    found: dict[str, Path] = {}
    paths: Sequence[Path] = find_paths([folder])
    for path in paths:
        stem = path.relative_to(folder.absolute()).with_suffix("").as_posix()
        marked = _LANGUAGE.search(stem)
        name = stem[: marked.start()] if marked else stem
        if marked is None or _is(marked[0], language):
            found.setdefault(name, path)
    return found


def _is(mark: str, language: str) -> bool:
    is_english = mark.strip("._- ()").lower().startswith(("en", "英"))
    return is_english == (language == "en")
