"""Where a term stands in a text, and which terms it can be."""

from __future__ import annotations

from typing import NamedTuple


class IndexedTerm(NamedTuple):
    """A term as recognition knows it; ``term_id`` and ``entry_id`` are row ids of the termbase.

    ``language`` is the term's own (``en``, ``zh-Hans``, ``zh-Hant``), ``status`` its administrative status.
    """

    term_id: int
    entry_id: int
    language: str
    status: str
    term: str


class Span(NamedTuple):
    """``text[start:end]``, offsets in code points, and all terms that it can be, preferred ones first."""

    start: int
    end: int
    senses: tuple[IndexedTerm, ...]
