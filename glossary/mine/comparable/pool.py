"""All spans of the documents that may be terms, each once, with how it stands there."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from glossary.mine.comparable.spans import TermSpans
from glossary.progress import Progress, ticking
from glossary.text.chinese_sentences import find_chinese_sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from glossary.concept import Document
    from glossary.mine.pairing.side import Place

MOST_SPANS = 200_000
"""Spans beyond which those met once are left out: half a gigabyte with their vectors."""

_MARKS_BEFORE, _MARKS_AFTER = frozenset("“《「『‘"), frozenset("”》」』’")
_KEPT = 8  # sentences of a span that are compared with those of a term


class Sentence(NamedTuple):
    """A sentence and the number of its document."""

    text: str
    document: int


class Span(NamedTuple):
    """A string that may be a term.

    ``sentences`` are the numbers of the first that have it; it begins at ``start`` of the first of them. ``before``
    and ``after`` say how many different characters stand beside it, a mark being a new one each time; ``free_before``
    and ``free_after`` in what share of its places grammar, a mark or nothing stands there; ``marked`` in what share
    it is in quotation or title marks; ``cuts`` how many of its ends cut a word wherever it stands.
    """

    text: str
    words: tuple[str, ...]
    frequency: int
    documents: int
    sentences: tuple[int, ...]
    start: int
    before: int
    after: int
    free_before: float
    free_after: float
    marked: float
    cuts: int
    word_before: str
    word_after: str


class Pool:
    """The spans of some documents.

    Args:
        documents: Chinese texts.
        known: terms that are spans wherever they stand.
        progress: told how far the work is.
    """

    def __init__(
        self, documents: Sequence[Document], *, known: Collection[str] = (), progress: Progress | None = None
    ) -> None:
        self._finder = TermSpans(known)
        self.known = frozenset(known)
        self.sentences: list[Sentence] = []
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, document in enumerate(
            ticking(documents, progress, "looking through the documents", len(documents), every=1)
        ):
            for start, end in find_chinese_sentences(document.text):
                text = document.text[start:end]
                for a, b in self._finder.find(text):
                    places[text[a:b]].append((len(self.sentences), a))
                self.sentences.append(Sentence(text, number))
        if len(places) > MOST_SPANS:
            places = {text: where for text, where in places.items() if len(where) > 1 or text in self.known}
        self.spans = [self._span(text, where) for text, where in places.items()]

    def _span(self, text: str, where: Sequence[tuple[int, int]]) -> Span:
        """Return a span with all that its places say."""
        beside = [self._beside(self.sentences[number].text, (at, at + len(text))) for number, at in where]
        before, after = (_kinds(side) for side in zip(*((each.before, each.after) for each in beside), strict=True))
        free_before, free_after = (
            sum(side) / len(beside)
            for side in zip(*((each.free_before, each.free_after) for each in beside), strict=True)
        )
        sentences = tuple(dict.fromkeys(number for number, _ in where))
        return Span(
            text=text,
            words=tuple(text[a:b] for a, b in self._finder.chinese.words(text)) or (text,),
            frequency=len(where),
            documents=len({self.sentences[number].document for number in sentences}),
            sentences=sentences[:_KEPT],
            start=where[0][1],
            before=before,
            after=after,
            free_before=free_before,
            free_after=free_after,
            marked=sum(each.marked for each in beside) / len(beside),
            cuts=min(each.cuts for each in beside),
            word_before=beside[0].word_before,
            word_after=beside[0].word_after,
        )

    def _beside(self, sentence: str, place: Place) -> _Beside:
        start, end = place
        before, after = sentence[start - 1 : start], sentence[end : end + 1]
        chinese = self._finder.chinese
        words = chinese.words(sentence)
        ends = {b: sentence[a:b] for a, b in words}
        starts = {a: sentence[a:b] for a, b in words}
        word_before, word_after = ends.get(start), starts.get(end)
        return _Beside(
            before=before if before.isalnum() else "",
            after=after if after.isalnum() else "",
            free_before=not before.isalnum() or (word_before is not None and chinese.is_function_word(word_before)),
            free_after=not after.isalnum() or (word_after is not None and chinese.is_function_word(word_after)),
            marked=before in _MARKS_BEFORE and after in _MARKS_AFTER,
            cuts=chinese.cuts(sentence, start, end),
            word_before=word_before or "",
            word_after=word_after or "",
        )


class _Beside(NamedTuple):
    """What stands before and after one place of a span; "" for a mark or the end of the sentence."""

    before: str
    after: str
    free_before: bool
    free_after: bool
    marked: bool
    cuts: int
    word_before: str
    word_after: str


def _kinds(characters: Sequence[str]) -> int:
    """Return how many kinds of neighbours there are; each mark is one of its own."""
    return len(set(characters) - {""}) + sum(not ch for ch in characters)
