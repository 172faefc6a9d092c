"""Persons and companies, which are names but no terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.text.english.people import COMPANY_MARKS, PINYIN_SYLLABLE, ROLES, SAYING, SURNAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.mine.finding.sentence import Sentence

_GIVEN_NAME = re.compile(rf"(?:{PINYIN_SYLLABLE}){{1,3}}$")
_LONGEST_NAME = 3


class Persons:
    """The persons met so far: full names, and the parts by which they are called afterwards."""

    def __init__(self) -> None:
        self.full: set[tuple[str, ...]] = set()
        self.parts: set[str] = set()

    def learn(self, sentence: Sentence) -> None:
        """Take the persons of a sentence by what stands beside them, or by the shape of the name."""
        for start, end in _capital_stretches(sentence):
            for name in _names_in(sentence, start, end):
                self.full.add(name)
                # The first or last part is what a person is called by later; “Bay Area” never is.
                self.parts.update((name[0], name[-1]))

    def find(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Yield the spans of persons in a sentence."""
        words = sentence.words
        for start, end in _capital_stretches(sentence):
            i = start
            while i < end:
                length = next((n for n in (3, 2) if i + n <= end and tuple(words[i : i + n]) in self.full), 0)
                if length:
                    yield i, i + length
                    i += length
                    continue
                if end - start == 1 and _is_part(sentence, i, met=words[i] in self.parts):
                    yield i, i + 1
                i += 1


def _is_part(sentence: Sentence, i: int, *, met: bool) -> bool:
    """Whether one capitalised word is the rest of a person's name and not a place called alike."""
    words, tags = sentence.words, sentence.tags
    following = words[i + 1].lower() if i + 1 < len(words) else ""
    before = words[i - 1].lower() if i else ""
    says = following in SAYING or before in SAYING
    if words[i].lower() in SURNAMES:
        return says or (met and not (i + 1 < len(tags) and tags[i + 1] in "NA"))
    return met and says


def _capital_stretches(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the stretches of words with a capital and no function."""
    if sentence.plain_case:
        return []
    stretches = []
    start = None
    for i, word in enumerate(sentence.words):
        if word[0].isupper() and sentence.tags[i] in "PNAGDV":
            start = i if start is None else start
        elif start is not None:
            stretches.append((start, i))
            start = None
    if start is not None:
        stretches.append((start, len(sentence.words)))
    return stretches


def _names_in(sentence: Sentence, start: int, end: int) -> Iterator[tuple[str, ...]]:
    words = sentence.words
    stretch = words[start:end]
    before = words[start - 1].lower() if start else ""
    after = words[end].lower() if end < len(words) else ""
    marked = (
        after in SAYING
        or before in ROLES
        or (before == "," and start > 1 and words[start - 2].lower() in ROLES)
        or (after == "," and _is_role(words[end + 1 : end + 7]))
    )
    # “Wang Qiyaoyao”: a surname and a given name; one syllable alone proves nothing (“Hong Kong”).
    if end - start > 1 and looks_chinese(words[end - 2], words[end - 1]):
        whole = end - start == 2 and len(re.findall(r"[aeiou]+", words[end - 1].lower())) > 1  # noqa: PLR2004 - just the name
        if whole or marked:
            yield (words[end - 2], words[end - 1])
            return
    while stretch and stretch[0].lower().rstrip(".") in ROLES:
        stretch = stretch[1:]
    if not 1 < len(stretch) <= _LONGEST_NAME or not all(_is_name_word(word) for word in stretch):
        return
    if any(map(sentence.is_ordinary, stretch)):
        return
    if marked or len(stretch) < end - start or before in SAYING - {"introduced"}:
        yield tuple(stretch)


def _is_role(words: list[str]) -> bool:
    """Whether an apposition says what a person is: “, a deputy to”."""
    for i, word in enumerate(words):
        if word.lower() in ROLES:
            return i > 0 or (len(words) > 1 and words[1].lower() in {"of", "at", "to", "for"})
        if word in {",", ".", "and"}:
            return False
    return False


def _is_name_word(word: str) -> bool:
    return word.replace("-", "").isalpha() and not word.isupper() and len(word) > 1


def looks_chinese(family: str, given: str) -> bool:
    """Whether two words are a Chinese surname and a given name by their shape."""
    return (
        family.lower() in SURNAMES
        and given.isalpha()
        and given[1:].islower()
        and _GIVEN_NAME.match(given.lower()) is not None
    )


def find_companies(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the spans of companies: capitals before “Co.”, “Ltd”, “Inc.”, with the mark itself."""
    words = sentence.words
    for i, word in enumerate(words):
        if i == 0 or word.lower() not in COMPANY_MARKS or not word[0].isupper():
            continue
        start = i
        while start and (
            words[start - 1][0].isupper()
            or words[start - 1] in {"(", ")", ",", "&"}
            or (words[start - 1] in {"and", "of"} and start > 1 and words[start - 2][0].isupper())
        ):
            if words[start - 1] == "," and words[start].lower() not in COMPANY_MARKS:
                break
            start -= 1
        if start < i:
            yield start, i + 1
