"""TBX in the dialect, version and style that were asked for, as a format."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from glossary.exchange.formats import Format, format_for
from glossary.exchange.tbx import write_tbx
from glossary.exchange.tbx.dialects import find_dialect

#: The formats that are TBX, with the dialect and the version that each is written in.
TBX_FORMATS = {
    "tbx": ("basic", 3),
    "tbx-linguist": ("linguist", 3),
    "tbx-min": ("min", 3),
    "tbx-core": ("core", 3),
    "tbx-2": ("basic", 2),
}


def tbx_format(dialect: str, version: int, style: str) -> Format:
    """Return the format of a dialect in a version and style.

    Raises:
        UsageError: TBX isn't written so.
    """
    find_dialect(dialect, version, style)
    name = next(name for name, kind in TBX_FORMATS.items() if kind == (dialect, version))
    found = format_for(name)
    if style == "dca":
        return found
    # The tags of DCT leave no room for the elements of other programs, as which Linguist differs from Basic.
    carried = "tbx:CARRIES" if dialect == "linguist" else found.carried
    write = partial(write_tbx, dialect=dialect, version=version, style=style)
    return replace(found, description=f"{found.description}, categories as tags", carried=carried, write=write)
