"""From the bytes of a bilingual file to its text."""

from __future__ import annotations

import codecs
import re

from glossary.errors import FormatError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_XML = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)""")
_PO = re.compile(rb'Content-Type:[^"\n]*?charset=([A-Za-z][\w.-]*)', re.IGNORECASE)
_HEAD = 4096
# Labels that name a subset of what files under them really contain, as browsers take them.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_NO_TEXT = frozenset({"utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode"})


def decode(data: bytes, name: str) -> str:
    """Return the text of a file without byte order mark, its ends of lines as they are.

    The encoding is that of a byte order mark, else what an XML declaration or the header of a PO file says,
    else UTF-16 where every other byte of the beginning is zero, else UTF-8.

    Args:
        data: the whole file.
        name: the file, for messages.

    Raises:
        FormatError: the bytes aren't in that encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding, name)
    if data[1:2] == b"\0" and data[3:4] == b"\0":
        return _decode(data, "utf-16-le", name)
    if data[:1] == b"\0" and data[2:3] == b"\0":
        return _decode(data, "utf-16-be", name)
    head = data[:_HEAD]
    declared = _XML.match(head.lstrip()) or (None if head.lstrip().startswith(b"<") else _PO.search(head))
    # CHARSET is what the template of a catalogue has there.
    encoding = declared[1].decode("ascii") if declared and declared[1] != b"CHARSET" else "utf-8"
    # Without a mark or zero bytes, UTF-16 is what a program forgot to change on the way.
    if encoding.lower().startswith("utf-16") and b"\0" not in data:
        encoding = "utf-8"
    return _decode(data, encoding, name)


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        known = codecs.lookup(encoding).name
    except LookupError:
        known = ""
    if not known or known in _NO_TEXT:
        raise FormatError(name, f"says that it is in {encoding}, which isn't known; save it as UTF-8")
    try:
        return data.decode(_SUPERSETS.get(known, known))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"is no {encoding.upper()} at byte {error.start} ({data[error.start]:#04x}); save it as UTF-8"
        raise FormatError(name, reason, line) from None
    except (UnicodeError, LookupError):
        raise FormatError(name, f"is not in {encoding}; save it as UTF-8") from None
