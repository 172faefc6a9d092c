"""A bilingual glossary and terminology manager for translators of Chinese policy news.

The names below are the public surface; each is loaded when it is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossary.concept import Candidate, ConceptEntry, Context, Document, LanguageSection, TermSection
    from glossary.errors import GlossaryError
    from glossary.exchange.formats import format_for
    from glossary.jobs.importing import import_file
    from glossary.jobs.mining import mine_into, mine_past, read_inputs
    from glossary.store.database import Database, open_database
    from glossary.text.pinyin import pinyin

_HOME = {
    "Candidate": "glossary.concept",
    "ConceptEntry": "glossary.concept",
    "Context": "glossary.concept",
    "Database": "glossary.store.database",
    "Document": "glossary.concept",
    "GlossaryError": "glossary.errors",
    "LanguageSection": "glossary.concept",
    "TermSection": "glossary.concept",
    "format_for": "glossary.exchange.formats",
    "import_file": "glossary.jobs.importing",
    "mine_into": "glossary.jobs.mining",
    "mine_past": "glossary.jobs.mining",
    "open_database": "glossary.store.database",
    "pinyin": "glossary.text.pinyin",
    "read_inputs": "glossary.jobs.mining",
}

__all__ = [
    "Candidate",
    "ConceptEntry",
    "Context",
    "Database",
    "Document",
    "GlossaryError",
    "LanguageSection",
    "TermSection",
    "format_for",
    "import_file",
    "mine_into",
    "mine_past",
    "open_database",
    "pinyin",
    "read_inputs",
]


def __getattr__(name: str) -> object:
    """Load a public name from where it lives."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - a look-up loads what it needs by itself

    return getattr(import_module(_HOME[name]), name)
