"""Other programs for sentence pairs, in an environment of their own."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import venv
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks.gold import ROOT

ENVIRONMENT = ROOT / ".cache" / "peers-bilingual"
PACKAGES = ("galechurch==0.1.0", "eflomal==2.0.0")
"""Sentences by their lengths; words by sampling (GPL: a program of its own, compiled when it is installed)."""


class Told(NamedTuple):
    """What a program returned, and the CPU-seconds that it and its children took."""

    result: list[Any]
    seconds: float


def install_peers() -> None:
    """Make the environment of the others, once."""
    if not ENVIRONMENT.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    subprocess.run([str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--quiet", *PACKAGES], check=True)


def run_peer(system: str, given: list[Any]) -> Told:
    """Run a system of ``peers.py``.

    Raises:
        RuntimeError: it failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.json", Path(folder) / "out.json"
        source.write_text(json.dumps(given), "utf-8")
        script = Path(__file__).with_name("peers.py")
        process = subprocess.Popen(
            [str(ENVIRONMENT / "bin" / "python"), str(script), system, str(source), str(target)],
            stdout=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{system} ended with {process.returncode}")
        return Told(json.loads(target.read_text("utf-8")), usage.ru_utime + usage.ru_stime)
