"""Hostile files: each attack makes one of a valid file, and says what must become of it."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from tests.hostile.seeds import ARCHIVES, JSON, READABLE, TEXTS, WORD, XML, members_of, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

#: What no reader may ever show: the attacks try to get at it.
HIDDEN = "what only another file says"
REFUSED, READ, EITHER = "refused", "read", "either"


class Attack(NamedTuple):
    """An attack: on which formats, and what must become of it."""

    name: str
    formats: tuple[str, ...]
    expected: str
    #: Makes the file of a valid one, the address of a file with the secret, and a web address.
    make: Callable[[bytes, str, str], bytes]


def _doctype(seed: bytes, subset: str, entity: str = "x", outside: str = "") -> bytes:
    """Return an XML file with a document type, whose word is an entity."""
    head, _, rest = seed.partition(b"?>")
    declared = f"<!DOCTYPE x {outside} [{subset}]>" if subset else f"<!DOCTYPE x {outside}>"
    body = rest.replace(WORD.encode(), f"&{entity};".encode()) if entity else rest
    return head + b"?>" + declared.encode() + body


def _laughs(seed: bytes, _: str, __: str) -> bytes:
    lines = ['<!ENTITY x0 "ha">', *(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 12))]
    return _doctype(seed, "".join(lines), "x11")


def _in_word(seed: bytes, word: bytes) -> bytes:
    """Return a file with something else instead of its word."""
    return seed.replace(WORD.encode(), word)


def _before_end(seed: bytes, more: bytes) -> bytes:
    """Return an XML file with something more before the end of its root element."""
    at = seed.rindex(b"</")
    return seed[:at] + more + seed[at:]


def _deep(count: int) -> bytes:
    return b"<a>" * count + b"</a>" * count


_ON_XML = (
    ("billion laughs", REFUSED, _laughs),
    ("billion laughs in an attribute", REFUSED, lambda s, f, w: _laughs(s, f, w).replace(b"id=", b'x="&x11;" id=', 1)),
    (
        "quadratic blow-up",
        REFUSED,
        lambda s, _, __: _in_word(_doctype(s, f'<!ENTITY x "{"a" * 100_000}">'), b"&x;" * 100_000),
    ),
    ("entity of itself", REFUSED, lambda s, _, __: _doctype(s, '<!ENTITY x "&y;"><!ENTITY y "&x;">')),
    ("outside entity in a file", REFUSED, lambda s, f, _: _doctype(s, f'<!ENTITY x SYSTEM "{f}">')),
    ("outside entity in the web", REFUSED, lambda s, _, w: _doctype(s, f'<!ENTITY x SYSTEM "{w}">')),
    ("outside DTD in a file", EITHER, lambda s, f, _: _doctype(s, "", "", f'SYSTEM "{f}"')),
    ("outside DTD in the web", EITHER, lambda s, _, w: _doctype(s, "", "", f'PUBLIC "-//x" "{w}"')),
    ("entity of an outside DTD", EITHER, lambda s, f, _: _doctype(s, "", "x", f'SYSTEM "{f}"')),
    ("parameter entity", EITHER, lambda s, _, w: _doctype(s, f'<!ENTITY % p SYSTEM "{w}"> %p;', "")),
    (
        "parameter entities that make an entity",
        REFUSED,
        lambda s, f, w: _doctype(s, f'<!ENTITY % f SYSTEM "{f}"><!ENTITY % e "<!ENTITY x SYSTEM \'{w}?%f;\'>"> %e;'),
    ),
    (
        "default attributes",
        EITHER,
        lambda s, _, __: _doctype(s, "".join(f'<!ATTLIST termSec a{n} CDATA "{"x" * 90}">' for n in range(5000)), ""),
    ),
    (
        "XInclude",
        EITHER,
        lambda s, f, _: _in_word(
            s, f'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{f}" parse="text"/>word'.encode()
        ),
    ),
    (
        "stylesheet",
        READ,
        lambda s, _, w: s.replace(b"?>", f'?><?xml-stylesheet href="{w}" type="text/xsl"?>'.encode(), 1),
    ),
    ("depth of 100,000", REFUSED, lambda s, _, __: _before_end(s, _deep(100_000))),
    ("depth of 100,000 in a text", REFUSED, lambda s, _, __: _in_word(s, _deep(100_000))),
    ("depth of 200", EITHER, lambda s, _, __: _in_word(s, _deep(200) + b"word")),
    ("a text of 12 MB", REFUSED, lambda s, _, __: _in_word(s, b"a" * 12_000_000)),
    ("an attribute of 12 MB", EITHER, lambda s, _, __: _before_end(s, b'<a b="' + b"a" * 12_000_000 + b'"/>')),
    ("a comment of 12 MB", EITHER, lambda s, _, __: _before_end(s, b"<!--" + b"a" * 12_000_000 + b"-->")),
    ("a CDATA section of 12 MB", REFUSED, lambda s, _, __: _in_word(s, b"<![CDATA[" + b"a" * 12_000_000 + b"]]>")),
    ("a name of 12 MB", EITHER, lambda s, _, __: _before_end(s, b"<" + b"a" * 12_000_000 + b"/>")),
    (
        "100,000 attributes",
        EITHER,
        lambda s, _, __: _before_end(s, b"<a" + b"".join(b' b%d="c"' % n for n in range(100_000)) + b"/>"),
    ),
    (
        "100,000 namespaces",
        EITHER,
        lambda s, _, __: _before_end(s, b"<a" + b"".join(b' xmlns:b%d="c%d"' % (n, n) for n in range(100_000)) + b"/>"),
    ),
    ("a million empty elements", EITHER, lambda s, _, __: _before_end(s, b"<a/>" * 1_000_000)),
    ("a million instructions", EITHER, lambda s, _, __: _before_end(s, b"<?a?>" * 1_000_000)),
    ("an unknown entity", REFUSED, lambda s, _, __: _in_word(s, b"&nosuch;")),
    ("half a surrogate pair by number", REFUSED, lambda s, _, __: _in_word(s, b"&#xD800;")),
    ("NUL by number", REFUSED, lambda s, _, __: _in_word(s, b"&#0;")),
    ("a number beyond Unicode", REFUSED, lambda s, _, __: _in_word(s, b"&#x7FFFFFFF;")),
    ("elements that cross", REFUSED, lambda s, _, __: _in_word(s, b"<a><b></a></b>")),
    ("two root elements", REFUSED, lambda s, _, __: s + s[s.index(b"?>") + 2 :]),
    ("another root element", REFUSED, lambda _, __, ___: b"<html><body>x</body></html>"),
    ("an encoding that isn't", REFUSED, lambda s, _, __: s.replace(b"UTF-8", b"EBCDIC-XYZ", 1)),
    ("UTF-7 declared", REFUSED, lambda s, _, __: s.replace(b"UTF-8", b"UTF-7", 1)),
    ("UTF-16 declared and not so", EITHER, lambda s, _, __: s.replace(b"UTF-8", b"UTF-16", 1)),
    ("ASCII declared and not so", REFUSED, lambda s, _, __: s.replace(b"UTF-8", b"US-ASCII", 1)),
)


_ON_TEXTS = (
    ("a line of 12 MB", EITHER, lambda s, _, __: s + b"a" * 12_000_000 + b"\n"),
    ("a word of 12 MB", EITHER, lambda s, _, __: _in_word(s, b"a" * 12_000_000)),
    ("a word of 5 MB", EITHER, lambda s, _, __: _in_word(s, b"a" * 5_000_000)),
    ("a quote that never ends", EITHER, lambda s, _, __: s + b'"' + b"a,b\n" * 500_000),
    ("a million commas", EITHER, lambda s, _, __: s + b"," * 1_000_000),
    ("a million tabs", EITHER, lambda s, _, __: s + b"\t" * 1_000_000),
    ("a million bars", EITHER, lambda s, _, __: s + b"|" * 1_000_000),
    ("a million bars in a word", EITHER, lambda s, _, __: _in_word(s, b"a|" * 500_000)),
    ("a million backslashes", EITHER, lambda s, _, __: _in_word(s, b"\\" * 1_000_000 + b"a")),
    ("a million numbers in brackets", EITHER, lambda s, _, __: _in_word(s, b"[9999] " * 150_000)),
    ("a million spaces", EITHER, lambda s, _, __: _in_word(s, b"a" + b" " * 1_000_000 + b"b")),
    ("a million opening brackets", EITHER, lambda s, _, __: _in_word(s, b"[" * 1_000_000)),
    ("a million backticks", EITHER, lambda s, _, __: _in_word(s, b"a" + b"`" * 999_999)),
    ("a million asterisks", EITHER, lambda s, _, __: _in_word(s, b"a" + b"*" * 999_999)),
    ("a million ampersands", EITHER, lambda s, _, __: _in_word(s, b"&a" * 500_000)),
    ("a million breaks", EITHER, lambda s, _, __: _in_word(s, b"<br>a" * 200_000)),
    ("a million tags", EITHER, lambda s, _, __: _in_word(s, b"<a" * 500_000)),
    ("a million quotes", EITHER, lambda s, _, __: _in_word(s, b'""' * 500_000)),
    ("a million lines", EITHER, lambda s, _, __: s + b"\n" * 1_000_000),
    ("a million lines without an end", EITHER, lambda s, _, __: s + b"\r" * 1_000_000),
    ("a million separators of lines", EITHER, lambda s, _, __: s + "\u2028".encode() * 300_000),
    ("a header of a million columns", EITHER, lambda s, _, __: b"a,b\t|" * 300_000 + b"\n" + s),
    ("a million dashes below", EITHER, lambda s, _, __: b"|a|b|\n" + b"|" + b" -" * 500_000 + b"|\n" + s),
    ("lines that end as on old Macs", EITHER, lambda s, _, __: s.replace(b"\r\n", b"\n").replace(b"\n", b"\r")),
    (
        "formulas",
        EITHER,
        lambda s, _, __: _in_word(s, b"=cmd|' /C calc'!A0") + _in_word(s, b'@SUM(1+1)*HYPERLINK("http://x")'),
    ),
    ("signs of formulas", EITHER, lambda s, _, __: _in_word(s, b"+1+1") + _in_word(s, b"-1-1")),
    ("ids that are paths", EITHER, lambda s, _, __: s.replace(b"peak", b"../../etc/passwd")),
    ("half a surrogate pair in bytes", REFUSED, lambda s, _, __: _in_word(s, b"\xed\xa0\x80")),
    ("PO: charset that isn't", EITHER, lambda s, _, __: s.replace(b"charset=UTF-8", b"charset=zip")),
    ("PO: number beyond measure", EITHER, lambda s, _, __: _in_word(s, b'a"\nmsgstr[99999999999999999999] "x')),
)


_ON_BYTES = (
    ("empty", EITHER, lambda _, __, ___: b""),
    ("one byte", EITHER, lambda s, _, __: s[:1]),
    ("a byte order mark alone", EITHER, lambda _, __, ___: b"\xef\xbb\xbf"),
    ("half a byte order mark", EITHER, lambda _, __, ___: b"\xef\xbb"),
    ("blank lines alone", EITHER, lambda _, __, ___: b"\r\n \t\r\n" * 100),
    ("cut in half", EITHER, lambda s, _, __: s[: len(s) // 2]),
    (
        "cut within a character",
        EITHER,
        lambda s, _, __: s[: s.rindex("野".encode()) + 1] if "野".encode() in s else s[:-9],
    ),
    ("NUL bytes in it", REFUSED, lambda s, _, __: _in_word(s, b"a\0b")),
    ("NUL bytes alone", REFUSED, lambda _, __, ___: b"\0" * 5000),
    ("UTF-16 without a mark", EITHER, lambda s, _, __: s.decode().encode("utf-16-le")),
    ("UTF-16 with a mark", EITHER, lambda s, _, __: s.decode().encode("utf-16")),
    ("UTF-16 cut in half", EITHER, lambda s, _, __: s.decode().encode("utf-16")[: len(s) | 1]),
    ("UTF-32 with a mark", EITHER, lambda s, _, __: s.decode().encode("utf-32")),
    ("GB18030", EITHER, lambda s, _, __: s.decode().encode("gb18030")),
    ("Latin-1", EITHER, lambda s, _, __: _in_word(s, "café".encode("latin-1"))),
    (
        "a SQLite database",
        REFUSED,
        lambda _, __, ___: b"SQLite format 3\0" + b"\x10\0\x01\x01\0\x40\x20\x20" + bytes(8000),
    ),
    ("a PNG picture", REFUSED, lambda _, __, ___: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20),
    ("a ZIP archive", REFUSED, lambda s, _, __: zipped({"a.txt": s})),
)


def _extra(seed: bytes, value: bytes) -> bytes:
    """Return JSON whose first object has one more field."""
    return seed.replace(b"{", b'{"more": ' + value + b", ", 1)


_ON_JSON = (
    ("JSON: depth of 100,000", REFUSED, lambda s, _, __: _extra(s, b"[" * 100_000 + b"]" * 100_000)),
    ("JSON: objects in objects", REFUSED, lambda s, _, __: _extra(s, b'{"a":' * 100_000 + b"1" + b"}" * 100_000)),
    ("JSON: brackets that never end", REFUSED, lambda _, __, ___: b"[" * 1_000_000),
    ("JSON: a number of 100,000 digits", REFUSED, lambda s, _, __: _extra(s, b"9" * 100_000)),
    ("JSON: 1e999999", EITHER, lambda s, _, __: _extra(s, b"1e999999")),
    ("JSON: NaN and Infinity", EITHER, lambda s, _, __: _extra(s, b"[NaN, Infinity, -Infinity]")),
    ("JSON: NaN as a place", REFUSED, lambda s, _, __: s.replace(b'"source": "report, 2021"', b'"document": NaN')),
    ("JSON: keys twice", EITHER, lambda s, _, __: s.replace(b'"id": "peak"', b'"id": "peak", "id": "other"')),
    ("JSON: a term that is a number", REFUSED, lambda s, _, __: s.replace(b'"carbon peak"', b"7")),
    ("JSON: a term that is a list", REFUSED, lambda s, _, __: s.replace(b'"carbon peak"', b'["a"]')),
    ("JSON: a status that isn't", REFUSED, lambda s, _, __: s.replace(b'"preferred"', b'"best"', 1)),
    ("JSON: half a surrogate pair", EITHER, lambda s, _, __: _in_word(s, b"a\\ud800b")),
    ("JSON: NUL by an escape", EITHER, lambda s, _, __: _in_word(s, b"a\\u0000b")),
    ("JSON: a text of 12 MB", REFUSED, lambda s, _, __: _in_word(s, b"a" * 12_000_000)),
    ("JSON: 12 MB of blanks", EITHER, lambda s, _, __: s + b" " * 12_000_000),
    (
        "JSON: 100,000 unknown fields",
        EITHER,
        lambda s, _, __: _extra(s, b"1, " + b", ".join(b'"f%d": 1' % n for n in range(100_000))),
    ),
    ("JSON: a list of numbers", REFUSED, lambda _, __, ___: b"[1, 2, 3]"),
    ("JSON: a text alone", REFUSED, lambda _, __, ___: b'"text"'),
    ("JSON: paths as ids", READ, lambda s, _, __: s.replace(b'"id": "peak"', b'"id": "../../etc/passwd"')),
)


def _member(data: bytes, change: Callable[[bytes], bytes], *names: str) -> bytes:
    """Return an archive with some members changed."""
    return zipped({name: change(text) if name in names else text for name, text in members_of(data).items()})


_BODIES = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "word/document.xml")


def _bodies(make: Callable[[bytes, str, str], bytes]) -> Callable[[bytes, str, str], bytes]:
    """Return an attack on XML as one on the XML in an archive."""
    return lambda data, file, web: _member(data, lambda text: make(text, file, web), *_BODIES)


def _more(data: bytes, **members: bytes) -> bytes:
    return zipped(members_of(data) | {name.replace("__", "/"): text for name, text in members.items()})


def _named(data: bytes, name: str) -> bytes:
    """Return an archive with one more member of an evil name."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), HIDDEN)
    return file.getvalue()


