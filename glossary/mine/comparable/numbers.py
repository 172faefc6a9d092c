"""Numbers in English and Chinese strings: the 15th plan isn't the fourteenth."""

from __future__ import annotations

import re

_FIGURES = re.compile(r"\d+")
_DIGITS = {"〇": 0, "零": 0, "两": 2} | {ch: value for value, ch in enumerate("一二三四五六七八九", 1)}
_YEAR = re.compile(r"[〇零一二三四五六七八九]{4}")
_NUMBER = re.compile(
    r"(?:(?P<hundreds>[一二两三四五六七八九])百零?)?(?P<ten>(?P<tens>[一二三四五六七八九])?十)?(?P<ones>[一二三四五六七八九])?"
)
_LEAST = 10  # smaller ones are parts of many words that count nothing: 一带一路, 三农


def english_numbers(text: str) -> frozenset[int]:
    """Return the numbers that an English string has in figures."""
    return frozenset(map(int, _FIGURES.findall(text)))


def chinese_numbers(text: str) -> frozenset[int]:
    """Return the numbers that a Chinese string has in figures, or in characters from ten on: 15 in 十五五."""
    found = set(map(int, _FIGURES.findall(text)))
    found.update(int("".join(str(_DIGITS[ch]) for ch in year)) for year in _YEAR.findall(text))
    found.update(value for match in _NUMBER.finditer(_YEAR.sub("", text)) if (value := _value(match)) >= _LEAST)
    return frozenset(found)


def _value(match: re.Match[str]) -> int:
    hundreds, ones = (_DIGITS.get(match[name] or "", 0) for name in ("hundreds", "ones"))
    tens = (_DIGITS[match["tens"]] if match["tens"] else 1) if match["ten"] else 0
    return 100 * hundreds + 10 * tens + ones
