"""TBX, TermBase eXchange (ISO 30042): reading versions 1 to 3, writing versions 2 and 3."""

from glossary.exchange.tbx.reader import read_tbx
from glossary.exchange.tbx.writer import write_tbx

__all__ = ["read_tbx", "write_tbx"]