def _twice(data: bytes, _: str, __: str) -> bytes:
    """Return an archive that has each of its members twice."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        for name, text in members_of(data).items():
            archive.NameToInfo.pop(name, None)  # else it warns
            archive.writestr(name, text)
    return file.getvalue()


def _links(data: bytes, file: str, _: str) -> bytes:
    """Return an archive whose members are links to a file outside."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members_of(data).items():
            info = zipfile.ZipInfo(name)
            if name in _BODIES:
                info.external_attr = 0o120777 << 16
                archive.writestr(info, file.removeprefix("file://"))
            else:
                archive.writestr(info, text)
    return out.getvalue()


def _overlapping(_: bytes, __: str, ___: str) -> bytes:
    """Return an archive with thousands of members that are the same bytes."""
    packed = zipped({"a": b"0" * 50_000_000})
    end = packed.rindex(b"PK\5\6")
    start = packed.rindex(b"PK\1\2")
    entry, count = packed[start:end], 9000
    tail = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(entry) * count, start, 0)
    return packed[:start] + entry * count + tail


def _false_sizes(data: bytes, _: str, __: str) -> bytes:
    """Return an archive whose members say to be ten bytes and are fifty megabytes."""
    packed = bytearray(zipped({name: text + b" " * 60_000_000 for name, text in members_of(data).items()}))
    for mark, offset in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
        at = packed.find(mark)
        while at >= 0:
            packed[at + offset : at + offset + 4] = struct.pack("<I", 10)
            at = packed.find(mark, at + 4)
    return bytes(packed)


