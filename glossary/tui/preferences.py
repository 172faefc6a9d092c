"""What a user sets for the app: a TOML file whose comments and order survive when the app writes to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from glossary.errors import InputError
from glossary.exchange.files.atomic_file import replace_file
from glossary.tui.actions import ACTIONS
from glossary.tui.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tomlkit import TOMLDocument

FILE_NAME = "tui.toml"
_WIDTHS = {"narrow": 1, "wide": 2}
_BEGIN = """\
# Settings of the terminal app of glossary. The app keeps your comments when it writes here.

# language = "zh-Hans"          # of the interface: "en" or "zh-Hans"
# theme = "textual-light"       # any theme that the command palette offers
# mouse = false                 # leave the mouse to the terminal
# ambiguous_width = "wide"      # if rows with “ ” … · — are shifted: your terminal draws them two cells wide

[keys]
# The name of an action, as the help (?) shows it, and its keys:
# "app.undo" = "u,ctrl+z"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """The settings of the app."""

    path: Path
    """The file they were read from and are written to."""

    language: str = "en"
    """Of the interface: a tag of ``language.LANGUAGES``."""

    theme: str = "textual-dark"
    """The name of a theme of Textual."""

    mouse: bool = True
    """Whether the app takes the mouse; without, the terminal's own selection works."""

    ambiguous_width: str = "narrow"
    """How the terminal draws characters of ambiguous width: narrow (one cell) or wide (two)."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by the id of an action, in place of its own."""

    filters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Saved filters by name: the fields of a filter that are set."""

    @property
    def ambiguous_cells(self) -> int:
        """How many cells a character of ambiguous width takes."""
        return _WIDTHS[self.ambiguous_width]


def default_path() -> Path:
    """Return where the settings are unless the user says otherwise."""
    from platformdirs import user_config_path  # noqa: PLC0415 - needed only where no path is given

    return user_config_path("glossary") / FILE_NAME


def load_preferences(path: Path) -> Preferences:
    """Return the settings of a file; where there is none, those that are in force without one.

    Raises:
        InputError: the file can't be read, or has a key or value that it can't have.
    """
    values = _read(path).unwrap() if path.exists() else {}
    for name, value in values.items():
        check = _CHECKS.get(name)
        if check is None:
            raise InputError(f"{path}: there is no setting {name!r}; the settings are {', '.join(_CHECKS)}")
        if problem := check(value):
            raise InputError(f"{path}: {name}: {problem}")
    return Preferences(path=path, **values)


def save_preference(path: Path, name: str, value: object, *, table: str | None = None) -> None:
    """Write one setting, and leave everything else in the file as it is; None takes it away.

    Raises:
        InputError: the file can't be read or written.
    """
    import tomlkit  # noqa: PLC0415 - needed only to write

    document = _read(path) if path.exists() else tomlkit.parse(_BEGIN)
    if table is not None:
        place: Any = document.setdefault(table, tomlkit.table())
        _set(place, name, value)
        text = tomlkit.dumps(document)
    elif value is None or name in document:
        _set(document, name, value)
        text = tomlkit.dumps(document)
    else:
        text = _with_new_line(tomlkit.dumps(document), f"{name} = {tomlkit.item(value).as_string()}\n")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replace_file(path) as file:
            file.write(text.encode())
    except OSError as error:
        raise InputError(f"{path}: the settings can't be written ({error.strerror})") from error


def _set(place: Any, name: str, value: object) -> None:  # noqa: ANN401 - a document or a table of tomlkit
    if value is None:
        place.pop(name, None)
    else:
        place[name] = value


def _with_new_line(text: str, line: str) -> str:
    """Add a line above the first table; below it, it would belong to the table."""
    position = 0 if text.startswith("[") else text.find("\n[") + 1
    if not text.startswith("[") and position == 0:
        return text + ("" if text.endswith("\n") or not text else "\n") + line
    return text[:position] + line + text[position:]


def _read(path: Path) -> TOMLDocument:
    import tomlkit  # noqa: PLC0415 - needed only where there is a file
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    try:
        if not path.is_file():
            raise InputError(f"{path}: the settings can't be read (it is no regular file)")
        return tomlkit.parse(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise InputError(f"{path}: the settings can't be read ({error})") from error


def _choice(*values: str) -> Callable[[object], str]:
    return lambda value: "" if value in values else f"{value!r} is none of {', '.join(values)}"


def _text(value: object) -> str:
    return "" if isinstance(value, str) and value else "it must be a text in quotation marks"


def _truth(value: object) -> str:
    return "" if isinstance(value, bool) else "it must be true or false"


def _keymap(value: object) -> str:
    if not isinstance(value, dict):
        return 'it must be a table such as [keys] with lines like "app.undo" = "u"'
    known = {action.id for action in ACTIONS}
    for name, keys in value.items():
        if name not in known:
            return f"there is no action {name!r}; the help (?) shows their names"
        if not isinstance(keys, str) or not keys:
            return f"{name}: its keys must be a text such as 'u,ctrl+z'"
    return ""


def _filters(value: object) -> str:
    if not isinstance(value, dict) or not all(isinstance(fields, dict) for fields in value.values()):
        return "it must be tables such as [filters.mine]"
    return ""


_CHECKS: dict[str, Callable[[object], str]] = {
    "language": _choice(*LANGUAGES),
    "theme": _text,
    "mouse": _truth,
    "ambiguous_width": _choice(*_WIDTHS),
    "keys": _keymap,
    "filters": _filters,
}
