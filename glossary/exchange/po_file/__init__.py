"""Catalogues of gettext (PO) as lists of terms: one message a concept."""

from glossary.exchange.po_file.reader import read_po
from glossary.exchange.po_file.writer import CARRIES, write_po

__all__ = ["CARRIES", "read_po", "write_po"]