def _sheet(change: Callable[[bytes], bytes]) -> Callable[[bytes, str, str], bytes]:
    return lambda data, _, __: _member(data, change, "xl/worksheets/sheet1.xml")


def _row(cells: bytes, attributes: bytes = b"") -> Callable[[bytes, str, str], bytes]:
    """Return an attack that adds a row to a sheet."""
    return _sheet(
        lambda text: text.replace(b"</sheetData>", b"<row" + attributes + b">" + cells + b"</row></sheetData>")
    )


_NESTED = zipped({"a": zipped({"b": b"0" * 9_000_000})})
# About the encoding of a file, its root element, or what a sheet made of numbers has no place for.
_NOT_IN_ARCHIVES = frozenset(
    {
        *("an encoding that isn't", "UTF-7 declared", "UTF-16 declared and not so", "ASCII declared and not so"),
        *("two root elements", "another root element", "stylesheet"),
    }
)
_RELATIONS = "xl/_rels/workbook.xml.rels"


def _related(old: bytes, new: str, data: bytes) -> bytes:
    """Return a workbook whose sheet is said to be somewhere else."""
    return _member(data, lambda text: text.replace(old, new.encode()), _RELATIONS)


def _compressed(data: bytes, method: int) -> bytes:
    """Return an archive that says to be compressed in another way."""
    for before in (b"\x14\0\0\0", b"\x14\0\x02\0"):
        data = data.replace(before + b"\x08\0", before + bytes([method, 0]))
    return data


