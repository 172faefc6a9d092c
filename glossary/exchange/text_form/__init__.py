"""A termbase as a folder of text files, one an entry, that version control can compare and merge."""

from glossary.exchange.text_form.entry_reader import TextEntry, read_entry_text
from glossary.exchange.text_form.entry_writer import render_entry
from glossary.exchange.text_form.folder import TextFolder, make_folder, open_folder
from glossary.exchange.text_form.folder_writer import FolderWriter, writing_files
from glossary.exchange.text_form.names import name_of, path_of
from glossary.exchange.text_form.rejections import REJECTED, Rejection, read_rejections, render_rejections

__all__ = [
    "REJECTED",
    "FolderWriter",
    "Rejection",
    "TextEntry",
    "TextFolder",
    "make_folder",
    "name_of",
    "open_folder",
    "path_of",
    "read_entry_text",
    "read_rejections",
    "render_entry",
    "render_rejections",
    "writing_files",
]
