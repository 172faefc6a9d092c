"""Terms in running text: megabytes a second and what is found, beside other multi-pattern searches.

``python -m tests.benchmarks.lookup.recognition [--no-peers]``
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from glossary.jobs.annotating import Annotator
from glossary.lookup.live import LiveTermbase
from glossary.store.reader import open_reader
from tests.benchmarks.lookup.termbase import CACHE, TERMS, get_termbase, get_text

if TYPE_CHECKING:
    from collections.abc import Callable

PEERS = CACHE / "peers"
PACKAGES = ("pyahocorasick", "flashtext", "ahocorasick-rs")
SIZE = 1_000_000
RUNS = 5


def main() -> None:
    """Print the table."""
    path = str(get_termbase())
    texts = {"English": get_text("en.txt", SIZE), "Chinese": get_text("zh.txt", SIZE)}
    rows = open_reader(path).rows("SELECT language, term FROM term_sections")
    live = LiveTermbase(path)
    build = _seconds(live.load, runs=1)
    print(f"{TERMS:,} terms, texts of about {SIZE / 1e6:.0f} MB; CPU time, the best of {RUNS} runs\n")
    print(f"{'':36}{'build s':>9}{'English MB/s':>14}{'found':>9}{'Chinese MB/s':>14}{'found':>9}")
    _print("ours: recognition", build, texts, live.find)
    _print("ours: recognition, nested ones too", build, texts, live.recogniser.find_all)
    _print(
        "ours: annotate, entries and all",
        build,
        texts,
        lambda text: [found.line() for found in Annotator(live).annotate(text)],
    )
    if "--no-peers" not in sys.argv:
        _compare(rows, texts)


def _annotate(live: LiveTermbase, text: str) -> list[str]:
    """Return what the command prints."""
    return [found.line() for found in Annotator(live).annotate(text)]


def _compare(rows: list[tuple[Any, ...]], texts: dict[str, str]) -> None:
    """Print what others do with the same terms and texts, in lower case: none folds plurals, hyphens or writings."""
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", str(PEERS), *PACKAGES],
        check=True,
        capture_output=True,
    )
    sys.path.insert(0, str(PEERS))
    import ahocorasick  # noqa: PLC0415 - installed above
    import ahocorasick_rs  # noqa: PLC0415 - likewise
    import flashtext  # noqa: PLC0415 - likewise

    words = sorted({term.lower() for _, term in rows})

    def with_flashtext() -> Callable[[str], Any]:
        processor = flashtext.KeywordProcessor()
        processor.add_keywords_from_list(words)
        return lambda text: processor.extract_keywords(text, span_info=True)

    def with_pyahocorasick() -> Callable[[str], Any]:
        automaton = ahocorasick.Automaton()
        for word in words:
            automaton.add_word(word, word)
        automaton.make_automaton()
        return lambda text: list(automaton.iter_long(text.lower()))

    def with_ahocorasick_rs() -> Callable[[str], Any]:
        automaton = ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        return lambda text: automaton.find_matches_as_indexes(text.lower())

    for name, make in (
        ("flashtext", with_flashtext),
        ("pyahocorasick", with_pyahocorasick),
        ("ahocorasick_rs", with_ahocorasick_rs),
    ):
        made: list[Callable[[str], Any]] = []
        build = _seconds(lambda make=make, made=made: made.append(make()), runs=1)  # type: ignore[misc] # see above
        _print(name, build, texts, made[0])


def _print(name: str, build: float, texts: dict[str, str], find: Callable[[str], Any]) -> None:
    print(f"{name:36}{build:9.2f}", end="")
    for text in texts.values():
        speed = len(text.encode()) / 1e6 / _seconds(lambda text=text: find(text), runs=RUNS)  # type: ignore[misc] # bound
        print(f"{speed:14.1f}{len(find(text)):9,}", end="")
    print()


def _seconds(work: Callable[[], object], *, runs: int) -> float:
    """Return the CPU seconds of the best of some runs."""
    times = []
    for _ in range(runs):
        gc.collect()
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


if __name__ == "__main__":
    main()
