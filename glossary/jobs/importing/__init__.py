"""Entries from a file into a termbase, with respect for what is there."""

from glossary.jobs.importing.comparing import Difference
from glossary.jobs.importing.entries import import_entries
from glossary.jobs.importing.files import import_file, import_read, read_file
from glossary.jobs.importing.matching import MatchedBy
from glossary.jobs.importing.preview import (
    ImportConflict,
    ImportPreview,
    apply_import,
    preview_import,
    preview_read,
    try_import,
)
from glossary.jobs.importing.rejections import fill_report, write_not_taken
from glossary.jobs.importing.report import ImportReport, NotTaken, OnConflict, Reason

__all__ = [
    "Difference",
    "ImportConflict",
    "ImportPreview",
    "ImportReport",
    "MatchedBy",
    "NotTaken",
    "OnConflict",
    "Reason",
    "apply_import",
    "fill_report",
    "import_entries",
    "import_file",
    "import_read",
    "preview_import",
    "preview_read",
    "read_file",
    "try_import",
    "write_not_taken",
]
