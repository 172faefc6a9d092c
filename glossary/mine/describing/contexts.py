"""Usage examples: the sentences that show a candidate best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.concept import Document, Mention, Usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.mine.corpus import Corpus

MOST = 3
"""Examples of one candidate."""

SHORT, LONG = 8, 35
"""Words of a sentence that is easy to read and still shows something."""

LOOKED_AT = 40
"""Mentions that are compared; the best of so many is good enough for a term that is everywhere."""

_ENDS = (".", "!", "?", ".”", '."', "!”", '!"', "?”", '?"', "。", ".'", ".’")


def choose_contexts(
    corpus: Corpus, documents: Sequence[Document], mentions: Sequence[Mention], tokens: Sequence[int]
) -> tuple[Usage, ...]:
    """Return 1–3 examples, best first, of different documents as far as there are.

    ``tokens`` are the first tokens of the mentions. Only whole sentences are taken, and none of a heading,
    unless there is nothing else.
    """
    ranked = []
    seen = set()
    for order, (mention, token) in enumerate(zip(mentions[:LOOKED_AT], tokens[:LOOKED_AT], strict=True)):
        sentence = corpus.sentence_of(token)
        if sentence in seen:
            continue
        seen.add(sentence)
        ranked.append((_badness(corpus, documents, mention, sentence), order, mention, sentence))
    ranked.sort(key=lambda item: item[:2])
    chosen: list[Usage] = []
    texts: set[str] = set()
    used: set[int] = set()
    for fresh in (True, False):
        for badness, _, mention, sentence in ranked:
            if len(chosen) == MOST or (chosen and badness >= _BROKEN):
                break
            if (mention.document in used) == fresh:
                continue
            usage = _usage(corpus, documents, mention, sentence)
            if usage.text not in texts:
                chosen.append(usage)
                texts.add(usage.text)
                used.add(mention.document)
    return tuple(chosen)


_BROKEN = 10.0
"""What is a heading or no whole sentence is worse than this."""


def _bounds(corpus: Corpus, sentence: int) -> tuple[int, int]:
    first, after = corpus.sentences[sentence], corpus.sentences[sentence + 1]
    return corpus.offsets[first], corpus.end_offset(after - 1)


def _badness(corpus: Corpus, documents: Sequence[Document], mention: Mention, sentence: int) -> float:
    start, end = _bounds(corpus, sentence)
    text = documents[mention.document].text[start:end]
    words = len(text.split())
    bad = 0.0
    if corpus.in_heading[sentence] or not text.endswith(_ENDS):
        bad += _BROKEN
    opening = text.lstrip("\"“‘'(")[:1]
    if not (opening.isupper() or opening.isdigit()):
        bad += _BROKEN
    if words < SHORT:
        bad += 1 + (SHORT - words) / SHORT
    elif words > LONG:
        bad += (words - LONG) / LONG + 0.5
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        bad += 0.5
    if text.split(maxsplit=1)[0] in {"It", "He", "She", "They", "This", "These", "But", "And"}:
        bad += 0.3
    return bad


def _usage(corpus: Corpus, documents: Sequence[Document], mention: Mention, sentence: int) -> Usage:
    start, end = _bounds(corpus, sentence)
    document = documents[mention.document]
    return Usage(
        text=document.text[start:end],
        document=document.path,
        start=start,
        end=end,
        term_start=mention.start - start,
        term_end=mention.end - start,
    )
