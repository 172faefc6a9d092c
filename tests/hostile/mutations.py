"""Changes of valid files: of their bytes, and of what their formats are built of."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from tests.hostile.seeds import ARCHIVES, JSON, XML, members_of, zipped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_KINDS = 8
_MOST = 6
_COMMON = (
    *(
        b"",
        b"\0",
        b"\n",
        b"\r",
        b"\r\n",
        b"\t",
        b" ",
        b'"',
        b"'",
        b",",
        b";",
        b"|",
        b"\\",
        b"\xff",
        b"\xc3",
        b"\xed\xa0\x80",
    ),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xf0\xa0\xae\xb7", b"\xe2\x80\xa8", b"-1", b"0", b"9" * 30, b"1e999", b"NaN"),
    *("词".encode(), "İ".encode(), b"a" * 3000, b"%s%n", b"../../x", b"[2] ", b"[9999] ", b"=1+1"),
)
_OF_XML = (
    *(b"<", b">", b"</", b"/>", b"&", b"&amp;", b"&#0;", b"&#x41;", b"&x;", b"<a>", b"</a>", b"<!--", b"-->", b"]]>"),
    *(
        b"<![CDATA[",
        b"<?x?>",
        b"<!DOCTYPE x>",
        b'<!DOCTYPE x [<!ENTITY x "y">]>',
        b' xml:lang="zh-Hant"',
        b' id="peak"',
    ),
    *(b' xmlns="x"', b' xmlns:tbx="x"', b' type="reading"', b' target="peak"', b"<term>x</term>", b"<note>x</note>"),
    *(b"<hi>x</hi>", b"<seg>x</seg>", b'<ph id="1"/>', b"<langSec/>", b"<termSec/>", b'<admin type="source">x</admin>'),
    *(b'<c t="s"><v>7</v></c>', b' r="ZZZ9"', b' t="s"', b' s="9"', b"<w:tc/>", b'<w:gridSpan w:val="9"/>'),
)
_OF_JSON = (
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"null",
    b"true",
    b"{}",
    b"[]",
    b'"terms"',
    b'"languages"',
    b'"contexts"',
    b"\\ud800",
)
_OF_TEXTS = (
    *(
        b"#",
        b"#UTX 1.11; en/zh-CN\n",
        b'msgid "x"\n',
        b'msgstr "x"\n',
        b'msgstr[1] "x"\n',
        b"#, fuzzy\n",
        b"#~ ",
        b"```\n",
    ),
    *(b"|---|", b"<br>", b"~~", b"*", b"`", b"&lt;", b"[a](b)", b"forbidden", b"Term_Info", b"Chinese_PRC", b"zh-CN"),
)


class Mutation(NamedTuple):
    """A change: what kind, where (a part of the whole), how much, and with which piece or bytes."""

    kind: int
    place: float
    other: float
    size: int
    piece: int


def mutations() -> st.SearchStrategy[list[Mutation]]:
    """Some changes, one after the other."""
    part = st.floats(0, 1, exclude_max=True)
    one = st.builds(
        Mutation,
        kind=st.integers(0, _KINDS - 1),
        place=part,
        other=part,
        size=st.integers(1, 64),
        piece=st.integers(0, 255),
    )
    return st.lists(one, min_size=1, max_size=_MOST)


def draw_mutations(random: Random) -> list[Mutation]:
    """Return some changes by chance."""
    return [
        Mutation(
            random.randrange(_KINDS), random.random(), random.random(), random.randint(1, 64), random.randrange(256)
        )
        for _ in range(random.randint(1, _MOST))
    ]


def mutate(name: str, seed: bytes, changes: Sequence[Mutation]) -> bytes:
    """Return a file of a format with changes; in an archive one of its members is changed, or the whole."""
    first = changes[0]
    if name not in ARCHIVES or first.kind == 0:
        return _mutate(name, seed, changes)
    members = members_of(seed)
    chosen = sorted(members)[int(first.other * len(members))]
    members[chosen] = _mutate(name, members[chosen], changes)
    try:
        return zipped(members)
    except (ValueError, zipfile.LargeZipFile):
        return seed


def _pieces(name: str) -> tuple[bytes, ...]:
    if name in XML or name in ARCHIVES:
        return (*_COMMON, *_OF_XML)
    return (*_COMMON, *(_OF_JSON if name in JSON else _OF_TEXTS))


def _mutate(name: str, data: bytes, changes: Sequence[Mutation]) -> bytes:
    pieces = _pieces(name)
    for change in changes:
        at, other = int(change.place * (len(data) + 1)), int(change.other * (len(data) + 1))
        end = min(at + change.size, len(data))
        piece = pieces[change.piece % len(pieces)]
        start, stop = sorted((at, other))
        match change.kind:
            case 0:  # a byte is another
                data = data[:at] + bytes([change.piece]) + data[at + 1 :]
            case 1:  # some are gone
                data = data[:at] + data[end:]
            case 2:  # some are there again somewhere else
                data = data[:other] + data[at:end] + data[other:]
            case 3:  # a piece is put in
                data = data[:at] + piece + data[at:]
            case 4:  # a piece is instead of some
                data = data[:at] + piece + data[end:]
            case 5:  # the rest is gone
                data = data[:at] if at else data
            case 6:  # what is between two places is gone, or there twice
                data = data[:start] + data[stop:] if change.size % 2 else data[:stop] + data[start:]
            case _:  # a piece is instead of one that is there
                data = data.replace(pieces[change.size % len(pieces)] or b"\n", piece, 3)
    return data
