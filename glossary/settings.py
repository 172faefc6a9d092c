"""What a user can set, and where it is looked for."""

from __future__ import annotations

import getpass
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE_NAME = "glossary.toml"
_KEYS = ("db", "user")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one run."""

    db: str
    """The termbase: a path of an SQLite file or a database URL."""

    user: str
    """Who makes the changes, for the history."""


def load_settings(
    db: str | None = None, *, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Settings:
    """Return the settings in force.

    Args:
        db: what the command line says; it wins.
        environment: ``GLOSSARY_DB`` and ``GLOSSARY_USER`` come next; the process's own unless given.
        folder: where the search for ``glossary.toml`` begins, upwards; the current one unless given.

    Raises:
        InputError: the settings file can't be read, or has a key or value that it can't have.
    """
    environment = os.environ if environment is None else environment
    folder = folder or Path.cwd()
    found = next((p for p in (d / FILE_NAME for d in (folder, *folder.parents)) if p.is_file()), None)
    written = _read(found) if found else {}
    location = db or environment.get("GLOSSARY_DB") or written.get("db") or str(_default_database())
    user = environment.get("GLOSSARY_USER") or written.get("user") or getpass.getuser()
    return Settings(db=location, user=user)


def _default_database() -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415 - needed only where nothing else is set

    return user_data_path("glossary") / "glossary.db"


def _read(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            values: dict[str, Any] = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the settings can't be read ({error})") from error
    for key, value in values.items():
        if key not in _KEYS:
            raise InputError(f"{path}: there is no setting {key!r}; the settings are {', '.join(_KEYS)}")
        if not isinstance(value, str) or not value:
            raise InputError(f"{path}: {key} must be a text in quotation marks")
    location = values.get("db")
    if location and "://" not in location:
        values["db"] = str(path.parent / Path(location).expanduser())
    return values
