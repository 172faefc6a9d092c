"""The bilingual formats, by the ending or language id of a file and by what it begins with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.exchange.bitext.segment import Segment

_TMX = frozenset({"tmx"})
_XLIFF = frozenset({"xliff", "xlf", "sdlxliff", "mqxliff", "mxliff", "txlf"})
_PO = frozenset({"po", "pot", "gettext"})
_TABLE = frozenset({"csv", "tsv", "tab"})
_ROOT = re.compile(r"<((?:[\w.-]+:)?)(tmx|xliff)\b([^>]*)>")
_VERSION_2 = re.compile(r"""\bversion\s*=\s*["']2|urn:oasis:names:tc:xliff:document:2""")
_HEAD = 20_000


def is_bilingual(name: str) -> bool:
    """Whether a file is a bilingual one, by its name or by the language id that an editor gives it."""
    return _ending(name) in _TMX | _XLIFF | _PO | _TABLE


def read_segments(text: str, *, name: str, lenient: bool = False) -> Iterator[Segment]:
    """Yield the segments of a bilingual file: TMX, XLIFF, PO, CSV or TSV.

    Args:
        text: the whole file; places in it are code points of this text.
        name: the file, or the language id that an editor gives it.
        lenient: yield what is complete and pass over what is broken, as a text is while it is being
            typed, instead of raising.

    Raises:
        FormatError: the file is none of these formats, or breaks the rules of its own. Also when that shows
            after segments were yielded.
    """
    ending = _ending(name)
    root = _ROOT.search(text, 0, _HEAD) if ending not in _PO | _TABLE else None
    if ending in _PO:
        from glossary.exchange.bitext.po import read_po  # noqa: PLC0415 - only what a file needs is loaded

        return read_po(text, name, lenient=lenient)
    if ending in _TABLE:
        from glossary.exchange.bitext.table import read_table  # noqa: PLC0415 - likewise

        return read_table(text, name, lenient=lenient)
    if ending in _TMX or (root is not None and root[2] == "tmx"):
        from glossary.exchange.bitext.tmx import TmxReader  # noqa: PLC0415 - likewise

        return TmxReader(text, name).read(lenient=lenient)
    if ending in _XLIFF or root is not None:
        if root is not None and _VERSION_2.search(root[3]):
            from glossary.exchange.bitext.xliff_2 import Xliff2Reader  # noqa: PLC0415 - likewise

            return Xliff2Reader(text, name).read(lenient=lenient)
        from glossary.exchange.bitext.xliff_1 import Xliff1Reader  # noqa: PLC0415 - likewise

        return Xliff1Reader(text, name).read(lenient=lenient)
    if lenient:
        return iter(())
    raise FormatError(name, "is no bilingual file; TMX, XLIFF, PO, CSV or TSV was expected")


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
