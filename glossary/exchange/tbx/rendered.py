"""Text on its way into a file, parts of which may have to go again."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Rendered:
    """Text to be written, in pieces.

    ``removable`` holds the index of each piece that has to go, together with ``target``, an encoded id, if
    no entry of the file has that id in the end. ``problems`` says what was left out already.
    """

    pieces: list[str] = field(default_factory=list)
    removable: list[tuple[int, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def add_removable(self, piece: str, target: str) -> None:
        """Add a piece that stays only if ``target`` is an entry of the file."""
        self.removable.append((len(self.pieces), target))
        self.pieces.append(piece)

    def extend(self, other: Rendered) -> None:
        """Add the pieces of another."""
        start = len(self.pieces)
        self.removable.extend((start + index, target) for index, target in other.removable)
        self.pieces.extend(other.pieces)
        self.problems.extend(other.problems)
