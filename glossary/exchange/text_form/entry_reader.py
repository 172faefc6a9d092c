"""The text of an entry read back; what is wrong with it is told with its line."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from glossary.errors import FormatError
from glossary.exchange.json_entries.interpretation import ShapeError, read_entry
from glossary.exchange.text_form.lines import find_line

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry

#: No entry is longer; a file that is holds something else.
LONGEST = 10_000_000
_MARKERS = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_PLACE = re.compile(r" \(at line (\d+), column \d+\)$")
_BOM = "\ufeff"
#: The origin of an entry that somebody wrote into the folder.
_BY_HAND = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEntry:
    """An entry of a file, and where it came from in the first place."""

    entry: ConceptEntry
    origin: str


def read_entry_text(path: str, raw: bytes) -> TextEntry:
    """Return the entry that a file holds.

    Args:
        path: the file, as the user knows it.
        raw: what is in it.

    Raises:
        FormatError: it is no UTF-8 or no TOML, has marks of a merge in it, or holds no entry.
    """
    text = _decode(path, raw)
    fields = _parse(path, text)
    origin = fields.pop("origin", _BY_HAND)
    if not isinstance(origin, str) or not origin:
        raise FormatError(path, f"origin is {repr(origin)[:40]}, not a text", find_line(text, "origin"))
    unknown: set[str] = set()
    try:
        entry = read_entry(fields, unknown)
    except ShapeError as error:
        raise FormatError(path, str(error), find_line(text, str(error).partition(" ")[0])) from error
    if unknown:
        name = min(unknown)
        raise FormatError(path, f"the field {name} isn't known", find_line(text, name, anywhere=True))
    if not entry.id:
        raise FormatError(path, "the entry has no id", 1)
    if not any(term.term.strip() for _, term in entry.find_terms()):
        raise FormatError(path, f"entry {entry.id} has no term", 1)
    return TextEntry(entry=entry, origin=origin)


def _decode(path: str, raw: bytes) -> str:
    if len(raw) > LONGEST:
        raise FormatError(path, "has more than 10 MB; no entry is that long")
    try:
        return raw.decode().removeprefix(_BOM)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FormatError(path, f"is no UTF-8 (byte {raw[error.start]:#04x}); save it as UTF-8", line) from error


def _parse(path: str, text: str) -> dict[str, Any]:
    if marker := _MARKERS.search(text):
        line = text.count("\n", 0, marker.start()) + 1
        raise FormatError(path, "has the marks of a merge that isn't settled; choose one side, then load again", line)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        place = _PLACE.search(reason)
        line = int(place[1]) if place else text.count("\n")
        what = _PLACE.sub("", reason).removesuffix(" (at end of document)")
        raise FormatError(path, f"is no TOML: {what[:1].lower()}{what[1:]}", line or 1) from error
    except RecursionError as error:
        raise FormatError(path, "is nested too deep") from error
