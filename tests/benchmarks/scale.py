"""Speed and memory of mining as the corpus grows.

Run: ``python -m tests.benchmarks.scale [WORDS …]``. Texts of the size asked for (100,000 and 1,000,000 words unless
told) are made of the sentences of all texts at hand (our own articles, ACTER and the real articles where they are
present), each sentence with some of its words altered, so that distinct text keeps coming. Each size runs in a process
of its own.
"""

from __future__ import annotations

import hashlib
import random
import resource
import subprocess
import sys
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


def measure(words: int) -> None:
    """Mine a corpus in this process and print its row."""
    documents = corpus(words)
    before = resource.getrusage(resource.RUSAGE_SELF)
    found = mine_candidates(documents)
    after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    text = sum(len(document.text) for document in documents) / 2**20
    print(f"{words:>12,} {words / seconds:>12,.0f} {after.ru_maxrss / 1024:>9,.0f} {text:>9,.1f} {len(found):>11,}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        measure(int(sys.argv[2]))
    else:
        print(f"{'words':>12} {'words/CPU-s':>12} {'peak MB':>9} {'text MB':>9} {'candidates':>11}", flush=True)
        for size in [int(argument) for argument in sys.argv[1:]] or SIZES:
            command = [sys.executable, "-m", "tests.benchmarks.scale", "--run", str(size)]
            subprocess.run(command, cwd=PROJECT, check=True)
