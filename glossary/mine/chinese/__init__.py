"""Terms of Chinese documents: cut, found, counted, ranked, described."""

from __future__ import annotations

from glossary.mine.chinese.known import KnownChinese
from glossary.mine.chinese.pipeline import mine_chinese

__all__ = ["KnownChinese", "mine_chinese"]
