"""Cells that a spreadsheet would take for formulas, kept texts by a ``'`` before them."""

from __future__ import annotations

_QUOTE = "'"
# What begins a formula in Excel or LibreOffice; the wide signs do where the keyboard is Chinese.
_SIGNS = frozenset("=+-@\t\r＝＋－＠")


def shield(cell: str, *, for_spreadsheet: bool) -> str:
    """Return a cell that `unshield` brings back.

    Args:
        cell: its text.
        for_spreadsheet: put ``'`` before what would be a formula; otherwise only before what begins with ``'`` and
            looks shielded already.
    """
    is_live = cell[:1] in _SIGNS if for_spreadsheet else False
    return _QUOTE + cell if cell and (is_live or _is_shielded(cell)) else cell


def unshield(cell: str) -> str:
    """Return a cell without the ``'`` that makes it a text."""
    return cell[1:] if _is_shielded(cell) else cell


def _is_shielded(cell: str) -> bool:
    return cell.startswith(_QUOTE) and cell.lstrip(_QUOTE)[:1] in _SIGNS
