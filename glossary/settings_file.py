"""The settings file and the termbase that it names, found and read with as little as a look-up needs."""

from __future__ import annotations

import os
import sys

from glossary.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

FILE_NAME = "glossary.toml"
_TEXTS, _SWITCHES, _TABLES = ("db", "user"), ("log_misses", "learn"), ("check", "plugins", "backups")
_OFF = frozenset(("0", "false", "no", "off"))


def find_database(
    db: str | None, environment: Mapping[str, str], folder: str | None = None
) -> tuple[str, str, dict[str, Any]]:
    """Return the termbase in force, and the settings file with what it says, both empty where there is none.

    Args:
        db: what the command line says; it wins.
        environment: ``GLOSSARY_DB`` comes next, then the settings file, then the user's data folder.
        folder: where the search for the settings file begins, upwards; the current one unless given.

    Raises:
        InputError: the settings file can't be read, or has a key or value that it can't have.
    """
    file = _find_file(folder or os.getcwd())  # noqa: PTH109 - pathlib takes as long to load as a look-up
    written = _read(file) if file else {}
    location = db or environment.get("GLOSSARY_DB") or written.get("db") or _default_database(environment)
    return location, file, written


def logs_misses(environment: Mapping[str, str], written: Mapping[str, Any]) -> bool:
    """Return whether what is looked up and not found is counted: by ``GLOSSARY_LOG_MISSES``, else by the file."""
    told = environment.get("GLOSSARY_LOG_MISSES")
    return told.lower() not in _OFF if told else bool(written.get("log_misses", True))


def data_folder(environment: Mapping[str, str]) -> str:
    """Return the folder of the user's data, where the operating system has it."""
    return os.path.dirname(_default_database(environment))  # noqa: PTH120 - see above


def _find_file(folder: str) -> str:
    """Return the nearest settings file upwards, ``""`` for none."""
    while True:
        path = os.path.join(folder, FILE_NAME)  # noqa: PTH118 - see above
        if os.path.isfile(path):  # noqa: PTH113 - see above
            return path
        folder, before = os.path.dirname(folder), folder  # noqa: PTH120 - see above
        if folder == before:
            return ""


def _default_database(environment: Mapping[str, str]) -> str:
    """Return the termbase in the user's data folder, where the operating system has it."""
    if sys.platform == "linux":  # what platformdirs says there, which takes longer to load than a look-up
        home = environment.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share")  # noqa: PTH111 - see above
        return os.path.join(home, "glossary", "glossary.db")  # noqa: PTH118 - see above
    from platformdirs import user_data_path  # noqa: PLC0415 - needed only where nothing else is set

    return str(user_data_path("glossary") / "glossary.db")


def _read(path: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - many look-ups need none

    try:
        with open(path, "rb") as file:  # noqa: PTH123 - see above
            values: dict[str, Any] = tomllib.load(file)
    except (OSError, ValueError, RecursionError) as error:  # also numbers and nesting beyond measure
        raise InputError(f"{path}: the settings can't be read ({error})") from error
    for key, value in values.items():
        _check_value(path, key, value)
    location = values.get("db")
    if location and "://" not in location:
        values["db"] = os.path.join(os.path.dirname(path), os.path.expanduser(location))  # noqa: PTH111, PTH118, PTH120 - see above
    return values


def _check_value(path: str, key: str, value: object) -> None:
    if key in _TEXTS:
        if not isinstance(value, str) or not value:
            raise InputError(f"{path}: {key} must be a text in quotation marks")
    elif key in _SWITCHES:
        if not isinstance(value, bool):
            raise InputError(f"{path}: {key} must be true or false")
    elif key not in _TABLES:
        known = ", ".join((*_TEXTS, *_TABLES, *_SWITCHES))
        raise InputError(f"{path}: there is no setting {key!r}; the settings are {known}")
