"""Cells of Markdown tables: several texts with ``<br>`` between them, emphasis, escapes."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from glossary.exchange.files.characters import strip_illegal
from glossary.exchange.table_rows import Piece
from glossary.vocabulary import AdministrativeStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

# How a term is written that isn't preferred: what is struck through isn't to be used.
_MARKS = {
    AdministrativeStatus.PREFERRED: ("", ""),
    AdministrativeStatus.ADMITTED: ("*", "*"),
    AdministrativeStatus.DEPRECATED: ("~~", "~~"),
    AdministrativeStatus.SUPERSEDED: ("~~*", "*~~"),
}
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$\n\r\t]")
_CELL = re.compile(r"((?:[^|\\]++|\\.|\\\Z)*+)(\||\Z)", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BREAK_OR_SEMICOLON = re.compile(r"<br\s*/?>|；|(?<!&amp)(?<!&lt)(?<!&gt)(?<!&quot)(?<!&nbsp);(?=\s)", re.IGNORECASE)
_TOKEN = re.compile(
    r"\\([!-/:-@\[-`{-~；])"  # an escape
    r"|(&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|`([^`]+)`"
    r"|!?\[((?:[^\[\]\\]|\\.)*)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])"  # a link
    r"|</?[A-Za-z][^<>]*>"
    r"|(\*{1,3}|~~|(?<![^\W_])_{1,3}|_{1,3}(?![^\W_]))",
)


def join_pieces(pieces: Iterable[Piece]) -> str:
    """Return a cell of texts."""
    return "<br>".join(_render(piece) for piece in pieces)


def split_row(line: str) -> list[str]:
    """Return the cells of a row, still as they are written."""
    inner = line.strip()
    inner = inner.removeprefix("|")
    cells = []
    for match in _CELL.finditer(inner):
        cells.append(match[1].strip())
        if not match[2]:
            break
    if cells and not cells[-1] and inner.endswith("|"):
        cells.pop()
    return cells


def split_cell(cell: str, *, is_own: bool, has_list: bool) -> list[Piece]:
    """Return the texts of a cell; in one that we wrote empty ones too, and what their emphasis says.

    In a list that others wrote a semicolon separates as well, and emphasis other than strikethrough says nothing.
    """
    if not cell:
        return []
    if is_own:
        return [_read_own(part.strip()) for part in _BREAK.split(cell)]
    separator = _BREAK_OR_SEMICOLON if has_list else _BREAK
    parts = (part.strip() for part in separator.split(cell))
    return [piece for part in parts if (piece := _read_foreign(part)).text]


def plain(text: str) -> str:
    """Return a text without its markup and escapes."""
    return _TOKEN.sub(_resolve, text).strip()


def _render(piece: Piece) -> str:
    before, after = _MARKS[piece.status] if piece.status else ("", "")
    text = _SPECIAL.sub(lambda match: _escape(match[0]), strip_illegal(piece.text).strip())
    return f"{before}{text}{after}" if text else ""


def _escape(character: str) -> str:
    """Return a character so that it means itself; a tag has to be one no more, not even behind a backslash."""
    return f"&#{ord(character)};" if character in "<\n\r\t" else f"\\{character}"


def _read_own(part: str) -> Piece:
    # The longest marks first.
    for status, (before, after) in reversed(_MARKS.items()):
        if len(part) > len(before) + len(after) and part.startswith(before) and part.endswith(after):
            return Piece(plain(part[len(before) : len(part) - len(after)]), status)
    return Piece("")


def _read_foreign(part: str) -> Piece:
    is_struck = len(part) > 4 and part.startswith("~~") and part.endswith("~~")  # noqa: PLR2004 - and something between
    return Piece(" ".join(plain(part).split()), AdministrativeStatus.DEPRECATED if is_struck else None)


def _resolve(match: re.Match[str]) -> str:
    escaped, entity, code, link = match[1], match[2], match[3], match[4]
    if escaped is not None:
        return escaped
    if entity is not None:
        return html.unescape(entity)
    if code is not None:
        return code.strip().replace("\\|", "|")
    return plain(link) if link is not None else ""
