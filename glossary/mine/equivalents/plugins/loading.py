"""Plug-ins found by their names among the installed packages, and made with their settings."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

from glossary.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from glossary.mine.equivalents.plugins.protocol import EquivalentsPlugin
    from glossary.settings import PluginSettings

#: The group of the entry points.
GROUP = "glossary.equivalents"
#: Settings that every plug-in's table may have: so many terms are asked for in a run, so many at once, and so many
#: seconds it may take to answer them.
COMMON = {"limit": 200, "batch": 20, "timeout": 60}
#: Longer messages of a plug-in are cut.
LONGEST_MESSAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedPlugin:
    """A plug-in that is ready to be asked.

    ``secrets`` are values of environment variables that its settings name, which no message may contain.
    """

    name: str
    plugin: EquivalentsPlugin
    limit: int = COMMON["limit"]
    batch: int = COMMON["batch"]
    timeout: float = COMMON["timeout"]
    secrets: tuple[str, ...] = ()

    def explain(self, reason: object) -> str:
        """Return a message about the plug-in in one line, without its secrets."""
        text = " ".join(str(reason).split())
        for secret in self.secrets:
            text = text.replace(secret, "…")
        return f"plug-in {self.name}: {text[:LONGEST_MESSAGE]}"


def load_plugins(
    settings: PluginSettings, also: Iterable[str] = (), *, warn: Callable[[str], object]
) -> list[LoadedPlugin]:
    """Return the plug-ins that are switched on; what is wrong with one is told, and the others are returned.

    Args:
        settings: the table ``[plugins]``.
        also: names that the command line adds.
        warn: told in one line why a plug-in can't be used.
    """
    loaded = []
    for name in dict.fromkeys((*settings.equivalents, *also)):
        try:
            loaded.append(_load(name, settings.tables.get(name, {})))
        except InputError as error:
            warn(str(error))
    return loaded


def _load(name: str, table: Mapping[str, Any]) -> LoadedPlugin:
    common = {key: _number(name, key, table.get(key, value)) for key, value in COMMON.items()}
    found = list(entry_points(group=GROUP, name=name))
    if not found:
        where = "install it, or take it out of [plugins] in glossary.toml"
        raise InputError(f"plug-in {name}: no package that is installed has it; {where}; mining goes on without it")
    secrets = tuple(os.environ[value] for value in table.values() if isinstance(value, str) and os.environ.get(value))
    bare = LoadedPlugin(name=name, plugin=_Nobody(), secrets=secrets)
    try:
        plugin = found[0].load()(dict(table))
    except Exception as error:  # it is somebody else's code, and no reason to stop
        reason = f"it can't be used ({type(error).__name__}: {error}); mining goes on without it"
        raise InputError(bare.explain(reason)) from error
    if not callable(getattr(plugin, "propose", None)) or not isinstance(getattr(plugin, "name", None), str):
        raise InputError(bare.explain("what it makes has no name and no way to propose; mining goes on without it"))
    return LoadedPlugin(
        name=name,
        plugin=plugin,
        limit=int(common["limit"]),
        batch=int(common["batch"]),
        timeout=common["timeout"],
        secrets=secrets,
    )


def _number(name: str, key: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value < float("inf"):
        raise InputError(f"plug-in {name}: {key} must be a number from 1; mining goes on without it")
    return value


class _Nobody:
    """Stands in until there is a plug-in."""

    name = ""

    def propose(self, requests: object) -> list[list[Any]]:
        """Return nothing."""
        del requests
        return []
