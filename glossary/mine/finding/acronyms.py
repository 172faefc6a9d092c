"""Acronyms and what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.mine.finding.spans import NAME, Spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.mine.corpus import Corpus

SHORTEST = 2
"""Letters of the shortest acronym that a bracket may define."""

SHORTEST_BY_INITIALS = 3
"""Letters of the shortest acronym that initials alone may define: two letters fit too much."""

LONGEST = 8


def find_acronyms(corpus: Corpus, spans: Spans) -> dict[str, str]:
    """Return for the key of every acronym with a known meaning the key of its full form.

    A bracket right after the full form defines it (Schwartz and Hearst 2003); without one, the initials of
    the only name in the documents that they fit: “Shanghai Cooperation Organization” and “SCO”.
    """
    acronyms = _acronyms(corpus)
    found: dict[str, str] = dict(_in_brackets(corpus, spans, acronyms))
    by_initials: dict[str, set[str]] = {}
    by_first: dict[str, list[tuple[str, list[str]]]] = {}
    for key, words in _names(corpus, spans):
        for short in (True, False):
            initials = _initials(words, short=short)
            if initials in acronyms:
                by_initials.setdefault(initials, set()).add(key)
        by_first.setdefault(words[0][0], []).append((key, words))
    for acronym, key in acronyms.items():
        if key in found or len(acronym) < SHORTEST_BY_INITIALS:
            continue
        full = by_initials.get(acronym) or _by_letters(by_first.get(acronym[0], ()), acronym)
        if full:
            best = max(full, key=lambda k: (spans.count[spans.ids[k]], len(k), k))
            if best != key:
                found[key] = best
    return found


def _names(corpus: Corpus, spans: Spans) -> Iterator[tuple[str, list[str]]]:
    """Yield the keys of names of two words or more, with the words."""
    for key, number in spans.ids.items():
        i = spans.head[number] - 1
        if spans.flags[i] & NAME and spans.length[i] > 1:
            start = spans.start[i]
            yield key, [corpus.words[w] for w in corpus.word_ids[start : start + spans.length[i]]]


def _acronyms(corpus: Corpus) -> dict[str, str]:
    return {
        word: corpus.folded[number]
        for number, word in enumerate(corpus.words)
        if SHORTEST <= len(word) <= LONGEST and word.isalpha() and word.isupper()
    }


def _initials(words: list[str], *, short: bool) -> str:
    """Return the initials; the short ones leave out small words and read a hyphenated word as one."""
    letters = []
    for word in words:
        if not word[0].isalpha() or word in {"'s", "’s"} or (short and word[0].islower()):
            continue
        letters.extend([word[0]] if short else [part[0] for part in word.split("-") if part])
    return "".join(letters).upper()


def _by_letters(names: Iterable[tuple[str, list[str]]], acronym: str) -> list[str]:
    """Return names whose initials and more letters make an acronym: ASEAN has two of “Southeast”."""
    if len(acronym) <= SHORTEST_BY_INITIALS:
        return []
    found = []
    for key, words in names:
        content = [word for word in words if word[0].isupper()]
        if 3 <= len(content) < len(acronym) <= len(content) + 2 and _spells(content, acronym):  # noqa: PLR2004
            found.append(key)
    return found


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


def _in_brackets(corpus: Corpus, spans: Spans, acronyms: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield ``(key of the acronym, key of the full form)`` for “full form (ACRONYM)”."""
    ids, words = corpus.word_ids, corpus.words
    opening = next((i for i, word in enumerate(words) if word == "("), None)
    if opening is None:
        return
    for i in range(1, len(ids) - 2):
        if ids[i] != opening or words[ids[i + 2]] != ")" or words[ids[i + 1]] not in acronyms:
            continue
        acronym = words[ids[i + 1]]
        for length in range(2, min(len(acronym) + 5, i)):
            full = [words[k] for k in ids[i - length : i]]
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
                key = "".join(corpus.folded[k] for k in ids[i - length : i])
                if key in spans.ids:
                    yield acronyms[acronym], key
                    break
