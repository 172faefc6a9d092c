"""What of a candidate a reviewer's taste may hang on: its head, its words, its shape, the parts of its score."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.review.learning.reasons import Kind
from glossary.text.chinese import has_han
from glossary.text.english import singular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Words that say nothing of what a term is about.
_EMPTY = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "&"))
#: What stands after one of these tells more about the head than being it: “Ministry of Commerce”.
_LINKS = frozenset(("of", "for", "on", "in"))
#: Terms by their length; longer ones are one class.
_WORDS = ("1 word", "2 words", "3 words", "4 or more words")
_CHARACTERS = ("1 character", "2 characters", "3 characters", "4 characters", "5 or more characters")
#: A Chinese term of this many characters, or fewer, is one word; its end is no head.
_CHINESE_WORD = 2


class Feature(NamedTuple):
    """One thing that candidates may have in common; ``name`` is the word, the shape, or the part of the score."""

    kind: Kind
    name: str


class Trait(NamedTuple):
    """A feature of one candidate and how far it has it: 1, or the value of the part in points of the score."""

    feature: Feature
    value: float


def traits_of(term: str, parts: Iterable[tuple[str, float]], method: str | None = None) -> list[Trait]:
    """Return the features of a candidate, each once.

    Args:
        term: as it was mined.
        parts: of its score as it was mined, by name, in points.
        method: how its first proposed equivalent was found, None where none is proposed.
    """
    yes = [*(_of_chinese(term) if has_han(term) else _of_english(term)), *_shape(term, method)]
    found = [Trait(feature, 1.0) for feature in dict.fromkeys(yes)]
    return found + [Trait(Feature(Kind.PART, name), value) for name, value in parts]


def _of_english(term: str) -> Iterator[Feature]:
    words = [word.strip("“”\"'’,.()") for word in term.split()]
    meant = [singular(word.lower()) for word in words if word]
    place = _head_of(meant)
    for number, word in enumerate(meant):
        if number == place:
            yield Feature(Kind.HEAD, word)
        elif word not in _EMPTY:
            yield Feature(Kind.WORD, word)
    count = max(len([word for word in meant if word not in _EMPTY]), 1)
    yield Feature(Kind.SHAPE, _WORDS[min(count, len(_WORDS)) - 1])


def _head_of(words: list[str]) -> int:
    """Return the place of the word that the others say more about, -1 for none."""
    link = next((number for number, word in enumerate(words) if number and word in _LINKS), len(words))
    return link - 1


def _of_chinese(term: str) -> Iterator[Feature]:
    """Yield the end of a term, in one and in two characters, and its beginning; words aren't cut."""
    if len(term) > _CHINESE_WORD:
        yield Feature(Kind.HEAD, term[-1])
        yield Feature(Kind.HEAD, term[-_CHINESE_WORD:])
        yield Feature(Kind.WORD, term[:_CHINESE_WORD])
    yield Feature(Kind.SHAPE, _CHARACTERS[min(len(term), len(_CHARACTERS)) - 1])


def _shape(term: str, method: str | None) -> Iterator[Feature]:
    words = [word for word in term.split() if word.lower() not in _EMPTY]
    if any(len(word) > 1 and word.isupper() for word in words):
        yield Feature(Kind.SHAPE, "capitals")
    elif words and all(word[0].isupper() for word in words):
        yield Feature(Kind.SHAPE, "name")
    if any(ch.isdigit() for ch in term):
        yield Feature(Kind.SHAPE, "digits")
    if "-" in term:
        yield Feature(Kind.SHAPE, "hyphen")
    if any(word.lower() in _LINKS for word in term.split()[1:]):
        yield Feature(Kind.SHAPE, "of, for, in or on")
    if method:
        yield Feature(Kind.SHAPE, f"equivalent by {method}")
