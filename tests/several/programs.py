"""Programs on one termbase, as people run them: commands, the web server, the language server, the terminal app."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from tests.lsp.client import Editor
from tests.tui.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How long anything may take on a busy machine before a test gives up on it, in seconds.
PATIENT = 90.0
#: What no user may be told.
_BAD = re.compile(r"Traceback|database is locked|nothing was changed|mistake", re.IGNORECASE)


@dataclass
class Office:
    """One termbase, a folder for all else, and the web server with a token for it where it was started."""

    place: str
    folder: Path
    address: str = ""
    token: str = ""

    def environment(self, who: str) -> dict[str, str]:
        """Return the environment of a user."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GLOSSARY_", "XDG_"))}
        return {**kept, "GLOSSARY_USER": who, "HOME": str(self.folder)}

    def run(self, who: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command on the termbase."""
        command = [sys.executable, "-m", "glossary", "--db", self.place, *arguments]
        return subprocess.run(
            command, capture_output=True, text=True, env=self.environment(who), check=False, timeout=PATIENT
        )

    def client(self) -> httpx.Client:
        """Return a client of the web server."""
        headers = {"Authorization": f"Bearer {self.token}"}
        return httpx.Client(base_url=self.address, headers=headers, timeout=PATIENT, trust_env=False)


@contextmanager
def serving(office: Office) -> Iterator[None]:
    """Run the web server until the block ends; it must end well, and tell of nothing bad.

    Its own token becomes that of the office, unless there is one of a user.
    """
    token_file = office.folder / "token"
    command = [sys.executable, "-m", "glossary", "--db", office.place, "serve", "--port", "0"]
    command += [] if office.token else ["--token-file", str(token_file)]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=office.environment("web")
    )
    assert process.stderr is not None
    lines: list[str] = []
    while not (found := re.search(r"at (http://\S+)", lines[-1] if lines else "")):
        lines.append(process.stderr.readline())
        if not lines[-1]:
            process.communicate(timeout=PATIENT)
            raise AssertionError("".join(lines))
    office.address = found[1]
    office.token = office.token or token_file.read_text("utf-8").strip()
    rest: list[str] = []
    listener = threading.Thread(target=lambda: rest.extend(process.stderr or ()))
    listener.start()
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(PATIENT)
        finally:
            process.kill()
            listener.join(PATIENT)
            process.stderr.close()
    assert process.returncode == 0
    assert not _BAD.search("".join(rest)), "".join(rest)


@contextmanager
def editing(office: Office) -> Iterator[Editor]:
    """Run an editor with the language server until the block ends; neither may tell of anything bad."""
    editor = Editor("--db", office.place, "lsp", folder=office.folder, environment=office.environment("editor"))
    editor.start()
    try:
        yield editor
    finally:
        editor.close()
    assert not _BAD.search(bytes(editor.stderr).decode()), bytes(editor.stderr).decode()
    told = editor.messages()
    assert not [line for line in told if _BAD.search(line)], told


@contextmanager
def terminal(office: Office, who: str) -> Iterator[Terminal]:
    """Run the terminal app in a real terminal until the block ends; it must end well."""
    command = [sys.executable, "-m", "glossary", "tui", "--settings", str(office.folder / "tui.toml")]
    environment = {
        "GLOSSARY_DB": office.place,
        "GLOSSARY_USER": who,
        "HOME": str(office.folder),
        "XDG_STATE_HOME": str(office.folder / "state"),
        "PYTHONPATH": str(Path.cwd()),
        "LANG": "C.UTF-8",
        "TERM": "tmux-256color",
    }
    with Terminal(office.folder / "tmux", command, (120, 36), environment) as opened:
        yield opened
        opened.keys("C-q")
        assert opened.wait_for_end(seconds=PATIENT) == 0
