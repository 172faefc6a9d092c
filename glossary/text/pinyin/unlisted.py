"""Names that no dictionary has, known by the word beside them: persons after a title, places before 铁路."""

from __future__ import annotations

from itertools import pairwise

from glossary.text.pinyin.lattice import is_known
from glossary.text.pinyin.names import LINES, SURNAMES, TITLES
from glossary.text.pinyin.numbers import DIGITS
from glossary.text.pinyin.word import Word
from glossary.text.pinyin.words import FUNCTIONS, MEASURES

_PAIR = 2
# After 五年 and the like, attributes: 五年规划, 三年行动.
_FOR_YEARS = frozenset(["规划", "计划", "行动"])
_NO_PLACE = (FUNCTIONS | MEASURES | frozenset(DIGITS) | frozenset("老旧修建")) - {"万"}
_LONGEST = 3


def join_unlisted(words: list[Word]) -> list[Word]:
    """Return the words of a division, single characters joined where the words beside them tell what they are.

    Two before the kind of a line are places (雅万高铁), a numeral and a character in quotation marks stand
    for one idea (“六稳”).
    """
    joined: list[Word] = []
    for index, word in enumerate(words):
        before = joined[-1] if joined else None
        after = words[index + 1] if index + 1 < len(words) else None
        if before is None or after is None or not _is_loose(before) or not _is_loose(word):
            joined.append(word)
        elif after.text in LINES and not any(w.text in _NO_PLACE for w in (before, word)):
            joined[-1] = Word(before.text + word.text, before.syllables + word.syllables, "name", (1,), (0, 1))
        elif after.text == "”" and before.kind == "number" and len(joined) > 1 and joined[-2].text == "“":
            joined[-1] = Word(before.text + word.text, before.syllables + word.syllables, "fixed")
        elif _follows_in_counting(before, word):
            hyphens = tuple(range(1, len(before.text) + 1))
            joined[-1] = Word(before.text + word.text, before.syllables + word.syllables, "number", hyphens)
        elif before.text in DIGITS and word.text == "年" and after.text in _FOR_YEARS:
            joined[-1] = Word(before.text + word.text, before.syllables + word.syllables, "fixed")
        else:
            joined.append(word)
    return joined


def _is_loose(word: Word) -> bool:
    return word.kind in {"single", "number"} and (len(word.text) == 1 or bool(word.hyphens and word.text[0] in DIGITS))


def _follows_in_counting(before: Word, word: Word) -> bool:
    """Tell whether two digits count on, so that a hyphen joins them: 一二三产业."""
    if word.text not in DIGITS or before.text[-1] not in DIGITS:
        return False
    return DIGITS.index(word.text) == DIGITS.index(before.text[-1]) + 1


def find_unlisted(words: list[Word]) -> list[Word]:
    """Return the words with unlisted names divided, hyphenated and capitalised."""
    return _divide_persons(_hyphenate_lines(_part_scope(words)))


def _part_scope(words: list[Word]) -> list[Word]:
    """Part 反 from the first of several words that it governs in the title of a law: 反家庭暴力法."""
    if len(words[-1].text if words else "") < _LONGEST or words[-1].text[-1] != "法":
        return words
    parted: list[Word] = []
    for index, word in enumerate(words):
        if word.text[0] == "反" and len(word.text) > _PAIR and index + 1 < len(words):
            parted.append(Word(word.text[:1], word.syllables[:1], "single"))
            parted.append(Word(word.text[1:], word.syllables[1:]))
        else:
            parted.append(word)
    return parted


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
