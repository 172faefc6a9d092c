"""How a text is written within a file of each format."""

from __future__ import annotations

from enum import StrEnum

from glossary.exchange.files.characters import has_illegal


class Syntax(StrEnum):
    """What has to be escaped at a place of a file."""

    PLAIN = "plain"
    XML = "xml"
    CDATA = "cdata"
    MIXED_XML = "mixed xml"
    PO = "po"
    QUOTED_CELL = "quoted cell"
    BARE_CELL = "bare cell"

    def escape(self, text: str) -> str | None:
        """Return the text as it is written there, None if it can't be."""
        if not self._can_hold(text):
            return None
        return text.translate(_ESCAPES[self]) if self in _ESCAPES else text

    def _can_hold(self, text: str) -> bool:
        if self in {Syntax.XML, Syntax.CDATA, Syntax.MIXED_XML} and has_illegal(text):
            return False
        match self:
            case Syntax.CDATA:
                return "]]>" not in text
            case Syntax.MIXED_XML:
                return not _XML_SPECIAL.intersection(text)
            case Syntax.BARE_CELL:
                return not _CELL_SPECIAL.intersection(text)
            case _:
                return True


_ESCAPES = {
    Syntax.XML: str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}),
    Syntax.PO: str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}),
    Syntax.QUOTED_CELL: str.maketrans({'"': '""'}),
}
_XML_SPECIAL = frozenset("&<>\r")
_CELL_SPECIAL = frozenset(',;\t\r\n"')
