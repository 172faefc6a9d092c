"""Whoever does the work, the candidates are the same, and nobody is left when it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from glossary.errors import Cancelled, GlossaryError, UsageError
from glossary.jobs.mining import mine_past, read_inputs
from glossary.mine.blocks.documents import DocumentBlocks
from glossary.mine.documents import read_document
from glossary.mine.engines.opening import open_engine
from glossary.mine.engines.processes import ProcessEngine
from glossary.mine.pipeline import mine_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.concept import Candidate, Document


ARTICLES = sorted((Path(__file__).parents[1] / "seeds" / "articles").glob("*.txt"))
SIZE = 6_000


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """Return our sample articles."""
    return [read_document(path) for path in ARTICLES]


@pytest.fixture(scope="module")
def expected(documents: list[Document]) -> list[Candidate]:
    """Return what this process makes of them."""
    return list(mine_blocks(DocumentBlocks.of(documents)))


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """Return the address of a Dask cluster that runs already, with two workers that may be killed."""
    distributed = pytest.importorskip("distributed")
    running = distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=None,
        scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
        memory_limit=None,
        silence_logs=50,
    )
    yield running.scheduler_address
    running.close()


def cut(documents: list[Document]) -> DocumentBlocks:
    """Return documents in several blocks that other processes can read."""
    blocks = DocumentBlocks.of(documents, size=SIZE, in_memory=0)
    assert len(blocks.counts) > 2
    return blocks


def children() -> set[int]:
    """Return the processes that this one began and that are alive."""
    found = set()
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = file.read_text().rpartition(") ")[2].split()[:2]
        except OSError:  # it has ended meanwhile
            continue
        if int(parent) == os.getpid() and state != "Z":
            found.add(int(file.parent.name))
    return found


def test_processes_give_the_same(documents: list[Document], expected: list[Candidate]) -> None:
    """Two workers find what one process finds, and are gone afterwards."""
    before = children()
    with open_engine("local", workers=2) as engine:
        assert list(mine_blocks(cut(documents), engine=engine)) == expected
        assert len(children() - before) == 2
    assert children() <= before


def test_a_small_corpus_needs_no_other_process(documents: list[Document], expected: list[Candidate]) -> None:
    """Unless told, the local engine begins none for a few blocks."""
    before = children()
    with open_engine("local") as engine:
        assert list(mine_blocks(DocumentBlocks.of(documents), engine=engine)) == expected
        assert children() <= before


def test_a_killed_process_is_replaced(documents: list[Document], expected: list[Candidate]) -> None:
    """What a worker had in hand when it was killed is done again; not one number differs."""
    before = children()
    killed: list[int] = []

    def kill(what: str, done: int, total: int) -> None:
        workers = sorted(children() - before)
        if what == "finding terms" and not killed and workers and done < total:
            killed.append(workers[0])
            os.kill(workers[0], signal.SIGKILL)

    with open_engine("local", workers=2) as engine:
        assert list(mine_blocks(cut(documents), engine=engine, progress=kill)) == expected
    assert killed
    assert children() <= before


def test_a_block_that_kills_every_worker_is_told(documents: list[Document]) -> None:
    """The work ends with one line that says what to do."""
    before = children()

    def kill(what: str, done: int, total: int) -> None:
        del done, total
        for worker in children() - before if what == "splitting into sentences" else ():
            os.kill(worker, signal.SIGKILL)

    engine = ProcessEngine(2)
    with pytest.raises(GlossaryError, match="died 3 times"):
        mine_blocks(cut(documents), engine=engine, progress=kill)
    engine.close()
    assert children() <= before


def test_cancelling_ends_the_workers_at_once(documents: list[Document]) -> None:
    """A fraction of a second after the user cancels no worker is there."""
    before = children()
    at: list[float] = []

    def cancel(what: str, done: int, total: int) -> None:
        del done, total
        if what == "finding terms":
            at.append(time.monotonic())
            raise Cancelled

    with open_engine("local", workers=2) as engine, pytest.raises(Cancelled):
        mine_blocks(cut(documents), engine=engine, progress=cancel)
    assert children() <= before
    assert time.monotonic() - at[0] < 5


def test_files_are_read_by_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same documents in the same order, each once, with what can't be read."""
    for number, path in enumerate(ARTICLES):
        (tmp_path / f"{number}.txt").write_bytes(path.read_bytes())
    (tmp_path / "again.txt").write_bytes(ARTICLES[0].read_bytes())
    (tmp_path / "empty.txt").write_bytes(b"")
    here = read_inputs([tmp_path])
    monkeypatch.setattr("glossary.mine.reading.BLOCK", 2_000)
    with open_engine("local", workers=2) as engine:
        apart = read_inputs([tmp_path], engine=engine)

    assert len(here.documents) == len(ARTICLES)
    assert list(apart.documents) == list(here.documents)
    assert [str(error) for error in apart.unreadable] == [str(error) for error in here.unreadable]
    assert list(mine_past(apart.documents)) == list(mine_past(here.documents))


