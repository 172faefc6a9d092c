"""One member put into a settings file in JSON with comments; everything else stays letter by letter."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from glossary.errors import FormatError

_SKIPPED = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_LITERAL = re.compile(r"[-+.\w]+")


@dataclass(slots=True)
class _Node:
    """A value and where it stands; the members of an object, and whether a comma follows its last one."""

    start: int
    end: int = 0
    value: Any = None
    members: dict[str, _Node] = field(default_factory=dict)
    has_comma: bool = False


def find_member(text: str, path: tuple[str, ...], name: str) -> Any | None:  # noqa: ANN401 - JSON
    """Return the value at a path of keys, None where there is none.

    Args:
        text: of the file.
        path: keys, from the outermost on.
        name: of the file, for the error.

    Raises:
        FormatError: the text is no JSON object.
    """
    node: _Node | None = _parse(text, name) if text.strip() else None
    for key in path:
        node = node.members.get(key) if node else None
    return node.value if node else None


def put_member(text: str, path: tuple[str, ...], value: object, name: str) -> str:
    """Return the text with a value at a path of keys, whatever was there before.

    Raises:
        FormatError: the text is no JSON object, or something on the path isn't one.
    """
    if not text.strip():
        whole = value
        for key in reversed(path):
            whole = {key: whole}
        return _render(whole, "") + "\n"
    node = _parse(text, name)
    for depth, key in enumerate(path):
        if not isinstance(node.value, dict):
            raise FormatError(
                name, f"{'.'.join(path[:depth]) or 'the whole'} is no object; put our settings there by hand"
            )
        inner = node.members.get(key)
        if inner is None:
            rest = value
            for missing in reversed(path[depth + 1 :]):
                rest = {missing: rest}
            return _insert(text, node, key, rest)
        node = inner
    return text[: node.start] + _render(value, _indent_at(text, node.start)) + text[node.end :]


def _insert(text: str, node: _Node, key: str, value: object) -> str:
    """Return the text with a member more at the end of an object, in the style of the others."""
    close = node.end - 1
    outer = _indent_at(text, node.start)
    first = next(iter(node.members.values()), None)
    inner = _indent_at(text, first.start) if first else ""
    if len(inner) <= len(outer):
        inner = outer + "  "
    member = f"{inner}{json.dumps(key, ensure_ascii=False)}: {_render(value, inner)}"
    head, tail = text[:close].rstrip(" \t"), text[close:]
    if node.members and not node.has_comma:
        last = max(one.end for one in node.members.values())
        head = head[:last] + "," + head[last:]
    if not head.endswith("\n"):
        head += "\n"
    return f"{head}{member}{',' if node.has_comma else ''}\n{outer}{tail}"


def _render(value: object, indent: str) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + indent)


def _indent_at(text: str, place: int) -> str:
    """Return the blanks with which the line of a place begins."""
    line = text[text.rfind("\n", 0, place) + 1 : place]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _parse(text: str, name: str) -> _Node:
    parser = _Parser(text, name)
    start = 1 if text.startswith("\ufeff") else 0
    node = parser.value(parser.skip(start))
    if parser.skip(node.end) != len(text) or not isinstance(node.value, dict):
        raise parser.error(node.end, "is no JSON object")
    return node


class _Parser:
    """Reads JSON with comments and trailing commas, and knows where everything stands."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name

    def skip(self, place: int) -> int:
        """Return where the next token begins."""
        found = _SKIPPED.match(self.text, place)
        return found.end() if found else place

    def error(self, place: int, reason: str) -> FormatError:
        """Return the error to raise."""
        return FormatError(self.name, reason, self.text.count("\n", 0, place) + 1)

    def value(self, place: int) -> _Node:
        """Return the value that begins at a place."""
        mark = self.text[place : place + 1]
        if mark == "{":
            return self._object(place)
        if mark == "[":
            return self._array(place)
        found = (_STRING if mark == '"' else _LITERAL).match(self.text, place)
        if found is None:
            raise self.error(place, f"{mark or 'the end'} isn't expected here")
        return _Node(place, found.end(), self._scalar(found.group(), place))

    def _scalar(self, written: str, place: int) -> object:
        try:
            return json.loads(written)
        except ValueError:
            raise self.error(place, f"{written[:40]} is no value") from None

    def _object(self, place: int) -> _Node:
        node = _Node(place, value={})
        place = self.skip(place + 1)
        while self.text[place : place + 1] != "}":
            key = self.value(place)
            place = self.skip(key.end)
            if not isinstance(key.value, str) or self.text[place : place + 1] != ":":
                raise self.error(place, "a key and a colon are expected here")
            member = self.value(self.skip(place + 1))
            node.members[key.value] = member
            node.value[key.value] = member.value
            place, node.has_comma = self._next(member.end, "}")
        node.end = place + 1
        return node

    def _array(self, place: int) -> _Node:
        node = _Node(place, value=[])
        place = self.skip(place + 1)
        while self.text[place : place + 1] != "]":
            one = self.value(place)
            node.value.append(one.value)
            place, _ = self._next(one.end, "]")
        node.end = place + 1
        return node

    def _next(self, place: int, close: str) -> tuple[int, bool]:
        """Return where the next member or the end stands, and whether there was a comma before it."""
        place = self.skip(place)
        if self.text[place : place + 1] == ",":
            return self.skip(place + 1), True
        if self.text[place : place + 1] != close:
            raise self.error(place, f"a comma or {close} is expected here")
        return place, False
