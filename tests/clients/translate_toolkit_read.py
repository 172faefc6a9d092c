"""Prints what the translate toolkit makes of a file between two languages; run by the Python that has it."""

import json
import pathlib
import sys

from translate.storage import factory  # type: ignore[import-not-found]
from translate.storage.tbx import tbxfile  # type: ignore[import-not-found]

path, source, target = sys.argv[1:]
is_tbx = path.endswith(".tbx")
store = tbxfile.parsestring(pathlib.Path(path).read_bytes(), source, target) if is_tbx else factory.getobject(path)
units = [
    {
        "source": unit.source,
        "target": unit.target,
        "notes": unit.getnotes("definition") if is_tbx else unit.getnotes(),
        "context": unit.getcontext(),
        "metadata": {} if is_tbx else getattr(unit, "metadata", {}),
        "sources": [[term.text, term.deprecated] for term in unit.get_source_terms()] if is_tbx else [],
        "targets": [[term.text, term.deprecated] for term in unit.get_target_terms()] if is_tbx else [],
    }
    for unit in store.units
    if unit.source
]
json.dump(units, sys.stdout)
