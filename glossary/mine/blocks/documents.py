"""The documents of a corpus in blocks, of which only one is in memory where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, overload

from glossary.concept import Document
from glossary.mine.blocks.shelf import MemoryShelf, TemporaryShelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.mine.blocks.shelf import Shelf

BLOCK = 1_300_000
"""Characters of a block, some 200,000 words: small beside what a process needs anyway, and much more than a step costs
to begin."""

IN_MEMORY = 2 * BLOCK
"""Characters of a corpus that is kept in memory as a whole."""


class DocumentBlocks(Sequence[Document]):
    """Documents in order, some of them a block; ``shelf`` has block n as ``documents-n``.

    The documents of a small corpus are in memory, those of a large one in a folder that goes with this object.

    Args:
        shelf: where the blocks are.
        counts: how many documents each has.
    """

    def __init__(self, shelf: Shelf, counts: Sequence[int]) -> None:
        self.shelf = shelf
        self.counts = tuple(counts)

    @classmethod
    def of(cls, documents: Iterable[Document], *, size: int = BLOCK, in_memory: int = IN_MEMORY) -> DocumentBlocks:
        """Return documents in blocks.

        Args:
            documents: are gone through once.
            size: characters of a block, of which the last document may be a part beyond.
            in_memory: characters of a corpus that needs no folder.
        """
        if isinstance(documents, DocumentBlocks):
            return documents
        builder = BlockBuilder(size, in_memory)
        for document in documents:
            builder.add(document)
        return builder.blocks()

    @property
    def firsts(self) -> list[int]:
        """The number of the first document of each block."""
        return [0, *accumulate(self.counts)][:-1]

    def block(self, number: int) -> tuple[Document, ...]:
        """Return the documents of a block."""
        found: tuple[Document, ...] = self.shelf.get(f"documents-{number}")
        return found

    def find(self, numbers: Sequence[int]) -> Iterator[tuple[int, Document]]:
        """Yield the documents with some numbers, which are ascending, each with its number."""
        wanted = iter(numbers)
        number = next(wanted, None)
        for block, (first, count) in enumerate(zip(self.firsts, self.counts, strict=True)):
            if number is None:
                return
            documents = self.block(block) if number < first + count else ()
            while number is not None and number < first + count:
                yield number, documents[number - first]
                number = next(wanted, None)

    def __len__(self) -> int:
        """Count the documents."""
        return sum(self.counts)

    def __iter__(self) -> Iterator[Document]:
        """Yield the documents."""
        for number in range(len(self.counts)):
            yield from self.block(number)

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> list[Document]: ...
    def __getitem__(self, index: int | slice) -> Document | list[Document]:
        """Return one, or a list of several."""
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = range(len(self))[index]
        block = next(n for n, after in enumerate(accumulate(self.counts)) if place < after)
        return self.block(block)[place - self.firsts[block]]


class BlockBuilder:
    """Makes blocks of documents as they come, in memory until they are too many for it.

    Args:
        size: characters of a block.
        in_memory: characters of a corpus that needs no folder.
    """

    def __init__(self, size: int = BLOCK, in_memory: int = IN_MEMORY) -> None:
        self._size = size
        self._in_memory = in_memory
        self._shelf: Shelf = MemoryShelf()
        self._counts: list[int] = []
        self._open: list[Document] = []
        self._characters = self._all = 0

    def add(self, document: Document) -> None:
        """Append a document."""
        self._open.append(document)
        self._characters += len(document.text)
        self._all += len(document.text)
        if self._all > self._in_memory and isinstance(self._shelf, MemoryShelf):
            self._spill()
        if self._characters >= self._size:
            self._close()

    def blocks(self) -> DocumentBlocks:
        """Return what was added: one block at least, if an empty one."""
        if self._open or not self._counts:
            self._close()
        return DocumentBlocks(self._shelf, self._counts)

    def _close(self) -> None:
        self._shelf.put(f"documents-{len(self._counts)}", [tuple(self._open)])
        self._counts.append(len(self._open))
        self._open = []
        self._characters = 0

    def _spill(self) -> None:
        """Put the blocks that there are into a folder."""
        former, self._shelf = self._shelf, TemporaryShelf()
        for number in range(len(self._counts)):
            self._shelf.put(f"documents-{number}", [former.get(f"documents-{number}")])
