"""The text of any file that terms are looked for in, as it is stored."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from glossary.errors import UnreadableDocument
from glossary.exchange.bitext import decode as decode_bitext
from glossary.exchange.bitext import is_bilingual
from glossary.mine.documents import READERS, read_document
from glossary.mine.readers.encodings import decode

#: Formats that are no text themselves; what a reader makes of them is looked at instead.
_DOCUMENTS = frozenset(suffix for suffix, reader in READERS.items() if reader not in {"plain", "markdown"})
LARGEST = 500_000_000


class StoredText(NamedTuple):
    """A text and what kind of file it is of: ``kind`` is a name by whose ending that is told."""

    text: str
    name: str
    kind: str


def read_stored_text(path: str | Path, *, encoding: str | None = None) -> StoredText:
    """Return the text of a file: plain, marked up or bilingual as it is stored, of other documents as it is read.

    Args:
        path: of the file.
        encoding: of a text, where the detection errs; bilingual files say their own.

    Raises:
        UnreadableDocument: it can't be read.
        FormatError: a bilingual file isn't in the encoding that it says.
    """
    name = str(path)
    if Path(path).suffix.lower() in _DOCUMENTS:
        return StoredText(read_document(path, encoding=encoding).text, name, "plain")
    data = read_bytes(path)
    if is_bilingual(name):
        return StoredText(decode_bitext(data, name), name, name)
    return StoredText(decode(data, path=name, encoding=encoding), name, name)


def read_typed_text(data: bytes, name: str = "stdin", *, encoding: str | None = None) -> StoredText:
    """Return the text of bytes that came without a file, as plain text.

    Args:
        data: all of them.
        name: of where they came from.
        encoding: where the detection errs.

    Raises:
        UnreadableDocument: they are no text.
    """
    return StoredText(decode(data, path=name, encoding=encoding), name, "plain")


def read_bytes(path: str | Path) -> bytes:
    """Return the bytes of a file that is there and isn't too large.

    Raises:
        UnreadableDocument: it can't be read.
    """
    path, name = Path(path), str(path)
    try:
        if path.is_dir():
            raise UnreadableDocument(name, "this is a folder, not a file")
        if not path.exists():
            raise UnreadableDocument(name, "there is no such file")
        if not path.is_file():
            raise UnreadableDocument(name, "this is a pipe or a device; save it to a file first")
        if path.stat().st_size > LARGEST:
            raise UnreadableDocument(name, f"the file is larger than {LARGEST // 1_000_000} MB; part it")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(name, f"the file can't be read ({error.strerror})") from error
