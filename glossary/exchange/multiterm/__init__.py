"""The XML of SDL MultiTerm, which memoQ and others write too."""

from glossary.exchange.multiterm.kinds import CARRIES
from glossary.exchange.multiterm.reader import read_multiterm
from glossary.exchange.multiterm.writer import write_multiterm

__all__ = ["CARRIES", "read_multiterm", "write_multiterm"]
