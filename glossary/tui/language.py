"""The language of the interface: English in the code, other languages by the tables in ``messages/LANGUAGE/``.

The interface's language is one for the whole process, as the terminal is.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

#: The languages of the interface by their tags, each by its own name.
LANGUAGES = {"en": "English", "zh-Hans": "简体中文"}
_MESSAGES = Path(__file__).parent / "messages"


class _Spoken:
    """The language in force and its table."""

    tag = "en"
    table: dict[str, str] = {}  # noqa: RUF012 - replaced whole, never changed


def set_language(tag: str) -> None:
    """Speak a language from now on; English where there is no table for it."""
    _Spoken.tag = tag if tag in LANGUAGES else "en"
    _Spoken.table = {} if _Spoken.tag == "en" else load_messages(_Spoken.tag)


def current_language() -> str:
    """Return the tag of the language in force."""
    return _Spoken.tag


def load_messages(tag: str) -> dict[str, str]:
    """Return the table of a language: the message by its English."""
    table: dict[str, str] = {}
    for path in sorted((_MESSAGES / tag).glob("*.toml")):
        table |= tomllib.loads(path.read_text("utf-8"))
    return table


def t(message: str, /, **values: object) -> str:
    """Return a message in the language in force, with its ``{values}`` filled in."""
    text = _Spoken.table.get(message, message)
    return text.format(**values) if values else text


def tn(singular: str, plural: str, count: int, /, **values: object) -> str:
    """Return the message that fits a count, ``{count}`` filled in with thousands separated."""
    return t(singular if count == 1 else plural, count=f"{count:,}", **values)
