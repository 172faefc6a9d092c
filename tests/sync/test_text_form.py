"""An entry as text: the same bytes for the same entry, everything read back, mistakes told with their line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.concept import Context, CrossReference, Definition
from glossary.errors import FormatError
from glossary.exchange.text_form import (
    Rejection,
    name_of,
    path_of,
    read_entry_text,
    read_rejections,
    render_entry,
    render_rejections,
)
from glossary.review.edits import with_pinyin
from glossary.review.places import without_places
from tests.strategies import termbases
from tests.termbases import entry_of

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry

TEA = replace(
    entry_of("tea", en="*green tea", hans="*绿茶/lǜchá|茶"),
    subject_field="trade",
    definition=Definition(text='what "𠮷野家"\nserves', source="report"),
    notes=("first", "second"),
    references=(CrossReference(target="rice", text="eaten with it"),),
)
TEXT = """\
id = "tea"
origin = "review"
subject_field = "trade"
definition.text = "what \\"𠮷野家\\"\\nserves"
definition.source = "report"
notes = [
    "first",
    "second",
]

[[references]]
target = "rice"
text = "eaten with it"

[[languages]]
language = "en"

[[languages.terms]]
term = "green tea"
status = "preferred"

[[languages]]
language = "zh-Hans"

[[languages.terms]]
term = "绿茶"
status = "preferred"
pinyin = "lǜ chá"
pinyin_by_hand = true

[[languages.terms]]
term = "茶"
status = "admitted"
"""


def test_the_text_of_an_entry_is_read_by_people() -> None:
    """One value a line in a fixed order, nothing that isn't there, and a comma behind every value of a list."""
    assert render_entry(with_pinyin(TEA, "绿茶", "lǜ chá"), "review").decode() == TEXT


def test_the_text_is_read_back() -> None:
    """What was written is what is read, also with the line ends and the mark that some editors write."""
    for raw in (TEXT.encode(), TEXT.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + TEXT.encode()):
        found = read_entry_text("tea.toml", raw)
        assert (found.entry, found.origin) == (with_pinyin(TEA, "绿茶", "lǜ chá"), "review")


@settings(deadline=None, max_examples=60)
@given(termbases(max_size=3))
def test_any_entry_is_read_back(entries: list[ConceptEntry]) -> None:
    """Whatever an entry holds is read back, but for places in documents; the bytes come out the same again."""
    for entry in entries:
        raw = render_entry(entry, "person")
        found = read_entry_text("x", raw)
        assert found.entry == without_places(entry)
        assert render_entry(found.entry, found.origin) == raw
        assert len(raw.decode().splitlines()) == raw.count(b"\n")


def test_places_in_documents_are_left_out() -> None:
    """Where an example stands in a mined document means nothing elsewhere; two termbases write the same."""
    section = TEA.sections[0]
    here, nowhere = (
        replace(
            TEA,
            sections=(replace(section, terms=(replace(section.terms[0], contexts=(context,)),)), *TEA.sections[1:]),
        )
        for context in (
            Context(text="tea", source="news", document=3, start=0, end=3),
            Context(text="tea", source="news"),
        )
    )

    assert render_entry(here, "person") == render_entry(nowhere, "person")


MISTAKES = {
    "marks of a merge": (TEXT.replace('origin = "review"', "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x"), 2, "merge"),
    "no TOML": (TEXT.replace('term = "绿茶"', "term = 绿茶"), 26, "no TOML"),
    "not closed": (TEXT.replace('subject_field = "trade"', 'subject_field = "trade'), 3, "no TOML"),
    "a field twice": (TEXT.replace('term = "茶"', 'term = "茶"\nterm = "茶叶"'), 33, "no TOML"),
    "an unknown field": (TEXT.replace('status = "admitted"', 'statsu = "admitted"'), 33, "statsu"),
    "an unknown status": (TEXT.replace('status = "admitted"', 'status = "allowed"'), 33, "one of preferred"),
    "an unknown language": (TEXT.replace('language = "zh-Hans"', "language = 3"), 23, "language"),
    "a number for a text": (TEXT.replace('"second"', "2"), 6, "notes"),
    "no term": (TEXT.replace('term = "green tea"\n', ""), 18, "term is missing"),
    "no terms": ('id = "tea"\n', 1, "has no term"),
    "no id": (TEXT.replace('id = "tea"\n', ""), 1, "no id"),
    "an empty file": ("", 1, "no id"),
    "no origin": (TEXT.replace('"review"', "1"), 2, "origin"),
    "a table for a list": (TEXT.replace("[[references]]", "[references]"), 1, "references"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_line(name: str) -> None:
    """A file that can't be used is told in one line: its name, the line, and what is wrong."""
    text, line, what = MISTAKES[name]

    with pytest.raises(FormatError) as told:
        read_entry_text("tea.toml", text.encode())

    assert str(told.value).startswith(f"tea.toml:{line}: ")
    assert what in str(told.value)
    assert "\n" not in str(told.value)


def test_what_is_no_text_is_told() -> None:
    """Bytes that are no UTF-8, and what is too long or too deep for an entry, are refused in one line."""
    for raw, what in (
        (b'id = "tea"\nnotes = ["\xff"]\n', "2: is no UTF-8"),
        (b"a" * 10_000_001, "10 MB"),
        (b"a = " + b"[" * 100_000, "x: is nested too deep"),
    ):
        with pytest.raises(FormatError, match=what):
            read_entry_text("x", raw)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.text(min_size=1, max_size=300).filter(lambda text: text.isprintable()), max_size=5))
def test_names_differ_wherever_files_are_kept(identifiers: list[str]) -> None:
    """Different ids have different names, also where case is folded; none is too long, hidden or has a slash."""
    awkward = ["Tea", "tea", "TEA", "con", "nul.txt", "..", ".", "a/b", "a\\b", "-rf", "茶", "豈", "豈", "é", "x" * 400]
    every = dict.fromkeys([*identifiers, *awkward, "x" * 401, "~", "茶" * 200])
    names = [name_of(identifier) for identifier in every]

    assert len({name.casefold() for name in names}) == len(every)
    for name in names:
        assert len(name.encode()) <= 125
        assert not set(name) & set('/\\:*?"<>|. ') - {"."}
        assert name.count(".") == 1
        assert not name.startswith((".", "-"))
        assert name.partition(".")[0] not in {"con", "nul", "aux", "prn", "com1", "lpt1"}


def test_plain_ids_stay_readable() -> None:
    """The file of an entry is found by its id."""
    assert name_of("ecological-civilization") == "ecological-civilization.toml"
    assert name_of("生态文明") == "生态文明.toml"
    assert path_of("tea").endswith("/tea.toml")


def test_rejections_are_read_back_in_any_order() -> None:
    """Rejections are one a line, sorted; lines that a merge put anywhere, also twice, are read all the same."""
    found = [Rejection(language="en", key="b", term="B"), Rejection(language="en", key="a", term="𠮷\n")]
    raw = render_rejections(found)

    assert raw.count(b"\n") == 2
    assert raw == render_rejections(reversed(found))
    assert set(read_rejections("x", raw + b"\n" + raw)) == set(found)


@pytest.mark.parametrize(
    "line", [b"<<<<<<< HEAD", b"{", b"[]", b'{"language": "en"}', b'{"language":1,"key":2,"term":3}']
)
def test_a_line_that_is_no_rejection_is_told(line: bytes) -> None:
    """A line of rejections that can't be used is told with its number."""
    with pytest.raises(FormatError, match=r"^x:2: "):
        read_rejections("x", b"\n" + line)
