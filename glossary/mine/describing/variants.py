"""Surface forms of one candidate and which of them stands for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.concept import Variant
from glossary.mine.finding.spans import NAME, PLAIN_CASE, Spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossary.mine.corpus import Corpus
    from glossary.mine.finding.truecase import Truecaser


class FormCounts(NamedTuple):
    """How often a block has each form, in the order in which it has them.

    ``shouted`` counts the forms whose capitals say nothing.
    """

    written: dict[str, int]
    shouted: dict[str, int]


def find_variants(blocks: Iterable[FormCounts]) -> tuple[Variant, ...]:
    """Return the surface forms of a candidate, commonest first, in the case of running text.

    Args:
        blocks: the forms in each block, in the order of the blocks.
    """
    counts: dict[str, int] = {}
    shouted: dict[str, int] = {}
    for block in blocks:
        for all_counts, more in ((counts, block.written), (shouted, block.shouted)):
            for form, count in more.items():
                all_counts[form] = all_counts.get(form, 0) + count
    # Headlines decide on nothing where running text has the same words.
    by_fold: dict[str, str] = {}
    for form in sorted(counts, key=lambda form: (-counts[form], form)):
        by_fold.setdefault(form.casefold(), form)
    for form, count in shouted.items():
        known = by_fold.setdefault(form.casefold(), form)
        counts[known] = counts.get(known, 0) + count
    folded: dict[str, int] = {}
    for form, count in counts.items():
        known = by_fold[form.casefold()]
        folded[known] = folded.get(known, 0) + count
    ranked = sorted(folded.items(), key=lambda item: (-item[1], len(item[0]), item[0]))
    return tuple(Variant(term=form, count=count) for form, count in ranked)


def count_forms(corpus: Corpus, truecaser: Truecaser, spans: Spans, found: Sequence[tuple[int, str]]) -> FormCounts:
    """Return the forms of some occurrences of one key.

    Args:
        corpus: the block.
        truecaser: knows the case of words.
        spans: of the block.
        found: the index of each occurrence in ``spans``, and its characters.
    """
    plain: dict[str, int] = {}
    written: dict[str, int] = {}
    shouted: dict[str, int] = {}
    for i, characters in found:
        flags = spans.flags[i]
        if flags & PLAIN_CASE:
            form = _as_in_text(corpus, truecaser, spans, i, _joined(characters))
            shouted[form] = shouted.get(form, 0) + 1
        elif not flags & NAME and _loses_capital(corpus, truecaser, spans.start[i]):
            form = _joined(characters)
            form = form[0].lower() + form[1:]
            written[form] = written.get(form, 0) + 1
        else:
            plain[characters] = plain.get(characters, 0) + 1
    for characters, count in plain.items():
        form = _joined(characters)
        written[form] = written.get(form, 0) + count
    return FormCounts(written, shouted)


def _joined(characters: str) -> str:
    return " ".join(characters.split())


def _loses_capital(corpus: Corpus, truecaser: Truecaser, token: int) -> bool:
    """Whether only its place in the sentence gives a word its capital."""
    word = corpus.words[corpus.word_ids[token]]
    return word[0].isupper() and _begins(corpus, token) and truecaser.loses_capital(word)


def _as_in_text(corpus: Corpus, truecaser: Truecaser, spans: Spans, i: int, form: str) -> str:
    """Return the form of an occurrence in a headline in the case of running text."""
    start, length = spans.start[i], spans.length[i]
    sentence = corpus.sentence_of(start)
    first = corpus.sentences[sentence]
    words = truecaser.apply(sentence, corpus.sentence_words(sentence))
    return _spell(words[start - first : start - first + length], form)


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


def _begins(corpus: Corpus, token: int) -> bool:
    """Whether a token is the first word of its sentence."""
    for i in range(corpus.sentences[corpus.sentence_of(token)], token):
        if any(map(str.isalnum, corpus.words[corpus.word_ids[i]])):
            return False
    return True
