"""What speaks for and against a key: counted once from its occurrences."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.mine.finding.spans import BRIDGED, HEADING, KNOWN, MAXIMAL, NAME, PLAIN_CASE, QUOTED, SET_NUMBER, Spans
from glossary.progress import Progress, ticking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.mine.corpus import Corpus

TELL_EVERY = 1_000
"""Keys between two reports of progress."""


@dataclass(slots=True)
class Evidence:
    """The counts of one key.

    ``words`` are the words of its commonest form, lower case, without possessive marks; ``pattern`` their
    classes. ``alone`` counts occurrences that no longer phrase holds, ``nested_in`` the longer keys around
    the others, ``longest`` the occurrences of the commonest of those. ``left`` and ``right`` count different
    neighbours.
    """

    key: str
    occurrences: array[int]
    representative: int
    words: list[str]
    pattern: str
    frequency: int
    documents: int
    alone: int
    names: int
    cased: int
    quoted: int
    bridged: int
    known: int
    numbered: int
    in_headings: int
    left: int
    right: int
    possessive: bool
    nested_in: int = 0
    around: int = 0
    longest: int = 0
    longest_key: str = ""

    @property
    def length(self) -> int:
        """Count the words that carry meaning."""
        return len(self.words)

    @property
    def is_name(self) -> bool:
        """Whether it is mostly written in capitals."""
        return self.name_share > 0.5  # noqa: PLR2004 - mostly

    @property
    def name_share(self) -> float:
        """The share of occurrences in capitals, of those whose capitals say something."""
        return self.names / self.cased if self.cased else 0.0


def gather(
    corpus: Corpus, spans: Spans, groups: Mapping[str, list[str]], progress: Progress | None = None
) -> dict[str, Evidence]:
    """Return the evidence of all keys that have a chance.

    ``groups`` gives for a key the other keys that are the same term: acronyms, variants of the termbase.
    """
    evidence = {}
    first_tokens = array("I", (corpus.sentences[s] for s in corpus.document_sentences))
    merged = {other for others in groups.values() for other in others}
    for key, number in ticking(spans.ids.items(), progress, "weighing terms", len(spans.ids), every=TELL_EVERY):
        if key in merged:
            continue
        others = groups.get(key)
        if others:
            numbers = [number, *(spans.ids[other] for other in others if other in spans.ids)]
            occurrences = _outermost(spans, [i for n in numbers for i in spans.occurrences(n)])
        elif spans.count[number] == 1 and not spans.flags[spans.head[number] - 1] & _PROMISING:
            continue
        else:
            occurrences = spans.occurrences(number)
        if any(spans.flags[i] & KNOWN for i in occurrences):
            # Of a known term, only what is no part of a longer known one: “People's Congress”.
            occurrences = [i for i in occurrences if spans.flags[i] & (KNOWN | MAXIMAL)]
        found = _gather_one(corpus, spans, key, occurrences, first_tokens)
        if found is not None:
            evidence[key] = found
    _count_nesting(corpus, spans, evidence, progress)
    return evidence


_PROMISING = MAXIMAL | QUOTED | KNOWN
"""What a key that occurs once must have to be looked at."""


def _outermost(spans: Spans, occurrences: list[int]) -> list[int]:
    """Return the occurrences in order without those inside of another: “Bay Area” in “Greater Bay Area”."""
    kept: list[int] = []
    covered = 0
    for i in sorted(occurrences, key=lambda i: (spans.start[i], -spans.length[i])):
        end = spans.start[i] + spans.length[i]
        if end > covered:
            kept.append(i)
            covered = end
    return kept


def _gather_one(
    corpus: Corpus, spans: Spans, key: str, occurrences: list[int], first_tokens: array[int]
) -> Evidence | None:
    ids, tags, words, folded = corpus.word_ids, corpus.tags, corpus.words, corpus.folded
    forms: dict[tuple[int, ...], int] = {}
    documents, left, right = set(), set(), set()
    alone = names = cased = quoted = bridged = known = numbered = headings = 0
    representative = occurrences[0]
    best = 0
    for i in occurrences:
        a, n, flags = spans.start[i], spans.length[i], spans.flags[i]
        documents.add(bisect_right(first_tokens, a))
        left.add(ids[a - 1] if a else 0)
        right.add(ids[a + n] if a + n < len(ids) else 0)
        alone += flags & MAXIMAL
        quoted += flags & QUOTED != 0
        bridged += flags & BRIDGED != 0
        known += flags & KNOWN != 0
        numbered += flags & SET_NUMBER != 0
        headings += flags & HEADING != 0
        if not flags & PLAIN_CASE:
            cased += 1
            names += flags & NAME != 0
        form = tuple(ids[a : a + n])
        # A form whose key this is counts before those of its acronyms and variants.
        own = 1000 if "".join([folded[w] for w in form]) == key else 1
        count = forms[form] = forms.get(form, 0) + own * (1 if flags & PLAIN_CASE else 2)
        if count > best:
            best, representative = count, i
    a, n = spans.start[representative], spans.length[representative]
    kept = [i for i in range(a, a + n) if tags[i] != _POSSESSIVE and folded[ids[i]]]
    if not kept:
        return None
    return Evidence(
        key=key,
        occurrences=array("I", occurrences),
        representative=representative,
        words=[words[ids[i]].lower() for i in kept],
        pattern="".join(chr(tags[i]) for i in kept),
        frequency=len(occurrences),
        documents=len(documents),
        alone=alone,
        names=names,
        cased=cased,
        quoted=quoted,
        bridged=bridged,
        known=known,
        numbered=numbered,
        in_headings=headings,
        left=len(left),
        right=len(right),
        possessive=any(tags[i] == _POSSESSIVE for i in range(a, a + n)),
    )


_POSSESSIVE = ord("S")


def _count_nesting(corpus: Corpus, spans: Spans, evidence: dict[str, Evidence], progress: Progress | None) -> None:
    """Count for every key the longer ones that hold it (Frantzi et al. 2000, C-value)."""
    for outer in ticking(evidence.values(), progress, "looking into terms", len(evidence), every=TELL_EVERY):
        if outer.length == 1:
            continue
        i = outer.representative
        a, n = spans.start[i], spans.length[i]
        parts = [corpus.folded[w] for w in corpus.word_ids[a : a + n]]
        seen = set()
        for start in range(n):
            key = ""
            for stop in range(start, n):
                key += parts[stop]
                if stop - start + 1 == n or key in seen:
                    continue
                seen.add(key)
                inner = evidence.get(key)
                if inner is not None and inner is not outer:
                    inner.nested_in += 1
                    inner.around += outer.frequency
                    if outer.frequency > inner.longest or (
                        outer.frequency == inner.longest and len(outer.key) > len(inner.longest_key)
                    ):
                        inner.longest, inner.longest_key = outer.frequency, outer.key
