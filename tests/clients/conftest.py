"""Programs as the users of our files have them; each test is skipped where its program is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

_CACHE = Path(__file__).resolve().parents[2] / ".cache" / "clients"


def pytest_configure(config: pytest.Config) -> None:
    """Tell what the mark of these tests means."""
    config.addinivalue_line("markers", "clients: gives files to the programs they are meant for (.ci/clients)")


@pytest.fixture(scope="session")
def find_client() -> Callable[[str], str]:
    """Return how to find a program; without it the test is skipped, or fails where programs are required."""

    def find(name: str) -> str:
        environment, _, program = name.rpartition("/")
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
        done = subprocess.run(command, check=False, capture_output=True, env=environment, timeout=120)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    return call
