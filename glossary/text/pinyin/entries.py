"""The words of one entry of CC-CEDICT: the reading nearest to pypinyin's, laid out by the standard."""

from __future__ import annotations

import re
from functools import cache

from glossary.text.pinyin.dictionary import dictionary
from glossary.text.pinyin.joining import join
from glossary.text.pinyin.lattice import LONGEST_SUBWORD
from glossary.text.pinyin.names import COMMON
from glossary.text.pinyin.numbers import DIGITS, NUMERAL, number_words
from glossary.text.pinyin.proper import name_words, subdivide
from glossary.text.pinyin.readings import READINGS
from glossary.text.pinyin.syllables import split_word
from glossary.text.pinyin.word import Word
from glossary.text.pinyin.words import JOINED, MEASURES, NEGATED, PRONOUN_NOUNS, PRONOUNS, SPLIT_FIRST, SPLIT_MEASURES

_PAIR = 2
_IDIOM = 4
# Particles that hold the middle of an idiom together, as its second or its third character.
# Idioms of the shape 有利有弊, 土生土长.
_REPEATED = re.compile(r"(.)(?!\1).\1(?!\1).")
_SECOND = frozenset("之而于所其如若为乎然")
_THIRD = frozenset("之而于以其乎")


def choose(text: str, readings: tuple[str, ...], *, name: bool = False) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the dictionary's reading nearest to what pypinyin reads, and its capitals."""
    options = dictionary().find_readings(text)
    options = [option for option in options if len(option) == len(text)]
    if not options:
        return readings, ()
    if name:
        options = [option for option in options if option[0][0].isupper()] or options
    elif text in COMMON:
        options = [[s.lower() for s in option] for option in options]
    lower = [tuple(s.lower() for s in option) for option in options]
    at = lower.index(readings) if readings in lower else 0
    return lower[at], tuple(i for i, s in enumerate(options[at]) if s[0].isupper())


def entry_words(text: str, readings: tuple[str, ...], *, name: bool) -> tuple[Word, ...]:
    """Return the words of an entry; ``name`` says that a division such as 区 follows, so a place is meant."""
    syllables, capitals = choose(text, readings, name=name)
    syllables = corrected(text, syllables)
    if counted := _counted(text, syllables):
        return counted
    if capitals and text not in JOINED:
        return name_words(text, syllables, capitals)
    return _common_words(text, syllables)


def _common_words(text: str, syllables: tuple[str, ...]) -> tuple[Word, ...]:
    if parted := _parted(text, syllables):
        return parted
    if len(text) <= LONGEST_SUBWORD or text in JOINED:
        return (Word(text, syllables, "fixed" if text in JOINED else "word"),)
    words = subdivide(text, syllables)
    if len(text) != _IDIOM:
        return words
    loose = text[0] not in DIGITS and "的" not in text and _falls_apart(words)
    if not _is_idiom(text) and loose and text[2:] in dictionary().readings and not _is_whole(text):
        return (Word(text[:2], syllables[:2]), Word(text[2:], syllables[2:]))
    if loose or _is_idiom(text):
        return (Word(text, syllables, "idiom", () if _is_whole(text) else (2,)),)
    return words


def _parted(text: str, syllables: tuple[str, ...]) -> tuple[Word, ...]:
    """Return an entry whose first character is a word of its own: yī gè, wǒ guó, bù gānshè, dǎ zhékòu; else none."""
    rest = Word(text[1:], syllables[1:])
    if _stands_apart(text):
        return (
            Word(text[:1], syllables[:1], "number" if text[0] in DIGITS else "word"),
            Word(rest.text, rest.syllables, "number"),
        )
    if len(text) == LONGEST_SUBWORD and text[0] == "不" and text not in NEGATED and rest.text in dictionary().readings:
        return (Word(text[:1], syllables[:1], "single"), rest)
    if text in dictionary().verb_phrases:
        return (Word(text[:1], syllables[:1]), rest)
    return ()


def _is_idiom(text: str) -> bool:
    """Tell whether an entry of four characters is marked as an idiom, or has the shape of one."""
    known = dictionary()
    if text in known.idioms or text[2] == "不":
        return True
    return _REPEATED.fullmatch(text) is not None and not (text[:2] in known.readings and text[2:] in known.readings)


def _falls_apart(words: tuple[Word, ...]) -> bool:
    """Tell whether an entry of four characters leaves some that neither are words nor join one."""
    return any(len(word.text) == 1 for word in join(words))


def _counted(text: str, syllables: tuple[str, ...]) -> tuple[Word, ...]:
    """Return the words of an entry that begins with a numeral: 第三产业, 四个全面; none for others."""
    numeral = NUMERAL.match(text)
    if numeral is not None and text[0] == "第" and numeral.end() == len(text):
        return number_words(text)
    if numeral is not None and text[0] == "第" and numeral.end() == _PAIR and len(text) == LONGEST_SUBWORD:
        if text[2] in MEASURES:
            return (*number_words(text[:2]), Word(text[2:], syllables[2:], "number"))
        return (Word(text, syllables, "word", (1,)),)
    if numeral is not None and _PAIR <= numeral.end() < len(text) and len(text) > LONGEST_SUBWORD:
        at = numeral.end()
        return (*number_words(text[:at]), *subdivide(text[at:], syllables[at:]))
    if len(text) > LONGEST_SUBWORD and text[0] in DIGITS and text[1] == "个":
        return (*number_words(text[0]), Word("个", ("gè",), "number"), *subdivide(text[2:], syllables[2:]))
    return ()


@cache
def _corrections() -> dict[str, tuple[str, ...]]:
    """Return our readings of plain words of two syllables; they hold within longer dictionary words too."""
    return {
        word: tuple(split_word(layout))
        for word, layout in READINGS.items()
        if len(word) == _PAIR and layout.isalpha() and layout.islower()
    }


def corrected(text: str, syllables: tuple[str, ...]) -> tuple[str, ...]:
    """Return the readings of a longer dictionary word with ours in place: 总书记 after 书记."""
    for at in range(len(text) - 1):
        ours = _corrections().get(text[at : at + 2])
        if ours is not None:
            syllables = (*syllables[:at], *ours, *syllables[at + 2 :])
    return syllables


def _stands_apart(text: str) -> bool:
    """Tell whether a dictionary word is two words of the standard: yī gè, wǒ guó."""
    if len(text) != _PAIR:
        return False
    if text[0] in SPLIT_FIRST:
        return text[1] in SPLIT_MEASURES
    return text[0] in PRONOUNS and text[1] in PRONOUN_NOUNS


def _is_whole(idiom: str) -> bool:
    """Tell whether an idiom doesn't divide into two halves: a particle holds its middle together."""
    return idiom[1] in _SECOND or idiom[2] in _THIRD
