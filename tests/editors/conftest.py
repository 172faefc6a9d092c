"""Editors as their users have them: our plugin installed into an empty home, a real termbase, a text to work on."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.editors.desk import TEXT, Desk

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def made_termbase(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a termbase whose one concept has a deprecated term; it is copied for each desk."""
    home = tmp_path_factory.mktemp("made")
    desk = Desk(home=home, environment=_environment(home))
    desk.glossary("add", "new quality productive forces", "新质生产力", "--subject-field", "economy")
    (entry,) = (json.loads(line)["id"] for line in desk.glossary("terms", "--json").splitlines())
    term = "new productive forces"
    desk.glossary("edit", entry, "--add-term", f"en={term}", "--status", f"{term}=deprecated")
    return desk.termbase


@pytest.fixture
def desk(tmp_path: Path, made_termbase: Path) -> Desk:
    """Return a new home with a termbase and a text."""
    home = tmp_path / "home of a user"
    found = Desk(home=home, environment=_environment(home))
    found.text.parent.mkdir(parents=True)
    found.text.write_text(TEXT, encoding="utf-8")
    shutil.copy(made_termbase, found.termbase)
    return found


def _environment(home: Path) -> dict[str, str]:
    """Return the variables of a user of whom this machine knows nothing."""
    ours = ("XDG_", "GLOSSARY_", "NVIM_", "DBUS_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "HOME": str(home), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}


@pytest.fixture
def find_program() -> Callable[..., str]:
    """Return how to find an editor; without it the test is skipped, or fails where editors are required."""

    def find(*names: str | Path, needs: str) -> str:
        for name in names:
            found = shutil.which(name)
            if found or Path(name).is_file():
                return found or str(name)
        reason = f"{needs} isn't installed; .ci/editors installs it"
        if os.environ.get("GLOSSARY_REQUIRE_EDITORS"):
            pytest.fail(reason)
        pytest.skip(reason)

    return find
