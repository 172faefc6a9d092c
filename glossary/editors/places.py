"""Where each editor keeps what a user adds to it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def neovim_folder() -> Path:
    """Return Neovim's own: ``nvim``, or what ``NVIM_APPNAME`` says."""
    base = _local_data() if _is_windows() else _config()
    return base / (os.environ.get("NVIM_APPNAME") or "nvim")


def vim_folder() -> Path:
    """Return Vim's own; the newer place only where it is the only one, as Vim does itself."""
    if _is_windows():
        return Path.home() / "vimfiles"
    home = Path.home()
    is_new = not ((home / ".vimrc").exists() or (home / ".vim").exists()) and (_config() / "vim").is_dir()
    return _config() / "vim" if is_new else home / ".vim"


def emacs_folder() -> Path:
    """Return Emacs's own, sought in the order in which Emacs seeks it."""
    home = _roaming() if _is_windows() else Path.home()
    classic, new = home / ".emacs.d", _config() / "emacs"
    is_new = not classic.exists() and not (home / ".emacs").exists() and new.is_dir()
    return new if is_new else classic


def helix_folder() -> Path:
    """Return Helix's own."""
    return (_roaming() if _is_windows() else _config()) / "helix"


def kate_folder() -> Path:
    """Return Kate's own."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Preferences" / "kate"
    return (_local_data() if _is_windows() else _config()) / "kate"


def sublime_folder() -> Path:
    """Return where Sublime Text keeps a user's settings."""
    if sys.platform == "darwin":
        base, names = Path.home() / "Library" / "Application Support", ("Sublime Text", "Sublime Text 3")
    elif _is_windows():
        base, names = _roaming(), ("Sublime Text", "Sublime Text 3")
    else:
        base, names = _config(), ("sublime-text", "sublime-text-3")
    found = next((name for name in names if (base / name).is_dir()), names[0])
    return base / found / "Packages" / "User"


def vsix_folder() -> Path:
    """Return where the packed extension for VS Code is kept, which copies it to its own place."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - only this editor needs it

    return user_cache_path("glossary")


def _is_windows() -> bool:
    return os.name == "nt"


def _config() -> Path:
    return _from_environment(os.environ, "XDG_CONFIG_HOME", Path.home() / ".config")


def _roaming() -> Path:
    return _from_environment(os.environ, "APPDATA", Path.home() / "AppData" / "Roaming")


def _local_data() -> Path:
    return _from_environment(os.environ, "LOCALAPPDATA", Path.home() / "AppData" / "Local")


def _from_environment(environment: Mapping[str, str], name: str, default: Path) -> Path:
    """Return the folder that a variable names; a relative one doesn't count, says the XDG specification."""
    value = environment.get(name, "")
    return Path(value) if value and Path(value).is_absolute() else default
