"""Characters that no text file of ours may hold."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry

# Everything outside of the production Char of XML 1.0: controls other than tab and line ends, halves of
# surrogate pairs, and the two noncharacters. CSV would allow some of them, but no program reads them well.
ILLEGAL_CLASS = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_ILLEGAL = re.compile(f"[{ILLEGAL_CLASS}]")


def strip_illegal(text: str) -> str:
    """Return the text without the characters that XML 1.0 forbids; the same object if there are none."""
    return _ILLEGAL.sub("", text) if _ILLEGAL.search(text) else text


def has_illegal(text: str) -> bool:
    """Whether a text has characters that XML 1.0 forbids."""
    return bool(_ILLEGAL.search(text))


def clean_entry(entry: ConceptEntry) -> ConceptEntry:
    """Return the entry with `strip_illegal` done to all its texts, its id too."""
    return cast("ConceptEntry", _clean(entry))


def _clean(value: Any) -> Any:  # noqa: ANN401 - walks values of every type an entry has
    if isinstance(value, str):
        return strip_illegal(value)
    if isinstance(value, tuple):
        return tuple(_clean(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _clean(getattr(value, each.name)) for each in fields(value)})
    return value
