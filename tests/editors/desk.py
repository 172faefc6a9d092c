"""A home with an editor's plugin, a termbase and a text, and how an editor is run in it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / ".cache" / "editors"
GLOSSARY = Path(sys.executable).with_name("glossary")
#: So long an editor may take before it is taken for stuck.
PATIENCE = 60

#: Lines that begin with 汉字 and 😀 show columns that are counted wrong.
TEXT = """\
# Notes

汉字😀 The new productive forces are what planners talk about.

Reporters write that new quality productive forces drive growth.
"""
FIXED = TEXT.replace("The new productive forces", "The new quality productive forces")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A home with a termbase and a text; everything that is started here sees no other home."""

    home: Path
    environment: Mapping[str, str]

    @property
    def termbase(self) -> Path:
        """The file of the termbase."""
        return self.home / "terms.db"

    @property
    def text(self) -> Path:
        """The text to work on."""
        return self.home / "work" / "notes.md"

    def glossary(self, *arguments: str) -> str:
        """Run the program on the termbase and return what it prints."""
        done = subprocess.run(
            [GLOSSARY, "--db", self.termbase, *arguments],
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def run(self, command: Sequence[str | Path], **more: str) -> str:
        """Run an editor to its end and return what it printed; one that fails or hangs shows all it said."""
        try:
            done = subprocess.run(
                command,
                env={**self.environment, **more},
                cwd=self.text.parent,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
                timeout=PATIENCE,
            )
        except subprocess.TimeoutExpired as expired:
            pytest.fail(f"{command[0]} hangs: {expired.stdout!r} {expired.stderr!r}")
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr
