"""Chinese terms by how they are read: pinyin with or without tones, blanks and apostrophes, and initials."""

from __future__ import annotations

import unicodedata

from glossary.lookup.queries.found import COLUMNS, find_shortest, get_rows, is_large, order_of
from glossary.lookup.queries.index import containing, index_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossary.lookup.queries.found import Row
    from glossary.lookup.queries.query import Query
    from glossary.store.reader import Reader

#: Scores of a whole reading as it is laid out, of one written otherwise, of whole initials, and of the
#: beginnings of both and the middle of a reading, to which the share that was typed is added.
LAID_OUT, WHOLE, INITIALS, BEGINS, INITIALS_BEGIN, MIDDLE, FOR_SHARE = 0.97, 0.95, 0.9, 0.75, 0.65, 0.6, 0.1
#: So many letters are worth a look into the middle of readings; initials are no longer than this.
_FOR_MIDDLE, _LONGEST_INITIALS = 5, 40
_TONES = frozenset("\u0304\u0301\u030c\u0300")
# What may stand between vowels, as far as that is quickly told.
_VOWELS = str.maketrans(dict.fromkeys("aeiouv", " "))
_FIRST, _LAST = frozenset(("", "zh", "ch", "sh", *"bpmfdtnlgkhjqxzcsryw")), frozenset(("", "n", "ng", "r"))
_BETWEEN = frozenset(last + first for last in _LAST for first in _FIRST)
_NUMBERED, _SYLLABLE = r"(?:[a-zü:]+[1-5][ '’-]*)+", r"([a-zü:]+)([1-5])"


class Reading:
    """Pinyin that was typed: ``letters`` without tones, ``toned`` with them, ``""`` where it has none."""

    __slots__ = ("laid_out", "letters", "toned")

    def __init__(self, text: str) -> None:
        self.laid_out = text.casefold()
        self.letters = _letters(text)
        self.toned = _toned(text) if _has_tones(text) else ""

    def sounds_like(self, pinyin: str | None, *, wholly: bool = False) -> bool:
        """Tell whether the tones that were typed are those of a reading, or of its beginning."""
        if not self.toned:
            return True
        told = _toned(pinyin or "")
        return told == self.toned if wholly else told.startswith(self.toned)


def parse_reading(query: Query) -> Reading | None:
    """Return the pinyin that a query may be, None where it can be none."""
    if query.has_han or query.is_long:
        return None
    reading = Reading(_with_marks(query.text.replace("u:", "ü").replace("U:", "Ü")))
    return reading if reading.letters and reading.letters.isascii() else None


def find_readings(reader: Reader, query: Query, language: str | None, room: int) -> list[tuple[float, str, Row]]:
    """Return Chinese terms that are read so, or whose reading or initials begin so, with their scores."""
    reading = parse_reading(query) if language != "en" else None
    if reading is None:
        return []
    found: dict[int, tuple[float, Row]] = {}
    for score, row in (
        *_read_so(reader, reading, room),
        *find_readings_beginning(reader, reading, room),
        *find_initials_beginning(reader, reading, room),
    ):
        if row[0] not in found or found[row[0]][0] < score:
            found[row[0]] = (score, row)
    is_wanted = len(found) < room and len(reading.letters) >= _FOR_MIDDLE and _may_be_syllables(reading.letters)
    if is_wanted and not (found and is_large(reader)):
        for score, row in _read_so_within(reader, reading, room):
            found.setdefault(row[0], (score, row))
    return [(score, "pinyin", row) for score, row in found.values()]


def find_readings_beginning(reader: Reader, reading: Reading, room: int) -> list[tuple[float, Row]]:
    """Return the terms whose reading begins so, the shortest ones where there are many, with their scores."""
    ids = find_shortest(reader, "pinyin_joined", reading.letters, room)
    rows = (row for row in get_rows(reader, ids) if reading.sounds_like(row[5]))
    return [(BEGINS + FOR_SHARE * _share(reading.letters, (row[5] or "").replace(" ", "")), row) for row in rows]


