"""Speed and memory of mining as the corpus grows, with one worker, with two, and on a Dask cluster.

Run: ``python -m tests.benchmarks.scale [--engines NAME,…] [--keep FOLDER] [WORDS …]``. Corpora of the sizes asked for
(1,000,000 and 10,000,000 words unless told) are made of the sentences of all texts at hand (our own articles, ACTER and
the real articles where they are present), each sentence with some of its words altered, so that distinct text keeps
coming, and written to disk as they are made; the same size is the same corpus at every run. Documents are of the length
of news, and some of them are HTML, are reprints of another one, or hold a Chinese gloss.

Every row is ``mine FOLDER --dry-run --json`` as a process of its own: reading, cleaning, mining, equivalents, printing.
CPU-seconds are those of all its processes; the peaks are sampled from ``/proc`` ten times a second, once added up over
the processes alive at a moment, and once of the largest. Cost is CPU-time a word against the first size.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.mine.documents import find_paths, read_documents
from glossary.text.english.sentences import find_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[2]
SIZES = (1_000_000, 10_000_000)
ENGINES = {
    "1 worker": ("--workers", "1"),
    "2 workers": ("--workers", "2"),
    "dask": ("--engine", "dask", "--workers", "2"),
}
WORDS_OF_A_DOCUMENT = 800
WORDS_BETWEEN_ALTERED = 20
EVERY_HTML, EVERY_REPRINT, EVERY_GLOSS = 5, 50, 10
GLOSS = "The seamless customs lane (无缝通关通道) links the port with three inland counties."
SAMPLED_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Row:
    """What one run took: seconds, and megabytes at its peak."""

    cpu: float
    wall: float
    summed: float
    largest: float
    output: str


def sentences() -> list[list[str]]:
    """Return the sentences of all texts at hand, as words."""
    shared = PROJECT.parent / "shared"
    folders = [PROJECT / "seeds" / "articles", shared / "seeds", *sorted((shared / "acter").glob("*/texts"))]
    paths = find_paths([folder for folder in folders if folder.is_dir()])
    found = []
    for document in read_documents(paths, on_unreadable=print):
        if document.language == "en":
            found += [document.text[start:end].split() for start, end in find_sentences(document.text)]
    return found


def make_documents(words: int) -> Iterator[tuple[str, str]]:
    """Yield names and texts that have so many words together, the same at every call."""
    chance = random.Random(words)  # noqa: S311 - no secret
    source = sentences()
    vocabulary = sorted({word for sentence in source for word in sentence if word.isalpha()})
    made = number = 0
    paragraphs: list[str] = []
    while made < words:
        is_reprint = number % EVERY_REPRINT == EVERY_REPRINT - 1
        size = sum(paragraph.count(" ") + 1 for paragraph in paragraphs) if is_reprint else 0
        paragraphs = paragraphs if is_reprint else []
        while size < WORDS_OF_A_DOCUMENT:
            sentence = list(chance.choice(source))
            place = int(chance.expovariate(1 / WORDS_BETWEEN_ALTERED))
            while place < len(sentence):
                sentence[place] = chance.choice(vocabulary)
                place += 1 + int(chance.expovariate(1 / WORDS_BETWEEN_ALTERED))
            paragraphs.append(" ".join(sentence))
            size += len(sentence)
        if number % EVERY_GLOSS == 0 and not is_reprint:
            paragraphs.append(GLOSS)
        made += size
        yield _document(number, [*paragraphs, "Printed once more."] if is_reprint else paragraphs)
        number += 1


def _document(number: int, paragraphs: list[str]) -> tuple[str, str]:
    if number % EVERY_HTML:
        return f"{number:06}.txt", "\n\n".join(paragraphs)
    body = "\n".join(f"<p>{paragraph.replace('&', '&amp;').replace('<', '&lt;')}</p>" for paragraph in paragraphs)
    return (
        f"{number:06}.html",
        f"<!DOCTYPE html><html lang='en'><head><title>News</title></head><body>{body}</body></html>",
    )


def write_corpus(words: int, folder: Path) -> None:
    """Write a corpus, unless it is there already."""
    if folder.exists():
        return
    folder.mkdir(parents=True)
    for name, text in make_documents(words):
        (folder / name).write_text(text, "utf-8")


def measure(folder: Path, *options: str) -> Row:
    """Mine a folder with the program itself."""
    command = [sys.executable, "-m", "glossary", "--db", str(folder.parent / "none.db"), "mine", str(folder)]
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [*command, "--dry-run", "--json", *options], stdout=output, stderr=subprocess.DEVNULL, cwd=PROJECT
        )
        summed = largest = 0.0
        while process.poll() is None:
            sizes = list(_sizes(process.pid))
            summed, largest = max(summed, sum(sizes)), max(largest, *sizes, 0.0, 0.0)
            time.sleep(SAMPLED_EVERY)
        wall = time.perf_counter() - begun
        if process.returncode:
            sys.exit(f"{' '.join(command)}: ended with {process.returncode}")
        output.seek(0)
        digest = hashlib.file_digest(output, "sha256").hexdigest()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)  # a process counts for its parent once that waited for it
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Row(cpu, wall, summed, largest, digest)


def _sizes(pid: int) -> Iterator[float]:
    """Yield the resident megabytes of a process and of all below it."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
        below = [child for task in Path(f"/proc/{pid}/task").iterdir() for child in _children(task)]
    except OSError:  # it has ended
        return
    yield pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    for child in below:
        yield from _sizes(child)


def _children(task: Path) -> list[int]:
    return [int(child) for child in (task / "children").read_text("ascii").split()]


def print_rows(sizes: list[int], engines: list[str], place: Path) -> None:
    """Print a row for each engine and size."""
    header = ("words", "", "words/CPU-s", "words/s", "peak MB", "largest", "cost")
    print("{:>11}  {:10} {:>12} {:>9} {:>8} {:>8} {:>6}".format(*header), flush=True)
    first: dict[str, float] = {}
    for words in sizes:
        folder = place / f"{words}"
        write_corpus(words, folder)
        outputs = set()
        for engine in engines:
            row = measure(folder, *ENGINES[engine])
            outputs.add(row.output)
            cost = row.cpu / words / first.setdefault(engine, row.cpu / words)
            print(
                f"{words:>11,}  {engine:10} {words / row.cpu:>12,.0f} {words / row.wall:>9,.0f}"
                f" {row.summed:>8,.0f} {row.largest:>8,.0f} {cost:>6.2f}",
                flush=True,
            )
        if len(outputs) > 1:
            sys.exit("the engines gave different candidates")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Speed and memory of mining as the corpus grows.")
    parser.add_argument("--engines", default=",".join(ENGINES), help="names of rows, with commas between")
    parser.add_argument("--keep", type=Path, help="a folder where the corpora stay for the next run")
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), metavar="WORDS")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        print_rows(given.sizes, given.engines.split(","), given.keep or Path(temporary))
