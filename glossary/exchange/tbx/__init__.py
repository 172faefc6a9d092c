"""TBX, TermBase eXchange (ISO 30042): reading versions 1 to 3, writing versions 2 and 3."""

from glossary.exchange.tbx.dialects import DIALECT_NAMES, STYLES, carried_by
from glossary.exchange.tbx.reader import read_tbx
from glossary.exchange.tbx.writer import write_tbx

#: What the default, TBX-Basic of version 3, carries; `carried_by` tells it of every dialect.
CARRIES = carried_by("basic")
CARRIES_CORE, CARRIES_MIN, CARRIES_LINGUIST = map(carried_by, ("core", "min", "linguist"))

__all__ = [
    "CARRIES",
    "CARRIES_CORE",
    "CARRIES_LINGUIST",
    "CARRIES_MIN",
    "DIALECT_NAMES",
    "STYLES",
    "carried_by",
    "read_tbx",
    "write_tbx",
]
