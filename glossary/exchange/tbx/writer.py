"""TBX out: valid against the official schemas of its dialect, the same bytes for the same entries."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.files.id_set import IdSet
from glossary.exchange.identifiers import decode_id, encode_id, make_unique
from glossary.exchange.report import Issue, WriteReport
from glossary.exchange.tbx.dialects import Dialect, find_dialect
from glossary.exchange.tbx.entry_writer import EntryWriter
from glossary.exchange.tbx.pending import Pending, Place
from glossary.exchange.tbx.vocabulary import MODULES, NAMESPACE, OWN_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry
    from glossary.exchange.tbx.rendered import Rendered

_CHUNK = 1 << 20
_MOST_PIECES = 10_000  # about a megabyte
#: Of ids that are no XML names so many are told one by one.
_MOST_TOLD = 10
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
    with replace_file(path, keeps_earlier=True) as file:
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


class _Names:
    """The names under which entries stand in the file."""

    def __init__(self, issues: list[Issue]) -> None:
        self.taken = IdSet()
        self._issues = issues
        self._changed = 0

    def choose(self, entry: ConceptEntry, number: int) -> str:
        """Return the XML name for an entry's id, or one by its number in the file if it has no id."""
        encoded = encode_id(entry.id or f"c{number}")
        name = make_unique(encoded, self.taken)
        if name != entry.id:
            self._changed += name == encoded and bool(entry.id)
            if self._changed <= _MOST_TOLD or name != encoded:
                self._issues.append(Issue(message=f"its id is written as {name}", entry=entry.id))
        return name

    def report(self) -> None:
        """Say how many more ids were written otherwise."""
        if self._changed > _MOST_TOLD:
            more = self._changed - _MOST_TOLD
            self._issues.append(Issue(message=f"{more:,} more ids are no XML names and are written in the same way"))


def _write_body(file: IO[bytes], entries: Iterable[ConceptEntry], dialect: Dialect, issues: list[Issue]) -> int:
    """Write all entries, then take out the references that lead nowhere; return how many were written."""
    render = EntryWriter(dialect, issues).render
    names = _Names(issues)
    pending = Pending()
    written = 0
    buffer = ["    <body>\n"]
    for number, entry in enumerate(entries, start=1):
        name = names.choose(entry, number)
        rendered = render(entry, name)
        if rendered is None:
            continue
        names.taken.add(name)
        written += 1
        if rendered.removable:
            _flush(file, buffer)
            pending.add(_locate(rendered, file.tell(), entry.id))
        buffer.extend(rendered.pieces)
        if len(buffer) > _MOST_PIECES:
            _flush(file, buffer)
    if written:  # a body without entries isn't valid
        buffer.append("    </body>\n")
        _flush(file, buffer)
    names.report()
    _cut(file, _told(pending.find_dangling(names.taken), issues))
    return written


def _flush(file: IO[bytes], buffer: list[str]) -> None:
    """Write the buffer and empty it."""
    file.write("".join(buffer).encode())
    buffer.clear()


def _locate(rendered: Rendered, offset: int, entry: str) -> list[Place]:
    """Return where in the file, from an offset on, the pieces stand that may have to go."""
    starts = [offset]
    for piece in rendered.pieces:
        starts.append(starts[-1] + len(piece.encode()))
    return [Place(starts[index], starts[index + 1], target, entry) for index, target in rendered.removable]


def _told(dangling: Iterable[Place], issues: list[Issue]) -> Iterator[Place]:
    for place in dangling:
        message = f"refers to {decode_id(place.target)}, which isn't in the file; left out"
        issues.append(Issue(message=message, entry=place.entry))
        yield place


def _cut(file: IO[bytes], places: Iterator[Place]) -> None:
    """Take places, in ascending order, out of a file by moving what is behind them forward."""
    place = next(places, None)
    if place is None:
        return
    write_at = place.start
    end = file.seek(0, 2)
    while place is not None:
        following = next(places, None)
        stop = following.start if following else end
        read_at = place.end
        while read_at < stop:
            file.seek(read_at)
            chunk = file.read(min(_CHUNK, stop - read_at))
            file.seek(write_at)
            file.write(chunk)
            read_at += len(chunk)
            write_at += len(chunk)
        place = following
    file.seek(write_at)
    file.truncate()
