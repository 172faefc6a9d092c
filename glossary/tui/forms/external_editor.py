"""A text in the user's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from glossary.errors import GlossaryError, InputError, UsageError


def editor_command() -> list[str]:
    """Return the user's editor as a command.

    Raises:
        UsageError: none is set, or it isn't a command.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        parts = shlex.split(command)
    except ValueError as error:
        raise UsageError(f"{command}: this isn't a command ({error}); look at $VISUAL and $EDITOR") from error
    if not parts:
        raise UsageError("no editor is set; name one in $VISUAL or $EDITOR, such as EDITOR=nano")
    return parts


def edit_outside(text: str, command: list[str]) -> str:
    """Return what a text became in an editor, which has the terminal meanwhile; its last line break goes.

    Raises:
        GlossaryError: the editor can't be started, or ended badly.
        InputError: what it wrote isn't UTF-8.
    """
    handle, name = tempfile.mkstemp(prefix="glossary-", suffix=".txt")
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(f"{text}\n" if text else "")
        try:
            code = subprocess.run([*command, name], check=False).returncode  # noqa: S603 - the user's own command
        except OSError as error:
            raise GlossaryError(f"{command[0]}: the editor can't be started ({error.strerror})") from error
        if code:
            raise GlossaryError(f"{command[0]}: the editor ended with code {code}; the field is as it was")
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").removesuffix("\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{command[0]}: what it wrote isn't UTF-8; the field is as it was") from error
    finally:
        path.unlink(missing_ok=True)
