"""Our pinyin beside its peers, on the gold: syllables and layouts right, terms per second of CPU.

Run from the project's folder: ``python -m tests.benchmarks.pinyin [--held-out]``. Peers are no dependencies
of the project; one that is missing is named with the command that installs it. The table of pypinyin-dict
changes pypinyin for the rest of the process, so its row comes last, after ours.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.text.pinyin import pinyin, syllables

if TYPE_CHECKING:
    from collections.abc import Callable

GOLD = Path(__file__).parents[1] / "gold" / "pinyin.tsv"
AT_LEAST = 20_000


@dataclass(frozen=True)
class Peer:
    """A way to make pinyin: the name in the table, what pip installs, and what builds the function."""

    name: str
    packages: tuple[str, ...]
    build: Callable[[], Callable[[str], str]]


def build_pypinyin() -> Callable[[str], str]:
    """Return pypinyin's syllables with spaces, what its users print."""
    module = importlib.import_module("pypinyin")
    return lambda text: " ".join(module.lazy_pinyin(text, style=module.Style.TONE))


def build_pypinyin_dict() -> Callable[[str], str]:
    """Return the same after loading the CC-CEDICT phrases of pypinyin-dict."""
    importlib.import_module("pypinyin_dict.phrase_pinyin_data.cc_cedict").load()
    return build_pypinyin()


def build_segmented(segmenter: str) -> Callable[[], Callable[[str], str]]:
    """Return a builder: words of a segmenter joined, spaces between them."""

    def build() -> Callable[[str], str]:
        module = importlib.import_module("pypinyin")
        cut = importlib.import_module(segmenter).cut
        return lambda text: " ".join("".join(module.lazy_pinyin(word, style=module.Style.TONE)) for word in cut(text))

    return build


PEERS = (
    Peer("this project", (), lambda: pinyin),
    Peer("pypinyin", ("pypinyin",), build_pypinyin),
    Peer("pypinyin, words of jieba joined", ("jieba",), build_segmented("jieba")),
    Peer("pypinyin, words of rjieba joined", ("rjieba",), build_segmented("rjieba")),
    Peer("pypinyin + pypinyin-dict cc_cedict", ("pypinyin-dict",), build_pypinyin_dict),
)


def read_gold(*, held_out: bool) -> list[tuple[str, str]]:
    """Return terms and pinyin of the gold, all or those held out."""
    lines = [line for line in GOLD.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    rows = [line.split("\t") for line in lines[1:]]
    return [(term, reading) for term, reading, note in rows if not held_out or "held-out" in note]


def count_right(expected: str, got: str) -> tuple[int, int]:
    """Return syllables right with their tones, and how many there are; none if the numbers differ."""
    wanted, found = ([part.lower() for text in (reading,) for part in syllables(text)] for reading in (expected, got))
    right = sum(a == b for a, b in zip(wanted, found, strict=False)) if len(wanted) == len(found) else 0
    return right, len(wanted)


def measure(function: Callable[[str], str], items: list[tuple[str, str]]) -> str:
    """Return the columns of one row."""
    printed = [function(term) for term, _ in items]
    counts = [count_right(expected, got) for (_, expected), got in zip(items, printed, strict=True)]
    syllable_share = sum(right for right, _ in counts) / sum(total for _, total in counts)
    whole = sum(right == total for right, total in counts) / len(items)
    layout = sum(expected == got for (_, expected), got in zip(items, printed, strict=True)) / len(items)
    rounds = AT_LEAST // len(items) + 1
    start = time.process_time()
    for _ in range(rounds):
        for term, _ in items:
            function(term)
    speed = rounds * len(items) / (time.process_time() - start)
    return f"{syllable_share:9.1%} {whole:9.1%} {layout:9.1%} {speed:10,.0f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="only the part that nothing was tuned on")
    items = read_gold(held_out=parser.parse_args().held_out)
    print(f"{len(items)} terms")
    print(f"{'':36} {'syllables':>9} {'terms':>9} {'layouts':>9} {'per CPU s':>10}")
    for peer in PEERS:
        try:
            function = peer.build()
            function("中国")
        except ImportError:
            print(f"{peer.name:36} not installed: {sys.executable} -m pip install {' '.join(peer.packages)}")
            continue
        print(f"{peer.name:36} {measure(function, items)}")


if __name__ == "__main__":
    main()
