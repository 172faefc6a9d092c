"""How much each feature of a bead counts.

Signs and sizes were found by an averaged perceptron on the examples of the curated base, with sentences left out and
joined at random, then rounded; what those examples don't have (numbers, Latin words) was set by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from glossary.mine.alignment.features import FEATURES

if TYPE_CHECKING:
    from glossary.mine.alignment.features import Floats

_BY_MEANING = {
    "likeness": 0.9,
    "distance": -0.95,
    "length": -0.35,
    "length squared": -0.1,
    "shared": 0.15,
    "missing": -0.06,
    "one to one": 0.28,
    "one to two": 0.08,
    "two to two": -0.18,
    "one to three": -0.34,
    "two to three": -0.46,
    "three to three": -0.53,
    "gain": 0.06,
    "no gain": -0.1,
    "left out": -0.31,
    "length left out": 0.08,
}
_BY_LENGTH = {
    "length": -0.6,
    "length squared": -0.25,
    "shared": 0.3,
    "missing": -0.1,
    "one to one": 0.18,
    "two to two": -0.17,
    "one to three": -0.39,
    "two to three": -0.45,
    "three to three": -0.45,
    "left out": -0.27,
    "length left out": -0.02,
}


def weights(*, by_meaning: bool) -> Floats:
    """Return the weight of each feature, in the order of ``FEATURES``; other ones where no encoder is at hand."""
    named = _BY_MEANING if by_meaning else _BY_LENGTH
    return np.array([named.get(feature, 0.0) for feature in FEATURES], np.float32)
