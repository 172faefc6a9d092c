"""Acronyms and what they stand for."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from glossary.mine.finding.spans import NAME, Spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from glossary.mine.corpus import Corpus

SHORTEST = 2
"""Letters of the shortest acronym that a bracket may define."""

SHORTEST_BY_INITIALS = 3
"""Letters of the shortest acronym that initials alone may define: two letters fit too much."""

LONGEST = 8


class Namesake(NamedTuple):
    """A name of two words or more that an acronym may stand for."""

    acronym: str
    key: str
    by_initials: bool
    """Whether the initials alone make the acronym; else it has more letters of some words."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What some documents say about acronyms.

    ``defined`` has for every bracket with an acronym the key of that, and the keys of what may be its full form
    before the bracket, the likeliest first; ``namesakes`` the names that acronyms of the whole corpus fit.
    """

    defined: tuple[tuple[str, tuple[str, ...]], ...] = ()
    namesakes: tuple[Namesake, ...] = ()

    def full_forms(self) -> Iterator[str]:
        """Yield the keys of all full forms; some may be none that the finders found."""
        for _, fulls in self.defined:
            yield from fulls
        for namesake in self.namesakes:
            yield namesake.key


class Acronyms:
    """The acronyms of a corpus by their letters: for each word its key, in the order in which they were met."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        self.keys = keys
        self._by_initials: dict[str, list[str]] = {}
        for acronym in keys:
            # Two letters at most are no initials: “ASEAN”, of “Association of Southeast Asian Nations”.
            for extra in (1, 2) if len(acronym) > SHORTEST_BY_INITIALS else ():
                for left_out in combinations(range(1, len(acronym)), extra):
                    initials = "".join(letter for i, letter in enumerate(acronym) if i not in left_out)
                    if len(initials) >= SHORTEST_BY_INITIALS and acronym not in self._by_initials.get(initials, ()):
                        self._by_initials.setdefault(initials, []).append(acronym)

    def fitting(self, words: list[str]) -> Iterator[tuple[str, bool]]:
        """Yield the acronyms that a name may have, and whether they are its initials."""
        for initials in dict.fromkeys(_initials(words, short=short) for short in (True, False)):
            if initials in self.keys:
                yield initials, True
        content = [word for word in words if word[0].isupper()]
        if len(content) < SHORTEST_BY_INITIALS:
            return
        for acronym in self._by_initials.get("".join(word[0] for word in content).upper(), ()):
            if words[0][0] == acronym[0] and _spells(content, acronym):
                yield acronym, False


def acronyms_of(corpus: Corpus) -> dict[str, str]:
    """Return for every word of some documents that may be an acronym its key."""
    return {
        word: corpus.folded[number]
        for number, word in enumerate(corpus.words)
        if SHORTEST <= len(word) <= LONGEST and word.isalpha() and word.isupper()
    }


def find_hints(corpus: Corpus, spans: Spans, acronyms: Acronyms) -> Hints:
    """Return what some documents say about the acronyms of the whole corpus."""
    namesakes = [
        Namesake(acronym, key, by_initials)
        for key, words in _names(corpus, spans)
        for acronym, by_initials in acronyms.fitting(words)
    ]
    return Hints(tuple(_in_brackets(corpus, acronyms_of(corpus))), tuple(namesakes))


