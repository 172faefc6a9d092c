"""PDF files: their text layer in reading order."""

from __future__ import annotations

import re
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from glossary.errors import UnreadableDocument
from glossary.mine.readers.layout import Line, find_paragraphs, read_lines
from glossary.mine.readers.pdf_runs import read_runs
from glossary.mine.readers.raw import RawDocument
from glossary.text.cleaning import Block, BlockKind
from glossary.text.cleaning.script import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument

_NUMBER = re.compile(r"\b\d{1,4}\b")
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|第)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?\s*(?:[页頁]|(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
# The shares of a page's height within which headers and footers are printed.
_BAND = 0.09
_BIGGER = 1.2
_LONGEST_HEADING = 25


def read(data: bytes, *, path: str, encoding: str | None = None) -> RawDocument:  # noqa: ARG001 - fonts say their own
    """Return the paragraphs of a PDF, column by column; bigger type makes a heading.

    Raises:
        UnreadableDocument: it is damaged, encrypted, or has no text layer.
    """
    pages = list(_pages(data, path))
    sizes = [line.size for page in pages for line in page for _ in line.text]
    if not any(character.isalpha() for page in pages for line in page for character in line.text):
        raise UnreadableDocument(
            path, "its pages have no text, only pictures (a scan); run text recognition (OCR) first"
        )
    body = median(sizes)
    repeated = _repeated(pages)
    return RawDocument(blocks=tuple(_blocks(pages, body, repeated)))


def _pages(data: bytes, path: str) -> Iterator[list[Line]]:
    """Yield the lines of each page in reading order; a page that is damaged is left out if others aren't."""
    import pypdfium2  # noqa: PLC0415 - only PDF files need it

    document = _open(data, path)
    damaged = 0
    try:
        for index in range(len(document)):
            try:
                page = document[index]
                yield read_lines(read_runs(page), height=page.get_height())
                page.close()
            except pypdfium2.PdfiumError:
                damaged += 1
        if damaged and damaged == len(document):
            raise UnreadableDocument(path, "the file is damaged: none of its pages can be read")
    finally:
        document.close()


def _open(data: bytes, path: str) -> PdfDocument:
    import pypdfium2  # noqa: PLC0415 - see above

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableDocument(path, "it is encrypted; remove the password and try again") from None
        raise UnreadableDocument(path, "the file is damaged: it can't be opened as PDF") from None


def _repeated(pages: list[list[Line]]) -> set[str]:
    """Return the lines at the edge of pages that stand on two pages or more, page numbers in them aside."""
    counts = Counter(key for page in pages for key in {_key(line.text) for line in page if _is_at_edge(line)})
    return {key for key, count in counts.items() if count > 1}


def _blocks(pages: list[list[Line]], body: float, repeated: set[str]) -> Iterator[Block]:
    for page in pages:
        body_lines: list[Line] = []
        for line in page:
            if _is_at_edge(line) and _PAGE_NUMBER.fullmatch(line.text.strip()):
                yield Block(line.text, reason="page number")
            elif _is_at_edge(line) and _key(line.text) in repeated:
                yield Block(line.text, reason="running header")
            else:
                body_lines.append(line)
        for paragraph in find_paragraphs(body_lines):
            text = "\n".join(line.text for line in paragraph)
            big = paragraph[0].size >= _BIGGER * body and count_words(text) <= _LONGEST_HEADING
            yield Block(text, BlockKind.HEADING if big else BlockKind.TEXT, is_wrapped=True)


def _is_at_edge(line: Line) -> bool:
    return line.place < _BAND or line.place > 1 - _BAND


def _key(text: str) -> str:
    return _NUMBER.sub("0", text.strip())
