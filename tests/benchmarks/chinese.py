"""Our Chinese miner beside others on the same texts: quality, characters per CPU-second, peak memory.

Usage: ``python -m tests.benchmarks.chinese [--no-peers]``. jieba is installed into ``.cache/peers-chinese`` on the
first run. Every system runs in a process of its own, which is what time and memory are measured of.

- quality: the Chinese sides of our sample articles against ``tests/gold/chinese-article-terms.tsv`` (precision over
  core and optional terms, recall over core ones; marks, spaces and width folded);
- speed: the Chinese sides of ../shared/parallel, where they are at hand.

Beside ours: the commonest sequences of cut words (they too are given our words of grammar, at which none begins or
ends); C-value of them (Frantzi et al. 2000); sequences of characters by
cohesion and boundary entropy, as new words are discovered (Huang and Powers 2003); keywords of jieba by TF-IDF and by
TextRank.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import venv
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import rjieba

from glossary.concept import Document
from glossary.jobs.seeds import load_base
from glossary.mine.chinese import KnownChinese, mine_chinese
from glossary.mine.chinese.stopwords import FUNCTION
from glossary.text.chinese import fold_chinese, has_han
from glossary.vocabulary import Language
from tests.benchmarks.gold import ROOT, SHARED, read_gold

if TYPE_CHECKING:
    from collections.abc import Iterator

ENVIRONMENT = ROOT / ".cache" / "peers-chinese"
PACKAGE = "jieba==0.42.1"
LONGEST = 6
"""Words of a sequence of words, and characters beyond two of a sequence of characters."""

_PEER = """
import json, sys, jieba.analyse
system, source, target = sys.argv[1:]
text = "\\n".join(json.load(open(source, encoding="utf-8")))
extract = jieba.analyse.extract_tags if system == "jieba TF-IDF" else jieba.analyse.textrank
json.dump([[word] for word in extract(text, topK=1000)], open(target, "w", encoding="utf-8"))
"""


def ours(texts: list[str], known: KnownChinese | None = None) -> list[list[str]]:
    """Return the terms that our miner finds, each with its forms."""
    documents = [
        Document(path=str(number), text=text, hash=str(number), language=Language.SIMPLIFIED_CHINESE)
        for number, text in enumerate(texts)
    ]
    candidates = mine_chinese(documents, known=known)
    return [[candidate.term, *(form.term for form in candidate.variants)] for candidate in candidates]


def ours_with_base(texts: list[str]) -> list[list[str]]:
    """Return the terms that our miner finds where it knows the curated base."""
    return ours(texts, KnownChinese.of_entries(load_base()))


def sequences(texts: list[str], least: int) -> Counter[tuple[str, ...]]:
    """Count the sequences of cut words without marks between them, and without words of grammar at their ends."""
    counts: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        words = rjieba.cut(text)
        for start in range(len(words)):
            for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
                if not has_han(words[end - 1]):
                    break
                if end - start >= least and not FUNCTION & {words[start], words[end - 1]}:
                    counts[tuple(words[start:end])] += 1
    return counts


def commonest(texts: list[str]) -> list[list[str]]:
    """Return the sequences of words of two characters or more, the commonest first, of equals the longer."""
    ranked = sorted(sequences(texts, 1).items(), key=lambda item: (-item[1], -len(item[0]), item[0]))
    return [["".join(words)] for words, _ in ranked if len("".join(words)) > 1]


def c_value(texts: list[str]) -> list[list[str]]:
    """Return the sequences of two words or more by C-value."""
    counts = sequences(texts, 2)
    around: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for words, count in counts.items():
        for start in range(len(words)):
            for end in range(start + 2, len(words) + 1):
                if end - start < len(words):
                    around[words[start:end]].append(count)

    def value(words: tuple[str, ...]) -> float:
        hosts = around.get(words, [])
        return math.log2(len(words)) * (counts[words] - (sum(hosts) / len(hosts) if hosts else 0))

    return [["".join(words)] for words in sorted(counts, key=lambda words: (-value(words), words))]


def new_words(texts: list[str]) -> list[list[str]]:
    """Return the sequences of characters that occur twice or more, by cohesion and boundary entropy."""
    counts: Counter[str] = Counter()
    before: dict[str, Counter[str]] = defaultdict(Counter)
    after: dict[str, Counter[str]] = defaultdict(Counter)
    for stretch in (stretch for text in texts for stretch in stretches(text)):
        for start in range(len(stretch)):
            for end in range(start + 1, min(start + LONGEST + 2, len(stretch)) + 1):
                counts[stretch[start:end]] += 1
                before[stretch[start:end]][stretch[start - 1 : start]] += 1
                after[stretch[start:end]][stretch[end : end + 1]] += 1
    total = sum(count for key, count in counts.items() if len(key) == 1)

    def value(key: str) -> float:
        splits = ((key[:at], key[at:]) for at in range(1, len(key)))
        cohesion = min(math.log2(counts[key] * total / (counts[a] * counts[b])) for a, b in splits)
        return cohesion + min(entropy(before[key]), entropy(after[key]))

    repeated = [key for key, count in counts.items() if count > 1 and len(key) > 1]
    return [[key] for key in sorted(repeated, key=lambda key: (-value(key), key))]


def stretches(text: str) -> Iterator[str]:
    """Yield the longest runs of Han characters."""
    run = ""
    for ch in f"{text}\n":
        if has_han(ch):
            run += ch
        elif run:
            yield run
            run = ""


def entropy(neighbours: Counter[str]) -> float:
    """Return the entropy of some neighbours, in bits."""
    total = neighbours.total()
    return -sum(count / total * math.log2(count / total) for count in neighbours.values())


SYSTEMS = {
    "ours + base": ours_with_base,
    "ours": ours,
    "commonest words": commonest,
    "C-value": c_value,
    "new words": new_words,
}
PEERS = ("jieba TF-IDF", "jieba TextRank")


def run(system: str, texts: list[str]) -> tuple[list[list[str]], float, float]:
    """Run a system on texts in a process of its own; return its terms, its CPU-seconds and its peak MB."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.json", Path(folder) / "out.json"
        source.write_text(json.dumps(texts), "utf-8")
        if system in PEERS:
            command = [str(ENVIRONMENT / "bin" / "python"), "-c", _PEER]
        else:
            command = [sys.executable, "-m", "tests.benchmarks.chinese", "--run"]
        process = subprocess.Popen(
            [*command, system, str(source), str(target)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        terms = [] if process.returncode else json.loads(target.read_text("utf-8"))
    return terms, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def install_peers() -> None:
    """Make the environment of the others, once."""
    if not ENVIRONMENT.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    subprocess.run([str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--quiet", PACKAGE], check=True)


def news() -> list[str]:
    """Return the Chinese sides of the sentence pairs beside the project, twenty lines a text; none without them."""
    lines = [
        line.rsplit("\t", 1)[-1]
        for path in sorted((SHARED / "parallel").glob("*.tsv"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return ["\n\n".join(lines[start : start + 20]) for start in range(0, len(lines), 20)]


def main() -> None:
    """Print the table."""
    systems = [*SYSTEMS]
    if "--no-peers" not in sys.argv:
        install_peers()
        systems += PEERS
    folder = ROOT / "seeds" / "articles"
    gold = read_gold("sample articles", "chinese-article-terms.tsv", folder)
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.zh.txt"))]
    more = news()
    core = {fold_chinese(marked.term) for marked in gold.terms if marked.is_core}
    every = {fold_chinese(marked.term) for marked in gold.terms}
    print(f"{sum(map(len, texts))} characters, {len(core)} core terms of {len(every)}")
    if not more:
        print("speed is not measured: ../shared/parallel is not at hand")
    print(f"{'system':16}  P@50 P@100 P@200  core@200  characters/CPU-s  peak MB  terms")
    for system in systems:
        terms, _, _ = run(system, texts)
        keys = [set(map(fold_chinese, forms)) for forms in terms]
        hits = [bool(forms & every) for forms in keys]
        precision = " ".join(f"{sum(hits[:n]) / n:5.2f}" for n in (50, 100, 200))
        found = len(core & set().union(*keys[:200])) / len(core)
        row = f"{system:16} {precision} {found:9.2f}"
        if more:
            _, seconds, megabytes = run(system, more)
            row += f" {sum(map(len, more)) / seconds:17.0f} {megabytes:8.0f}"
        print(f"{row} {len(keys):6}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        name, given, wanted = sys.argv[2:]
        Path(wanted).write_text(json.dumps(SYSTEMS[name](json.loads(Path(given).read_text("utf-8")))), "utf-8")
    else:
        main()
