"""TBX out: valid against the official schemas of its dialect, the same bytes for the same entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from glossary.exchange.atomic_file import replace_file
from glossary.exchange.identifiers import decode_id, encode_id, make_unique
from glossary.exchange.report import Issue, WriteReport
from glossary.exchange.tbx.dialects import Dialect, find_dialect
from glossary.exchange.tbx.entry_writer import EntryWriter
from glossary.exchange.tbx.vocabulary import MODULES, NAMESPACE, OWN_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from glossary.concept import ConceptEntry
    from glossary.exchange.tbx.rendered import Rendered

_CHUNK = 1 << 20
_SCHEMAS = "https://raw.githubusercontent.com/LTAC-Global/"
_RELAX_NG = "http://relaxng.org/ns/structure/1.0"
_SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
_NVDL = "http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_HEADER_3 = (
    "  <tbxHeader>\n    <fileDesc>\n      <sourceDesc>\n"
    f"        <p>{OWN_MARK}</p>\n"
    "      </sourceDesc>\n    </fileDesc>\n  </tbxHeader>\n  <text>\n"
)
# No DOCTYPE: readers would look for the DTD beside the file or on the network.
_HEAD_2 = (
    _DECLARATION + '<martif type="TBX-Basic" xml:lang="en">\n'
    "  <martifHeader>\n    <fileDesc>\n      <sourceDesc>\n"
    f"        <p>{OWN_MARK}</p>\n"
    "      </sourceDesc>\n    </fileDesc>\n    <encodingDesc>\n"
    '      <p type="XCSURI">TBXBasicXCSV02.xcs</p>\n'
    "    </encodingDesc>\n  </martifHeader>\n  <text>\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pending:
    """Bytes ``start`` to ``end`` of the file, which must go unless an entry ``target`` comes."""

    start: int
    end: int
    target: str
    entry: str


def write_tbx(
    entries: Iterable[ConceptEntry],
    path: str | Path,
    *,
    dialect: str = "basic",
    version: int = 3,
    style: str = "dca",
) -> WriteReport:
    """Write entries as TBX; the file appears at once when all are written.

    ``basic`` is what most programs take: pinyin goes into a note, and elements of other dialects are left
    out. ``linguist`` holds, in DCA, all of an entry but where its contexts stand in documents, and comes back
    the same. ``min`` has terms with status and part of speech, ``core`` terms and notes alone, and therefore
    no term that isn't in use; see `carried_by`. Version 2 is written as ``basic`` in DCA only. Ids that are
    no XML names are escaped, references to entries that aren't in the file left out.

    Raises:
        UsageError: there is no such dialect in that version, or the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    chosen = find_dialect(dialect, version, style)
    issues: list[Issue] = []
    root, head = ("tbx", _head_3(chosen)) if version > 2 else ("martif", _HEAD_2)  # noqa: PLR2004 - the version
    with replace_file(path) as file:
        file.write(head.encode())
        written = _write_body(file, entries, chosen, issues)
        file.write(f"  </text>\n</{root}>\n".encode())
    return WriteReport(written=written, issues=tuple(issues))


def _head_3(dialect: Dialect) -> str:
    """Return the head of a file of version 3, which names the schemas of its dialect."""
    name, style = dialect.name, dialect.style
    models = [("TBX_Core_RNG/master/TBXcoreStructV03.rng", _RELAX_NG)]
    if style == "dct" and dialect.modules:
        models = [(f"{name}_dialect/master/DCT/{name}.nvdl", _NVDL)]
    elif style == "dca" and name != "TBX-Core":
        models.append((f"{name}_dialect/master/DCA/{name}_DCA.sch", _SCHEMATRON))
    spaces = "".join(f' xmlns:{prefix}="{MODULES[prefix].namespace}"' for prefix in dialect.modules)
    lines = [
        f'<?xml-model href="{_SCHEMAS}{path}" type="application/xml" schematypens="{kind}"?>\n' for path, kind in models
    ]
    root = f'<tbx type="{name}" style="{style}" xml:lang="en" xmlns="{NAMESPACE}"{spaces}>\n'
    return "".join([_DECLARATION, *lines, root, _HEADER_3])


def _write_body(file: IO[bytes], entries: Iterable[ConceptEntry], dialect: Dialect, issues: list[Issue]) -> int:
    """Write all entries, then take out the references that lead nowhere; return how many were written."""
    writer = EntryWriter(dialect, issues)
    names: set[str] = set()
    pending: list[_Pending] = []
    opening = "    <body>\n"  # a body without entries isn't valid
    buffer: list[str] = []
    for number, entry in enumerate(entries, start=1):
        name = _name(entry, number, names, issues)
        rendered = writer.render(entry, name)
        if rendered is None:
            continue
        buffer.append(opening)
        opening = ""
        names.add(name)
        if rendered.removable:
            _flush(file, buffer)
            pending.extend(_locate(rendered, file.tell(), entry.id, names))
        buffer.extend(rendered.pieces)
        if len(buffer) > 10_000:  # noqa: PLR2004 - about a megabyte
            _flush(file, buffer)
    if names:
        buffer.append("    </body>\n")
    _flush(file, buffer)
    dangling = [place for place in pending if place.target not in names]
    for place in dangling:
        message = f"refers to {decode_id(place.target)}, which isn't in the file; left out"
        issues.append(Issue(message=message, entry=place.entry))
    _cut(file, dangling)
    return len(names)


def _flush(file: IO[bytes], buffer: list[str]) -> None:
    """Write the buffer and empty it."""
    file.write("".join(buffer).encode())
    buffer.clear()


def _name(entry: ConceptEntry, number: int, names: set[str], issues: list[Issue]) -> str:
    """Return the XML name for an entry's id, or one by its number in the file if it has no id."""
    name = make_unique(encode_id(entry.id or f"c{number}"), names)
    if name != entry.id:
        issues.append(Issue(message=f"its id is written as {name}", entry=entry.id))
    return name


def _locate(rendered: Rendered, offset: int, entry: str, names: set[str]) -> list[_Pending]:
    """Return where in the file, from an offset on, the pieces stand whose target hasn't come yet."""
    starts = [offset]
    for piece in rendered.pieces:
        starts.append(starts[-1] + len(piece.encode()))
    return [
        _Pending(start=starts[index], end=starts[index + 1], target=target, entry=entry)
        for index, target in rendered.removable
        if target not in names
    ]


def _cut(file: IO[bytes], places: list[_Pending]) -> None:
    """Take places, in ascending order, out of a file by moving what is behind them forward."""
    if not places:
        return
    write_at = places[0].start
    end = file.seek(0, 2)
    stops = [place.start for place in places[1:]] + [end]
    for place, stop in zip(places, stops, strict=True):
        read_at = place.end
        while read_at < stop:
            file.seek(read_at)
            chunk = file.read(min(_CHUNK, stop - read_at))
            file.seek(write_at)
            file.write(chunk)
            read_at += len(chunk)
            write_at += len(chunk)
    file.seek(write_at)
    file.truncate()
