"""How a query may be looked up, and in which languages."""

from __future__ import annotations

#: ``auto`` is all others, in turn.
MODES = ("auto", "exact", "prefix", "contains", "fuzzy", "pinyin")
LANGUAGES = ("en", "zh")
