"""The formats of files as a user chooses among them."""

from __future__ import annotations

from glossary.exchange.formats import FORMATS
from glossary.tui.language import t

#: What each format is, that can be written, in the order of ``FORMATS``.
FORMAT_TEXTS = (
    "TBX-Basic, version 3 (ISO 30042:2019): what terminology tools exchange",
    "TBX-Linguist, version 3: everything in an entry, to be imported here again",
    "TBX-Min, version 3: terms with status and part of speech",
    "TBX-Core, version 3: terms and notes",
    "TBX-Basic, version 2 (ISO 30042:2008): for tools that don't know version 3",
    "a table, one row a concept, comma-separated, UTF-8",
    "the same table for Excel: a byte order mark, and no cell is taken for a formula",
    "the same table, separated by tabs",
    "the same table as a sheet of Excel or LibreOffice",
    "JSON, one entry a line: everything",
    "JSON, one list of all entries: everything",
    "a glossary of OmegaT, separated by tabs",
    "a glossary of Weblate",
    "a glossary of DeepL",
    "a glossary of Google Cloud Translation, one way",
    "a glossary of Google Cloud Translation, sets of equal terms",
    "a terminology of Amazon Translate",
    "a glossary of Azure Translator",
    "UTX, a simple table of terms",
    "a termbase of memoQ as CSV",
    "the XML of MultiTerm, which memoQ writes too",
    "TMX 1.4b, a translation memory with one unit a concept",
    "PO, a catalogue of gettext: English into one Chinese writing",
    "a glossary as a Markdown table, to be read and imported again",
    "a dictionary for GoldenDict, KOReader and sdcv, in both directions",
    "a glossary to print: by English and by pinyin",
    "one page to search, without network",
    "the printed glossary as PDF",
    "a deck of cards in both directions",
)


def format_choices() -> list[tuple[str, str]]:
    """Return the formats for a ``Select``: what is shown, and the name."""
    return [(f"{format_.name}  {t(format_.description)}", format_.name) for format_ in FORMATS if format_.write]
