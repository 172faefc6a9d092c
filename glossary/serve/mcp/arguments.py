"""What a tool is asked: values read one by one, each mistake told in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: The longest text that is looked at, in bytes of UTF-8.
LONGEST_TEXT = 1_000_000
_SHOWN = 40


def require_known(arguments: Mapping[str, Any], names: Sequence[str]) -> None:
    """Check that there are no arguments but these.

    Raises:
        InputError: there is another one.
    """
    for name in arguments:
        if name not in names:
            raise InputError(f"there is no argument {_shown(name)}; the arguments are {', '.join(names)}")


def read_text(arguments: Mapping[str, Any], name: str, *, longest: int = LONGEST_TEXT) -> str:
    """Return a text that must be there.

    Raises:
        InputError: it isn't, is empty, or is too long.
    """
    text = read_optional(arguments, name, longest=longest)
    if text is None:
        raise InputError(f"{name} is missing")
    if not text.strip():
        raise InputError(f"{name} is empty")
    return text


def read_optional(arguments: Mapping[str, Any], name: str, *, longest: int = LONGEST_TEXT) -> str | None:
    """Return a text, None where there is none.

    Raises:
        InputError: it is no text, or too long.
    """
    text = arguments.get(name)
    if text is None:
        return None
    if not isinstance(text, str):
        raise InputError(f"{name} must be a text, not {_shown(text)}")
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise InputError(f"{name} has half a surrogate pair, which is no character") from None
    if size > longest:
        raise InputError(f"{name} has {size:,} bytes; at most {longest:,} are looked at: send it in parts")
    return text


def read_choice(arguments: Mapping[str, Any], name: str, choices: Sequence[str]) -> str | None:
    """Return one of some words, None where there is none.

    Raises:
        InputError: it is another one.
    """
    choice = arguments.get(name)
    if choice is not None and choice not in choices:
        raise InputError(f"{name} must be one of {', '.join(choices)}, not {_shown(choice)}")
    return choice


def read_flag(arguments: Mapping[str, Any], name: str) -> bool:
    """Return yes or no, no where nothing is said.

    Raises:
        InputError: it is neither.
    """
    flag = arguments.get(name)
    if flag is not None and not isinstance(flag, bool):
        raise InputError(f"{name} must be true or false, not {_shown(flag)}")
    return bool(flag)


def read_number(arguments: Mapping[str, Any], name: str, *, default: int, most: int) -> int:
    """Return a whole number from 1 on.

    Raises:
        InputError: it is none, or too large.
    """
    number = arguments.get(name)
    if number is None:
        return default
    if isinstance(number, float) and number.is_integer():
        number = int(number)  # 1.0 is a whole number in JSON
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= most:
        raise InputError(f"{name} must be a whole number from 1 to {most:,}, not {_shown(number)}")
    return number


def read_list(arguments: Mapping[str, Any], name: str, *, most: int) -> list[str]:
    """Return a list of texts, an empty one where there is none.

    Raises:
        InputError: it is none, or too long.
    """
    texts = arguments.get(name)
    if texts is None:
        return []
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise InputError(f"{name} must be a list of texts, not {_shown(texts)}")
    if len(texts) > most:
        raise InputError(f"{name} has {len(texts):,} texts; at most {most} are taken")
    return texts


def _shown(value: object) -> str:
    """Return a value as a message shows it: short, in one line, in characters that any terminal has."""
    text = ascii(value) if not isinstance(value, str) or not value.isprintable() else f"{value!r}"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
