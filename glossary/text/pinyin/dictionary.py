"""Words and their readings: CC-CEDICT, general frequencies and pypinyin, loaded once when first wanted."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from glossary.text.cedict import cedict_lines
from glossary.text.chinese import HAN
from glossary.text.pinyin.readings import READINGS
from glossary.text.pinyin.syllables import syllables, tone_marked

# Headwords with anything but Han characters are left out.
_HEADWORD = re.compile(f"[{HAN}]+")
# Entries that only point to another one, and surnames, would give rare readings the look of common ones.
_MINOR = re.compile(r"(?:surname |(?:old |archaic |Japanese )?variants? of |used in )")
_PERSON = re.compile(r"\((?:c\. ?)?\d{2,4}|\(born|\bBC\b|politician|writer|poet|composer|general\b|leader")
_FEATURE = re.compile(r"\b(?:[Rr]iver|[Mm]t\.?|[Mm]ountains?|[Mm]ount|[Ll]ake|[Ss]ea|Gulf|[Bb]ay|[Ii]slands?)\b")
_SETTLEMENT = re.compile(r"\b(?:city|county|district|province|town|prefecture|capital)\b")

# Verbs of one character that take an object of two (kāi wánxiào, dǎ zhékòu).
_VERB_PHRASE = 3
_LONGEST_PERSON = 3
_OBJECT_VERBS = frozenset("打开做讲走搞抓下上出拉拍找发谈说看闹唱留当耍摆使")

# Cost (minus the logarithm of a probability) of a word that the frequency list lacks, and the most that a
# word of three or of more characters costs: where the dictionary has a long word it is nearly always meant.
_UNKNOWN = 18.4
_MOST = {3: 16.0}
_MOST_LONG = 14.0
_NAME_PENALTY = 1.0
_SINGLE_PENALTY = 2.0
_SINGLE_MOST = 13.0


@dataclass(frozen=True, slots=True)
class Dictionary:
    """CC-CEDICT reduced to what pinyin needs.

    ``readings`` maps simplified headwords to raw readings (``Chang2 Jiang1``), several separated by ``|``,
    common words before names; ``costs`` maps headwords and characters to their cost in a division;
    ``idioms``, ``persons``, ``features`` (rivers, mountains, seas) and ``verb_phrases`` (a verb of one
    character with its object of two) are sets of headwords.
    """

    readings: dict[str, str]
    costs: dict[str, float]
    idioms: frozenset[str]
    persons: frozenset[str]
    features: frozenset[str]
    verb_phrases: frozenset[str]
    longest: int

    def find_readings(self, word: str) -> list[list[str]]:
        """Return the readings of a headword, each a list of tone-marked syllables, with their capitals."""
        raw = self.readings.get(word)
        return [[tone_marked(part) for part in reading.split()] for reading in raw.split("|")] if raw else []


@cache
def dictionary() -> Dictionary:
    """Load CC-CEDICT and the frequencies of its words; half a second of CPU, once a process."""
    major: dict[str, str] = {}
    minor: dict[str, str] = {}
    sets: dict[str, list[str]] = {"idiom": [], "verb phrase": [], "feature": [], "person": [], "": []}
    for _, word, pinyin, gloss in cedict_lines():
        if _HEADWORD.fullmatch(word) is None:
            continue
        if _MINOR.match(gloss) is not None:
            _add(minor, word, pinyin)
        else:
            _add(major, word, pinyin)
            sets[_kind(word, pinyin, gloss)].append(word)
    for word, raw in minor.items():
        if word not in major:
            major[word] = raw
        elif len(word) == 1:
            for reading in raw.split("|"):
                _add(major, word, reading)
    return Dictionary(
        readings=major,
        costs=_costs(major),
        idioms=frozenset(sets["idiom"]),
        persons=frozenset(sets["person"]),
        features=frozenset(sets["feature"]),
        verb_phrases=frozenset(word for word in sets["verb phrase"] if word[1:] in major),
        longest=max(map(len, major)),
    )


def _kind(word: str, pinyin: str, gloss: str) -> str:
    """Return which of the dictionary's sets a headword belongs to, or an empty string."""
    if "(idiom" in gloss:
        return "idiom"
    if len(word) == _VERB_PHRASE and word[0] in _OBJECT_VERBS and gloss.startswith("to "):
        return "verb phrase"
    if pinyin[0].islower():
        return ""
    if _FEATURE.search(gloss) is not None and _SETTLEMENT.search(gloss) is None:
        return "feature"
    return "person" if len(word) <= _LONGEST_PERSON and _PERSON.search(gloss) is not None else ""


def _add(readings: dict[str, str], word: str, pinyin: str) -> None:
    """Add a reading once, names after common words."""
    known = readings.get(word)
    if known is None:
        readings[word] = pinyin
    elif pinyin not in known.split("|"):
        readings[word] = f"{known}|{pinyin}" if pinyin[0].isupper() else f"{pinyin}|{known}"


def _costs(readings: dict[str, str]) -> dict[str, float]:
    import wordfreq  # noqa: PLC0415 - its lists take longer to load than most commands

    frequencies = wordfreq.get_frequency_dict("zh")
    costs: dict[str, float] = {}
    for word, raw in readings.items():
        frequency = frequencies.get(word)
        cost = -math.log(frequency) if frequency else _UNKNOWN
        length = len(word)
        if length == 1:
            cost = min(cost, _SINGLE_MOST) + _SINGLE_PENALTY
        elif length >= 3:  # noqa: PLR2004 - see _MOST
            cost = min(cost, _MOST.get(length, _MOST_LONG))
        costs[word] = cost + _NAME_PENALTY if raw[0].isupper() else cost
    wordfreq.get_frequency_dict.cache_clear()  # 40 MB that nobody looks at again
    return costs


def heard(text: str) -> list[str]:
    """Return pypinyin's reading, one tone-marked syllable a character; an unknown character is itself."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - loading it takes longer than most commands

    return lazy_pinyin(text, style=Style.TONE, errors=_each)  # type: ignore[arg-type] # its stub forgets lists


def _each(unread: str) -> list[str]:
    return list(unread)


@cache
def possible_readings(ch: str) -> frozenset[str]:
    """Return every reading a character may have, tone-marked, in lower case: pypinyin's and CC-CEDICT's."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - see heard

    listed = pinyin(ch, style=Style.TONE, heteronym=True, errors="ignore")
    found = {reading.lower() for readings in listed for reading in readings}
    found.update(syllable.lower() for reading in dictionary().find_readings(ch) for syllable in reading)
    return frozenset(found)


@cache
def readings_in_words(ch: str) -> frozenset[str]:
    """Return the readings of a character within words; a name may have its own, as 乐 in 乐亭 Làotíng."""
    found: set[str] = set()
    for word in (word for word in dictionary().readings if ch in word):
        at = word.index(ch)
        found.update(reading[at].lower() for reading in dictionary().find_readings(word) if len(reading) == len(word))
    found.update(syllables(READINGS[word])[word.index(ch)].lower() for word in READINGS if ch in word)
    return frozenset(found)
