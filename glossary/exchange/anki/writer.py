"""A deck out: a package, which is a ZIP file with a database."""

from __future__ import annotations

import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import UsageError
from glossary.exchange.anki.collection import write_collection
from glossary.exchange.anki.notes import make_note
from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.published.features import SHOWN
from glossary.exchange.published.keys import single_line
from glossary.exchange.report import Issue, WriteReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.concept import ConceptEntry
    from glossary.exchange.anki.notes import Note
    from glossary.exchange.features import Feature

CARRIES: frozenset[Feature] = SHOWN


def write_anki(
    entries: Iterable[ConceptEntry], path: str | Path, *, title: str = "", seconds: int | None = None
) -> WriteReport:
    """Write a deck with two cards for each entry: English to Chinese, and Chinese to English with its pinyin.

    An entry keeps its note through all imports: what was changed of it is changed in the deck, and what was learnt
    stays learnt. Entries without a term to use in both languages are left out.

    Args:
        entries: what to write.
        path: the file.
        title: the name of the deck; else that of the file.
        seconds: the time, since 1970, that the notes are said to be of; now unless given. Anki takes the newer of
            two notes. With the same time the same entries give the same bytes.

    Raises:
        UsageError: no entry can be a card, or the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    issues: list[Issue] = []
    deck = single_line(title) or single_line(Path(path).stem)
    with replace_file(path, keeps_earlier=True) as file, tempfile.TemporaryDirectory(prefix="glossary-") as folder:
        collection = Path(folder) / "collection.anki2"
        notes = _make_notes(entries, issues)
        written = write_collection(collection, notes, deck, int(time.time()) if seconds is None else seconds)
        if not written:
            raise UsageError(f"{path}: a deck needs entries with a term in English and in Chinese, and there are none")
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            with package.open(_member("collection.anki2"), "w") as target, collection.open("rb") as source:
                while chunk := source.read(1 << 20):
                    target.write(chunk)
            package.writestr(_member("media"), "{}")
    return WriteReport(written=written, issues=tuple(issues))


def _make_notes(entries: Iterable[ConceptEntry], issues: list[Issue]) -> Iterator[Note]:
    seen: set[str] = set()
    for entry in entries:
        note = make_note(entry)
        if note is None:
            issues.append(Issue(message="has no term to use in both languages; left out", entry=entry.id))
        elif note.guid in seen:
            issues.append(Issue(message="is there twice; left out", entry=entry.id))
        else:
            seen.add(note.guid)
            yield note


def _member(name: str) -> zipfile.ZipInfo:
    """Return a file of the package, of no certain time."""
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member
