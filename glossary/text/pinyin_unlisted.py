"""Names that no dictionary has, known by the word beside them: persons after a title, places before 铁路."""

from __future__ import annotations

from itertools import pairwise

from glossary.text.pinyin_lattice import is_known
from glossary.text.pinyin_names import LINES, SURNAMES, TITLES
from glossary.text.pinyin_word import Word

_PAIR = 2
_LONGEST = 3


def find_unlisted(words: list[Word]) -> list[Word]:
    """Return the words with unlisted names divided, hyphenated and capitalised."""
    return _divide_persons(_hyphenate_lines(words))


def _divide_persons(words: list[Word]) -> list[Word]:
    """Divide a personal name after a title into surname and given name: 总理李强."""
    found = words[:1]
    for before, word in pairwise(words):
        if before.text in TITLES and _is_unlisted(word) and word.text[0] in SURNAMES:
            found.append(Word(word.text[:1], word.syllables[:1], "name", (), (0,)))
            found.append(Word(word.text[1:], word.syllables[1:], "name", (), (0,)))
        else:
            found.append(word)
    return found


def _hyphenate_lines(words: list[Word]) -> list[Word]:
    """Hyphenate the abbreviation of two places before the kind of a line: 怀桂高铁."""
    found = list(words)
    for index, (word, after) in enumerate(pairwise(words)):
        if after.text in LINES and len(word.text) == _PAIR and _is_unlisted(word):
            found[index] = Word(word.text, word.syllables, "name", (1,), (0, 1))
    return found


def _is_unlisted(word: Word) -> bool:
    return word.kind == "word" and _PAIR <= len(word.text) <= _LONGEST and not is_known(word.text)
