"""Reading XML with the place in the text of everything: what the readers of TMX and XLIFF have in common."""

from __future__ import annotations

import re
from functools import partial
from html.entities import html5
from typing import TYPE_CHECKING, ClassVar, Never
from xml.parsers import expat

from glossary.errors import FormatError
from glossary.exchange.bitext.code_points import CodePoints
from glossary.exchange.bitext.inline import OBJECT, InlineText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.exchange.bitext.inline import Collected
    from glossary.exchange.bitext.segment import Segment

# As lxml has them for the termbase formats.
DEEPEST = 256
LONGEST = 10_000_000
_CHUNK = 1 << 16
# A text in the middle of typing has one or two errors; beyond that there is nothing to hope for.
_MOST_RESUMED = 50


class XmlReader:
    """Runs over the text of a file and gathers segments; each format says what its elements mean.

    A document type is read past: no outside file is opened, and one that declares entities is refused.
    """

    format_name: ClassVar[str]
    roots: ClassVar[frozenset[str]]
    #: The elements that hold segments: after an error a lenient reader goes on with the next of them.
    units: ClassVar[frozenset[str]]

    def __init__(self, text: str, name: str) -> None:
        self.raw = text
        self.name = name
        self.path: list[str] = []
        self.ready: list[Segment] = []
        #: The code that tags refer to, by its id.
        self.originals: dict[str, str] = {}
        self._outside: list[str] = []
        self._prefix = ""
        self._content: InlineText | None = None
        self._on_content: Callable[[Collected], None] | None = None
        self._content_depth = 0
        self._parser = expat.ParserCreate()
        self._points = CodePoints(text)
        self._base = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element outside of texts; its parents are in ``path``."""
        raise NotImplementedError

    def end(self, name: str) -> None:
        """Take the end of an element outside of texts; ``path`` ends with it."""
        raise NotImplementedError

    def forget_unit(self) -> None:
        """Drop what was gathered of an element that turned out to be broken; ``path`` is its parents'."""
        raise NotImplementedError

    def read(self, *, lenient: bool) -> Iterator[Segment]:
        """Yield the segments.

        Args:
            lenient: where the text is broken, go on with the next complete unit instead of raising.

        Raises:
            FormatError: the text is no XML, not of this format, too deep, or declares entities.
        """
        at, resumed = 0, 0
        while True:
            try:
                yield from self._run(at)
            except FormatError:
                if not lenient:
                    raise
                yield from self._take_ready()
                following = self._find_unit() if resumed < _MOST_RESUMED else -1
                if following < 0:
                    return
                at, resumed = following, resumed + 1
            else:
                return

    def collect(self, on_content: Callable[[Collected], None]) -> None:
        """Gather the text of the element that has just begun, and hand it over when it ends."""
        self._content = InlineText(self.raw, self.originals)
        self._on_content = on_content
        self._content_depth = len(self.path) + 1
        self._parser.CharacterDataHandler = self._take_text

    def place(self) -> int:
        """Return where in the text the tag stands that is being read."""
        return self._points.of_byte(self._byte())

    def end_place(self) -> int:
        """Return where the tag ends that is being read."""
        return self.raw.find(">", self.place()) + 1 or len(self.raw)

    def fail(self, reason: str) -> Never:
        """Refuse the file.

        Raises:
            FormatError: always.
        """
        raise FormatError(self.name, reason, self.raw.count("\n", 0, self.place()) + 1)

    def _run(self, at: int) -> Iterator[Segment]:
        """Parse from a code point on: from the beginning, or from a unit, as if its parents had just begun."""
        parser = self._parser = expat.ParserCreate("utf-8")
        parser.ordered_attributes = False
        parser.buffer_text = False
        first = self._points.to_byte(at)
        self._base = first
        if at:
            prologue = "".join(f"<{name}>" for name in self._outside).encode()
            self._base = first - len(prologue)
            self._parse(prologue, is_last=False)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._refuse_entity
        parser.SkippedEntityHandler = self._skip_entity
        parser.StartCdataSectionHandler = partial(self._set_cdata, is_cdata=True)
        parser.EndCdataSectionHandler = partial(self._set_cdata, is_cdata=False)
        data, size = memoryview(self._points.data), _CHUNK
        while first < len(data):
            before = parser.CurrentByteIndex
            self._parse(data[first : first + size], is_last=first + size >= len(data))
            first += size
            # A piece longer than this is read again from its beginning each time: so ever larger steps.
            size = size * 2 if parser.CurrentByteIndex <= before else _CHUNK
            yield from self._take_ready()
        if not data:
            self._parse(b"", is_last=True)

    def _parse(self, data: bytes | memoryview, *, is_last: bool) -> None:
        try:
            self._parser.Parse(data, is_last)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            line = self.raw.count("\n", 0, self._points.of_byte(self._error_byte())) + 1
            advice = "mend it there, or export it again from the program that wrote it"
            raise FormatError(self.name, f"is not well-formed XML: {reason}; {advice}", line) from None

    def _byte(self) -> int:
        return self._base + self._parser.CurrentByteIndex

    def _error_byte(self) -> int:
        return min(max(self._base + self._parser.ErrorByteIndex, 0), len(self._points.data))

    def _take_ready(self) -> Iterator[Segment]:
        ready, self.ready = self.ready, []
        yield from ready

    def _find_unit(self) -> int:
        """Return where the next unit after the error begins, -1 if there is none; forget the broken one."""
        names = "|".join(map(re.escape, sorted(self.units)))
        begin = re.compile(rf"<{re.escape(self._prefix)}(?:{names})(?=[\s>])")
        error = self._points.of_byte(max(self._error_byte(), self._byte()))
        depth = next((depth for depth, name in enumerate(self.path) if name in self.units), len(self.path))
        del self.path[depth:], self._outside[depth:]
        self._content = None
        self.forget_unit()
        found = begin.search(self.raw, error + 1) if self.path else None
        return found.start() if found else -1

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        if not self.path:
            self._check_root(full_name)
        elif len(self.path) >= DEEPEST:
            self.fail(f"has elements more than {DEEPEST} deep: it is damaged or an attack")
        name = full_name.removeprefix(self._prefix) if self._prefix else full_name
        if self._content is not None:
            self._content.start(name, attributes, self.place())
        else:
            self.start(name, attributes)
        self.path.append(name)
        self._outside.append(full_name)

    def _end(self, _: str) -> None:
        if self._content is not None:
            if len(self.path) > self._content_depth:
                self._content.end()
            else:
                self._finish_content()
        else:
            self.end(self.path[-1])
        self.path.pop()
        self._outside.pop()

    def _finish_content(self) -> None:
        content, on_content = self._content, self._on_content
        self._content = self._on_content = None
        self._parser.CharacterDataHandler = None
        if content is not None and on_content is not None:
            on_content(content.finish(self.place()))

    def _take_text(self, text: str) -> None:
        if self._content is None:
            return
        self._content.add(text, self.place())
        if len(self._content) > LONGEST:
            self.fail(f"has a text of more than {LONGEST} characters: it is damaged or an attack")

    def _set_cdata(self, *, is_cdata: bool) -> None:
        if self._content is not None:
            self._content.set_cdata(is_cdata=is_cdata)

    def _skip_entity(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001 - expat calls it so
        """Take an entity that only an outside document type could explain."""
        if not is_parameter and self._content is not None:
            self._content.add(html5.get(f"{name};", OBJECT), self.place())

    def _refuse_entity(self, *_: object) -> None:
        self.fail("declares entities, which may be an attack; remove them from its DOCTYPE")

    def _check_root(self, full_name: str) -> None:
        prefix, colon, name = full_name.rpartition(":")
        if name not in self.roots:
            expected = " or ".join(f"<{root}>" for root in sorted(self.roots))
            self.fail(f"is no {self.format_name}: its root element is <{full_name}>, not {expected}")
        self._prefix = prefix + colon
