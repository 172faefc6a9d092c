"""How a plugin calls this very program."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Invocation:
    """The program with the options that come before a command."""

    program: str
    options: tuple[str, ...] = ()

    @property
    def command(self) -> list[str]:
        """Program and options."""
        return [self.program, *self.options]


def find_invocation(
    db: str | None, *, program: str | None = None, environment: Mapping[str, str] | None = None
) -> Invocation:
    """Return how the running program is called from anywhere.

    The termbase goes with it where the command line or the environment names one: an editor that is started from a
    menu has neither. One that ``glossary.toml`` names doesn't: the settings of the edited text's folder count.

    Args:
        db: what the command line says.
        program: as it was started; ``sys.argv[0]`` unless given.
        environment: the process's own unless given.

    Raises:
        UsageError: a path has characters that no plugin can carry.
    """
    environment = os.environ if environment is None else environment
    named = db or environment.get("GLOSSARY_DB")
    if named and "://" not in named:
        named = str(Path(named).expanduser().absolute())
    started = Path(sys.argv[0] if program is None else program)
    is_script = started.stem == "glossary" and started.is_file()
    call = [str(started.absolute())] if is_script else [sys.executable, "-m", "glossary"]
    call += ["--db", named] if named else []
    for part in call:
        if not part.isprintable():
            raise UsageError(f"{part!r}: has characters that a plugin can't carry; choose another path")
    return Invocation(program=call[0], options=tuple(call[1:]))
