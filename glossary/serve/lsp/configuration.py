"""What a user can set in the editor, over what ``glossary.toml`` says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.settings import FILE_NAME, CheckSettings, Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: The section of an editor's settings that is ours.
SECTION = "glossary"
_HINTS = ("off", "first", "all")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorSettings:
    """What the editor says; None and nothing where it says nothing."""

    db: str | None = None
    """The termbase; wins over everything else."""

    mute: tuple[str, ...] = ()
    """``check.mute``: terms or ids of entries that are never found fault with."""

    ignore: tuple[str, ...] = ()
    """``check.ignore``: codes of findings."""

    check: bool = True
    """``check.enabled``: whether documents are checked at all."""

    problems: int = 500
    """``check.maxProblems``: at most so many findings of a document are shown."""

    hints: str = "off"
    """``inlayHints``: equivalents behind terms: ``off``, ``first`` (of each paragraph) or ``all``."""

    lenses: bool = False
    """``codeLens``: above each paragraph, how many terms it has."""

    examples: int = 2
    """``hover.examples``: at most so many usage examples."""

    completions: int = 30
    """``completion.limit``: at most so many items."""

    min_letters: int = 2
    """``completion.minLetters``: so many Latin letters must be typed; one Chinese character always does."""

    problems_with: tuple[str, ...] = field(default=(), compare=False)
    """What couldn't be understood, one line each."""


def read_editor_settings(*layers: object) -> EditorSettings:
    """Return the settings in what an editor sends: our section, or an object that has it.

    What can't be understood is left as it is by default and told in ``problems_with``.

    Args:
        layers: what it sent when it began, and what it sent later, which goes before.
    """
    values: dict[str, Any] = {}
    for layer in layers:
        section = layer.get(SECTION) if isinstance(layer, dict) else None
        values = _merged(values, section if isinstance(section, dict) else layer)
    found: dict[str, Any] = {}
    wrong: list[str] = []
    for path, (name, kind) in _FIELDS.items():
        value = _dig(values, path)
        if value is None:
            continue
        try:
            found[name] = kind(value)
        except ValueError as error:
            wrong.append(f"{SECTION}.{path}: {error}")
    return replace(EditorSettings(), **found, problems_with=tuple(wrong))


def load_workspace_settings(folder: Path | None, *, db: str | None, editor: EditorSettings) -> Settings:
    """Return the settings in force in a workspace.

    Args:
        folder: its root; the process's own folder where the editor has none.
        db: what the command line says.
        editor: what the editor says.

    Raises:
        InputError: ``glossary.toml`` can't be used.
    """
    chosen = editor.db
    if chosen is not None and "://" not in chosen:
        chosen = str((folder or Path.cwd()) / Path(chosen).expanduser())
    settings = load_settings(chosen or db, folder=folder)
    check = CheckSettings(mute=(*settings.check.mute, *editor.mute), ignore=(*settings.check.ignore, *editor.ignore))
    return replace(settings, check=check)


def find_settings_file(folder: Path | None) -> Path | None:
    """Return the ``glossary.toml`` that holds in a folder, None where there is none."""
    folder = folder or Path.cwd()
    return next((path for path in (each / FILE_NAME for each in (folder, *folder.parents)) if path.is_file()), None)


def _merged(below: dict[str, Any], above: object) -> dict[str, Any]:
    if not isinstance(above, dict):
        return below
    merged = dict(below)
    for name, value in above.items():
        under = below.get(name)
        merged[name] = _merged(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return merged


def _dig(values: Mapping[str, Any], path: str) -> object:
    found: object = values
    for name in path.split("."):
        if not isinstance(found, dict):
            return None
        found = found.get(name)
    return found


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        raise ValueError("must be a text")  # noqa: TRY004 - told to the user, with the others
    return value or None


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError("must be a list of texts")
    return tuple(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")  # noqa: TRY004 - told to the user, with the others
    return value


def _number(least: int, most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return value

    return read


def _hints(value: object) -> str:
    if value not in _HINTS:
        raise ValueError(f"must be one of {', '.join(_HINTS)}")
    return str(value)


_FIELDS: dict[str, tuple[str, Callable[[object], object]]] = {
    "db": ("db", _text),
    "check.mute": ("mute", _texts),
    "check.ignore": ("ignore", _texts),
    "check.enabled": ("check", _flag),
    "check.maxProblems": ("problems", _number(1, 100_000)),
    "inlayHints": ("hints", _hints),
    "codeLens": ("lenses", _flag),
    "hover.examples": ("examples", _number(0, 20)),
    "completion.limit": ("completions", _number(1, 60)),
    "completion.minLetters": ("min_letters", _number(1, 10)),
}
