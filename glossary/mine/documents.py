"""Finding the files to mine, and reading each as a clean document."""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.concept import Document
from glossary.errors import InputError, UnreadableDocument
from glossary.text.cleaning import clean_blocks
from glossary.text.language import detect_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from glossary.mine.readers.raw import RawDocument

READERS = {
    ".txt": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
"""The suffixes that are found in folders, and the module in ``glossary.mine.readers`` that reads each."""

LARGEST = 100_000_000
"""The most bytes that a document may have."""

_OTHER_FORMATS = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old or encrypted Office file; save it as .docx without a password",
    ),
    (b"{\\rtf", "a Rich Text file; save it as .docx or .txt"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"\x89PNG", "a picture; run text recognition (OCR) first"),
    (b"\xff\xd8\xff", "a picture; run text recognition (OCR) first"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<?xml")


def find_paths(paths: Sequence[str | Path]) -> list[Path]:
    """Return the absolute paths of the files to read.

    Files are taken as named; folders are searched through, in order, without what is hidden in them.
    A file that is named twice, or named and found, is returned once.

    Raises:
        InputError: a path doesn't exist.
    """
    if "" in paths:
        raise InputError("a path is empty; name a file or a folder")
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            found.update(dict.fromkeys(_find_in_folder(path.absolute())))
        elif path.exists():
            found[path.absolute()] = None
        else:
            raise InputError(f"{path}: there is no such file or folder")
    return list(found)


def read_document(path: str | Path, *, encoding: str | None = None) -> Document:
    """Return the cleaned text of one file, with its language, title, date and headings.

    Args:
        path: a file of any supported format; other suffixes are read as what their content looks like.
        encoding: of a text, Markdown or HTML file, where the detection errs.

    Raises:
        UnreadableDocument: the file can't be read; the reason says why, and what to do.
    """
    path = Path(path).absolute()
    return parse_document(path, read_bytes(path), encoding=encoding)


def parse_document(path: Path, data: bytes, *, encoding: str | None = None) -> Document:
    """Return the cleaned text of a file of which the bytes are at hand; see ``read_document``."""
    raw = _read_raw(data, path, encoding)
    cleaned = clean_blocks(raw.blocks, title=raw.title, date=raw.date)
    if not cleaned.text:
        raise UnreadableDocument(str(path), "nothing is left of its text once it is cleaned")
    return Document(
        path=str(path),
        text=cleaned.text,
        hash=hashlib.sha256(data).hexdigest(),
        language=detect_language(cleaned.text),
        title=cleaned.title,
        date=cleaned.date,
        headings=cleaned.headings,
    )


def read_documents(
    paths: Iterable[str | Path],
    *,
    on_unreadable: Callable[[UnreadableDocument], None],
    encoding: str | None = None,
) -> Iterator[Document]:
    """Yield the documents that can be read, in order; what can't is reported and the others go on."""
    for path in paths:
        try:
            document = read_document(path, encoding=encoding)
        except UnreadableDocument as error:
            on_unreadable(error)
        else:
            yield document


def _find_in_folder(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in READERS and path.is_file() and not is_hidden:
            yield path


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a regular file that isn't too large.

    Raises:
        UnreadableDocument: it can't be read; the reason says why, and what to do.
    """
    try:
        if path.is_dir():
            raise UnreadableDocument(str(path), "this is a folder, not a file")
        if not path.is_file():
            raise UnreadableDocument(
                str(path), "there is no such file" if not path.exists() else "this is no regular file"
            )
        size = path.stat().st_size
        if size > LARGEST:
            raise UnreadableDocument(
                str(path), f"it has {size / 1e6:,.0f} MB, more than {LARGEST / 1e6:,.0f}; split it first"
            )
        data = path.read_bytes()
    except PermissionError:
        raise UnreadableDocument(str(path), "it may not be read (permission denied)") from None
    except OSError as error:
        raise UnreadableDocument(str(path), f"it can't be read ({error.strerror or error})") from None
    if not data.strip():
        raise UnreadableDocument(str(path), "the file is empty")
    return data


def _read_raw(data: bytes, path: Path, encoding: str | None) -> RawDocument:
    name = _reader_name(data, path)
    reader = import_module(f"glossary.mine.readers.{name}")
    try:
        raw: RawDocument = reader.read(data, path=str(path), encoding=encoding)
    except RecursionError:
        raise UnreadableDocument(str(path), "it is nested too deeply to be a document") from None
    return raw


def _reader_name(data: bytes, path: Path) -> str:
    """Return the reader for a file: what its first bytes say goes before its suffix."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        return "docx"
    for magic, advice in _OTHER_FORMATS:
        if start.startswith(magic):
            raise UnreadableDocument(str(path), f"this is {advice}")
    if name := READERS.get(path.suffix.lower()):
        return name
    return "html" if start.lower().startswith(_MARKUP) and b"<html" in data[:4096].lower() else "plain"
