"""What translate-toolkit does with TBX of version 2, run by the Python that has it.

``write pairs|terms|notes TERMS FILE``: of the entries in TERMS, a JSON list a line, which it has in memory before.
``parse|pairs|terms FILE``: the document alone; the first term of each language too; all terms.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from measuring import measure  # type: ignore[import-not-found] # beside this file, for another Python
from translate.storage.tbx import tbxfile  # type: ignore[import-not-found]


def write(what: str, entries: list[list[Any]], path: Path) -> None:
    """Build a file of entries and write it."""
    store = tbxfile(sourcelanguage="en", targetlanguage="zh-Hans")
    for english, chinese, pinyin in entries:
        unit = store.addsourceunit(english[0] if english else "")
        if chinese:
            unit.target = chinese[0]
        if what != "pairs" and len(english) > 1:
            unit.set_source_terms(english, "en")
        if what != "pairs" and len(chinese) > 1:
            unit.set_target_terms(chinese, "zh-Hans")
        if what == "notes" and pinyin:
            unit.addnote(pinyin, origin="translator")
    with path.open("wb") as file:
        store.serialize(file)


def read(what: str, path: Path) -> None:
    """Parse a file, and look at the terms in it."""
    with path.open("rb") as file:
        store = tbxfile.parsefile(file)
    for unit in store.units:
        if what == "pairs":
            _ = (unit.source, unit.target)
        elif what == "terms":
            _ = (unit.get_source_terms(), unit.get_target_terms())


if sys.argv[1] == "write":
    _, _, what, terms, path = sys.argv
    with Path(terms).open(encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    measure(lambda: write(what, entries, Path(path)))
else:
    _, what, path = sys.argv
    measure(lambda: read(what, Path(path)))
