"""From bytes to text: which encoding a file is in.

The order is: the user's word, a byte order mark, strict UTF-8, what the file declares, UTF-16 by its zero
bytes, then GB18030, Big5 and Windows-1252 by how plausible the text is that they give.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.errors import UnreadableDocument
from glossary.text.cleaning.mojibake import FREQUENT

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# Labels that name a subset of what files under them really contain (WHATWG Encoding Standard).
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
}
# Encodings that spell something else than text of a page, or never were meant for one.
_NOT_FOR_PAGES = frozenset({"utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "mbcs", "oem"})
_SAMPLE = 200_000
_PLAUSIBLE = 0.5
_DAMAGED = 0.25
_STRAY = 0.001
_ASCII = bytes(range(128))
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.001
_HAN_OR_MARK = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uff5e]")
_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœÀÁÂÄÅÆÇÈÉÊËÍÎÑÓÔÖØÙÚÜßŠšŽž‘’“”–—…•£€©®°§·«»¿¡½¼²³´\xa0")


@dataclass(frozen=True, slots=True)
class _Guess:
    text: str
    plausibility: float


def decode(data: bytes, *, path: str, encoding: str | None = None, declared: str | None = None) -> str:
    """Return the text of a file.

    Args:
        data: all of its bytes.
        path: the file, for messages.
        encoding: the user's word; nothing else is tried then.
        declared: what the file says about itself, believed unless the bytes contradict it.

    Raises:
        UnreadableDocument: no encoding fits, or the file is no text.
    """
    if encoding is not None:
        return _decode_as(data, encoding, path)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _without_controls(_decode_as(data, name, path).removeprefix("\ufeff"), path)
    text = _decode_utf8(data)
    if text is None and declared:
        text = _decode_declared(data, declared)
    if text is None and b"\0" in data[:_SAMPLE]:
        text = _decode_utf16(data)
    if text is None or "\0" in text:
        text = None if b"\0" in data else _best_guess(data)
    if text is None:
        raise UnreadableDocument(path, "this is no text, or in an unknown encoding; name it with --encoding")
    return _without_controls(text, path)


def _decode_as(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise UnreadableDocument(path, f"there is no encoding named {encoding!r}") from None
    except UnicodeError as error:
        where = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise UnreadableDocument(path, f"this is not {encoding}{where}; try another encoding") from None


def _decode_utf8(data: bytes) -> str | None:
    """Decode strict UTF-8, or UTF-8 with damaged bytes among more good ones, which no other encoding has."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - damaged
    return text if damaged <= _DAMAGED * good else None


def _decode_declared(data: bytes, declared: str) -> str | None:
    try:
        name = codecs.lookup(declared.strip().lower()).name
    except LookupError:
        return None
    if name in _NOT_FOR_PAGES:
        return None
    try:
        return data.decode(_SUPERSETS.get(name, name))
    except (UnicodeError, LookupError):
        return None


def _decode_utf16(data: bytes) -> str | None:
    """Decode UTF-16 without a mark: the zero bytes of ASCII characters stand on one side."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or even == odd:
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    readable = sum(character.isprintable() or character in "\t\n\r\f" for character in text[:_SAMPLE])
    return text if readable >= 0.98 * len(text[:_SAMPLE]) else None


def _best_guess(data: bytes) -> str | None:
    best = max(_guesses(data), key=lambda guess: guess.plausibility)
    if best.plausibility >= _PLAUSIBLE:
        return best.text
    strays = len(data.translate(None, _ASCII))
    return data.decode("cp1252", errors="replace") if strays <= _STRAY * len(data) else None


def _guesses(data: bytes) -> Iterator[_Guess]:
    for name, score in (("gb18030", _chinese), ("big5hkscs", _chinese), ("cp1252", _western)):
        text = data.decode(name, errors="replace")
        yield _Guess(text, score(text[:_SAMPLE]))


def _chinese(text: str) -> float:
    """Return how much a text looks like Chinese: 1.4 or so where it is, below 0.5 in a wrong encoding."""
    others = [character for character in text if character > "\x7f"]
    if not others:
        return 0.0
    return sum(map(_weight, others)) / len(others)


def _weight(character: str) -> float:
    if character in FREQUENT:
        return 2.0
    if not _HAN_OR_MARK.match(character):
        return 0.0 if character in "“”‘’—…·°×" else -2.0
    return 1.0 if _is_common(character) else 0.0


def _is_common(character: str) -> bool:
    """Whether a character is on level 1 of GB 2312 or of Big5, or is punctuation."""
    if character < "\u4e00" or character > "\u9fff":
        return True
    for name, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            lead = character.encode(name)[0]
        except UnicodeEncodeError:
            continue
        if first <= lead <= last:
            return True
    return False


def _western(text: str) -> float:
    """Return how much a text looks Western: accented letters and quotes that stand alone among ASCII."""
    score, count, previous = 0.0, 0, " "
    for character in text:
        if character > "\x7f":
            count += 1
            fits = character in _WESTERN
            score += 1.5 if fits and previous <= "\x7f" else 0.2 if fits else -2.0
        previous = character
    return score / count if count else 0.0


def _without_controls(text: str, path: str) -> str:
    """Refuse binary data: text has hardly any control characters, and no zero at all."""
    sample = text[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    if "\0" in sample or controls > max(2, _MOST_CONTROLS * len(sample)):
        raise UnreadableDocument(path, "this is binary data, not text")
    return text
