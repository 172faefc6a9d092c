"""For English terms their equivalents in Chinese texts on the same matter, none of which need be a translation."""

from __future__ import annotations

from glossary.mine.comparable.finder import ComparableFinder, MeasuredTerm
from glossary.mine.comparable.terms import ComparableTerm

__all__ = ["ComparableFinder", "ComparableTerm", "MeasuredTerm"]
