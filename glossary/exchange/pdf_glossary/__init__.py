"""A glossary as PDF: the printed glossary, set in pages with running heads."""

from glossary.exchange.pdf_glossary.writer import CARRIES, write_pdf

__all__ = ["CARRIES", "write_pdf"]
