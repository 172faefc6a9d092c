"""Termbases and editors for the tests of the language server."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from glossary.review import workflow
from glossary.review.edits import new_entry
from glossary.store.database import open_database
from glossary.store.log.revisions import revising
from tests.lsp.client import GLOSSARY, Editor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path


@pytest.fixture(scope="session")
def base_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a termbase with the curated base and an entry of odd characters; don't write to it."""
    path = tmp_path_factory.mktemp("base") / "base.db"
    subprocess.run([GLOSSARY, "--db", path, "base"], check=True, capture_output=True)
    odd = (
        ("Jilin pilot project", "𠮷项目😀"),
        ("İstanbul process", "伊斯坦布尔进程"),
    )
    with open_database(str(path)) as database, revising(database, who="tester", action="add") as revision:
        for english, chinese in odd:
            workflow.add(revision, new_entry(english, chinese))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a workspace, with nothing above it that belongs to it."""
    made = tmp_path / "工作 space"
    made.mkdir()
    return made


@pytest.fixture
def termbase(base_file: Path, tmp_path: Path) -> Path:
    """Return the file of a termbase that a test may write to."""
    path = tmp_path / "termbase.db"
    shutil.copy(base_file, path)
    return path


@pytest.fixture
def environment(tmp_path: Path) -> Mapping[str, str]:
    """Return the environment of a user who has nothing yet."""
    return environment_of(tmp_path / "home")


@pytest.fixture
def launch(folder: Path, termbase: Path, environment: Mapping[str, str]) -> Iterator[Callable[..., Editor]]:
    """Return what starts a server on the termbase; all are ended after the test, and none may have complained."""
    editors: list[Editor] = []

    def start(*arguments: str) -> Editor:
        options = arguments or ("--db", str(termbase), "lsp")
        editors.append(Editor(*options, folder=folder, environment=environment))
        return editors[-1]

    yield start
    for editor in editors:
        editor.close()
        assert b"Traceback" not in editor.stderr, bytes(editor.stderr).decode()


@pytest.fixture
def own_editor(launch: Callable[..., Editor]) -> Editor:
    """Return an editor with a server and a termbase of its own."""
    started = launch()
    started.start()
    return started


@pytest.fixture(scope="module")
def server(base_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Return an editor whose server all tests of a module share: what one test sends must not harm the next."""
    folder = tmp_path_factory.mktemp("工作 space")
    environment = environment_of(tmp_path_factory.mktemp("user") / "home")
    with Editor("--db", str(base_file), "lsp", folder=folder, environment=environment) as started:
        started.start()
        yield started


@pytest.fixture
def editor(server: Editor) -> Iterator[Editor]:
    """Return the shared editor as if it had just begun; its server may not complain."""
    server.begin_anew()
    said = len(server.stderr)
    yield server
    assert b"Traceback" not in server.stderr[said:], bytes(server.stderr[said:]).decode()


def environment_of(home: Path) -> Mapping[str, str]:
    """Return the environment of a user with an empty home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GLOSSARY_", "XDG_"))}
    home.mkdir()
    return {**kept, "HOME": str(home), "GLOSSARY_USER": "tester"}
