"""A corpus in blocks: the candidates are the same however it is cut, and the work leaves nothing behind."""

from __future__ import annotations

import gc
import io
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from glossary.errors import Cancelled
from glossary.jobs.seeds import load_base
from glossary.mine.blocks.candidates import Candidates
from glossary.mine.blocks.documents import DocumentBlocks
from glossary.mine.blocks.parts import write_parts
from glossary.mine.blocks.shelf import PREFIX, FolderShelf, MemoryShelf, TemporaryShelf
from glossary.mine.documents import read_document
from glossary.mine.finding.acronyms import Acronyms
from glossary.mine.known import KnownTerms
from glossary.mine.pipeline import Trace, explain, mine_blocks
from glossary.vocabulary import Strictness

if TYPE_CHECKING:
    from glossary.concept import Candidate, Document

PROJECT = Path(__file__).parents[1]
ARTICLES = sorted((PROJECT / "seeds" / "articles").glob("*.txt"))


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """Return our sample articles in both languages, and the real ones where they are at hand."""
    real = sorted((PROJECT.parent / "shared" / "seeds").glob("*.txt"))
    return [read_document(path) for path in [*ARTICLES, *real]]


@pytest.fixture(scope="module")
def known() -> KnownTerms:
    """Return the terms of the base: groups of variants and acronyms."""
    return KnownTerms.of_entries(load_base(None))


@pytest.fixture(scope="module")
def whole(documents: list[Document], known: KnownTerms) -> list[Candidate]:
    """Return what all documents in one block give."""
    blocks = DocumentBlocks.of(documents, size=10**9, in_memory=10**9)
    assert len(blocks.counts) == 1
    return list(mine_blocks(blocks, known=known, strictness=Strictness.WIDE))


@pytest.mark.parametrize("size", [1, 4_000, 20_000])
@pytest.mark.parametrize("in_memory", [0, 10**9])
def test_candidates_are_the_same_however_the_corpus_is_cut(
    documents: list[Document], known: KnownTerms, whole: list[Candidate], size: int, in_memory: int
) -> None:
    """A document a block or several, in memory or in a folder: not one number differs."""
    blocks = DocumentBlocks.of(documents, size=size, in_memory=in_memory)
    found = mine_blocks(blocks, known=known, strictness=Strictness.WIDE)

    assert len(blocks.counts) > 1
    assert list(found) == whole
    assert list(mine_blocks(blocks, known=known, strictness=Strictness.WIDE)) == whole


def test_many_blocks_are_merged_range_by_range(
    documents: list[Document], known: KnownTerms, whole: list[Candidate], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With seven ranges of hashes for a handful of blocks nothing is lost between the ranges."""
    monkeypatch.setattr("glossary.mine.pipeline.count_ranges", lambda blocks: blocks * 0 + 7)

    assert list(mine_blocks(DocumentBlocks.of(documents, size=9_000), known=known, strictness=Strictness.WIDE)) == whole


def test_reasons_are_the_same_however_the_corpus_is_cut(documents: list[Document], known: KnownTerms) -> None:
    """The trace of many blocks explains like that of one."""
    one, many = Trace(), Trace()
    mine_blocks(DocumentBlocks.of(documents), known=known, trace=one)
    mine_blocks(DocumentBlocks.of(documents, size=1), known=known, trace=many)

    for term in ("two sessions", "Belt and Road Initiative", "Five-Year", "trade"):
        assert explain(term, one) == explain(term, many)


def test_blocks_are_a_sequence_of_documents(documents: list[Document]) -> None:
    """Blocks in a folder are gone through, counted and indexed like a list."""
    blocks = DocumentBlocks.of(iter(documents), size=5_000, in_memory=0)

    assert isinstance(blocks.shelf, TemporaryShelf)
    assert list(blocks) == documents
    assert (blocks[0], blocks[-1], blocks[1:3]) == (documents[0], documents[-1], documents[1:3])
    assert list(blocks.find([0, 2, len(documents) - 1])) == [
        (0, documents[0]),
        (2, documents[2]),
        (len(documents) - 1, documents[-1]),
    ]
    with pytest.raises(IndexError):
        blocks[len(documents)]


def test_kept_candidates_are_the_same(whole: list[Candidate]) -> None:
    """Put on a shelf, candidates come back whole: mentions, examples, parts."""
    kept = Candidates.keep(TemporaryShelf(), "kept", whole)

    assert list(kept) == whole
    assert kept[3:7] == whole[3:7]
    assert kept[-1] == whole[-1]


def test_a_value_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    """A file that was begun and not ended is never taken for a value; each part is read alone."""
    shelf = FolderShelf(tmp_path)
    shelf.put("a", [["one"], {"two": 2}])
    whole = io.BytesIO()
    write_parts(whole, [["half"]])
    (tmp_path / f"b.{os.getpid()}").write_bytes(whole.getvalue()[:5])

    assert (shelf.get("a"), shelf.get("a", 1)) == (["one"], {"two": 2})
    with pytest.raises(FileNotFoundError):
        shelf.get("b")
    shelf.drop("a")
    shelf.drop("a")
    assert not (tmp_path / "a").exists()


def test_a_folder_goes_with_its_shelf() -> None:
    """Nobody has to remember to remove it."""
    shelf = TemporaryShelf()
    folder = shelf.folder
    shelf.put("a", [1])
    del shelf
    gc.collect()

    assert not folder.exists()


def test_a_cancelled_mining_leaves_no_folder(documents: list[Document]) -> None:
    """The folder of the work goes with the work."""

    def cancel(what: str, done: int, total: int) -> None:
        del done, total
        if what == "weighing terms":
            raise Cancelled

    blocks = DocumentBlocks.of(documents, size=5_000, in_memory=0)
    assert isinstance(blocks.shelf, TemporaryShelf)
    folder = blocks.shelf.folder
    with pytest.raises(Cancelled):
        mine_blocks(blocks, progress=cancel)
    del blocks
    gc.collect()

    assert not folder.exists()


def test_the_folder_of_a_killed_run_is_removed_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is killed can't clean up; the next one does, and keeps off the folders of runs at work."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    program = (
        "import time; from glossary.mine.blocks.shelf import TemporaryShelf; s = TemporaryShelf(); s.put('a', [1]);"
        "print(s.folder, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": str(tmp_path)}, text=True
    ) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().strip())
        own = TemporaryShelf()
        assert (folder / "a").exists()
        process.send_signal(signal.SIGKILL)
        process.wait()
    deadline = time.monotonic() + 5
    while folder.exists() and time.monotonic() < deadline:
        TemporaryShelf().close()

    assert list(tmp_path.glob(f"{PREFIX}*")) == [own.folder]


def test_acronyms_are_found_by_their_letters() -> None:
    """Initials, and initials with more letters of some words."""
    acronyms = Acronyms({"SCO": "sco", "ASEAN": "asean", "NATO": "nato"})

    assert list(acronyms.fitting(["Shanghai", "Cooperation", "Organization"])) == [("SCO", True)]
    assert list(acronyms.fitting(["Association", "of", "Southeast", "Asian", "Nations"])) == [("ASEAN", False)]
    assert list(acronyms.fitting(["National", "People's", "Congress"])) == []


def test_a_shelf_in_memory_keeps_parts() -> None:
    """It answers like one in a folder."""
    shelf = MemoryShelf()
    shelf.put("a", [[1], [2]])

    assert shelf.get("a", 1) == [2]
    shelf.drop("a")
    with pytest.raises(KeyError):
        shelf.get("a")
