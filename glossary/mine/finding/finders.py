"""All finders over all sentences: the corpus in, the spans of candidates out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from glossary.mine.finding.bridges import find_bridged
from glossary.mine.finding.persons import Persons, find_companies
from glossary.mine.finding.phrases import SOFT_HEADS, find_coded, find_numbered, find_phrases
from glossary.mine.finding.quotes import find_quoted
from glossary.mine.finding.repair import repair_tags
from glossary.mine.finding.sentence import BARRIER, NOMINAL, Sentence
from glossary.mine.finding.spans import BRIDGED, HEADING, KNOWN, MAXIMAL, NAME, PLAIN_CASE, Spans
from glossary.mine.finding.truecase import Truecaser, count_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from glossary.mine.corpus import Corpus
    from glossary.mine.known import KnownTerms
    from glossary.text.english.tagging import Tagger

TELL_EVERY = 50
"""Sentences of a long document between two reports of progress."""

_Sentence = TypeVar("_Sentence")


def find_spans(
    corpus: Corpus,
    tagger: Tagger,
    known: KnownTerms,
    truecaser: Truecaser | None = None,
    tick: Callable[[int], object] | None = None,
) -> Spans:
    """Return where every candidate of some documents stands, and give their tokens their classes.

    Args:
        corpus: the documents.
        tagger: gives word classes.
        known: terms to find wherever they stand.
        truecaser: knows the case of words from the whole corpus; these documents are the whole unless it is given.
        tick: is called with the number of documents that are done, several times a second.
    """
    truecaser = truecaser or Truecaser(*count_cases(corpus))
    spans = Spans()
    for number, sentences in enumerate(corpus.iter_documents()):
        tell = partial(tick, number) if tick else None
        tagged = [_tagged(corpus, s, tagger, truecaser) for s in _telling(sentences, tell)]
        persons = Persons()
        for sentence in tagged:
            persons.learn(sentence)
        for sentence in _telling(tagged, tell):
            _collect(corpus, sentence, persons, known, spans)
        if tick:
            tick(number + 1)
    return spans


def _telling(sentences: Iterable[_Sentence], tell: Callable[[], object] | None) -> Iterator[_Sentence]:
    """Yield the sentences of a document, and tell that the work goes on every so many of them."""
    for number, sentence in enumerate(sentences, 1):
        if tell and number % TELL_EVERY == 0:
            tell()
        yield sentence


def _tagged(corpus: Corpus, s: int, tagger: Tagger, truecaser: Truecaser) -> Sentence:
    written = corpus.sentence_words(s)
    words = truecaser.apply(s, written)
    first = corpus.sentences[s]
    gaps = [True] * len(words)
    offsets = corpus.offsets
    for i in range(1, len(words)):
        gaps[i] = offsets[first + i] > offsets[first + i - 1] + len(written[i - 1])
    tags = repair_tags(words, tagger.tag(words), gaps)
    return Sentence(
        words, tags, first, gaps, truecaser.is_headline(s), bool(corpus.in_heading[s]), truecaser.is_ordinary
    )


def _collect(corpus: Corpus, sentence: Sentence, persons: Persons, known: KnownTerms, spans: Spans) -> None:
    """Add the spans of one sentence; what two finders see is one span with the flags of both."""
    barred = [*persons.find(sentence), *find_companies(sentence)]
    if barred:
        tags = list(sentence.tags)
        for a, b in barred:
            tags[a:b] = BARRIER * (b - a)
        sentence.tags = "".join(tags)
    corpus.tags += sentence.tags.encode("ascii")
    found: dict[tuple[int, int], int] = {}
    for a, b, flags in _all(sentence):
        found[a, b] = found.get((a, b), 0) | flags
    folded = [corpus.folded[i] for i in corpus.word_ids[sentence.first : sentence.first + len(sentence.words)]]
    if known:
        for a, b, key in known.find(sentence.words, folded):
            if known.is_self_contained(key) or not _inside_name(sentence, a, b):
                found[a, b] = found.get((a, b), 0) | KNOWN | _name_flag(sentence, a, b)
    _claim_parts(sentence, found)
    common = (HEADING if sentence.heading else 0) | (PLAIN_CASE if sentence.plain_case else 0)
    first = sentence.first
    for (a, b), flags in found.items():
        key = folded[a] if b == a + 1 else "".join(folded[a:b])
        if key:
            spans.add(key, first + a, b - a, flags | common)


def _claim_parts(sentence: Sentence, found: dict[tuple[int, int], int]) -> None:
    """Take their independence from the parts of bridged names and known terms, in place.

    What an article begins is a name of its own: “Standing Committee of the Dalian People's Congress”.
    """
    whole = BRIDGED | NAME | MAXIMAL
    outer = [
        span for span, flags in found.items() if flags & whole == whole or (flags & KNOWN and span[1] - span[0] > 1)
    ]
    if not outer:
        return
    for (a, b), flags in found.items():
        if not flags & MAXIMAL or flags & KNOWN:
            continue
        for c, d in outer:
            if (a, b) == (c, d - 1) and sentence.words[d - 1] in SOFT_HEADS:
                continue
            if c <= a and b <= d and (a, b) != (c, d) and (a == c or sentence.words[a - 1].lower() != "the"):
                found[a, b] = flags & ~MAXIMAL
                break


def _name_flag(sentence: Sentence, a: int, b: int) -> int:
    """Return ``NAME`` when all longer words of a span have capitals."""
    if sentence.plain_case:
        return 0
    capitals = (word[0].isupper() for word in sentence.words[a:b] if len(word) > _LINK and word[0].isalpha())
    return NAME if all(capitals) else 0


_LINK = 3
"""Letters of “and”, “for”: what is longer has a capital in a name."""


def _inside_name(sentence: Sentence, a: int, b: int) -> bool:
    """Whether a span is a piece of a longer name: “Digital Trade” in “Northeast Asia Digital Trade Port”."""
    words, tags = sentence.words, sentence.tags
    if sentence.plain_case or not words[a][0].isupper() or not words[b - 1][0].isupper():
        return False
    before = a > 0 and (tags[a - 1] == "O" or words[a - 1][0].isupper()) and tags[a - 1] in NOMINAL
    after = b < len(words) and words[b][0].isupper() and tags[b] in NOMINAL
    return before or after


def _all(sentence: Sentence) -> Iterator[tuple[int, int, int]]:
    yield from find_phrases(sentence)
    yield from find_numbered(sentence)
    yield from find_coded(sentence)
    yield from find_bridged(sentence)
    if not {'"', "“", "‘", "'"}.isdisjoint(sentence.words):
        yield from find_quoted(sentence)
