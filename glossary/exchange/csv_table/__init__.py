"""Tables of terms: one row a concept, for spreadsheets and simple programs."""

from glossary.exchange.csv_table.columns import CARRIES, COLUMNS, Column
from glossary.exchange.csv_table.reader import read_csv
from glossary.exchange.csv_table.writer import write_csv

__all__ = ["CARRIES", "COLUMNS", "Column", "read_csv", "write_csv"]
