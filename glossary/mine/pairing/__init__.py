"""For terms of one language their equivalents in sentence pairs."""

from __future__ import annotations

from glossary.mine.pairing.finder import MeasuredSpans, PairFinder
from glossary.mine.pairing.pairs import PairedEquivalent, SentencePair, TermInPairs

__all__ = ["MeasuredSpans", "PairFinder", "PairedEquivalent", "SentencePair", "TermInPairs"]
