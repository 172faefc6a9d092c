"""What is done with one block, step by step; between the steps the blocks hear of each other."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from glossary.mine.blocks.reprints import sign
from glossary.mine.blocks.rows import row_of
from glossary.mine.corpus import Corpus
from glossary.mine.describing.describer import describe
from glossary.mine.describing.sketching import Block, sketch
from glossary.mine.engines.engine import Done
from glossary.mine.finding.acronyms import acronyms_of, find_hints
from glossary.mine.finding.finders import find_spans
from glossary.mine.finding.occurrences import find_occurrences
from glossary.mine.finding.tally import tally
from glossary.mine.finding.truecase import CaseCounts, Truecaser, count_cases
from glossary.mine.ranking.partial import count_evidence
from glossary.text.english.tagging import PatternTagger, Tagger
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from glossary.concept import Document
    from glossary.mine.blocks.hashing import Hashes
    from glossary.mine.blocks.reprints import Repeated
    from glossary.mine.describing.sketching import Sketch, Wanted
    from glossary.mine.finding.acronyms import Acronyms
    from glossary.mine.finding.occurrences import Groups
    from glossary.mine.finding.spans import Spans
    from glossary.mine.known import KnownTerms
    from glossary.mine.ranking.rank import Ranked

    Tick = Callable[[int], object]


class Words(NamedTuple):
    """The tokens of a block; ``numbers`` are those of the documents that have tokens, in the whole corpus."""

    numbers: list[int]
    corpus: Corpus
    headlines: bytearray


class Found(NamedTuple):
    """The spans of a block and the classes of its tokens."""

    spans: Spans
    tags: bytearray


class Vocabulary(NamedTuple):
    """What a block adds to what is known of words.

    ``totals`` counts folded words, ``acronyms`` has words that may be one with their keys, ``edges`` the first and
    the last word; a block without English has none.
    """

    cases: CaseCounts
    totals: Mapping[str, int]
    acronyms: Mapping[str, str]
    edges: tuple[str, str] | None


def sign_documents(documents: Sequence[Document], first: int, tick: Tick) -> Done:
    """Sign the documents of a block, so that reprints are found.

    Args:
        documents: of the block.
        first: the number of the first.
        tick: is told how many documents are done.
    """
    signatures = []
    for index, document in enumerate(documents):
        if signature := sign(document, first + index):
            signatures.append(signature)
        tick(index + 1)
    return Done(result=signatures)


def read_words(documents: Sequence[Document], first: int, repeated: Mapping[int, Repeated], tick: Tick) -> Done:
    """Split the English documents of a block into words.

    Args:
        documents: of the block.
        first: the number of the first.
        repeated: the parts that reprints among them repeat, by the number of the document.
        tick: is told how many documents are done.
    """
    corpus = Corpus()
    numbers = []
    for index, document in enumerate(documents):
        if document.language == Language.ENGLISH:
            numbers.append(first + index)
            corpus.add(document, partial(tick, index), without=repeated.get(first + index, ()))
        tick(index + 1)
    cases, headlines = count_cases(corpus)
    totals: dict[str, int] = {}
    for number in corpus.word_ids:
        key = corpus.folded[number]
        totals[key] = totals.get(key, 0) + 1
    edges = (corpus.words[corpus.word_ids[0]], corpus.words[corpus.word_ids[-1]]) if len(corpus) else None
    return Done([[Words(numbers, corpus, headlines)]], Vocabulary(cases, totals, acronyms_of(corpus), edges))


def find_terms(  # noqa: PLR0917 - what a task reads comes before its arguments
    cases: CaseCounts,
    acronyms: Acronyms,
    known: KnownTerms,
    words: Words,
    parts: int,
    tagger: Tagger | None,
    tick: Tick,
) -> Done:
    """Find what may be a term in a block, and what it says about acronyms.

    Args:
        cases: of the whole corpus.
        acronyms: of the whole corpus.
        known: the terms of the termbase.
        words: of the block.
        parts: into how many ranges the keys are cut.
        tagger: gives word classes; TextBlob's unless told.
        tick: is told how many documents are done.
    """
    corpus = words.corpus
    corpus.tags = bytearray()
    spans = find_spans(corpus, tagger or default_tagger(), known, Truecaser(cases, words.headlines), tick)
    return Done([[Found(spans, corpus.tags)], tally(spans, parts)], find_hints(corpus, spans, acronyms))


@cache
def default_tagger() -> Tagger:
    """Return the tagger that is used unless another one is asked for."""
    return PatternTagger()


def count_terms(  # noqa: PLR0917 - what a task reads comes before its arguments
    groups: Groups,
    worth: Hashes,
    known: KnownTerms,
    words: Words,
    found: Found,
    edges: tuple[str, str],
    parts: int,
    tick: Tick,
) -> Done:
    """Count what speaks for the keys that are looked at.

    Args:
        groups: keys that are one term.
        worth: the hashes of the keys that are looked at.
        known: the terms of the termbase.
        words: of the block.
        found: in the block.
        edges: the words before and after the block.
        parts: into how many ranges the keys are cut.
        tick: is told when it is done.
    """
    occurrences = find_occurrences(found.spans, groups, worth)
    words.corpus.tags = found.tags
    partials = count_evidence(
        words.corpus, found.spans, occurrences, known=known, heads=groups.heads, edges=edges, parts=parts
    )
    tick(1)
    return Done([partials])


def sketch_terms(  # noqa: PLR0917 - what a task reads comes before its arguments
    cases: CaseCounts,
    groups: Groups,
    documents: Sequence[Document],
    words: Words,
    found: Found,
    wanted: Wanted,
    first: int,
    parts: int,
    at_once: int,
    tick: Tick,
) -> Done:
    """Gather what a block shows of the candidates.

    Args:
        cases: of the whole corpus.
        groups: keys that are one term.
        documents: of the block.
        words: of the block.
        found: in the block.
        wanted: the candidates that the block has.
        first: the number of the first document.
        parts: into how many ranges the candidates are cut.
        at_once: candidates of a range.
        tick: is called several times a second.
    """
    block = Block(first, documents, words.numbers, words.corpus, found.spans)
    truecaser = Truecaser(cases, words.headlines)
    sketches: list[list[Sketch]] = [[] for _ in range(parts)]
    for one in sketch(block, wanted, groups, truecaser, partial(tick, 0)):
        sketches[one.place // at_once].append(one)
    return Done([sketches])


def describe_terms(known: KnownTerms, *arguments: object) -> Done:
    """Make candidates of ranked keys, given what every block shows of them.

    Args:
        known: the terms of the termbase.
        arguments: the sketches of each block; then the ranked keys, the place of the first of them, and what is told
            how many are done.
    """
    *blocks, ranked, first, tick = arguments
    return _describe(known, blocks, ranked, first, tick)  # type: ignore[arg-type]


def _describe(
    known: KnownTerms, blocks: Sequence[Sequence[Sketch]], ranked: Sequence[Ranked], first: int, tick: Tick
) -> Done:
    by_place: list[list[Sketch]] = [[] for _ in ranked]
    for block in blocks:
        for one in block:
            by_place[one.place - first].append(one)
    rows = []
    for count, (item, sketches) in enumerate(zip(ranked, by_place, strict=True), 1):
        rows.append(row_of(describe(item, sketches, known)))
        tick(count)
    return Done([[rows]])
