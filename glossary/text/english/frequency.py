"""How common an English word is in general language."""

from __future__ import annotations

from functools import lru_cache

from glossary.text.english.folding import split_pieces

UNSEEN = 0.0
"""Zipf value of a word that the frequency list doesn't have."""


@lru_cache(maxsize=131072)
def zipf(word: str) -> float:
    """Return log10 of the occurrences of a word in 10⁹ words of general English, 0–8.

    A hyphenated word is as common as its rarest part. Source: wordfreq (Speer 2022), Zipf scale of
    van Heuven et al. 2014.
    """
    from math import log10  # noqa: PLC0415

    from wordfreq import get_frequency_dict  # noqa: PLC0415 - loads 40 MB, needed by the miner alone

    table = get_frequency_dict("en", wordlist="best")
    values = []
    for piece in split_pieces(word):
        frequency = table.get(piece, 0.0)
        values.append(max(log10(frequency) + 9, 0.0) if frequency else UNSEEN)
    return min(values, default=UNSEEN)
