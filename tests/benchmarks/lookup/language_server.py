"""The language server as an editor feels it, over its standard streams, with 100,000 terms.

``python -m tests.benchmarks.lookup.language_server``

Times are of this machine; ``round trip`` is what a request costs that asks nothing, to compare with. Contextive, the
glossary language server that most people know, publishes no times; its completion lists hold up to 60 items of a
glossary of some hundred terms that it keeps in memory, and it checks nothing.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Any

from tests.benchmarks.lookup.termbase import TERMS, get_termbase, get_text
from tests.lsp.client import CAPABILITIES, Editor, ServerError, span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SIZE = 1_000_000
REQUESTS = 400
KEYSTROKES = 40
STARTS = 5
#: Every so many terms one is deprecated, so that there is something to find.
DEPRECATED = 40
PULLING = {
    **CAPABILITIES,
    "textDocument": {**CAPABILITIES["textDocument"], "diagnostic": {}},
    "workspace": {"diagnostics": {"refreshSupport": True}},
}
SEED = 20


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        termbase = _prepare(folder)
        print(f"{TERMS:,} terms, one of {DEPRECATED} deprecated; milliseconds\n")
        print(f"{'':44}{'median':>9}{'95 %':>9}{'wanted':>9}")
        _measure_start(folder, termbase)
        with Editor("--db", str(termbase), "lsp", folder=folder) as editor:
            editor.start(PULLING)
            _measure_requests(editor, termbase)
            for language, ending in (("English", "en.txt"), ("Chinese", "zh.txt")):
                _measure_checks(editor, language, _numbered(get_text(ending, SIZE)))
            _measure_beside_work(editor)


def _prepare(folder: Path) -> Path:
    path = folder / "termbase.db"
    copyfile(get_termbase(), path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE term_sections SET status = 'deprecated' WHERE id % ? = 0", (DEPRECATED,))
    connection.close()
    return path


def _measure_start(folder: Path, termbase: Path) -> None:
    introduced, ready = [], []
    for _ in range(STARTS):
        before = time.perf_counter()
        with Editor("--db", str(termbase), "lsp", folder=folder) as editor:
            editor.start()
            introduced.append(time.perf_counter() - before)
            uri = editor.open("a.txt", "National People's Congress")
            editor.hover(uri, 0, 3)
            ready.append(time.perf_counter() - before)
    _print("from the start of the process to initialize", introduced)
    _print("to the first hover", ready, wanted=1500)


def _measure_requests(editor: Editor, termbase: Path) -> None:
    _print("round trip", _timed(lambda _: _refused(editor), range(REQUESTS)))
    text = _numbered(get_text("en.txt", SIZE // 10) + get_text("zh.txt", SIZE // 10))
    uri = editor.open("hover.txt", text)
    lines = text.split("\n")
    chosen = random.Random(SEED)  # noqa: S311 - chooses places, keeps no secrets
    places = [
        (number, chosen.randrange(len(lines[number])))
        for number in chosen.choices([number for number, line in enumerate(lines) if line], k=REQUESTS)
    ]
    _print("hover", _timed(lambda place: editor.hover(uri, *place), places), wanted=5)
    prefixes = list(_prefixes(termbase, chosen))
    _print("completion, a term typed letter by letter", _timed(lambda prefix: _complete(editor, prefix), prefixes), 10)
    longest = max(len(_complete(editor, prefix)) for prefix in prefixes[:200])
    print(f"{'longest completion list, items':44}{longest:>9}{'':>9}{30:>9}")


def _measure_checks(editor: Editor, language: str, text: str) -> None:
    uri = editor.open(f"{language}.txt", text)
    params = {"textDocument": {"uri": uri}}
    before = time.perf_counter()
    found = len(editor.request("textDocument/diagnostic", params)["items"])
    _print(f"{language}, {SIZE / 1e6:.0f} MB: checked, {found} findings", [time.perf_counter() - before], wanted=500)
    places = random.Random(SEED).choices([n for n, line in enumerate(text.split("\n")) if len(line) > 20], k=KEYSTROKES)  # noqa: S311 - likewise

    def type_letter(line: int) -> object:
        editor.change(uri, {"range": span(line, 10, 10), "text": "x"})
        return editor.request("textDocument/diagnostic", params)

    used: list[float] = []
    _print(f"{language}, {SIZE / 1e6:.0f} MB: after a keystroke", _timed(type_letter, places, editor, used), wanted=20)
    _print(f"{language}, {SIZE / 1e6:.0f} MB: CPU of the server for it", used)
    _print(f"{language}, 10 kB: after a keystroke", _small(editor, text[:10_000]), wanted=20)
    editor.notify("textDocument/didClose", params)


def _small(editor: Editor, text: str) -> list[float]:
    uri = editor.open("small.txt", text)
    params = {"textDocument": {"uri": uri}}
    editor.request("textDocument/diagnostic", params)
    lines = [number for number, line in enumerate(text.split("\n")) if len(line) > 20]

    def type_letter(number: int) -> object:
        editor.change(uri, {"range": span(lines[number % len(lines)], 10, 10), "text": "x"})
        return editor.request("textDocument/diagnostic", params)

    return _timed(type_letter, range(KEYSTROKES))


def _measure_beside_work(editor: Editor) -> None:
    uri = editor.open("hovered.txt", "National People's Congress")
    large = editor.open("large.txt", _numbered(get_text("en.txt", 10 * SIZE)))
    asked = editor.ask("textDocument/diagnostic", {"textDocument": {"uri": large}})
    taken = []
    for _ in range(REQUESTS // 4):
        taken += _timed(lambda _: editor.hover(uri, 0, 3), [0])
        time.sleep(0.005)
    _print(f"hover while {10 * SIZE / 1e6:.0f} MB are checked", taken)
    editor.wait_for(asked, 60)


def _prefixes(termbase: Path, chosen: random.Random) -> Iterable[str]:
    connection = sqlite3.connect(termbase)
    rows = connection.execute("SELECT term, pinyin_joined, pinyin_initials FROM term_sections").fetchall()
    connection.close()
    for term, reading, initials in chosen.sample(rows, REQUESTS // 8):
        for typed in (term, reading, initials):
            first = 1 if typed and ord(typed[0]) > 0x3400 else 2
            yield from (typed[:end] for end in range(first, min(len(typed), 12) + 1))


def _complete(editor: Editor, prefix: str) -> list[dict[str, Any]]:
    uri = editor.open("completed.txt", f"Of the {prefix}")
    return editor.complete(uri, 0, 7 + len(prefix))


def _refused(editor: Editor) -> None:
    try:
        editor.request("glossary/nothing")
    except ServerError:
        return


def _numbered(text: str) -> str:
    """Return a text of which no paragraph is like another, so that nothing is remembered that a real text hasn't."""
    return "\n\n".join(f"{number} {paragraph}" for number, paragraph in enumerate(text.split("\n\n")))


def _timed(
    action: Callable[[Any], object], items: Iterable[Any], editor: Editor | None = None, used: list[float] | None = None
) -> list[float]:
    """Return the seconds that each item took; put those of the server's processor into a list."""
    taken = []
    for item in items:
        used_before = _cpu_seconds(editor) if editor else 0.0
        before = time.perf_counter()
        action(item)
        taken.append(time.perf_counter() - before)
        if editor and used is not None:
            used.append(_cpu_seconds(editor) - used_before)
    return taken


def _cpu_seconds(editor: Editor) -> float:
    """Return the processor time of all threads of a server, which other programs don't lengthen; only Linux tells."""
    threads = Path(f"/proc/{editor.process.pid}/task").glob("*/schedstat")
    return sum(int(thread.read_text("ascii").split()[0]) for thread in threads) / 1e9


def _print(what: str, taken: list[float], wanted: float | None = None) -> None:
    taken = sorted(1000 * one for one in taken)
    late = taken[min(int(len(taken) * 0.95), len(taken) - 1)]
    print(
        f"{what:44}{statistics.median(taken):>9.2f}{late:>9.2f}{'' if wanted is None else f'{wanted:g}':>9}", flush=True
    )


if __name__ == "__main__":
    main()
