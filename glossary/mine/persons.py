"""Persons and companies, which are names but no terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.mine.sentence import Sentence
from glossary.text.stopwords import COMPANY_MARKS, PINYIN_SYLLABLE, ROLES, SAYING, SURNAMES

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
                length = next(
                    (n for n in (3, 2) if i + n <= end and tuple(words[i : i + n]) in self.full), 0
                )
                if length:
                    yield i, i + length
                    i += length
                    continue
                if end - start == 1 and words[i] in self.parts and _is_part(sentence, i):
                    yield i, i + 1
                i += 1


def _is_part(sentence: Sentence, i: int) -> bool:
    """Whether one capitalised word is the rest of a person's name and not a place called alike."""
    words, tags = sentence.words, sentence.tags
    following = words[i + 1] if i + 1 < len(words) else ""
    if words[i].lower() in SURNAMES and not (i + 1 < len(tags) and tags[i + 1] in "NA"):
        return True
    before = words[i - 1] if i else ""
    return following.lower() in SAYING or before.lower() in SAYING or (following in {"'s", "’s"} and False)


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
    # “Wang Qiyaoyao”: a surname and one word of at most three syllables, at either end of the stretch.
    for a in {start, end - 2}:
        if a >= start and a + 2 <= end and looks_chinese(words[a], words[a + 1]):
            # One syllable alone proves nothing: “Hong Kong”.
            if a + 2 == end and (len(re.findall(r"[aeiou]+", words[a + 1])) > 1 or end - start > _LONGEST_NAME):
                yield (words[a], words[a + 1])
    while stretch and stretch[0].lower().rstrip(".") in ROLES:
        stretch = stretch[1:]
    if not 1 < len(stretch) <= _LONGEST_NAME or not all(_is_name_word(word) for word in stretch):
        return
    before = words[start - 1].lower() if start else ""
    after = words[end].lower() if end < len(words) else ""
    if len(stretch) < end - start or before in ROLES or after in SAYING or before in SAYING - {"introduced"}:
        yield tuple(stretch)
    elif after == "," and _is_role(words[end + 1 : end + 7]):
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
    return word.isalpha() and not word.isupper() and len(word) > 1


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
