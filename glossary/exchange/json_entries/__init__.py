"""Entries as JSON: everything an entry has, one object a line or all in an array."""

from glossary.exchange.json_entries.reader import read_json
from glossary.exchange.json_entries.writer import CARRIES, write_json

__all__ = ["CARRIES", "read_json", "write_json"]
