"""Terms in a running text, with their equivalents."""

from __future__ import annotations

import json
from itertools import repeat
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.exchange.bitext import is_bilingual, read_segments
from glossary.lookup.checking.blocks import find_stretches, mask
from glossary.lookup.checking.protocol import Snapshot, is_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from glossary.exchange.bitext import MappedText
    from glossary.lookup.checking.blocks import Block
    from glossary.lookup.checking.protocol import Termbase
    from glossary.lookup.recognition.span import IndexedTerm, Span

VERSION = 1
#: Texts of so many characters are annotated together, with one question for all their entries.
_BATCH = 100_000
#: One encoder for all: ``json.dumps`` makes a new one for each text.
_encode = json.JSONEncoder(ensure_ascii=False).encode


class Designation(NamedTuple):
    """A term as an entry has it, with its equivalents.

    ``tail`` is the end of its JSON object: a text has the same terms over and over, and to write them out anew each
    time is most of the work.
    """

    term: str
    status: str
    language: str
    entry: str
    equivalents: tuple[Mapping[str, Any], ...]
    tail: str


class Annotation(NamedTuple):
    """One term at ``start``–``end`` of a document, as one entry has it; offsets in code points.

    ``text`` is what stands there, without tags; ``is_nested`` says that it is a part of a longer term.
    """

    start: int
    end: int
    text: str
    designation: Designation
    is_nested: bool

    def line(self) -> str:
        """Return the annotation as the contract has it, one JSON object."""
        start, end, text, designation, is_nested = self
        nested = ', "nested": true' if is_nested else ""
        said = encode_basestring(text)
        return f'{{"v": {VERSION}, "start": {start}, "end": {end}, "text": {said}{nested}{designation.tail}'

    def shape(self) -> dict[str, Any]:
        """Return the annotation as the contract has it."""
        shape: dict[str, Any] = json.loads(self.line())
        return shape


class Annotator:
    """Finds terms in texts and says what they are called in the other language.

    Args:
        termbase: the terms.
        nested: also those within others.
        language: ``en`` or ``zh``: only terms of this language.
    """

    def __init__(self, termbase: Termbase, *, nested: bool = False, language: str | None = None) -> None:
        self._termbase = Snapshot(termbase)
        self._nested = nested
        self._language = language
        self._known: dict[IndexedTerm, Designation | None] = {}
        #: Senses and what they are called, by the identity of the senses: to compare them takes as long as all else.
        self._of_senses: dict[int, tuple[tuple[IndexedTerm, ...], tuple[Designation, ...]]] = {}

    def annotate(self, text: str, name: str = "plain", *, lenient: bool = True) -> Iterator[Annotation]:
        """Yield the terms of a document in the order of its text, one for each entry that a place can mean.

        Args:
            text: all of it.
            name: of the file, or its kind or language id: it tells what of the text is prose.
            lenient: take of a broken bilingual file what is whole.

        Raises:
            FormatError: the file breaks the rules of its format, and isn't to be read leniently.
        """
        if is_bilingual(name):
            for batch in _batches(_texts_of(text, name, lenient=lenient)):
                yield from self._annotate_mapped(batch)
        else:
            for stretch in find_stretches(mask(text, name), _BATCH):
                yield from self._annotate_stretch(text, stretch)

    def _annotate_stretch(self, text: str, stretch: Block) -> Iterator[Annotation]:
        designations, begin = self._of_senses, stretch.start
        new = tuple.__new__  # what the constructor comes down to
        ((spans, nestings),) = self._find([stretch.text])
        for (start, end, senses), nested in zip(spans, nestings, strict=False):
            first, last = begin + start, begin + end
            for designation in designations[id(senses)][1]:
                yield new(Annotation, (first, last, text[first:last], designation, nested))

    def _annotate_mapped(self, batch: Sequence[MappedText]) -> Iterator[Annotation]:
        for mapped, (spans, nestings) in zip(batch, self._find(mapped.text for mapped in batch), strict=True):
            for (start, end, senses), nested in zip(spans, nestings, strict=False):
                first, last = mapped.span_to_raw(start, end)
                for designation in self._of_senses[id(senses)][1]:
                    yield Annotation(first, last, mapped.text[start:end], designation, nested)

    def _find(self, texts: Iterable[str]) -> list[tuple[list[Span], Iterable[bool]]]:
        """Return the spans of texts, and whether each is within a longer one; their designations are known then."""
        recogniser = self._termbase.recogniser
        found: list[tuple[list[Span], Iterable[bool]]] = []
        for text in texts:
            winners = recogniser.find(text)
            if self._nested:
                chosen = {(span.start, span.end) for span in winners}
                spans = recogniser.find_all(text)
                found.append((spans, [(span.start, span.end) not in chosen for span in spans]))
            else:
                found.append((winners, repeat(False)))  # noqa: FBT003 - what is repeated
        met = {id(senses): senses for spans, _ in found for _, _, senses in spans}
        self._learn([senses for key, senses in met.items() if key not in self._of_senses])
        return found

    def _learn(self, new: Sequence[tuple[IndexedTerm, ...]]) -> None:
        """Get what terms that weren't met before are called, with one question for all of them."""
        senses = {sense for several in new for sense in several} - self._known.keys()
        if self._language:
            senses = {sense for sense in senses if is_of(sense.language, self._language)}
        entries = self._termbase.get_entries({sense.entry_id for sense in senses}) if senses else {}
        for sense in senses:
            entry = entries.get(sense.entry_id)
            self._known[sense] = _designation(sense, entry) if entry else None
        for several in new:
            # The two scripts of an entry may write a term alike: that is one sense.
            by_entry = {sense.entry_id: found for sense in reversed(several) if (found := self._known.get(sense))}
            self._of_senses[id(several)] = several, tuple(reversed(by_entry.values()))


def _batches(texts: Iterable[MappedText]) -> Iterator[list[MappedText]]:
    """Yield texts together, so many characters at a time."""
    batch: list[MappedText] = []
    size = 0
    for one in texts:
        batch.append(one)
        size += len(one.text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _texts_of(text: str, name: str, *, lenient: bool) -> Iterator[MappedText]:
    for segment in read_segments(text, name=name, lenient=lenient):
        yield segment.source
        if segment.target is not None:
            yield segment.target


def _designation(sense: IndexedTerm, entry: Mapping[str, Any]) -> Designation:
    equivalents = tuple(
        {key: term[key] for key in ("term", "language", "pinyin", "status")}
        for term in entry["terms"]
        if not is_of(term["language"], sense.language)
    )
    common = {
        "term": sense.term,
        "status": sense.status,
        "language": sense.language,
        "entry": entry["id"],
        "equivalents": equivalents,
    }
    return Designation(
        term=sense.term,
        status=sense.status,
        language=sense.language,
        entry=entry["id"],
        equivalents=equivalents,
        tail=f", {_encode(common)[1:]}",
    )
