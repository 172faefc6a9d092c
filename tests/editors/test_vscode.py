"""VS Code itself, with our extension as ``glossary editor install vscode`` leaves it."""

from __future__ import annotations

import json
import shlex
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.editors.desk import FIXED, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.editors.desk import Desk

pytestmark = pytest.mark.vscode

CACHE = ROOT / ".cache" / "vscode"
SHOTS = CACHE / "shots"
DRIVE = Path(__file__).with_name("vscode_drive.py")
SETTINGS = {
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": False,
    "security.workspace.trust.enabled": False,
    "telemetry.telemetryLevel": "off",
    "extensions.ignoreRecommendations": True,
    "chat.commandCenter.enabled": False,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "files.autoSave": "off",
}


@pytest.fixture
def code(desk: Desk, find_program: Callable[..., str]) -> Path:
    """Return the program of VS Code, which keeps everything in the desk's home."""
    (entry,) = list(CACHE.glob("code-server-*/node_modules/code-server/out/node/entry.js"))[-1:] or [CACHE / "nowhere"]
    find_program(entry, needs="code-server (by .ci/vscode)")
    node = find_program(CACHE / "bin" / "node", needs="node (by .ci/vscode)")
    data = desk.home / "vscode"
    (data / "User").mkdir(parents=True)
    (data / "User" / "settings.json").write_text(json.dumps(SETTINGS))
    program = desk.home / "bin" / "code-server"
    program.parent.mkdir()
    # What another VS Code around this one has set would make it talk to that one.
    call = [
        "env",
        "-u",
        "VSCODE_IPC_HOOK_CLI",
        node,
        entry,
        "--user-data-dir",
        data,
        "--extensions-dir",
        data / "extensions",
    ]
    program.write_text(f'#!/bin/sh\nexec {shlex.join(map(str, call))} "$@"\n')
    program.chmod(0o755)
    return program


@pytest.fixture
def address(desk: Desk, code: Path) -> Iterator[str]:
    """Return where VS Code answers, with our extension installed and the desk's folder open."""
    installed = subprocess.run(
        [
            shutil.which("env") or "env",
            f"PATH={code.parent}:/usr/bin:/bin",
            "sh",
            "-c",
            'exec "$@"',
            "sh",
            *install(desk),
        ],
        env=desk.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert installed.returncode == 0, installed.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = desk.home / "server.log"
    with log.open("wb") as told:
        server = subprocess.Popen(
            [
                *(code, "--auth", "none", "--bind-addr", f"127.0.0.1:{port}", "--disable-telemetry"),
                *("--disable-update-check", "--disable-workspace-trust", desk.text.parent),
            ],
            env=dict(desk.environment),
            stdout=told,
            stderr=told,
        )
        try:
            wait_until_healthy(f"http://127.0.0.1:{port}/healthz", log)
            yield f"http://127.0.0.1:{port}/?folder={quote(str(desk.text.parent))}"
        finally:
            server.terminate()
            server.wait(20)


def install(desk: Desk) -> list[str]:
    """Return the command that installs our extension."""
    from tests.editors.desk import GLOSSARY  # noqa: PLC0415 - beside its only use

    return [str(GLOSSARY), "--db", str(desk.termbase), "editor", "install", "vscode"]


def wait_until_healthy(url: str, log: Path) -> None:
    """Wait until a server answers."""
    until = time.monotonic() + 60
    while True:
        try:
            with urlopen(url, timeout=2):  # noqa: S310 - our own server
                return
        except (URLError, OSError):
            assert time.monotonic() < until, log.read_text(encoding="utf-8", errors="replace")
            time.sleep(0.1)


@pytest.fixture
def seen(desk: Desk, address: str, find_program: Callable[..., str]) -> dict[str, Any]:
    """Return what a day's work in VS Code showed, by name."""
    python = find_program(CACHE / "venv" / "bin" / "python", needs="playwright (by .ci/vscode)")
    chromium = find_program("chromium", "chromium-browser", "google-chrome", needs="Chromium")
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    done = subprocess.run(
        [python, DRIVE, address, SHOTS, chromium],
        env=dict(desk.environment),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, f"{done.stderr}\n{done.stdout}"
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_work_of_a_day(seen: dict[str, Any], desk: Desk) -> None:
    """Hover with pinyin, a warning and its fix, completion of whole terms, look up and add."""
    print(seen["seconds"])  # noqa: T201 - how long each step took, for who reads the log
    assert seen["warning"] >= 1
    assert "新质生产力" in seen["hover"]
    assert "xīnzhì shēngchǎnlì" in seen["hover"]
    assert any("new quality productive forces" in fix for fix in seen["fixes"])
    assert seen["fixed"] == FIXED.splitlines()[2]
    assert seen["completed-english"] == "new quality productive forces"
    assert seen["completed-initials"] == "汉字😀 新质生产力"
    assert "new quality productive forces" in seen["lookup"]
    assert "规划者  guīhuàzhě" in desk.glossary("show", "planners")
    assert "are what planners talk about." in desk.glossary("show", "planners")
    added = "new quality productive forces\n汉字😀 新质生产力"
    assert desk.text.read_text(encoding="utf-8").strip() == f"{FIXED.strip()}\n\n{added}"