def settle_acronyms(
    acronyms: Acronyms, hints: Sequence[Hints], counts: Mapping[str, int], last: Mapping[str, int]
) -> dict[str, str]:
    """Return for the key of every acronym with a known meaning the key of its full form.

    A bracket right after the full form defines it (Schwartz and Hearst 2003); without one, the initials of
    the only name in the documents that they fit: “Shanghai Cooperation Organization” and “SCO”.

    Args:
        acronyms: of the corpus.
        hints: of each of its blocks.
        counts: how often the corpus has the keys of the hints; those that it hasn't are missing.
        last: the last block that has a key; how a name is written there decides.
    """
    found: dict[str, str] = {}
    by_initials: dict[str, set[str]] = {}
    by_letters: dict[str, set[str]] = {}
    for block, hint in enumerate(hints):
        for short, fulls in hint.defined:
            full = next((key for key in fulls if key in counts), None)
            if full is not None:
                found[short] = full
        for namesake in hint.namesakes:
            if last.get(namesake.key) == block:
                fitting = by_initials if namesake.by_initials else by_letters
                fitting.setdefault(namesake.acronym, set()).add(namesake.key)
    for acronym, key in acronyms.keys.items():
        if key in found or len(acronym) < SHORTEST_BY_INITIALS:
            continue
        names = by_initials.get(acronym) or by_letters.get(acronym)
        if names:
            best = max(names, key=lambda k: (counts[k], len(k), k))
            if best != key:
                found[key] = best
    return found


def _names(corpus: Corpus, spans: Spans) -> Iterator[tuple[str, list[str]]]:
    """Yield the keys of names of two words or more, with the words of the last occurrence."""
    last = array("I", bytes(4 * len(spans.ids)))
    for i, number in enumerate(spans.key):
        last[number] = i
    for key, i in zip(spans.ids, last, strict=True):
        if spans.flags[i] & NAME and spans.length[i] > 1:
            start = spans.start[i]
            yield key, [corpus.words[w] for w in corpus.word_ids[start : start + spans.length[i]]]


def _initials(words: list[str], *, short: bool) -> str:
    """Return the initials; the short ones leave out small words and read a hyphenated word as one."""
    letters = []
    for word in words:
        if not word[0].isalpha() or word in {"'s", "’s"} or (short and word[0].islower()):
            continue
        letters.extend([word[0]] if short else [part[0] for part in word.split("-") if part])
    return "".join(letters).upper()


def _spells(words: list[str], acronym: str) -> bool:
    """Whether the first letters of all words, and more letters of some, make an acronym in order."""
    if not words:
        return not acronym
    first, *rest = words
    if not acronym or first[0].upper() != acronym[0]:
        return False
    if _spells(rest, acronym[1:]):
        return True
    return any(
        len(acronym) > 1 and first[j].upper() == acronym[1] and _spells(rest, acronym[2:]) for j in range(1, len(first))
    )


def _in_brackets(corpus: Corpus, acronyms: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield ``(key of the acronym, keys of what may be the full form)`` for “full form (ACRONYM)”."""
    ids, words = corpus.word_ids, corpus.words
    opening = next((i for i, word in enumerate(words) if word == "("), None)
    if opening is None:
        return
    for sentences in corpus.iter_documents():
        first, after = corpus.sentences[sentences.start], corpus.sentences[sentences.stop]
        for i in range(first + 1, after - 2):
            if ids[i] == opening and words[ids[i + 2]] == ")" and words[ids[i + 1]] in acronyms:
                fulls = tuple(_full_forms(corpus, first, i, words[ids[i + 1]]))
                if fulls:
                    yield acronyms[words[ids[i + 1]]], fulls


def _full_forms(corpus: Corpus, first: int, bracket: int, acronym: str) -> Iterator[str]:
    """Yield the keys of what stands before a bracket and may be the full form of the acronym in it."""
    ids, words = corpus.word_ids, corpus.words
    for length in range(2, min(len(acronym) + 5, bracket - first + 1)):
        full = [words[k] for k in ids[bracket - length : bracket]]
        if not full[0][0].isalpha():
            continue
        content = [word for word in full if word[0].isupper() or len(word) > 3]  # noqa: PLR2004 - of, the
        if (
            content
            and full[0] == content[0]
            and (
                _initials(full, short=False) == acronym
                or "".join(word[0] for word in content).upper() == acronym
                or _spells(content, acronym)
            )
        ):
            yield "".join(corpus.folded[k] for k in ids[bracket - length : bracket])
