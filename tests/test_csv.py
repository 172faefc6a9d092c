"""Tables: ours, those of others, and those that are none."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.concept import (
    ConceptEntry,
    Context,
    CrossReference,
    Definition,
    LanguageSection,
    TermSection,
)
from glossary.errors import FormatError, InputError
from glossary.exchange.csv_table import COLUMNS, read_csv, write_csv
from glossary.exchange.csv_table.cells import join_cell, number_text, parse_number, split_cell
from glossary.exchange.csv_table.formulas import shield, unshield
from glossary.exchange.formats import writer_for
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.exchange.report import Issue

ENTRY = ConceptEntry(
    id="c1",
    subject_field="economy and industry",
    definition=Definition(text="=advanced productivity", source="Xinhua"),
    notes=("a|b", "c\\d"),
    references=(CrossReference(target="c2"), CrossReference(target="https://www.gov.cn/", text="site")),
    sections=(
        LanguageSection(
            language="en",
            definition=Definition(text="in English"),
            notes=("on English",),
            terms=(
                TermSection(
                    term="new quality productive forces",
                    part_of_speech=PartOfSpeech.NOUN,
                    contexts=(
                        Context(text="[2] is how it starts", source="report"),
                        Context(text="two", source=""),
                    ),
                ),
                TermSection(
                    term="NQPF",
                    status=AdministrativeStatus.ADMITTED,
                    term_type=TermType.ACRONYM,
                    source="2024 report",
                    notes=("rare",),
                    contexts=(Context(text="NQPF\nrise", source="site"),),
                ),
            ),
        ),
        LanguageSection(
            language="zh-Hans",
            terms=(
                TermSection(term="新质生产力", pinyin="xīnzhì shēngchǎnlì"),
                TermSection(
                    term="新生产力",
                    status=AdministrativeStatus.DEPRECATED,
                    pinyin="xīn shēngchǎnlì",
                    pinyin_by_hand=True,
                ),
            ),
        ),
    ),
)


def read(tmp_path: Path, text: str | bytes) -> tuple[list[ConceptEntry], list[str]]:
    """Read a table, return its entries and the messages."""
    path = tmp_path / "in.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    issues: list[Issue] = []
    return list(read_csv(path, issues=issues)), [str(issue) for issue in issues]


def get_terms(entry: ConceptEntry) -> list[tuple[str, str]]:
    """Return languages and terms of an entry."""
    return [(language, term.term) for language, term in entry.find_terms()]


def test_an_entry_with_everything_comes_back(tmp_path: Path) -> None:
    """All that a table has columns for is read back equal."""
    write_csv([ENTRY], tmp_path / "a.csv")

    assert list(read_csv(tmp_path / "a.csv")) == [ENTRY]


def test_a_translator_sees_the_terms_first(tmp_path: Path) -> None:
    """The row reads from left to right: id, preferred English, preferred Chinese, pinyin."""
    write_csv([ENTRY], tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        header, row = csv.reader(file)

    assert header == [column.name for column in COLUMNS]
    assert header[:5] == ["id", "en_preferred", "zh-Hans_preferred", "pinyin", "zh-Hant_preferred"]
    assert row[:4] == [
        "c1",
        "new quality productive forces",
        "新质生产力",
        "xīnzhì shēngchǎnlì | xīn shēngchǎnlì",
    ]


def test_every_column_is_described() -> None:
    """Each column has a name of its own and a description."""
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)
    assert all(column.description for column in COLUMNS)


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("en,zh\ncarbon peak,碳达峰\n", []),
        ("source,target\ncarbon peak,碳达峰\n", []),
        ("source,target\n碳达峰,carbon peak\n", []),
        ("Target;Source\r\n碳达峰;carbon peak\r\n", []),
        ("English\tChinese\ncarbon peak\t碳达峰", []),
        ('"English","Chinese (Simplified)"\n"carbon peak","碳达峰"\n', []),
        ("中文,英文\n碳达峰,carbon peak\n\n  ,\n", []),
        ("\ufeffzh_CN,en-US\n碳达峰,carbon peak\n", []),
        (
            "en,colour,zh\ncarbon peak,red,碳达峰\n",
            ["line 1: the column colour isn't known or there twice; ignored"],
        ),
        (
            "en,zh,en\ncarbon peak,碳达峰,again\n",
            ["line 1: the column en isn't known or there twice; ignored"],
        ),
        ("EN_Preferred,ZH-HANS_preferred\ncarbon peak,碳达峰\n", []),
        ("en,zh\ncarbon peak,碳达峰\n,\nx\n", []),
    ],
)
def test_simple_lists_of_others(tmp_path: Path, text: str, messages: list[str]) -> None:
    """A list of two languages is read, whatever its header calls them and whatever separates its cells."""
    entries, told = read(tmp_path, text)

    assert get_terms(entries[0]) == [("en", "carbon peak"), ("zh-Hans", "碳达峰")]
    assert told == messages


def test_traditional_chinese_has_its_own_column(tmp_path: Path) -> None:
    """zh-TW and the like are Traditional Chinese, zh-CN Simplified."""
    entries, _ = read(tmp_path, "zh-TW,zh-CN,en\n發展,发展,development\n")

    assert get_terms(entries[0]) == [("en", "development"), ("zh-Hans", "发展"), ("zh-Hant", "發展")]


def test_pinyin_from_a_simple_list_is_somebodys(tmp_path: Path) -> None:
    """Pinyin in a table that doesn't say who wrote it counts as written by hand."""
    entries, _ = read(tmp_path, "en,zh,拼音\nrow,行,háng\n")
    term = entries[0].sections[1].terms[0]

    assert (term.pinyin, term.pinyin_by_hand) == ("háng", True)


