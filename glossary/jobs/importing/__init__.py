"""Entries from a file into a termbase, with respect for what is there."""

from glossary.jobs.importing.comparing import Difference
from glossary.jobs.importing.entries import import_entries
from glossary.jobs.importing.files import import_file, import_read, read_file
from glossary.jobs.importing.preview import (
    ImportConflict,
    ImportPreview,
    apply_import,
    preview_import,
    preview_read,
)
from glossary.jobs.importing.report import ImportReport, OnConflict

__all__ = [
    "Difference",
    "ImportConflict",
    "ImportPreview",
    "ImportReport",
    "OnConflict",
    "apply_import",
    "import_entries",
    "import_file",
    "import_read",
    "preview_import",
    "preview_read",
    "read_file",
]
