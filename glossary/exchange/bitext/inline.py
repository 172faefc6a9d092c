"""The text of a segment among its inline tags."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from glossary.exchange.bitext.mapped_text import TextBuilder
from glossary.exchange.bitext.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.exchange.bitext.mapped_text import MappedText

#: Stands for a tag that may be anything, such as a picture or a number: neither a blank nor part of a word.
OBJECT = "\ufffc"

# Their content is code of the document's format, and there is nothing in their place.
_CODES = frozenset({"bpt", "ept", "it", "bx", "ex", "sc", "ec", "sm", "em", "ut"})
# The same, but what they stand for is in the text itself: a line break, a picture, a variable.
_STANDALONE = frozenset({"x", "ph", "br"})
_KINDS = ("type", "ctype", "subType", "subtype")
_SHOWN = ("equiv-text", "equiv", "disp", "dispText", "id")
_BREAKS = frozenset({"lb", "pb", "x-br", "x-lb", "x-tab", "br", "xlf:lb", "xlf:pb"})
_BREAK = re.compile(r"\s*</?(?:br|p|div|li|tr|td|tab|hr)\b|[\n\t]|\\[nt]|LINE_BREAK", re.IGNORECASE)
_FORMATS = frozenset(
    {"bold", "italic", "underline", "underlined", "ulined", "link", "font", "color", "fmt", "formatting"}
    | {"x-b", "x-i", "x-u", "x-em", "x-strong", "x-span", "x-a", "x-sub", "x-sup", "xlf:b", "xlf:i", "xlf:u"}
)
_FORMAT = re.compile(
    r"\s*</?(?:b|i|u|s|a|em|strong|span|font|sub|sup|small|big|code|cf|mark|g|run|bookmark\w*)\b"
    r"|(?:START|CLOSE)_(?!BLOCK)",
    re.IGNORECASE,
)
_LONGEST_CODE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """The text of an element, and the texts within its codes, such as footnotes."""

    text: MappedText
    subflows: tuple[MappedText, ...]
    #: The parts that are marked as segments, by their numbers.
    segments: Mapping[str, MappedText]


@dataclass(slots=True)
class _Code:
    """The content of a tag, which is no text."""

    stands_for_something: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    place: int = 0
    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        if self.length < _LONGEST_CODE:
            self.parts.append(text)
            self.length += len(text)


class InlineText:
    """Gathers the text of one element from its pieces."""

    def __init__(self, raw: str, originals: Mapping[str, str]) -> None:
        """Begin.

        Args:
            raw: the text of the whole file.
            originals: the code that tags of XLIFF 2 refer to, by its id.
        """
        self._raw = raw
        self._originals = originals
        self._whole = TextBuilder()
        self._stack: list[TextBuilder | _Code] = [self._whole]
        self._subflows: list[TextBuilder] = []
        self._segments: dict[str, TextBuilder] = {}
        self._is_cdata = False
        self._syntaxes: set[Syntax] = set()

    def __len__(self) -> int:
        return len(self._whole) + sum(map(len, self._subflows))

    def start(self, name: str, attributes: Mapping[str, str], place: int) -> None:
        """Take the beginning of a tag."""
        around = self._stack[-1]
        if name == "sub":
            self._subflows.append(TextBuilder())
            self._stack.append(self._subflows[-1])
        elif name in _CODES:
            self._stack.append(_Code())
        elif name in _STANDALONE:
            self._stack.append(_Code(stands_for_something=True, attributes=attributes, place=place))
        elif name == "mrk" and attributes.get("mtype") == "seg" and around is self._whole:
            self._stack.append(self._segments.setdefault(attributes.get("mid", ""), TextBuilder()))
        else:
            self._stack.append(around)
            if name == "cp" and isinstance(around, TextBuilder):
                around.add(_character(attributes.get("hex", "")), place, self._raw.find(">", place) + 1)

    def end(self) -> None:
        """Take the end of the tag that began last."""
        ended, around = self._stack.pop(), self._stack[-1]
        if isinstance(ended, _Code) and ended.stands_for_something and isinstance(around, TextBuilder):
            code = "".join(ended.parts) or self._originals.get(ended.attributes.get("dataRef", ""), "")
            around.add(_stand_in(ended.attributes, code), ended.place, ended.place)

    def set_cdata(self, *, is_cdata: bool) -> None:
        """Take the beginning or end of a CDATA section."""
        self._is_cdata = is_cdata

    def add(self, text: str, place: int) -> None:
        """Take a piece of text: of one line, an end of a line, or what an entity stands for."""
        into = self._stack[-1]
        if isinstance(into, _Code):
            into.add(text)
            return
        self._syntaxes.add(Syntax.CDATA if self._is_cdata else Syntax.XML)
        written = self._raw[place]
        end = place + len(text)
        if written == "&" and not self._is_cdata:
            end = self._raw.find(";", place) + 1
        elif written == "\r" and self._raw.startswith("\n", place + 1):
            end = place + 2
        into.add(text, place, end)

    def finish(self, place: int) -> Collected:
        """Return all of it; ``place`` is where the element ends."""
        syntax = Syntax.MIXED_XML if len(self._syntaxes) > 1 else next(iter(self._syntaxes), Syntax.XML)
        return Collected(
            text=self._whole.build(place, syntax),
            subflows=tuple(each.build(place, syntax) for each in self._subflows),
            segments={mid: each.build(place, syntax) for mid, each in self._segments.items()},
        )


def _stand_in(attributes: Mapping[str, str], code: str) -> str:
    """Return what stands in the text for a tag: a blank for a break, nothing for a format, else `OBJECT`."""
    kinds = {attributes.get(name, "") for name in _KINDS}
    shown = code or next((attributes[name] for name in _SHOWN if attributes.get(name)), "")
    if kinds & _BREAKS or _BREAK.match(shown) or (code and not code.strip()):
        return " "
    return "" if kinds & _FORMATS or _FORMAT.match(shown) else OBJECT


def _character(code: str) -> str:
    """Return the character that XML can't hold and ``<cp hex="…"/>`` stands for."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return OBJECT