def test_ids_used_twice_and_rows_without_terms(tmp_path: Path) -> None:
    """A copied row gets an id of its own, a row without a term is skipped; both are reported."""
    entries, told = read(tmp_path, 'id,en,definition\nc1,a,\nc1,"b\nb",\n,,only text\nc1,c,\n')

    assert [entry.id for entry in entries] == ["c1", "c1-2", "c1-3"]
    assert told == [
        "line 3, entry c1: the id is used before; this entry is c1-2 now",
        "line 5: has no term; skipped",
        "line 6, entry c1: the id is used before; this entry is c1-3 now",
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", None, "has no header"),
        ("\n\n", None, "has no header"),
        ("carbon peak,碳达峰\n", 1, "expected en_preferred and zh-Hans_preferred, or simply en and zh"),
        ("id,definition\n1,x\n", 1, "has no column of terms"),
        (
            "en,zh,en_part_of_speech\na,b,noun\nc,d,nuon\n",
            3,
            "en_part_of_speech is 'nuon', not one of noun, verb",
        ),
        ("en,en_term_type\na,Acronym\nb,thing\n", 3, "en_term_type is 'thing', not one of fullForm"),
        ("en,en_part_of_speech\na,noun | verb\n", 2, "en_part_of_speech has 2 values for 1 terms"),
        ("en,en_term_notes\na,[2] x\n", 2, "en_term_notes is about term 2 of 1"),
        ("en,en_context_sources\na,x\n", 2, "en_context_sources has more values than there are contexts"),
        ("zh,pinyin,pinyin_by_hand\n行,háng,maybe\n", 2, "pinyin_by_hand is 'maybe'"),
        ("en,zh\na,b,c\n", 2, "has 3 cells here, but 2 columns"),
        ('en,zh\na,b\n"c,d\n', 3, "is no table"),
        (b"en,zh\na,b\nc,d\0\n", 3, "NUL"),
        ("en,zh\na,b\ncarbon,碳达峰\n".encode("gb18030"), 3, "is no UTF-8 (byte 0xb4)"),
        ("en,zh\na,碳\n".encode("utf-16")[:-1], 2, "begins like UTF-16 and isn't"),
        ("en,zh\n" + "x" * 200_000 + ",b\n", 2, "is no table: field larger than field limit"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, text: str | bytes, line: int | None, reason: str) -> None:
    """A broken table gives one clear error with path and line."""
    with pytest.raises(FormatError, match=re.escape(reason)) as error:
        read(tmp_path, text)

    assert error.value.line == line
    assert error.value.path == str(tmp_path / "in.csv")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    """A path that leads nowhere is an input error, with the path."""
    with pytest.raises(InputError, match=r"none\.csv: can't be read: no such file"):
        list(read_csv(tmp_path / "none.csv"))


def test_what_a_table_does_not_hold_is_reported(tmp_path: Path) -> None:
    """Other languages, foreign TBX elements, control characters and entries without terms are named."""
    german = LanguageSection(language="de", terms=(TermSection(term="Kohlenstoff"),))
    english = LanguageSection(language="en", terms=(TermSection(term="carb\x00on", other=("<x/>",)),))
    entries = [ConceptEntry(id="c1", sections=(german, english)), ConceptEntry(id="c2", sections=(german,))]
    report = write_csv(entries, tmp_path / "a.csv")

    assert report.written == 1
    assert [get_terms(entry) for entry in read_csv(tmp_path / "a.csv")] == [[("en", "carbon")]]
    assert [(issue.entry, issue.message) for issue in report.issues] == [
        ("c1", "control characters can't be written; left out"),
        ("c1", "de has no column or no term; left out"),
        ("c1", "TBX elements of its own aren't in the table"),
        ("c2", "de has no column or no term; left out"),
        ("c2", "has no term; left out"),
    ]


def test_sections_of_one_language_share_a_row(tmp_path: Path) -> None:
    """Two sections of a language lose nothing to each other."""
    sections = tuple(
        LanguageSection(language="en", terms=(TermSection(term=term),), notes=(term,)) for term in ("a", "b")
    )
    write_csv([ConceptEntry(id="c1", sections=sections)], tmp_path / "a.csv")
    (entry,) = read_csv(tmp_path / "a.csv")

    assert get_terms(entry) == [("en", "a"), ("en", "b")]
    assert entry.sections[0].notes == ("a", "b")


def test_the_mark_that_excel_needs(tmp_path: Path) -> None:
    """A byte order mark is written when asked for only, and read either way; tabs likewise."""
    for name, start in (("csv", b"id,"), ("csv-excel", b"\xef\xbb\xbfid,"), ("tsv", b"id\t")):
        path = tmp_path / name
        writer_for(name)([ENTRY], path)

        assert path.read_bytes().startswith(start)
        assert list(read_csv(path)) == [ENTRY]


@given(st.lists(st.text()))
def test_cells_hold_any_texts(texts: list[str]) -> None:
    """Texts in one cell come apart as they were, but for space around them and empty ones at the end."""
    expected = [text.strip() for text in texts]
    while expected and not expected[-1]:
        expected.pop()

    assert split_cell(join_cell(texts)) == expected


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        ("a|b", ["a", "b"]),
        (r"a\|b", ["a|b"]),
        (r"C:\temp", [r"C:\temp"]),
        ("a\\", ["a\\"]),
        ("|a", ["", "a"]),
    ],
)
def test_cells_written_by_hand(cell: str, texts: list[str]) -> None:
    """A bar separates also without spaces, and a backslash that escapes nothing is one."""
    assert split_cell(cell) == texts


@given(st.text().map(str.strip), st.integers(1, 99))
def test_numbers_of_terms(text: str, number: int) -> None:
    """The number of the term that a text is about comes back with the text."""
    assert parse_number(number_text(text, number)) == (number, text)


@given(st.text(alphabet="'=+-@＝1a\t", max_size=6), st.booleans())
def test_shielded_cells_come_back(cell: str, for_spreadsheet: bool) -> None:  # noqa: FBT001 - drawn
    """No cell for a spreadsheet begins like a formula, and each is what it was once the sign is taken off."""
    written = shield(cell, for_spreadsheet=for_spreadsheet)
    assert unshield(written) == cell
    assert not (for_spreadsheet and written[:1] in tuple("=+-@＝\t"))
