"""The parts of a workbook that say what its first sheet holds."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from lxml import etree

from glossary.errors import FormatError
from glossary.text.archive import open_archive

if TYPE_CHECKING:
    from collections.abc import Iterator

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# Elements are found in any namespace: the strict form of the standard has another.
_ID = re.compile(r"\{.*\}id")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
# The formats of dates that need no definition, and the signs of one in others, outside of quotes and brackets.
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
_DATE_SIGNS = re.compile("[ymdhs年月日]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """An open workbook: where its first shown sheet is, and what its cells refer to.

    ``others`` names the other sheets; ``strings`` are shared by cells; ``dates`` are the numbers of the styles that
    show a number as a date; ``has_1904`` says that days count from 1904.
    """

    path: str
    archive: zipfile.ZipFile
    title: str
    sheet: str
    others: str
    strings: list[str]
    dates: frozenset[int]
    has_1904: bool


@contextmanager
def open_workbook(path: str, file: IO[bytes]) -> Iterator[Workbook]:
    """Open a workbook for reading.

    Raises:
        UnreadableDocument: it is damaged, encrypted or a zip bomb.
        FormatError: it is no workbook.
    """
    if file.read(4) == _OLD_EXCEL:
        raise FormatError(path, "is an old .xls or has a password; save it as .xlsx without one")
    file.seek(0)
    with open_archive(file, path=path) as archive:
        book = _parse(path, archive, "xl/workbook.xml")
        if book is None:
            raise FormatError(path, "is no workbook (.xlsx)")
        sheets = _list_sheets(path, archive, book)
        if not sheets:
            raise FormatError(path, "has no sheet that is shown")
        title, sheet = sheets[0]
        properties = book.find("{*}workbookPr")
        yield Workbook(
            path=path,
            archive=archive,
            title=title,
            sheet=sheet,
            others=", ".join(f"“{name}”" for name, _ in sheets[1:]),
            strings=list(_read_strings(path, archive)),
            dates=_find_dates(path, archive),
            has_1904=properties is not None and properties.get("date1904", "0") in {"1", "true"},
        )


@contextmanager
def broken_as_error(path: str, member: str) -> Iterator[None]:
    """Turn what a damaged part raises into one clear error."""
    try:
        yield
    except etree.XMLSyntaxError as error:
        raise FormatError(path, f"is damaged: {member} is no XML ({error.msg})") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise FormatError(path, f"is damaged: {member} can't be unpacked") from error


def read_elements(path: str, archive: zipfile.ZipFile, member: str, tag: str) -> Iterator[etree._Element]:
    """Yield the elements of a name, each to be used before the next; no entity is followed."""
    with broken_as_error(path, member), archive.open(member) as stream:
        is_first = True
        for _, element in etree.iterparse(stream, tag=f"{{*}}{tag}", resolve_entities=False, no_network=True):
            if is_first:
                _refuse_document_type(path, member, element)
                is_first = False
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]


def read_text(element: etree._Element) -> str:
    """Return the text of a string without its phonetic guide, and with its escaped characters."""
    parts = [
        text.text or ""
        for text in element.iter("{*}t")
        if (parent := text.getparent()) is None or etree.QName(parent).localname != "rPh"
    ]
    return unescape("".join(parts))


def unescape(text: str) -> str:
    """Return a text with the characters that the format writes as ``_xHHHH_``."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _refuse_document_type(path: str, member: str, element: etree._Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise FormatError(path, f"has a document type in {member}, which no program writes; not read")


def _parse(path: str, archive: zipfile.ZipFile, member: str) -> etree._Element | None:
    if member not in archive.NameToInfo:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    with broken_as_error(path, member):
        root = etree.fromstring(archive.read(member), parser)
    _refuse_document_type(path, member, root)
    return root


def _list_sheets(path: str, archive: zipfile.ZipFile, book: etree._Element) -> list[tuple[str, str]]:
    """Return names and places of the sheets that are shown and there."""
    relations = _parse(path, archive, "xl/_rels/workbook.xml.rels")
    places = {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
        for relation in (relations if relations is not None else ())
        if relation.get("Type", "").endswith("/worksheet")
    }
    found = []
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        identifier = next((str(value) for name, value in sheet.items() if _ID.fullmatch(str(name))), "")
        place = places.get(identifier)
        if place in archive.NameToInfo and sheet.get("state", "visible") == "visible":
            found.append((sheet.get("name", ""), str(place)))
    return found


def _read_strings(path: str, archive: zipfile.ZipFile) -> Iterator[str]:
    if "xl/sharedStrings.xml" in archive.NameToInfo:
        yield from (read_text(element) for element in read_elements(path, archive, "xl/sharedStrings.xml", "si"))


def _find_dates(path: str, archive: zipfile.ZipFile) -> frozenset[int]:
    """Return the numbers of the styles that show dates."""
    styles = _parse(path, archive, "xl/styles.xml")
    if styles is None:
        return frozenset()
    dates = {str(number) for number in _DATES}
    for style in styles.iterfind("{*}numFmts/{*}numFmt"):
        if _DATE_SIGNS.search(_QUOTED.sub("", style.get("formatCode", "").split(";")[0].replace("General", ""))):
            dates.add(style.get("numFmtId", ""))
    return frozenset(
        index for index, style in enumerate(styles.iterfind("{*}cellXfs/{*}xf")) if style.get("numFmtId") in dates
    )
