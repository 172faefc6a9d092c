"""Which of several spans that overlap counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.lookup.recognition.designations import Place


def choose_winners(places: list[Place]) -> list[Place]:
    """Return the places that count, left to right: the longest first, then the leftmost, none overlapping.

    Args:
        places: in the order of their beginnings, the longest first where several begin.
    """
    winners: list[Place] = []
    #: Since ``begun`` all hang together; the first of them reaches as far as any as long as none is ``crossing``.
    begun, first_end, end, crossing = 0, -1, -1, False
    for number, place in enumerate(places):
        if place[0] >= end:
            if number:
                winners.extend(_settled(places[begun:number]) if crossing else (places[begun],))
            begun, first_end, end, crossing = number, place[1], place[1], False
        elif place[1] > end:
            end = place[1]
            crossing = end > first_end
    if places:
        winners.extend(_settled(places[begun:]) if crossing else (places[begun],))
    return winners


def _settled(cluster: list[Place]) -> list[Place]:
    """Return the winners among places that hang together."""
    chosen: list[Place] = []
    for place in sorted(cluster, key=lambda place: (place[0] - place[1], place[0])):
        if all(place[1] <= other[0] or place[0] >= other[1] for other in chosen):
            chosen.append(place)
    return sorted(chosen, key=lambda place: place[0])
