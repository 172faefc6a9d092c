"""Terms in context: where they stand in the documents of the corpus, with the words around them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from glossary.lookup.recognition.recogniser import Recogniser
from glossary.progress import Progress, ticking
from glossary.store.candidates.mined import find_mentions
from glossary.store.documents import describe, find_documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from glossary.concept import Document

_BETWEEN_PARAGRAPHS = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph, ``text[start:end]`` of a document; ``number`` counts from 0."""

    number: int
    start: int
    end: int
    is_heading: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A term where it stands: ``text`` at ``start``–``end`` of a document, with what is around it in its paragraph.

    ``document`` is ``Document.id``, ``source`` its title, date and file, ``paragraph`` counts from 0.
    """

    document: int
    source: str
    start: int
    end: int
    paragraph: int
    left: str
    text: str
    right: str


def find_occurrences(
    connection: Connection,
    *,
    terms: Sequence[tuple[str, str]] = (),
    candidate_id: int | None = None,
    width: int = 60,
    limit: int | None = None,
    progress: Progress | None = None,
) -> list[Occurrence]:
    """Return where terms, or a candidate, stand in the corpus, in the order of the documents.

    English is met whatever its case, hyphens, blanks and plural, Chinese whatever its width and quotation marks,
    also where an entry came after the mining. A candidate stands where the miner found it.

    Args:
        connection: in any transaction.
        terms: pairs of language and term.
        candidate_id: instead of terms.
        width: terminal cells on either side.
        limit: at most so many.
        progress: told how far the work is.
    """
    mined: dict[int, list[tuple[int, int]]] = {}
    if candidate_id is not None:
        for mention in find_mentions(connection, candidate_id):
            mined.setdefault(mention.document, []).append((mention.start, mention.end))
    recogniser = Recogniser((0, 0, language, "", term) for language, term in terms)
    found: list[Occurrence] = []
    for document in ticking(find_documents(connection), progress, "looking through the documents", every=1):
        spans: Iterable[tuple[int, int]] = sorted(mined.get(document.id or 0, ()))
        found.extend(_placed(document, spans or _recognised(document, recogniser), width))
        if limit is not None and len(found) >= limit:
            return found[:limit]
    return found


def find_paragraphs(document: Document) -> list[Paragraph]:
    """Return the paragraphs of a document in order."""
    headings = set(document.headings)
    paragraphs = []
    start = 0
    for number, text in enumerate(document.text.split(_BETWEEN_PARAGRAPHS)):
        end = start + len(text)
        is_heading = (start, end) in headings
        paragraphs.append(Paragraph(number=number, start=start, end=end, is_heading=is_heading))
        start = end + len(_BETWEEN_PARAGRAPHS)
    return paragraphs


def get_paragraph(document: Document, offset: int) -> Paragraph:
    """Return the paragraph that an offset of the text is in; what is between two belongs to the first."""
    paragraphs = find_paragraphs(document)
    place = bisect_right([paragraph.start for paragraph in paragraphs], offset) - 1
    return paragraphs[max(place, 0)]


def _recognised(document: Document, recogniser: Recogniser) -> Iterator[tuple[int, int]]:
    for span in recogniser.find(document.text):
        yield span.start, span.end


def _placed(document: Document, spans: Iterable[tuple[int, int]], width: int) -> Iterator[Occurrence]:
    text = document.text
    source = describe(document.path, document.title, document.date)
    paragraphs: list[Paragraph] = []
    starts: list[int] = []
    for start, end in spans:
        if not paragraphs:
            paragraphs = find_paragraphs(document)
            starts = [paragraph.start for paragraph in paragraphs]
        paragraph = paragraphs[bisect_right(starts, start) - 1]
        yield Occurrence(
            document=document.id or 0,
            source=source,
            start=start,
            end=end,
            paragraph=paragraph.number,
            left=_last_cells(" ".join(text[max(paragraph.start, start - width) : start].split("\n")), width),
            text=" ".join(text[start:end].split()),
            right=_first_cells(" ".join(text[end : min(max(paragraph.end, end), end + width)].split("\n")), width),
        )


def _first_cells(text: str, width: int) -> str:
    cells = 0
    for place, character in enumerate(text):
        cells += cell_len(character)
        if cells > width:
            return text[:place]
    return text


def _last_cells(text: str, width: int) -> str:
    return _first_cells(text[::-1], width)[::-1]
