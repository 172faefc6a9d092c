"""One term rendered in different ways: which renderings are the rare ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from glossary.lookup.checking.fault import Fault
from glossary.lookup.checking.rules import INCONSISTENT_EQUIVALENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.lookup.checking.pairs import PairFacts, Rendering


class Inconsistency(NamedTuple):
    """A rare rendering in one of several pairs, and the pair where the usual one was used first."""

    pair: int
    fault: Fault
    usual_pair: int
    usual: Rendering


def find_inconsistencies(pairs: Iterable[PairFacts]) -> Iterator[Inconsistency]:
    """Yield the renderings that differ from the usual one of their term, in the order of the pairs.

    The usual one is the most frequent, of equals the first. A short form beside its full form is no
    inconsistency, neither is a pair of texts that has the usual one as well.
    """
    of_term: dict[tuple[int, ...], list[tuple[int, Rendering]]] = defaultdict(list)
    for number, facts in enumerate(pairs):
        for rendering in facts.renderings:
            of_term[rendering.source].append((number, rendering))
    found = [item for renderings in of_term.values() for item in _of_one_term(renderings)]
    yield from sorted(found, key=lambda item: (item.pair, item.fault.start))


def _of_one_term(renderings: Sequence[tuple[int, Rendering]]) -> Iterator[Inconsistency]:
    counts = Counter(rendering.equivalent for _, rendering in renderings)
    if len(counts) == 1:
        return
    # Counter keeps the order in which they were met, and so does max among equals.
    most = max(counts, key=lambda equivalent: counts[equivalent])
    usual_pair, usual = next(item for item in renderings if item[1].equivalent == most)
    consistent = {number for number, rendering in renderings if rendering.equivalent == most}
    for number, rendering in renderings:
        if number in consistent or _is_short_form(rendering.text, usual.text):
            continue
        times = "once" if counts[most] == 1 else f"{counts[most]} times"
        message = f"“{rendering.term}” is “{rendering.text}” here and “{usual.text}” {times} elsewhere"
        fault = Fault(
            code=INCONSISTENT_EQUIVALENT,
            message=message,
            start=rendering.start,
            end=rendering.end,
            term=rendering.text,
            suggestion=usual.text,
            names=(rendering.text, rendering.term),
            in_target=True,
        )
        yield Inconsistency(number, fault, usual_pair, usual)


def _is_short_form(one: str, other: str) -> bool:
    """Tell whether one of two texts is the other shortened: some of its words or characters, or its initials."""
    short, full = sorted((one, other), key=len)
    if short.isascii() != full.isascii():
        return short.isupper()
    if not short.isascii():
        return _is_subsequence(short, full)
    if short.isupper():
        return True
    return _is_subsequence(short.casefold().split(), full.casefold().split())


def _is_subsequence(short: Sequence[str], full: Sequence[str]) -> bool:
    remaining = iter(full)
    return all(part in remaining for part in short)
