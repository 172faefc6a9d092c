"""Run one other program on sentence pairs; started by ``programs.py`` in the peers' own environment.

Usage: ``peers.py SYSTEM INPUT.json OUTPUT.json``. Every system runs with its defaults.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any


def galechurch(blocks: list[Any]) -> list[Any]:
    """Align sentences; each block is both texts, their ratio of lengths and its variance.

    Returns for each block the beads: the numbers of the sentences of either side.
    """
    package = import_module("galechurch")
    found = []
    for sources, targets, ratio, variance in blocks:
        beads = package.align(sources, targets, mean_xy=ratio, variance_xy=variance).beads
        found.append(
            [
                [list(range(bead.source_start, bead.source_end)), list(range(bead.target_start, bead.target_end))]
                for bead in beads
            ]
        )
    return found


def eflomal(pairs: list[Any]) -> list[Any]:
    """Align words; each pair is the words of both sides.

    Returns for each pair its links, from the one side to the other and back: a link in both is there twice.
    """
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder) / name for name in ("source", "target", "forward", "backward")]
        for side, name in enumerate(names[:2]):
            name.write_text("".join(" ".join(pair[side]) + "\n" for pair in pairs), "utf-8")
        program = Path(sys.executable).parent / "eflomal-align"
        flags = [part for flag, name in zip("stfr", names, strict=True) for part in (f"-{flag}", str(name))]
        subprocess.run([str(program), *flags], check=True)
        lines = [name.read_text("utf-8").split("\n") for name in names[2:]]
    return [
        [list(map(int, link.split("-"))) for side in lines for link in side[number].split()]
        for number in range(len(pairs))
    ]


if __name__ == "__main__":
    system, source, target = sys.argv[1:]
    result = {"galechurch": galechurch, "eflomal": eflomal}[system](json.loads(Path(source).read_text("utf-8")))
    Path(target).write_text(json.dumps(result), "utf-8")