def find_initials_beginning(reader: Reader, reading: Reading, room: int) -> list[tuple[float, Row]]:
    """Return the terms the initials of whose syllables begin so, with their scores; with tones there are none."""
    letters = reading.letters
    if reading.toned or not 1 < len(letters) <= _LONGEST_INITIALS:
        return []  # one letter begins readings, too
    rows = get_rows(reader, find_shortest(reader, "pinyin_initials", letters, room))
    whole = _get_with_initials(reader, letters, room)
    return [
        (INITIALS if row[0] in whole else INITIALS_BEGIN + FOR_SHARE * _share(letters, row[6]), row) for row in rows
    ]


def _get_with_initials(reader: Reader, letters: str, room: int) -> frozenset[int]:
    """Return the ids of the terms that have just these initials."""
    statement = (
        f"SELECT t.id FROM term_sections t WHERE t.pinyin_initials = ? ORDER BY {order_of('pinyin_initials')} LIMIT ?"  # noqa: S608 - ours
    )
    return frozenset(row[0] for row in reader.rows(statement, (letters, room)))


def _letters(text: str) -> str:
    """Return the letters and digits of pinyin without tones, in lower case."""
    if text.isascii():
        return "".join(ch for ch in text.lower() if ch.isalnum())
    from glossary.text.pinyin.syllables import joined  # noqa: PLC0415 - most pinyin is typed without tones

    return joined(text)


def _share(typed: str, whole: str) -> float:
    return min(1.0, len(typed) / (len(whole) or 1))


def _read_so(reader: Reader, reading: Reading, room: int) -> list[tuple[float, Row]]:
    rows = reader.rows(
        f"SELECT {COLUMNS} FROM term_sections t WHERE t.pinyin_joined = ? ORDER BY {order_of('pinyin_joined')} LIMIT ?",  # noqa: S608 - ours
        (reading.letters, room),
    )
    return [
        (LAID_OUT if _is_laid_out_so(reading, row[5] or "") else WHOLE, row)
        for row in rows
        if reading.sounds_like(row[5], wholly=True)
    ]


def _is_laid_out_so(reading: Reading, pinyin: str) -> bool:
    """Tell whether blanks and apostrophes stand where they were typed: ``xi'an`` is no ``xiān``."""
    if reading.laid_out == pinyin.casefold():
        return True
    from glossary.text.pinyin.syllables import without_tones  # noqa: PLC0415 - only for what is read just so

    return reading.laid_out == without_tones(pinyin).casefold()


def _may_be_syllables(letters: str) -> bool:
    """Tell whether some letters could be pinyin; an expression for it would take longer to load than to answer."""
    first, *others = letters.translate(_VOWELS).split(" ")
    return bool(others) and first in _FIRST and others.pop() in _LAST and _BETWEEN.issuperset(others)


def _read_so_within(reader: Reader, reading: Reading, room: int) -> list[tuple[float, Row]]:
    match = containing(reading.letters, column="pinyin_joined")
    rows = index_of(reader).find(reader, match, None, room)
    return [(MIDDLE, row) for row in rows if reading.toned in _toned(row[5] or "")]


def _with_marks(text: str) -> str:
    """Return pinyin with tone marks where it has numbers (``xin1zhi4``); anything else as it is."""
    lower = text.lower()
    if lower[-1] not in "12345":
        return text
    import re  # noqa: PLC0415 - takes a third of the time that a look-up takes

    if not re.fullmatch(_NUMBERED, lower):
        return text
    from glossary.text.pinyin.syllables import SYLLABLES, tone_marked  # noqa: PLC0415 - few write tones as numbers

    if any(syllable.replace("v", "ü") not in SYLLABLES for syllable, _ in re.findall(_SYLLABLE, lower)):
        return text
    return re.sub(_SYLLABLE, lambda match: tone_marked(match.group()), lower)


def _toned(pinyin: str) -> str:
    """Return the letters and digits of pinyin, tones kept, in lower case: ``xīnzhìshēngchǎnlì``."""
    composed = unicodedata.normalize("NFC", pinyin.lower()).replace("v", "ü")
    return "".join(ch for ch in composed if ch.isalnum() or unicodedata.combining(ch))


def _has_tones(text: str) -> bool:
    return not _TONES.isdisjoint(unicodedata.normalize("NFD", text))
