"""What a user can set, and where it is looked for."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from glossary.errors import InputError
from glossary.settings_file import FILE_NAME, find_database, logs_misses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["FILE_NAME", "BackupSettings", "CheckSettings", "PluginSettings", "Settings", "load_settings"]
_CHECK_KEYS = ("mute", "ignore")
_BACKUP_KEYS = ("keep", "days")
#: Nobody wants more copies, and calendars end.
_MOST_BACKUPS = 3650


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """What the checks of texts leave out: the table ``[check]``."""

    mute: tuple[str, ...] = ()
    """Terms, in any of their spellings, or ids of entries."""

    ignore: tuple[str, ...] = ()
    """Codes of findings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginSettings:
    """The plug-ins that are switched on, and what each is told: the table ``[plugins]``."""

    equivalents: tuple[str, ...] = ()
    """The names of those that propose equivalents, in the order in which they are asked."""

    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The table ``[plugins.NAME]`` of each by its name, for those that have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSettings:
    """The copies that are kept before upgrades and large changes: the table ``[backups]``."""

    keep: int = 5
    """So many of the newest stay; 0 makes none."""

    days: int = 7
    """Of so many days, today among them, the last copy stays as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one run."""

    db: str
    """The termbase: a path of an SQLite file or a database URL."""

    user: str
    """Who makes the changes, for the history."""

    check: CheckSettings = CheckSettings()
    """What the checks of texts leave out."""

    log_misses: bool = True
    """Whether what is looked up and not found is counted in the termbase."""

    learn: bool = True
    """Whether candidates that wait for a decision are ranked by the decisions so far."""

    plugins: PluginSettings = PluginSettings()
    """The plug-ins that may be asked for equivalents."""

    backups: BackupSettings = BackupSettings()
    """The copies of a termbase in a file that are kept before upgrades and large changes."""


def load_settings(
    db: str | None = None, *, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Settings:
    """Return the settings in force.

    Args:
        db: what the command line says; it wins.
        environment: ``GLOSSARY_DB``, ``GLOSSARY_USER`` and ``GLOSSARY_LOG_MISSES`` come next; the process's own
            unless given.
        folder: where the search for ``glossary.toml`` begins, upwards; the current one unless given.

    Raises:
        InputError: the settings file can't be read, or has a key or value that it can't have.
    """
    environment = os.environ if environment is None else environment
    location, file, written = find_database(db, environment, None if folder is None else str(folder))
    user = environment.get("GLOSSARY_USER") or written.get("user") or getpass.getuser()
    check = _read_check(file, written["check"]) if "check" in written else CheckSettings()
    plugins = _read_plugins(file, written["plugins"]) if "plugins" in written else PluginSettings()
    backups = _read_backups(file, written["backups"]) if "backups" in written else BackupSettings()
    return Settings(
        db=location,
        user=user,
        check=check,
        log_misses=logs_misses(environment, written),
        learn=written.get("learn", True),
        plugins=plugins,
        backups=backups,
    )


def _read_check(path: str, values: object) -> CheckSettings:
    """Return the table ``[check]``."""
    if not isinstance(values, dict):
        raise InputError(f"{path}: check must be a table: [check], then mute = [...] and ignore = [...]")
    for key, texts in values.items():
        if key not in _CHECK_KEYS:
            raise InputError(f"{path}: there is no setting {key!r} in [check]; it has {', '.join(_CHECK_KEYS)}")
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise InputError(f'{path}: {key} in [check] must be a list of texts, such as ["reform"]')
    return CheckSettings(mute=tuple(values.get("mute", ())), ignore=tuple(values.get("ignore", ())))


def _read_backups(path: str, values: object) -> BackupSettings:
    """Return the table ``[backups]``."""
    if not isinstance(values, dict):
        raise InputError(f"{path}: backups must be a table: [backups], then keep = 5 and days = 7")
    for key, number in values.items():
        if key not in _BACKUP_KEYS:
            raise InputError(f"{path}: there is no setting {key!r} in [backups]; it has {', '.join(_BACKUP_KEYS)}")
        if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= _MOST_BACKUPS:
            raise InputError(f"{path}: {key} in [backups] must be a whole number from 0 to {_MOST_BACKUPS}")
    return BackupSettings(**values)


def _read_plugins(path: str, values: object) -> PluginSettings:
    """Return the table ``[plugins]``, with the tables of the plug-ins in it."""
    if not isinstance(values, dict):
        raise InputError(f'{path}: plugins must be a table: [plugins], then equivalents = ["NAME"]')
    names = values.get("equivalents", [])
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise InputError(f'{path}: equivalents in [plugins] must be a list of names, such as ["my-translator"]')
    tables = {name: table for name, table in values.items() if name != "equivalents"}
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise InputError(
                f"{path}: there is no setting {name!r} in [plugins]; a plug-in's own are in [plugins.NAME]"
            )
    return PluginSettings(equivalents=tuple(dict.fromkeys(names)), tables=tables)
