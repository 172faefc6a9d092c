"""The project's ``glossary.toml``, written to so that every comment in it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, Table

from glossary.errors import InputError
from glossary.exchange.files.atomic_file import replace_file

if TYPE_CHECKING:
    from pathlib import Path


def mute_in(path: Path, term: str) -> bool:
    """Add a term to ``[check] mute`` of a settings file, which is made where there is none.

    Args:
        path: the file.
        term: what is never found fault with from now on.

    Returns:
        Whether it wasn't there already.

    Raises:
        InputError: the file can't be read or written, or has something else in that place.
    """
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        document = tomlkit.parse(text)
        table = document.setdefault("check", tomlkit.table())
        if not isinstance(table, Table):
            raise InputError(f"{path}: check must be a table, [check]")
        muted = table.setdefault("mute", tomlkit.array())
        if not isinstance(muted, Array):
            raise InputError(f"{path}: check.mute must be a list of texts")
        if term in muted.unwrap():
            return False
        muted.append(term)
        with replace_file(path) as file:
            file.write(tomlkit.dumps(document).encode())
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise InputError(f"{path}: the settings can't be changed ({error})") from error
    return True
