"""Where the winners stand: the longest that fits, left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.mine.chinese.phrases import find_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from glossary.mine.chinese.words import Piece


def find_mentions(pieces: Sequence[Piece], winners: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    """Yield ``(winner, start, end)`` of the mentions in one document, none inside of another.

    Args:
        pieces: of the document.
        winners: what each kept phrase is mined under.
    """
    held: tuple[int, int, str] | None = None
    for phrase in find_phrases(pieces):
        first, _, key = phrase
        if held and first >= held[1]:
            yield _placed(pieces, held, winners)
            held = None
        # Those that begin with one piece come together, the longest last.
        if key in winners and (held is None or first == held[0]):
            held = phrase
    if held:
        yield _placed(pieces, held, winners)


def _placed(pieces: Sequence[Piece], phrase: tuple[int, int, str], winners: Mapping[str, str]) -> tuple[str, int, int]:
    first, after, key = phrase
    return winners[key], pieces[first].start, pieces[after - 1].end
