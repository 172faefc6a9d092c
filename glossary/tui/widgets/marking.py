"""Which rows of a list are marked, one by one or as a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array


class Marking:
    """The ids that are marked, and a range under way: from its first row to wherever the cursor is."""

    def __init__(self) -> None:
        self.ids: set[int] = set()
        self._anchor: int | None = None
        self._before: set[int] = set()

    @property
    def is_stretching(self) -> bool:
        """Whether a range is under way."""
        return self._anchor is not None

    def toggle(self, row_id: int) -> None:
        """Mark a row, or take its mark away."""
        self._anchor = None
        self.ids ^= {row_id}

    def begin_or_end(self, ids: array[int], cursor: int) -> None:
        """Begin a range at the cursor; one that is under way ends there and stays marked."""
        if self.is_stretching:
            self._anchor = None
            return
        self._anchor = cursor
        self._before = set(self.ids)
        self.stretch(ids, cursor)

    def stretch(self, ids: array[int], cursor: int) -> bool:
        """Let the range under way reach to the cursor; return whether there is one."""
        if self._anchor is None:
            return False
        low, high = sorted((self._anchor, cursor))
        self.ids = self._before | set(ids[low : high + 1])
        return True

    def mark_all(self, ids: array[int]) -> None:
        """Mark every row."""
        self._anchor = None
        self.ids = set(ids)

    def clear(self) -> None:
        """Mark no row."""
        self._anchor = None
        self.ids = set()

    def keep(self, ids: array[int]) -> None:
        """Forget the marks of rows that are not in the list any more."""
        self._anchor = None
        if self.ids:
            self.ids &= set(ids)

    def in_order(self, ids: array[int]) -> list[int]:
        """Return the marked ids in the order of the list."""
        return [row_id for row_id in ids if row_id in self.ids]
