"""The terms of a document, paragraph by paragraph: what is asked for outlines, highlights and hints."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from glossary.exchange.bitext import is_bilingual, read_segments
from glossary.lookup.checking.blocks import find_blocks, mask
from glossary.serve.lsp.kinds import kind_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.exchange.bitext import MappedText
    from glossary.lookup.recognition.recogniser import Recogniser
    from glossary.lookup.recognition.span import Span
    from glossary.serve.lsp.documents import Document


class Unit(NamedTuple):
    """A paragraph or segment that has terms: offsets of the document, those of ``spans`` are the unit's."""

    start: int
    end: int
    spans: tuple[Span, ...]

    def placed(self) -> Iterator[Span]:
        """Yield the terms by the document's offsets."""
        for span in self.spans:
            yield span._replace(start=span.start + self.start, end=span.end + self.start)


class Terms(NamedTuple):
    """The terms of one state of a document, in its order."""

    is_bilingual: bool
    units: tuple[Unit, ...]

    def spans(self) -> Iterator[Span]:
        """Yield all terms by the document's offsets."""
        for unit in self.units:
            yield from unit.placed()

    def between(self, start: int, end: int) -> Iterator[Unit]:
        """Yield the units that a part of the document touches."""
        first = max(bisect_right(self.units, start, key=lambda unit: unit.start) - 1, 0)
        for unit in self.units[first:]:
            if unit.start > end:
                return
            if unit.end >= start:
                yield unit

    def at(self, offset: int) -> Span | None:
        """Return the term that a place lies in, or right behind."""
        spans = [span for unit in self.between(offset, offset) for span in unit.placed()]
        within = next((span for span in spans if span.start <= offset < span.end), None)
        return within or next((span for span in spans if span.end == offset), None)


class TermFinder:
    """Finds the terms of one document again and again while it is written; only what changed is looked at again."""

    def __init__(self) -> None:
        self._version: int | None = None
        self._known: dict[str, tuple[Span, ...]] = {}

    def find(self, document: Document, recogniser: Recogniser, version: int) -> Terms:
        """Return the terms of a document by the termbase in a version of it."""
        if version != self._version:
            self._version, self._known = version, {}
        name = kind_name(document)
        found: dict[str, tuple[Span, ...]] = {}

        def spans_of(text: str) -> tuple[Span, ...]:
            spans = found.get(text)
            if spans is None:
                spans = self._known.get(text)
                found[text] = spans = tuple(recogniser.find(text)) if spans is None else spans
            return spans

        units: list[Unit] = []
        if is_bilingual(name):
            for segment in read_segments(document.text, name=name, lenient=True):
                texts = [text for text in (segment.source, segment.target) if text is not None]
                units += [_mapped(text, spans) for text in texts if (spans := spans_of(text.text))]
            units.sort(key=lambda unit: unit.start)
        else:
            units = [
                Unit(block.start, block.start + len(block.text), spans)
                for block in find_blocks(mask(document.text, name))
                if (spans := spans_of(block.text))
            ]
        self._known = found
        return Terms(is_bilingual(name), tuple(units))


def _mapped(text: MappedText, spans: tuple[Span, ...]) -> Unit:
    """Return a unit with the terms of a text of a bilingual file, at their places in the file."""
    start, end = text.span_to_raw(0, len(text.text))
    placed = []
    for span in spans:
        raw_start, raw_end = text.span_to_raw(span.start, span.end)
        placed.append(span._replace(start=raw_start - start, end=raw_end - start))
    return Unit(start, end, tuple(placed))
