"""Three files of one entry merged field by field, as version control asks a merge driver to."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from glossary.errors import InputError
from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.files.guarding import check_regular
from glossary.exchange.files.text_file import read_bytes
from glossary.exchange.text_form import read_entry_text, render_entry
from glossary.jobs.syncing.origins import merge_origins
from glossary.review.merging import merge_entries
from glossary.vocabulary import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.exchange.text_form import TextEntry

_OURS, _BETWEEN, _THEIRS = "<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n"


def merge_files(base: str, ours: str, theirs: str) -> bool:
    """Write to the file ``ours`` what comes of all three; return whether nothing clashed.

    Where it did, the file has both sides between the marks of a merge, and only what differs stands between them.

    Args:
        base: the file that both began with; empty where neither had it.
        ours: the one side.
        theirs: the other side.

    Raises:
        InputError: a file can't be read, or holds no entry.
    """
    first, own, other = _read(base), _read(ours), _read(theirs)
    if own is None or other is None:
        raise InputError(f"{ours if own is None else theirs}: is empty; there is nothing to merge")
    origin = merge_origins(first.origin if first else None, own.origin, other.origin)
    sides = []
    for side in Side:
        merged = merge_entries(first.entry if first else None, own.entry, other.entry, prefer=side)
        assert merged.entry is not None  # noqa: S101 - neither side is None
        sides.append(render_entry(merged.entry, origin).decode())
    text = "".join(_marked(*(side.splitlines(keepends=True) for side in sides)))
    with replace_file(ours) as file:
        file.write(text.encode())
    return not merged.clashes


def _read(path: str) -> TextEntry | None:
    check_regular(path)
    raw = read_bytes(path)
    return read_entry_text(path, raw.replace(b"\r\n", b"\n")) if raw.strip() else None


def _marked(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    """Yield the lines of both, those that differ between the marks of a merge."""
    for kind, start, end, their_start, their_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from ours[start:end]
        else:
            yield from (_OURS, *ours[start:end], _BETWEEN, *theirs[their_start:their_end], _THEIRS)
