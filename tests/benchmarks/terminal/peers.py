"""The environment of the other programs."""

from __future__ import annotations

import subprocess
import venv
from typing import TYPE_CHECKING

from tests.benchmarks.terminal.rows import CACHE

if TYPE_CHECKING:
    from pathlib import Path

ENVIRONMENT = CACHE / "peers-terminal"
PACKAGES = ("textual==8.2.8", "textual-fastdatatable==0.19.3", "visidata==3.4", "harlequin==2.17.0")


def command_of(name: str) -> Path:
    """Return where a command of the environment is."""
    return ENVIRONMENT / "bin" / name


def install_peers() -> str:
    """Make the environment, once; return why that can't be done, ``""`` where it can."""
    try:
        if not command_of("python").exists():
            venv.create(ENVIRONMENT, with_pip=True)
        pip = (str(command_of("python")), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        done = subprocess.run([*pip, *PACKAGES], check=False, capture_output=True, encoding="utf-8")
    except (OSError, subprocess.CalledProcessError) as error:
        return str(error)
    return done.stderr.strip().rpartition("\n")[2] if done.returncode else ""
