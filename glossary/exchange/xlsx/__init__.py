"""Workbooks of Excel (Office Open XML, ISO/IEC 29500) with the same columns as our other tables."""

from glossary.exchange.xlsx.reader import read_xlsx
from glossary.exchange.xlsx.writer import CARRIES, write_xlsx

__all__ = ["CARRIES", "read_xlsx", "write_xlsx"]
