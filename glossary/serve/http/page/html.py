"""HTML built of elements; whatever isn't HTML already is escaped."""

from __future__ import annotations

from html import escape
from typing import TypeAlias

_WITHOUT_END = frozenset({"meta", "link", "input", "br"})


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


Child: TypeAlias = "str | Html | None"
Attribute: TypeAlias = "str | int | bool | None"


def element(name: str, /, *children: Child, **attributes: Attribute) -> Html:
    """Return an element; ``aria_label`` stands for aria-label, ``class_`` for class; None and False leave out."""
    opened = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Html(opened) if name in _WITHOUT_END else Html(f"{opened}{joined(*children)}</{name}>")


def joined(*children: Child) -> Html:
    """Return pieces one after the other."""
    return Html("".join(child if isinstance(child, Html) else escape(child) for child in children if child))


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
