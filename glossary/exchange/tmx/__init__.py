"""Translation memories (TMX) as lists of terms: one unit a concept."""

from glossary.exchange.tmx.reader import read_tmx
from glossary.exchange.tmx.writer import CARRIES, write_tmx

__all__ = ["CARRIES", "read_tmx", "write_tmx"]
