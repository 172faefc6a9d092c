"""Speed and memory of mining as the corpus grows.

Run: ``python -m tests.benchmarks.scale [WORDS …]``. Texts of the size asked for (100,000 and 1,000,000 words unless
told) are made of the sentences of all texts at hand (our own articles, ACTER and the real articles where they are
present), each sentence with some of its words altered, so that distinct text keeps coming. Every row is a process of
its own: the miner alone, the command line in a dry run (reading, cleaning, equivalents and printing too), and the
command line into a new termbase.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from glossary.concept import Document
from glossary.mine.documents import find_paths, read_documents
from glossary.mine.pipeline import mine_candidates
from glossary.text.english.sentences import find_sentences

PROJECT = Path(__file__).resolve().parents[2]
SIZES = (100_000, 1_000_000)
WORDS_OF_A_DOCUMENT = 5_000
ALTERED = 0.05


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


def corpus(words: int) -> list[Document]:
    """Return documents with so many words, the same at every call."""
    chance = random.Random(words)  # noqa: S311 - no secret
    source = sentences()
    vocabulary = sorted({word for sentence in source for word in sentence if word.isalpha()})
    documents: list[Document] = []
    made = 0
    while made < words:
        paragraphs: list[str] = []
        size = 0
        while size < WORDS_OF_A_DOCUMENT and made + size < words:
            sentence = [
                chance.choice(vocabulary) if chance.random() < ALTERED else word for word in chance.choice(source)
            ]
            paragraphs.append(" ".join(sentence))
            size += len(sentence)
        made += size
        text = "\n\n".join(paragraphs)
        name = f"{len(documents)}.txt"
        documents.append(Document(path=name, text=text, hash=hashlib.sha256(text.encode()).hexdigest()))
    return documents


def mine_alone(words: int) -> None:
    """Mine a corpus in this process and print the CPU-seconds and the peak MB of that."""
    documents = corpus(words)
    before = resource.getrusage(resource.RUSAGE_SELF)
    mine_candidates(documents)
    after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{seconds} {after.ru_maxrss / 1024}")


def write_corpus(words: int, folder: Path) -> None:
    """Write a corpus as text files, for the command line to read."""
    for document in corpus(words):
        (folder / document.path).write_text(document.text, "utf-8")


def command_line(folder: Path, *options: str) -> tuple[float, float]:
    """Mine a folder with the program itself; return the CPU-seconds and the peak MB of the whole process."""
    command = [sys.executable, "-m", "glossary", "--db", str(folder.parent / "scale.db"), "mine", str(folder), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=PROJECT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}: ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def print_rows(words: int) -> None:
    """Print the rows of one size."""
    command = [sys.executable, "-m", "tests.benchmarks.scale", "--run", str(words)]
    alone = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, encoding="utf-8").stdout.split()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "corpus"
        folder.mkdir()
        write_corpus(words, folder)
        rows = {
            "the miner alone": (float(alone[0]), float(alone[1])),
            "mine --dry-run --json": command_line(folder, "--dry-run", "--json"),
            "mine, new termbase": command_line(folder),
        }
    for name, (seconds, megabytes) in rows.items():
        print(f"{words:>12,}  {name:22} {words / seconds:>12,.0f} {megabytes:>9,.0f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        mine_alone(int(sys.argv[2]))
    else:
        print(f"{'words':>12}  {'':22} {'words/CPU-s':>12} {'peak MB':>9}", flush=True)
        for size in [int(argument) for argument in sys.argv[1:]] or SIZES:
            print_rows(size)
