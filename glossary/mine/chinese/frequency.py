"""How common a Chinese word is in general language."""

from __future__ import annotations

from functools import lru_cache

UNKNOWN_ZIPF = 2.0
"""Zipf value of a word that the frequency list doesn't have: one of ten million."""


@lru_cache(maxsize=131072)
def zipf(word: str) -> float:
    """Return log10 of the occurrences of a Simplified word in 10⁹ words of general Chinese.

    Source: wordfreq (Speer 2022), whose words are those of the cutter.
    """
    from math import log10  # noqa: PLC0415

    from wordfreq import get_frequency_dict  # noqa: PLC0415 - loads 50 MB, needed by the miner alone

    frequency = get_frequency_dict("zh", wordlist="best").get(word, 0.0)
    return max(log10(frequency) + 9, UNKNOWN_ZIPF) if frequency else UNKNOWN_ZIPF
