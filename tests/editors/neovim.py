"""Neovim without a screen, typed into and asked through its own remote interface."""

from __future__ import annotations

import json
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest

from tests.editors.desk import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.editors.desk import Desk


class Neovim:
    """A running Neovim."""

    def __init__(self, program: str, socket: Path, desk: Desk) -> None:
        self._program = program
        self._socket = socket
        self._desk = desk

    def type(self, keys: str) -> None:
        """Type keys, special ones as ``<CR>``."""
        self._remote("--remote-send", keys)

    def lua(self, code: str) -> Any:  # noqa: ANN401 - JSON
        """Return what Lua code returns."""
        path = self._socket.with_suffix(".lua")
        whole = f"local found = (function()\n{code}\nend)()\nif found == nil then found = vim.NIL end\n"
        path.write_text(f"{whole}return vim.json.encode(found)\n", encoding="utf-8")
        return json.loads(self._remote("--remote-expr", f"luaeval('dofile(_A)', '{path}')"))

    def wait(self, code: str, *, seconds: float = 15) -> Any:  # noqa: ANN401 - JSON
        """Return what Lua code returns as soon as that is something."""
        until = time.monotonic() + seconds
        while not (found := self.lua(code)):
            if time.monotonic() > until:
                pytest.fail(f"{code}: never; {self.lua('return vim.fn.execute([[messages]])')}")
            time.sleep(0.03)
        return found

    def lines(self) -> list[str]:
        """Return the text being edited."""
        found: list[str] = self.lua("return vim.api.nvim_buf_get_lines(0, 0, -1, false)")
        return found

    def _remote(self, how: str, what: str) -> str:
        command = [self._program, "--server", str(self._socket), how, what]
        return self._desk.run(command)


@contextmanager
def running(program: str, desk: Desk) -> Iterator[Neovim]:
    """Open the desk's text in Neovim, with whatever is installed for its user."""
    with TemporaryDirectory() as folder:
        socket = Path(folder) / "nvim"
        log = Path(folder) / "log"
        with log.open("wb") as told:
            process = subprocess.Popen(
                [program, "--headless", "--listen", socket, desk.text],
                env=desk.environment,
                cwd=desk.text.parent,
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=told,
            )
            try:
                until = time.monotonic() + PATIENCE
                while not socket.exists():
                    assert process.poll() is None, log.read_text(encoding="utf-8")
                    assert time.monotonic() < until, log.read_text(encoding="utf-8")
                    time.sleep(0.02)
                yield Neovim(program, socket, desk)
            finally:
                process.kill()
                process.wait()
