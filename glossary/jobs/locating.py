"""From what a rule finds in a text to a finding at its place in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.lookup.checking.finding import Finding, Place
from glossary.lookup.checking.lines import LineIndex
from glossary.lookup.checking.rules import RULES
from glossary.text.markup.ignores import Ignores, find_ignores

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.exchange.bitext import MappedText, Segment
    from glossary.lookup.checking.fault import Fault
    from glossary.lookup.checking.muting import Muting


class CheckedFile(NamedTuple):
    """One file of a check: where its lines begin, and what its comments mute."""

    lines: LineIndex
    ignores: Ignores

    @classmethod
    def of(cls, text: str, name: str, kind: str | None = None) -> CheckedFile:
        """Return what is to be known of a file; ``kind`` says how it writes comments, where its name doesn't."""
        return cls(LineIndex(text, name), find_ignores(text, kind or name))


class Locator:
    """Puts the faults of segments to their places, but for those that the user doesn't want to hear of."""

    def __init__(self, source: CheckedFile, target: CheckedFile | None, muting: Muting) -> None:
        self._source = source
        self._target = target
        self._muting = muting

    def in_target(self, segment: Segment, fault: Fault, related: Place | None = None) -> Iterator[Finding]:
        """Yield a fault of the translation."""
        text = segment.target
        if text is None or not self._muting.passes(fault):
            return
        place = self.of_target(segment, fault.start, fault.end)
        if self._is_ignored(segment, place, fault.term):
            return
        replacement = None
        if fault.suggestion is not None and text.is_contiguous(fault.start, fault.end):
            replacement = text.escape(fault.suggestion)
        yield finding_of(fault, place, replacement, related)

    def missing(self, segment: Segment, fault: Fault) -> Iterator[Finding]:
        """Yield a term without an equivalent: at the term, or at its translation where that is in another file."""
        if segment.target is None or not self._muting.passes(fault):
            return
        place = self._source.lines.place(*segment.source.span_to_raw(fault.start, fault.end))
        target = self.of_target(segment, 0, len(segment.target.text))
        if self._is_ignored(segment, target if self._target else place, fault.term):
            return
        if self._target:
            yield finding_of(fault, target, None, place)
        else:
            yield finding_of(fault, place, None, target)

    def of_target(self, segment: Segment, start: int, end: int) -> Place:
        """Return the place of a stretch of the translation."""
        text: MappedText = segment.target or segment.source
        return (self._target or self._source).lines.place(*text.span_to_raw(start, end))

    def _is_ignored(self, segment: Segment, place: Place, term: str) -> bool:
        """Tell whether a comment mutes a place, or in a bilingual file the whole of its segment."""
        ignores = (self._target or self._source).ignores
        if ignores.covers(place.start, place.end, term):
            return True
        return self._target is None and ignores.covers(segment.start, segment.start, term)


def find_in_text(
    text: str, name: str, faults: Iterable[tuple[int, str, Fault]], *, escaped: str = ""
) -> Iterator[Finding]:
    """Yield the faults of a text, or of a stretch of it, at their places.

    Args:
        text: of the file.
        name: of the file.
        faults: each with the start and the text of the block that it was found in.
        escaped: characters that can't be written in the file as they are.
    """
    lines = LineIndex(text, name)
    for begin, block, fault in faults:
        start, end = begin + fault.start, begin + fault.end
        replacement = fault.suggestion
        # Something else stands between the words, which a replacement would lose.
        if text[start:end] != block[fault.start : fault.end] or not set(escaped).isdisjoint(replacement or ""):
            replacement = None
        yield finding_of(fault, lines.place(start, end), replacement)


def finding_of(
    fault: Fault, place: Place | None = None, replacement: str | None = None, related: Place | None = None
) -> Finding:
    """Return a fault as a finding, at its place where it has one."""
    return Finding(
        code=fault.code,
        severity=RULES[fault.code].severity.value,
        message=fault.message,
        term=fault.term,
        suggestion=fault.suggestion,
        entry=fault.entry,
        place=place,
        replacement=replacement,
        related=(related,) if related else (),
    )
