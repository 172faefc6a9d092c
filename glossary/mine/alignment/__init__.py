"""Which sentences of a text are translated by which of its translation."""

from __future__ import annotations

from glossary.mine.alignment.beads import Bead, align_sentences

__all__ = ["Bead", "align_sentences"]