_ON_ARCHIVES = (
    ("archive: empty", REFUSED, lambda _, __, ___: zipped({})),
    ("archive: nothing but a mark", REFUSED, lambda _, __, ___: b"PK\3\4"),
    ("archive: cut before its directory", REFUSED, lambda s, _, __: s[: s.rindex(b"PK\1\2")]),
    ("archive: cut within its directory", REFUSED, lambda s, _, __: s[:-30]),
    ("archive: its beginning gone", EITHER, lambda s, _, __: s[100:]),
    ("archive: flat bomb", REFUSED, lambda s, _, __: _member(s, lambda text: text + b" " * 90_000_000, *_BODIES)),
    ("archive: bomb beside", REFUSED, lambda s, _, __: _more(s, x__bomb=b"\0" * 90_000_000)),
    ("archive: bomb in an archive", EITHER, lambda s, _, __: _more(s, x__bomb=_NESTED)),
    ("archive: members that overlap", REFUSED, _overlapping),
    ("archive: false sizes", REFUSED, _false_sizes),
    ("archive: 20,000 members", REFUSED, lambda s, _, __: _more(s, **{f"x{n}": b"" for n in range(20_000)})),
    ("archive: members twice", READ, _twice),
    ("archive: members that are links", REFUSED, _links),
    ("archive: a member ../../x", READ, lambda s, _, __: _named(s, "../../../x")),
    ("archive: a member /etc/x", READ, lambda s, _, __: _named(s, "/etc/x")),
    ("archive: a member C:\\x", READ, lambda s, _, __: _named(s, "C:\\x")),
    ("archive: a member with NUL", EITHER, lambda s, _, __: _named(s, "aXb").replace(b"aXb", b"a\0b")),
    ("archive: a member that isn't UTF-8", EITHER, lambda s, _, __: _named(s, "aXb").replace(b"aXb", b"\xff\xfeb")),
    ("archive: encrypted", REFUSED, lambda s, _, __: s.replace(b"PK\1\2\x14\3\x14\0\0", b"PK\1\2\x14\3\x14\0\1")),
    ("archive: an unknown compression", REFUSED, lambda s, _, __: _compressed(s, 99)),
    ("archive: wrong checksums", EITHER, lambda s, _, __: s[:50] + bytes([s[50] ^ 255]) + s[51:]),
    ("archive: a relation to a file outside", EITHER, lambda s, f, _: _related(b"worksheets/sheet1.xml", f, s)),
    ("archive: a relation up and out", EITHER, lambda s, _, __: _related(b"worksheets/", "../../../../../etc/", s)),
    *(
        ("archive: " + name, expected, _bodies(make))
        for name, expected, make in _ON_XML
        if name not in _NOT_IN_ARCHIVES
    ),
)
_MERGED = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
_ON_SHEETS = (
    ("sheet: a cell in column XFE", REFUSED, _row(b'<c r="XFE9"><v>1</v></c>')),
    ("sheet: a cell in column ZZZ", REFUSED, _row(b'<c r="ZZZ9"><v>1</v></c>')),
    ("sheet: a cell that is nowhere", REFUSED, _row(b'<c r="../9"><v>1</v></c>')),
    ("sheet: a row beyond all rows", EITHER, _row(b"<c><v>1</v></c>", b' r="99999999999999999999"')),
    ("sheet: a string that isn't", REFUSED, _row(b'<c t="s"><v>99999999</v></c>')),
    ("sheet: a string below zero", EITHER, _row(b'<c t="s"><v>-1</v></c>')),
    ("sheet: a string of no number", REFUSED, _row(b'<c t="s"><v>x</v></c>')),
    ("sheet: a string of 5,000 digits", REFUSED, _row(b'<c t="s"><v>' + b"9" * 5000 + b"</v></c>")),
    ("sheet: a number beyond measure", EITHER, _row(b"<c><v>1e99999</v></c>")),
    ("sheet: no number", EITHER, _row(b"<c><v>NaN</v></c>")),
    ("sheet: a date beyond measure", EITHER, _row(b'<c s="1"><v>1e300</v></c>')),
    ("sheet: a formula", EITHER, _row(b"<c><f>1+1</f><v>2</v></c>")),
    ("sheet: a call of another program", EITHER, _row(b"<c t=\"str\"><f>cmd|' /C calc'!A0</f><v>#REF!</v></c>")),
    ("sheet: a link to the web", EITHER, _row(b'<c t="str"><f>HYPERLINK("http://127.0.0.1/")</f><v>x</v></c>')),
    ("sheet: a web service", EITHER, _row(b'<c><f>WEBSERVICE("http://127.0.0.1/")</f></c>')),
    ("sheet: half a surrogate pair", EITHER, _row(b'<c t="inlineStr"><is><t>_xD800_</t></is></c>')),
    (
        "sheet: merged cells without end",
        EITHER,
        _sheet(lambda text: text.replace(b"</sheetData>", b"</sheetData>" + _MERGED)),
    ),
    ("sheet: an old .xls", REFUSED, lambda _, __, ___: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
)


def _table(
    formats: tuple[str, ...], attacks: tuple[tuple[str, str, Callable[[bytes, str, str], bytes]], ...]
) -> list[Attack]:
    return [Attack(name, formats, expected, make) for name, expected, make in attacks]


_PLAIN = tuple(name for name in READABLE if name not in ARCHIVES)
ATTACKS: tuple[Attack, ...] = (
    *_table(_PLAIN, _ON_BYTES),
    *_table(XML, _ON_XML),
    *_table(TEXTS, _ON_TEXTS),
    *_table(JSON, _ON_JSON),
    *_table(ARCHIVES, _ON_ARCHIVES),
    *_table(("xlsx",), _ON_SHEETS),
)
