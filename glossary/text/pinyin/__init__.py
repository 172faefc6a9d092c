"""Pinyin of Chinese terms, laid out by GB/T 16159-2012; what needs dictionaries is loaded when it is first used.

``romanise`` puts it together: ``dictionary`` and ``readings`` say how a word is read, ``lattice`` and ``division``
where words begin, ``joining`` what is written together, ``proper``, ``names``, ``heads``, ``titles`` and ``capitals``
what is capitalised, ``numbers`` what numerals do; ``syllables`` and ``check`` look at finished pinyin.
"""

from __future__ import annotations

from importlib import import_module

from glossary.text.pinyin.syllables import is_valid_syllable, joined, plain, syllables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossary.text.pinyin.check import initials, validate
    from glossary.text.pinyin.romanise import pinyin

_HOME = {"initials": "check", "pinyin": "romanise", "validate": "check"}
__all__ = ["initials", "is_valid_syllable", "joined", "pinyin", "plain", "syllables", "validate"]


def __getattr__(name: str) -> object:
    """Load a name from where it lives: the readings need dictionaries, finished pinyin needs none."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
