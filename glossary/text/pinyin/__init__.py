"""Pinyin of Chinese terms, laid out by GB/T 16159-2012.

``romanise`` puts it together: ``dictionary`` and ``readings`` say how a word is read, ``lattice`` and ``division``
where words begin, ``joining`` what is written together, ``proper``, ``names``, ``heads``, ``titles`` and ``capitals``
what is capitalised, ``numbers`` what numerals do; ``syllables`` and ``check`` look at finished pinyin.
"""

from glossary.text.pinyin.check import validate
from glossary.text.pinyin.romanise import initials, joined, pinyin, plain
from glossary.text.pinyin.syllables import is_valid_syllable, syllables

__all__ = ["initials", "is_valid_syllable", "joined", "pinyin", "plain", "syllables", "validate"]
