"""How alike two strings are in meaning, in whatever languages: vectors of a sentence encoder."""

from __future__ import annotations

from glossary.mine.encoding.encoder import DIMENSIONS, CachingEncoder, Encoder, Vectors
from glossary.mine.encoding.universal import load_encoder

__all__ = ["DIMENSIONS", "CachingEncoder", "Encoder", "Vectors", "load_encoder"]
