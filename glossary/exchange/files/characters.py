"""Characters that no text file of ours may hold."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry

# Everything outside of the production Char of XML 1.0: controls other than tab and line ends, halves of
# surrogate pairs, and the two noncharacters. CSV would allow some of them, but no program reads them well.
ILLEGAL_CLASS = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_ILLEGAL = re.compile(f"[{ILLEGAL_CLASS}]")
# Controls, halves of surrogate pairs, noncharacters, and the byte order mark, which is nothing but one in a list.
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_LAYOUT = re.compile(rf"[^\S ]|  |{_UNWANTED.pattern}")


def strip_illegal(text: str) -> str:
    """Return the text without the characters that XML 1.0 forbids; the same object if there are none."""
    return _ILLEGAL.sub("", text) if _ILLEGAL.search(text) else text


def has_illegal(text: str) -> bool:
    """Whether a text has characters that XML 1.0 forbids."""
    return bool(_ILLEGAL.search(text))


def one_line(text: str) -> str:
    """Return a text without controls, and with one space for any space in it."""
    return _UNWANTED.sub("", " ".join(_UNWANTED.sub(_keep_space, text).split()))


def has_layout(text: str) -> bool:
    """Whether `one_line` changes more of a text than the space around it."""
    if text.isprintable() and "  " not in text:
        return False  # as most
    return bool(_LAYOUT.search(text)) and one_line(text) != text.strip()


def clean_entry(entry: ConceptEntry) -> ConceptEntry:
    """Return the entry with `strip_illegal` done to all its texts, its id too; the same object if that changes none."""
    return cast("ConceptEntry", _clean(entry))


def _keep_space(match: re.Match[str]) -> str:
    return match[0] if match[0].isspace() else ""


def _clean(value: Any) -> Any:  # noqa: ANN401 - walks values of every type an entry has
    """Return a value without them, the same object if there are none."""
    if isinstance(value, str):
        return strip_illegal(value)
    if isinstance(value, tuple):
        cleaned = tuple([_clean(each) for each in value])
        return value if all(map(is_, cleaned, value)) else cleaned
    if is_dataclass(value) and not isinstance(value, type):
        found = {name: getattr(value, name) for name in _names(type(value))}
        changed = {name: made for name, each in found.items() if (made := _clean(each)) is not each}
        return replace(value, **changed) if changed else value
    return value


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
