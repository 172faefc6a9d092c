"""StarDict: a dictionary for GoldenDict, sdcv, KOReader and others, looked up in both directions."""

from glossary.exchange.stardict.writer import CARRIES, write_stardict

__all__ = ["CARRIES", "write_stardict"]
