"""Glossaries in Markdown: tables that a person reads, and that read back."""

from glossary.exchange.markdown_table.reader import read_markdown
from glossary.exchange.markdown_table.writer import CARRIES, write_markdown

__all__ = ["CARRIES", "read_markdown", "write_markdown"]
