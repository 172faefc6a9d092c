"""A text that is written: what was found in its sections is kept for those that a change leaves as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.lookup.checking.blocks import find_blocks, find_section_ends
from glossary.lookup.checking.finding import Finding, Place
from glossary.lookup.checking.writing import WritingCounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from glossary.lookup.checking.texts import TextFacts

#: So many characters are compared at once.
_CHUNK = 1 << 16
_PLACE = Finding._fields.index("place")


class CheckedBlock(NamedTuple):
    """A block of a section, where it begins within it, and what is to be said about it."""

    start: int
    text: str
    facts: TextFacts


class Section:
    """Some blocks that follow one another, up to the beginning of a line.

    ``raw`` is how it stands in the file, from the beginning of the line in which it begins: ``margin`` characters
    before it. ``line_ends`` says how many lines end in it.
    """

    __slots__ = ("_found", "_language", "blocks", "line_ends", "margin", "raw", "size", "writing")

    def __init__(self, raw: str, margin: int, blocks: Sequence[CheckedBlock]) -> None:
        self.raw = raw
        self.margin = margin
        self.size = len(raw) - margin
        self.line_ends = raw.count("\n") + (raw.count("\r") - raw.count("\r\n") if "\r" in raw else 0)
        self.blocks = blocks
        self.writing = WritingCounts(
            sum(block.facts.writing.simplified for block in blocks),
            sum(block.facts.writing.traditional for block in blocks),
        )
        self._language: str | None = None
        self._found: tuple[int, int, list[Finding]] | None = None

    def find(
        self, start: int, line: int, language: str | None, find: Callable[[Section, str | None], list[Finding]]
    ) -> list[Finding]:
        """Return the findings in the section.

        Args:
            start: of ``raw`` in the file.
            line: how many lines end before it.
            language: of the whole text.
            find: asked for the findings, their places within ``raw``, unless they are known.
        """
        if self._found is None or language != self._language:
            self._found = 0, 0, find(self, language)
            self._language = language
        known_start, known_line, found = self._found
        if found and (known_start, known_line) != (start, line):
            found = _moved(found, start - known_start, line - known_line)
            self._found = start, line, found
        return found


class SectionedText:
    """The sections of a text, made anew where it changes.

    Args:
        check: says what there is to say about a block.
        size: a section has so many characters at least.
    """

    def __init__(self, check: Callable[[str], TextFacts], size: int = 4_000) -> None:
        self._check = check
        self._size = size
        self._raw = self._masked = ""
        self.sections: list[Section] = []

    def renew(self, raw: str, masked: str) -> None:
        """Take a new state of the text.

        Args:
            raw: as the file has it.
            masked: with nothing but its prose.
        """
        before, after = self._unchanged(raw, masked)
        first, last = self.sections[:before], self.sections[len(self.sections) - after :]
        start = sum(section.size for section in first)
        end = len(masked) - sum(section.size for section in last)
        self.sections = [*first, *self._make(raw, masked, start, end), *last]
        self._raw, self._masked = raw, masked

    def _unchanged(self, raw: str, masked: str) -> tuple[int, int]:
        """Return how many sections at the beginning and at the end are still what they were.

        Where a section begins is decided by the blanks before it, what stands before these, and its first
        character; so it needs the one before it, or the first character of the next one, unchanged as well.
        """
        shortest = min(len(masked), len(self._masked))
        alike = min(_common_beginning(self._raw, raw), _common_beginning(self._masked, masked))
        before, end = 0, 0
        for section in self.sections:
            end += section.size
            if end >= alike:
                break
            before += 1
        rest = shortest - alike
        alike = min(_common_end(self._raw, raw, rest), _common_end(self._masked, masked, rest))
        after, size = -1, 0
        for section in reversed(self.sections[before:]):
            size += section.size
            if size > alike:
                break
            after += 1
        return before, max(after, 0)

    def _make(self, raw: str, masked: str, start: int, end: int) -> Iterator[Section]:
        for stop in find_section_ends(masked, self._size, start, end):
            line_start = start
            while line_start and raw[line_start - 1] not in "\r\n":
                line_start -= 1
            blocks = [
                CheckedBlock(block.start - line_start, block.text, self._check(block.text))
                for block in find_blocks(masked, start, stop)
            ]
            yield Section(raw[line_start:stop], start - line_start, blocks)
            start = stop


def _moved(findings: list[Finding], by: int, lines: int) -> list[Finding]:
    """Return findings somewhat further on; most of what a keystroke costs in a long text is done here."""
    make = tuple.__new__  # what the constructors come down to
    moved = []
    for finding in findings:
        if finding.place is None:
            moved.append(finding)
            continue
        file, start, end, line, column, end_line, end_column, text = finding.place
        place = make(Place, (file, start + by, end + by, line + lines, column, end_line + lines, end_column, text))
        moved.append(make(Finding, (*finding[:_PLACE], place, *finding[_PLACE + 1 :])))
    return moved


def _common_beginning(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    shortest, start = min(len(one), len(other)), 0
    while start < shortest and one[start : start + _CHUNK] == other[start : start + _CHUNK]:
        start += _CHUNK
    low, high = min(start, shortest), min(start + _CHUNK, shortest)
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(one: str, other: str, most: int) -> int:
    """Return how many characters two texts end with alike, at most so many."""
    first, second = len(one), len(other)

    def is_alike(low: int, high: int) -> bool:
        return one[first - high : first - low] == other[second - high : second - low]

    size = 0
    while size < most and is_alike(size, min(size + _CHUNK, most)):
        size += _CHUNK
    low, high = min(size, most), min(size + _CHUNK, most)
    while low < high:
        middle = (low + high + 1) // 2
        if is_alike(low, middle):
            low = middle
        else:
            high = middle - 1
    return low