def test_a_cluster_gives_the_same(documents: list[Document], expected: list[Candidate], cluster: str) -> None:
    """A cluster that runs already finds the same, and goes on running."""
    for _ in range(2):
        with open_engine(f"dask={cluster}") as engine:
            assert list(mine_blocks(cut(documents), engine=engine)) == expected


def test_a_cluster_survives_a_killed_worker(documents: list[Document], expected: list[Candidate], cluster: str) -> None:
    """A worker killed at work is replaced; not one number differs."""
    distributed = pytest.importorskip("distributed")
    with distributed.Client(cluster, set_as_default=False) as client:
        workers = list(client.run(os.getpid).values())
        killed: list[int] = []

        def kill(what: str, done: int, total: int) -> None:
            if what == "finding terms" and 0 < done < total and not killed:
                killed.append(workers[0])
                os.kill(workers[0], signal.SIGKILL)

        with open_engine(f"dask={cluster}") as engine:
            assert list(mine_blocks(cut(documents), engine=engine, progress=kill)) == expected
        assert killed


def test_files_are_read_by_a_cluster(tmp_path: Path, cluster: str) -> None:
    """The machines of a cluster need not have the files."""
    for number, path in enumerate(ARTICLES[:4]):
        (tmp_path / f"{number}.txt").write_bytes(path.read_bytes())
    (tmp_path / "empty.txt").write_bytes(b"")
    with open_engine(f"dask={cluster}") as engine:
        apart = read_inputs([tmp_path], engine=engine)
    here = read_inputs([tmp_path])

    assert list(apart.documents) == list(here.documents)
    assert [str(error) for error in apart.unreadable] == [str(error) for error in here.unreadable]


@pytest.mark.parametrize(
    ("engine", "said"),
    [
        ("spark", "there is no such engine"),
        ("dask=", "there is no such engine"),
        ("local=2", "there is no such engine"),
        ("dask=tcp://127.0.0.1:9", "can't be reached"),
    ],
)
def test_an_engine_that_cannot_be_used_is_one_clear_line(engine: str, said: str, tmp_path: Path) -> None:
    """Exit code 2 within seconds, and nothing was made."""
    command = [sys.executable, "-m", "glossary", "--db", str(tmp_path / "new.db"), "mine", str(ARTICLES[0])]
    run = subprocess.run([*command, "--engine", engine], capture_output=True, text=True, check=False, timeout=60)

    assert run.returncode == 2
    assert said in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert not (tmp_path / "new.db").exists()


def test_without_the_extra_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dask is an extra; its absence is one clear line."""
    pytest.importorskip("distributed")
    monkeypatch.setattr("glossary.mine.engines.cluster.distributed", None)
    with pytest.raises(UsageError, match=r"policy-glossary\[cluster\]"), open_engine("dask"):
        pass


def test_an_interrupted_run_leaves_no_worker(tmp_path: Path) -> None:
    """Ctrl-C in the middle of the work: exit code 130, no process, no folder, no termbase."""
    folder = tmp_path / "texts"
    folder.mkdir()
    text = ARTICLES[0].read_text("utf-8")
    for number in range(30):
        (folder / f"{number}.txt").write_text("\n\n".join(f"{number} {line}" for line in [text] * 40), "utf-8")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    command = [
        sys.executable,
        "-m",
        "glossary",
        "--db",
        str(tmp_path / "new.db"),
        "mine",
        str(folder),
        "--workers",
        "2",
    ]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    with subprocess.Popen(
        [*command, "--workers", "2"], env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        deadline = time.monotonic() + 60
        while not list(temporary.glob("*/documents-*")) and time.monotonic() < deadline:
            time.sleep(0.05)
        group = os.getpgid(run.pid)
        os.killpg(group, signal.SIGINT)
        said = run.communicate(timeout=30)[1]

    assert run.returncode == 130, said
    assert list(temporary.iterdir()) == []
    assert not (tmp_path / "new.db").exists()
    with pytest.raises(ProcessLookupError):
        os.killpg(group, 0)


def test_a_local_cluster_ends_with_the_work(documents: list[Document], expected: list[Candidate]) -> None:
    """A cluster of our own is begun and ended; none of its processes is left."""
    pytest.importorskip("distributed")
    before = children()
    with open_engine("dask", workers=2) as engine:
        assert list(mine_blocks(cut(documents), engine=engine)) == expected
    deadline = time.monotonic() + 10
    while not _only_trackers(children() - before) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _only_trackers(children() - before)


def _only_trackers(processes: set[int]) -> bool:
    """Whether nothing but Python's own tracker of resources is left, which stays with its process."""
    return all(b"resource_tracker" in Path(f"/proc/{pid}/cmdline").read_bytes() for pid in processes)
