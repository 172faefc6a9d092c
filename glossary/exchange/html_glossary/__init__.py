"""A glossary to print: one HTML page of two columns, by English terms and by pinyin."""

from glossary.exchange.html_glossary.writer import CARRIES, write_html_glossary

__all__ = ["CARRIES", "write_html_glossary"]
