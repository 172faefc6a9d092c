"""Bilingual files: texts with their translations, and the place of every character in the file."""

from glossary.exchange.bitext.decoding import decode
from glossary.exchange.bitext.formats import is_bilingual, read_segments
from glossary.exchange.bitext.mapped_text import MappedText
from glossary.exchange.bitext.pairing import pair_texts
from glossary.exchange.bitext.segment import Segment

__all__ = ["MappedText", "Segment", "decode", "is_bilingual", "pair_texts", "read_segments"]
