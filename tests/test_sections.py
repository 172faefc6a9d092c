"""A text that is checked while it is written: whatever changes, it is found what a new check finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.jobs.checking import DocumentChecker, check_document
from glossary.jobs.sections import SectionedText
from glossary.lookup.checking.blocks import find_blocks
from glossary.lookup.checking.lines import LineIndex
from glossary.lookup.checking.texts import TextFacts
from glossary.lookup.checking.writing import count_writing
from glossary.lookup.live import LiveTermbase
from tests.backends import place
from tests.termbases import entry_of, write_termbase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTRIES = (
    entry_of(
        "productivity", en="*new quality productive forces|!new quality productivity", hans="*新质生产力|!新质生产率"
    ),
    entry_of("carbon-peak", en="*carbon peak|!carbon summit", hans="*碳达峰"),
)
#: What decides where blocks begin, where lines end, and what a finding says.
PIECES = (
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "\u2028",
        "\x0b",
        "\n\n\n  ",
        ".",
        "。",
        "”",
        ")",
        ".\n",
        "。\r\n",
        ".”\n",
    ),
    *("a", "A carbon summit", "carbon", " summit", "新质生产率", "發展經濟", "发展", "𠮷", "İ", "`", "`x`", "<b>", "$"),
    *("http://a.b/c", "a@b.c", "[glossary:ignore]", "<!-- glossary:off -->", "% glossary:ignore-next\n"),
)
LONG = "国家发展经济。 We go on with reform.\n" * 120
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


class Change(NamedTuple):
    """A stretch of a text, in shares of it, and what comes in its place."""

    start: float
    size: int
    text: str

    def apply(self, text: str) -> str:
        """Return the text after it."""
        start = int(self.start * len(text))
        return f"{text[:start]}{self.text}{text[start + self.size :]}"


changes = st.lists(
    st.builds(Change, start=st.floats(0, 1), size=st.sampled_from((0, 0, 1, 2, 5, 40)), text=texts), max_size=6
)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveTermbase]:
    """Return a termbase with deprecated terms of both languages."""
    path: Path = tmp_path_factory.mktemp("sections") / "termbase.db"
    termbase = LiveTermbase(place(write_termbase(path, ENTRIES)))
    yield termbase
    termbase.close()


@given(texts, changes, st.integers(1, 30))
@settings(deadline=None)
def test_sections_have_the_blocks_of_the_whole_text(text: str, made: list[Change], size: int) -> None:
    """However small sections are and whatever changes, no block begins or ends elsewhere, and no line is lost."""
    sectioned = SectionedText(lambda block: TextFacts((), count_writing(block)), size)
    for change in (Change(0, 0, ""), *made):
        text = change.apply(text)
        sectioned.renew(text, text)
        lines, blocks, start, ended = LineIndex(text, ""), [], 0, 0
        for section in sectioned.sections:
            first = start - section.margin
            assert text.startswith(section.raw, first)
            assert lines.place(first, first)[3:5] == (ended + 1, 1)
            blocks += [(first + block.start, block.text) for block in section.blocks]
            start += section.size
            ended += section.line_ends
        assert start == len(text)
        assert blocks == find_blocks(text)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.tex", "a.html"])
@given(parts=st.lists(texts, min_size=1, max_size=5), made=changes)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_text_that_is_written_has_the_findings_of_a_new_one(
    live: LiveTermbase, name: str, parts: list[str], made: list[Change]
) -> None:
    """Each state of a text of several sections is found what a checker finds that has never seen it."""
    text = LONG.join(parts)
    checker = DocumentChecker(live)
    for change in (Change(0, 0, ""), *made):
        text = change.apply(text)
        assert checker.check(text, name) == check_document(live, text, name)


def test_a_text_that_changes_its_script_is_found_otherwise_throughout(live: LiveTermbase) -> None:
    """What is wrong in one section depends on what the others are written in."""
    checker = DocumentChecker(live)
    mixed = f"{LONG}國家發展經濟。\n\n"
    (found,) = checker.check(mixed, "a.txt")
    assert (found.code, found.term) == ("wrong-writing", "國家發展經濟")

    traditional = mixed + "國家發展經濟。\n\n" * 500
    after = checker.check(traditional, "a.txt")

    assert {one.term for one in after} == {"国家发展经济"}
    assert after == check_document(live, traditional, "a.txt")
