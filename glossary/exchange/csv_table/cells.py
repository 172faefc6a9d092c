"""Several texts in one cell: separated by ``|``, which with the backslash is escaped by a backslash."""

from __future__ import annotations

import re

_UNESCAPED = re.compile(r"((?:[^|\\]++|\\.|\\\Z)*+)(\||\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\([|\\])")
_NUMBERED = re.compile(r"\[(\d{1,4})\][ ]?")


def join_cell(texts: list[str]) -> str:
    """Return a cell of texts, without space around them; empty texts at the end are left out."""
    if not any(texts):
        return ""
    stripped = [text.strip() for text in texts]
    while stripped and not stripped[-1]:
        stripped.pop()
    escaped = (text.replace("\\", "\\\\").replace("|", "\\|") for text in stripped)
    return " | ".join(escaped).strip()


def split_cell(cell: str) -> list[str]:
    r"""Return the texts of a cell, without space around them; none for an empty cell.

    A backslash before anything but ``|`` and ``\`` is one: tables of others know no escapes.
    """
    if not cell.strip():
        return []
    if "|" not in cell and "\\" not in cell:
        return [cell.strip()]
    texts = []
    for match in _UNESCAPED.finditer(cell):
        texts.append(_ESCAPE.sub(r"\1", match[1]).strip())
        if not match[2]:
            break
    return texts


def number_text(text: str, number: int) -> str:
    """Return a text with the number of the term it is about; the first term needs none."""
    text = text.strip()
    return text if number == 1 and not _NUMBERED.match(text) else f"[{number}] {text}"


def parse_number(text: str) -> tuple[int, str]:
    """Return the number of the term that a text is about, and the text without it."""
    match = _NUMBERED.match(text)
    return (int(match[1]), text[match.end() :].strip()) if match else (1, text)
