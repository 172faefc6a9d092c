"""Reading many files, here or by workers: documents in blocks, each once, and what couldn't be read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import UnreadableDocument
from glossary.mine.blocks.documents import BLOCK, BlockBuilder, DocumentBlocks
from glossary.mine.blocks.shelf import TemporaryShelf
from glossary.mine.documents import parse_document, read_bytes, read_document, read_documents
from glossary.mine.engines.engine import Done, Task
from glossary.progress import Progress, ticking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from glossary.concept import Document
    from glossary.mine.engines.engine import Engine, Tell

STEP = "reading documents"


class Refusal(NamedTuple):
    """A file that couldn't be read, and why."""

    path: str
    reason: str


class Read(NamedTuple):
    """What came of some files: the hashes of the documents in order, and the files that couldn't be read."""

    hashes: list[str]
    refusals: list[Refusal]


def read_blocks(
    paths: Sequence[Path], *, engine: Engine, encoding: str | None = None, progress: Progress | None = None
) -> tuple[DocumentBlocks, list[UnreadableDocument]]:
    """Return the documents of some files in blocks, the same bytes once, and the files that can't be read.

    Args:
        paths: absolute, in the order that the documents shall have.
        engine: reads and cleans them.
        encoding: of the documents, where it isn't detected right.
        progress: told how far the work is.
    """
    portions = list(_portions(paths))
    if engine.spreads(len(portions)):
        return _read_apart(portions, engine, encoding, progress)
    return _read_here(paths, encoding, progress)


def _read_here(
    paths: Sequence[Path], encoding: str | None, progress: Progress | None
) -> tuple[DocumentBlocks, list[UnreadableDocument]]:
    builder = BlockBuilder()
    unreadable: list[UnreadableDocument] = []
    seen: set[str] = set()
    told = ticking(paths, progress, STEP, len(paths), every=1)
    for document in read_documents(told, on_unreadable=unreadable.append, encoding=encoding):
        if document.hash not in seen:
            seen.add(document.hash)
            builder.add(document)
    return builder.blocks(), unreadable


def _read_apart(
    portions: Sequence[Sequence[Path]], engine: Engine, encoding: str | None, progress: Progress | None
) -> tuple[DocumentBlocks, list[UnreadableDocument]]:
    """Let workers read; of bytes that several portions have, only the first document stays."""
    shelf = TemporaryShelf()
    total = sum(map(len, portions))
    if progress:
        progress(STEP, 0, total)
    unreadable, counts = [], []
    seen: set[str] = set()

    def tell(done: int) -> None:
        if progress:
            progress(STEP, done, total)

    tasks = [
        Task(writes=[f"documents-{n}"], arguments=[portion, encoding], size=len(portion))
        if engine.sees_files
        else Task([(f"bytes-{n}", 0)], [f"documents-{n}"], [encoding], len(portion))
        for n, portion in enumerate(portions)
    ]
    if not engine.sees_files:
        for n, portion in enumerate(portions):
            shelf.put(f"bytes-{n}", [[_bytes_of(path) for path in portion]])
            tell(0)
    step = read_files if engine.sees_files else parse_files
    for n, read in enumerate(engine.run(step, tasks, shelf, shared=(), tell=tell)):
        shelf.drop(f"bytes-{n}")
        unreadable += [UnreadableDocument(*refusal) for refusal in read.refusals]
        fresh = [place for place, found in enumerate(read.hashes) if found not in seen]
        seen.update(read.hashes)
        if len(fresh) < len(read.hashes):
            documents = shelf.get(f"documents-{n}")
            shelf.put(f"documents-{n}", [tuple(documents[place] for place in fresh)])
        counts.append(len(fresh))
    return DocumentBlocks(shelf, counts), unreadable


def read_files(paths: Sequence[Path], encoding: str | None, tick: Tell) -> Done:
    """Read some files, on a worker that has them.

    Args:
        paths: of the files.
        encoding: of the documents, where it isn't detected right.
        tick: is told how many files are done.
    """
    return _gather((partial(read_document, path, encoding=encoding) for path in paths), tick)


def parse_files(files: Sequence[tuple[Path, bytes] | Refusal], encoding: str | None, tick: Tell) -> Done:
    """Read some files, on a worker that is given their bytes.

    Args:
        files: the path and the bytes of each, or why there are none.
        encoding: of the documents, where it isn't detected right.
        tick: is told how many files are done.
    """
    return _gather((partial(_parse, file, encoding) for file in files), tick)


def _gather(readers: Iterable[Callable[[], Document]], tick: Tell) -> Done:
    documents: dict[str, Document] = {}
    refusals = []
    for done, read in enumerate(readers, 1):
        try:
            document = read()
        except UnreadableDocument as error:
            refusals.append(Refusal(error.path, error.reason))
        else:
            documents.setdefault(document.hash, document)
        tick(done)
    return Done([[tuple(documents.values())]], Read(list(documents), refusals))


def _parse(file: tuple[Path, bytes] | Refusal, encoding: str | None) -> Document:
    if isinstance(file, Refusal):
        raise UnreadableDocument(file.path, file.reason)
    return parse_document(*file, encoding=encoding)


def _bytes_of(path: Path) -> tuple[Path, bytes] | Refusal:
    try:
        return path, read_bytes(path)
    except UnreadableDocument as error:
        return Refusal(error.path, error.reason)


def _portions(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Yield files that together have about as many bytes as a block has characters."""
    portion: list[Path] = []
    size = 0
    for path in paths:
        portion.append(path)
        size += _size(path)
        if size >= BLOCK:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # told when it is read
        return 0
