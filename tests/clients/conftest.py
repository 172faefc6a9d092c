"""Programs as the users of our files have them; each test is skipped where its program is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.clients.awkward import ENTRIES
from tests.termbases import write_termbase

if TYPE_CHECKING:
    from collections.abc import Callable

_CACHE = Path(__file__).resolve().parents[2] / ".cache" / "clients"
GLOSSARY = Path(sys.executable).with_name("glossary")
#: So long a program may take before it is taken for stuck.
PATIENCE = 400


@pytest.fixture(scope="session")
def find_client() -> Callable[[str], str]:
    """Return how to find a program or a file of one; without it the test is skipped, or fails where it is required."""

    def find(name: str) -> str:
        environment, _, program = name.rpartition("/")
        if name.startswith("/"):
            found = name if Path(name).exists() else None
        else:
            found = shutil.which(program, path=str(_CACHE / environment / "bin") if environment else None)
        if found:
            return found
        reason = f"{name} isn't installed; .ci/clients installs it"
        if os.environ.get("GLOSSARY_REQUIRE_CLIENTS"):
            pytest.fail(reason)
        pytest.skip(reason)

    return find


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., str]:
    """Return how to run a program for what it prints, as a user of whom this machine knows nothing."""
    environment = {**os.environ, "HOME": str(tmp_path), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}

    def call(*command: str | Path) -> str:
        done = subprocess.run(command, check=False, capture_output=True, env=environment, timeout=PATIENCE)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    return call


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a termbase with the curated base; don't write to it."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    subprocess.run([GLOSSARY, "--db", path, "base"], check=True, capture_output=True, timeout=PATIENCE)
    return path


@pytest.fixture(scope="session")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a termbase with awkward entries; don't write to it."""
    return write_termbase(tmp_path_factory.mktemp("awkward") / "awkward.db", ENTRIES)


@pytest.fixture
def export(tmp_path: Path, run: Callable[..., str]) -> Callable[..., Path]:
    """Return how to export a termbase into a file of a name, by the command line."""

    def call(termbase: Path, name: str, *options: str) -> Path:
        path = tmp_path / name
        run(GLOSSARY, "--db", termbase, "export", *options, "-o", path)
        return path

    return call
