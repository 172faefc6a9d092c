"""Tables, as LibreOffice opens them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

import pytest
from lxml import etree

from glossary.exchange.csv_table import COLUMNS
from glossary.exchange.formats import reader_for
from tests.clients.awkward import ENTRIES, FORMULAS, PAIRS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.clients
#: Commas, double quotes, UTF-8, from the first line, as its dialogue proposes.
AS_CSV = "--infilter=CSV:44,34,76,1"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


class Cell(NamedTuple):
    """What a cell shows, and whether it is more than a text."""

    text: str
    is_text: bool
    is_formula: bool


@pytest.fixture
def convert(tmp_path: Path, find_client: Callable[[str], str], run: Callable[..., str]) -> Callable[..., Path]:
    """Return how to have LibreOffice open a file and save it as another, in a profile of its own."""

    def call(path: Path, ending: str, *options: str) -> Path:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        folder = tmp_path / "converted"
        command = (find_client("soffice"), profile, "--headless", *options, "--convert-to", ending)
        run(*command, "--outdir", folder, path)
        return folder / f"{path.stem}.{ending.partition(':')[0]}"

    return call


def cells_of(path: Path) -> list[list[Cell]]:
    """Return the rows of a flat OpenDocument sheet, by nothing but its XML."""
    rows = []
    for row in etree.parse(path).iterfind(f".//{TABLE}table-row"):
        cells: list[Cell] = []
        for cell in row.iterfind(f"{TABLE}table-cell"):
            text = "\n".join("".join(map(str, paragraph.itertext())) for paragraph in cell.iterfind(f"{TEXT}p"))
            made = Cell(text, cell.get(f"{OFFICE}value-type") == "string", cell.get(f"{TABLE}formula") is not None)
            cells += [made] * min(int(cell.get(f"{TABLE}number-columns-repeated") or 1), 1000)
        if any(cell.text for cell in cells):
            rows.append(cells)
    return rows


def by_name(rows: list[list[Cell]], name: str) -> list[Cell]:
    """Return the cells of a column that aren't empty, by the name in its header."""
    place = [cell.text for cell in rows[0]].index(name)
    return [row[place] for row in rows[1:] if len(row) > place and row[place].text]


def test_a_workbook_has_texts_only(awkward: Path, export: Callable[..., Path], convert: Callable[..., Path]) -> None:
    """Chinese and rare characters are right, and what looks like a formula or a number is a text as it was."""
    rows = cells_of(convert(export(awkward, "terms.xlsx", "--for", "excel"), "fods"))
    assert not any(cell.is_formula for row in rows for cell in row)
    english, chinese = by_name(rows, "en_preferred"), by_name(rows, "zh-Hans_preferred")
    assert all(cell.is_text for cell in (*english, *chinese))
    assert {en.replace("\\", "\\\\").replace("|", "\\|") for en, _ in PAIRS} <= {cell.text for cell in english}
    assert {zh.replace("\\", "\\\\").replace("|", "\\|") for _, zh in PAIRS} <= {cell.text for cell in chinese}
    assert [cell.text for cell in by_name(rows, "pinyin")] == ["“shuāngtàn” mùbiāo"]


def test_a_table_for_spreadsheets_has_no_live_formula(
    awkward: Path, export: Callable[..., Path], convert: Callable[..., Path]
) -> None:
    """A sign before what would be a formula keeps it a text, which without it would be one; Chinese is right."""
    plain = cells_of(convert(export(awkward, "plain.csv"), "fods", AS_CSV))
    assert any(cell.is_formula for row in plain for cell in row)
    rows = cells_of(convert(export(awkward, "terms.csv", "--format", "csv-excel"), "fods", AS_CSV))
    assert [cell.text.lstrip("\ufeff") for cell in rows[0]][: len(COLUMNS)] == [column.name for column in COLUMNS]
    assert not any(cell.is_formula for row in rows for cell in row)
    english = {cell.text: cell for cell in by_name(rows, "en_preferred")}
    for formula in FORMULAS[:-1]:
        assert english[f"'{formula}".replace("|", "\\|")].is_text
    chinese = {cell.text for cell in by_name(rows, "zh-Hans_preferred")}
    assert {zh.replace("\\", "\\\\").replace("|", "\\|") for _, zh in PAIRS} <= chinese


def test_a_table_for_programs_is_written_as_it_is(awkward: Path, export: Callable[..., Path]) -> None:
    """Nothing is put before cells that no spreadsheet shall open; both kinds come back as they were."""
    plain = export(awkward, "plain.csv", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(plain.read_bytes().decode(), newline="")))
    assert {formula.replace("|", "\\|") for formula in FORMULAS} <= {row["en_preferred"] for row in rows}
    for path in (plain, export(awkward, "excel.csv", "--format", "csv-excel")):
        found = {entry.id: entry for entry in reader_for("csv")(path)}
        assert {term.term for entry in found.values() for _, term in entry.find_terms("en")} == {
            term.term for entry in ENTRIES for _, term in entry.find_terms("en")
        }


def test_what_it_saves_is_read_again(awkward: Path, export: Callable[..., Path], convert: Callable[..., Path]) -> None:
    """A workbook that was opened and saved by LibreOffice has the same entries, texts and ids."""
    written = export(awkward, "terms.xlsx", "--for", "excel")
    again = convert(written, "xlsx:Calc MS Excel 2007 XML")
    assert list(reader_for("xlsx")(again)) == list(reader_for("xlsx")(written))
