"""Cleaning: what stands between a page and the text of its article."""

from glossary.text.cleaning.draft import Block, BlockKind, CleanedText, Dropped
from glossary.text.cleaning.pipeline import STEPS, clean, clean_blocks

__all__ = ["STEPS", "Block", "BlockKind", "CleanedText", "Dropped", "clean", "clean_blocks"]
