"""Surface forms of one candidate and which of them stands for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.concept import Document, Variant
from glossary.mine.finding.spans import NAME, PLAIN_CASE, Spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.mine.corpus import Corpus
    from glossary.mine.ranking.evidence import Evidence


def find_variants(
    corpus: Corpus, documents: Sequence[Document], spans: Spans, evidence: Evidence
) -> tuple[Variant, ...]:
    """Return the surface forms of a candidate, commonest first, in the case of running text."""
    counts: dict[str, int] = {}
    shouted: list[str] = []
    for i in evidence.occurrences:
        flags = spans.flags[i]
        form = _form(corpus, documents, spans, i)
        if flags & PLAIN_CASE:
            shouted.append(form)
        else:
            counts[form] = counts.get(form, 0) + 1
    # Headlines decide on nothing where running text has the same words.
    by_fold: dict[str, str] = {}
    for form in sorted(counts, key=lambda form: (-counts[form], form)):
        by_fold.setdefault(form.casefold(), form)
    for form in shouted:
        known = by_fold.setdefault(form.casefold(), form)
        counts[known] = counts.get(known, 0) + 1
    folded: dict[str, int] = {}
    for form, count in counts.items():
        known = by_fold[form.casefold()]
        folded[known] = folded.get(known, 0) + count
    ranked = sorted(folded.items(), key=lambda item: (-item[1], len(item[0]), item[0]))
    return tuple(Variant(term=form, count=count) for form, count in ranked)


def _form(corpus: Corpus, documents: Sequence[Document], spans: Spans, i: int) -> str:
    """Return the characters of an occurrence, without the capital that only its sentence gives it."""
    start, length = spans.start[i], spans.length[i]
    text = documents[corpus.document_of(start)].text
    form = " ".join(text[corpus.offsets[start] : corpus.end_offset(start + length - 1)].split())
    sentence = corpus.sentence_of(start)
    if spans.flags[i] & PLAIN_CASE:
        first = corpus.sentences[sentence]
        words = spans.truecaser.apply(sentence, corpus.sentence_words(sentence))
        return _spell(words[start - first : start - first + length], form)
    if not spans.flags[i] & NAME and _begins(corpus, sentence, start):
        word = corpus.words[corpus.word_ids[start]]
        if spans.truecaser.loses_capital(word):
            return form[0].lower() + form[1:]
    return form


def _spell(words: list[str], form: str) -> str:
    """Return a form with the case of some words."""
    position = 0
    characters = list(form)
    for word in words:
        at = form.casefold().find(word.casefold(), position)
        if at < 0:
            return form
        characters[at : at + len(word)] = word
        position = at + len(word)
    return "".join(characters)


def _begins(corpus: Corpus, sentence: int, token: int) -> bool:
    """Whether a token is the first word of its sentence."""
    for i in range(corpus.sentences[sentence], token):
        if any(map(str.isalnum, corpus.words[corpus.word_ids[i]])):
            return False
    return True
