"""A glossary to search in a browser: one file that needs no network and no server."""

from glossary.exchange.html_site.writer import CARRIES, write_html_site

__all__ = ["CARRIES", "write_html_site"]
