"""What a request may hold: one description that reads it and, as a JSON Schema, tells of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from glossary.serve.http.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHOWN = 60


class Field(Protocol):
    """A kind of value."""

    def read(self, value: object, where: str) -> Any:  # noqa: ANN401 - a value of any kind
        """Return a value that is right.

        Raises:
            Problem: it isn't; ``where`` says in which place.
        """

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A string, counted in code points; ``choices`` and ``pattern`` narrow it, the pattern by its beginning."""

    longest: int
    shortest: int = 0
    choices: tuple[str, ...] = ()
    pattern: str | None = None
    may_be_null: bool = False
    says: str = ""

    def read(self, value: object, where: str) -> str | None:
        """Return the string."""
        if value is None and self.may_be_null:
            return None
        if not isinstance(value, str):
            _refuse(where, "must be a text", value)
        if self.choices and value not in self.choices:
            _refuse(where, f"must be one of {', '.join(self.choices)}", value)
        if len(value) < self.shortest:
            _refuse(where, "must not be empty" if self.shortest == 1 else f"has less than {self.shortest} characters")
        if len(value) > self.longest:
            _refuse(where, f"has more than {self.longest:,} characters")
        if not is_text(value):
            _refuse(where, "has half a surrogate pair, which is no character")
        if self.pattern and not re.search(self.pattern, value):
            _refuse(where, self.says or f"must match {self.pattern}", value)
        return value

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the string."""
        if self.choices:
            choices = [*self.choices, None] if self.may_be_null else list(self.choices)
            return {"type": _type("string", may_be_null=self.may_be_null), "enum": choices}
        narrowed: dict[str, Any] = {"type": _type("string", may_be_null=self.may_be_null), "maxLength": self.longest}
        if self.shortest:
            narrowed["minLength"] = self.shortest
        if self.pattern:
            narrowed["pattern"] = self.pattern
        return narrowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A whole number."""

    least: int
    most: int

    def read(self, value: object, where: str) -> int:
        """Return the number."""
        is_float = isinstance(value, float) and value.is_integer()  # 1.0 is a whole number in JSON
        if isinstance(value, bool) or not (isinstance(value, int) or is_float):
            _refuse(where, "must be a whole number", value)
        number = int(value)  # type: ignore[call-overload]
        if not self.least <= number <= self.most:
            span = f"from {self.least} to {self.most}" if self.least < self.most else str(self.least)
            _refuse(where, f"must be {span}", value)
        return int(number)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the number."""
        if self.least == self.most:
            return {"type": "integer", "const": self.least}
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list of values of one kind."""

    of: Field
    most: int
    least: int = 0

    def read(self, value: object, where: str) -> list[Any]:
        """Return the list."""
        if not isinstance(value, list):
            _refuse(where, "must be a list", value)
        if len(value) < self.least:
            _refuse(where, f"must have at least {self.least}")
        if len(value) > self.most:
            _refuse(where, f"has more than {self.most}")
        return [self.of.read(item, f"{where}[{number}]") for number, item in enumerate(value)]

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the list."""
        least = {"minItems": self.least} if self.least else {}
        return {"type": "array", "items": self.of.schema(), "maxItems": self.most, **least}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An object of named values; it has no others, so that a mistake in a name is told."""

    fields: Mapping[str, Field]
    required: tuple[str, ...] = ()
    name: str = field(default="")

    def read(self, value: object, where: str = "") -> dict[str, Any]:
        """Return the object."""
        if not isinstance(value, dict):
            _refuse(where or "the body", "must be an object", value)
        for name in value:
            if name not in self.fields:
                _refuse(_join(where, name), f"isn't known; there are {', '.join(self.fields)}")
        for name in self.required:
            if name not in value:
                _refuse(_join(where, name), "is missing")
        return {name: self.fields[name].read(item, _join(where, name)) for name, item in value.items()}

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the object."""
        required = {"required": list(self.required)} if self.required else {}
        properties = {name: kind.schema() for name, kind in self.fields.items()}
        return {"type": "object", "properties": properties, **required, "additionalProperties": False}

    def patch_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a merge patch of the object: any of its fields, null to take one away."""
        properties = {name: {"anyOf": [kind.schema(), {"type": "null"}]} for name, kind in self.fields.items()}
        return {"type": "object", "properties": properties, "additionalProperties": False}


def is_text(value: str) -> bool:
    """Tell whether a string has no half surrogate pairs: JSON can write them, nothing can hold them."""
    return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)


def _join(where: str, name: str) -> str:
    shown = name if name.isprintable() and len(name) <= _SHOWN else ascii(name[:_SHOWN])
    return f"{where}.{shown}" if where else shown


def _type(name: str, *, may_be_null: bool) -> str | list[str]:
    return [name, "null"] if may_be_null else name


def _refuse(where: str, what: str, value: object = None) -> NoReturn:
    """Refuse a value in one line, that shows it where it is short."""
    shown = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    told = "" if value is None or len(shown) > _SHOWN else f", not {shown}"
    raise Problem(422, f"{where}: {what}{told}")
