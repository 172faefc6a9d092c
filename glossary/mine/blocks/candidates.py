"""The candidates of a corpus, best first, of which only those at hand are in memory."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, overload

from glossary.concept import Candidate
from glossary.mine.blocks.rows import candidate_of, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.mine.blocks.rows import Row
    from glossary.mine.blocks.shelf import Shelf

AT_ONCE = 2_000
"""Candidates that are read together: some six megabytes."""


class Candidates(Sequence[Candidate]):
    """Candidates on a shelf; going through them makes each anew.

    Args:
        shelf: where the rows are, so many under each name but the last.
        names: of the rows, in order.
        count: of the candidates.
    """

    def __init__(self, shelf: Shelf, names: Sequence[str], count: int) -> None:
        self._shelf = shelf
        self._names = names
        self._count = count

    @classmethod
    def keep(cls, shelf: Shelf, called: str, candidates: Iterable[Candidate]) -> Candidates:
        """Return candidates that are put on a shelf as they come."""
        names: list[str] = []
        rows: list[Row] = []
        for candidate in candidates:
            rows.append(row_of(candidate))
            if len(rows) == AT_ONCE:
                _put(shelf, called, names, rows)
                rows = []
        count = len(names) * AT_ONCE + len(rows)
        if rows:
            _put(shelf, called, names, rows)
        return cls(shelf, names, count)

    def drop(self) -> None:
        """Take the candidates off the shelf."""
        for name in self._names:
            self._shelf.drop(name)

    def __len__(self) -> int:
        """Count the candidates."""
        return self._count

    def __iter__(self) -> Iterator[Candidate]:
        """Yield the candidates."""
        for name in self._names:
            yield from map(candidate_of, self._shelf.get(name))

    @overload
    def __getitem__(self, index: int) -> Candidate: ...
    @overload
    def __getitem__(self, index: slice) -> list[Candidate]: ...
    def __getitem__(self, index: int | slice) -> Candidate | list[Candidate]:
        """Return one, or a list of several."""
        if isinstance(index, slice):
            wanted = range(*index.indices(self._count))
            if wanted.step > 0:
                return list(islice(self, wanted.start, wanted.stop, wanted.step))
            return [self[place] for place in wanted]
        part, row = divmod(range(self._count)[index], AT_ONCE)
        return candidate_of(self._shelf.get(self._names[part])[row])


def _put(shelf: Shelf, called: str, names: list[str], rows: list[Row]) -> None:
    names.append(f"{called}-{len(names)}")
    shelf.put(names[-1], [rows])
