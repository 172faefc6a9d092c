"""Plain text."""

from __future__ import annotations

from glossary.mine.readers.encodings import decode
from glossary.mine.readers.raw import RawDocument
from glossary.text.cleaning import Block


def read(data: bytes, *, path: str, encoding: str | None = None) -> RawDocument:
    """Return a text file as one block; the cleaning finds its paragraphs.

    Raises:
        UnreadableDocument: the file is no text, or its encoding isn't known.
    """
    return RawDocument(blocks=(Block(decode(data, path=path, encoding=encoding)),))
