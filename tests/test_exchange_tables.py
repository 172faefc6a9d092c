"""Entries as JSON and as the lists of other programs, out and in again."""

from __future__ import annotations

import contextlib
import csv
import json
import random
import re
import tempfile
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.worksheet.worksheet import Worksheet

from glossary.cli.shapes import entry_shape
from glossary.concept import ConceptEntry, Context, CrossReference, Definition, LanguageSection, TermSection
from glossary.errors import FormatError, GlossaryError, InputError, UnreadableDocument, UsageError
from glossary.exchange import pair_lists
from glossary.exchange.csv_table import read_csv
from glossary.exchange.csv_table.header import read_header
from glossary.exchange.files.characters import one_line
from glossary.exchange.identifiers import UniqueIds
from glossary.exchange.json_entries import read_json, write_json
from glossary.exchange.memoq import read_memoq, write_memoq
from glossary.exchange.utx import read_utx, write_utx
from glossary.exchange.xlsx import read_xlsx, write_xlsx
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech
from tests.strategies import termbases
from tests.termbases import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.exchange.report import Issue

_LIMITS = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_ADMITTED, _DEPRECATED = AdministrativeStatus.ADMITTED, AdministrativeStatus.DEPRECATED

ENTRY = ConceptEntry(
    id="c1",
    definition=Definition(text="Growth by\tinnovation."),
    references=(CrossReference(target="https://www.gov.cn/"),),
    sections=(
        LanguageSection(
            language="en",
            terms=(
                TermSection(
                    term="new quality productive forces",
                    contexts=(Context(text="NQPF rise.", source="report", document=3, start=10, end=20),),
                    other=('<termNote type="geographicalUsage">en-GB</termNote>',),
                ),
                TermSection(term="NQPF", status=_ADMITTED),
                TermSection(term="new productive forces", status=_DEPRECATED),
            ),
        ),
        LanguageSection(language="zh-Hans", terms=(TermSection(term="新质生产力", pinyin="xīnzhì shēngchǎnlì"),)),
        LanguageSection(language="zh-Hant", terms=(TermSection(term="新質生產力"),)),
        LanguageSection(language="de", terms=(TermSection(term="neue Produktivkräfte"),)),
    ),
    other=("<x/>",),
)


def terms_of(entry: ConceptEntry) -> list[tuple[str, str]]:
    """Return languages and terms of an entry."""
    return [(language, term.term) for language, term in entry.find_terms()]


# JSON


def read_text(tmp_path: Path, text: str | bytes) -> tuple[list[ConceptEntry], list[str]]:
    """Read JSON, return its entries and the messages."""
    path = tmp_path / "in.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    issues: list[Issue] = []
    return list(read_json(path, issues=issues)), [str(issue) for issue in issues]


def test_json_holds_what_no_other_format_does(tmp_path: Path) -> None:
    """Places in documents, other languages and foreign TBX elements come back, and any JSON reader reads the file."""
    for array in (False, True):
        path = tmp_path / f"{array}.json"
        write_json([ENTRY, replace(ENTRY, id="c2")], path, array=array)

        assert list(read_json(path)) == [ENTRY, replace(ENTRY, id="c2")]
        text = path.read_text("utf-8")
        shapes = json.loads(text) if array else [json.loads(line) for line in text.splitlines()]
        assert [shape["id"] for shape in shapes] == ["c1", "c2"]


def test_json_without_entries(tmp_path: Path) -> None:
    """An empty termbase is an empty array or an empty file."""
    for array, text in ((True, "[]\n"), (False, "")):
        write_json([], tmp_path / "a.json", array=array)

        assert (tmp_path / "a.json").read_text("utf-8") == text
        assert list(read_json(tmp_path / "a.json")) == []


def test_json_of_many_windows(tmp_path: Path) -> None:
    """Entries longer and shorter than what is read at once come whole, with their lines."""
    long = replace(ENTRY, notes=("𠮷" * 100_000, 'a "b" \\ }]' * 50_000))
    entries = [replace(long if number % 40 == 7 else ENTRY, id=f"c{number}") for number in range(200)]
    path = tmp_path / "a.jsonl"
    write_json(entries, path)
    assert list(read_json(path)) == entries

    with path.open("ab") as file:
        file.write(b'{"id": 1}\n')
    with pytest.raises(FormatError, match="id is 1, not a text") as error:
        list(read_json(path))
    assert error.value.line == 201


def test_json_that_the_commands_print(tmp_path: Path) -> None:
    """The entries of ``glossary show --json`` and the like are read too."""
    entry = replace(ENTRY, sections=ENTRY.sections[:2], other=())
    (found,), messages = read_text(tmp_path, json.dumps(entry_shape(entry)))
    english = entry.sections[0].terms[0]
    context = replace(english.contexts[0], document=None, start=None, end=None)

    assert messages == []
    assert terms_of(found) == terms_of(entry)
    assert found.sections[0].terms[0] == replace(english, contexts=(context,), other=())
    assert (found.definition, found.references) == (entry.definition, entry.references)


def test_json_by_others(tmp_path: Path) -> None:
    """What is missing has its usual value; unknown fields are told once, used ids get a number."""
    text = """\ufeff[
      {"terms": [{"term": "a", "language": "en-US", "note": "n"}, {"term": "甲", "language": "zh_TW"}], "colour": 1},
      {"id": "x", "languages": [{"language": "en", "terms": [{"term": "b", "size": 2}]}], "colour": 2},
      {"id": "x", "languages": [{"language": "en", "terms": [{"term": "c\\u0000\\ud800", "size": 2}]}]},
      {"id": "y", "languages": []}
    ]"""
    entries, messages = read_text(tmp_path, text)

    assert [entry.id for entry in entries] == ["", "x", "x-2"]
    assert terms_of(entries[0]) == [("en", "a"), ("zh-Hant", "甲")]
    assert entries[0].sections[0].terms[0].notes == ("n",)
    assert terms_of(entries[2]) == [("en", "c")]
    assert messages == [
        "line 2: the field colour isn't known; ignored",
        "line 3: the field size isn't known; ignored",
        "line 4, entry x: control characters are left out",
        "line 4, entry x: the id is used before; this entry is x-2 now",
        "line 5, entry y: has no term; skipped",
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("carbon", 1, "an object is expected here"),
        ("[1]", 1, "an object is expected here"),
        ("[{},]", 1, "an object is expected here"),
        ("[{}", 1, "ends within its array"),
        ("[\n{}\n{}]", 3, "a comma is missing"),
        ("[]\n[]", 2, "goes on behind its array"),
        ('{"id":\n"a"', 2, "is no JSON: expecting"),
        ('{"id": ' + "[" * 100_000, 1, "too deep"),
        ('{"id": ' + "9" * 10_000 + "}", 1, "too deep or too long"),
        ('{"languages": {}}', 1, "languages is {}, not a list"),
        ('{"languages": [7]}', 1, "languages[0] is 7, not an object"),
        ('{"languages": [{"language": "en", "terms": [{}]}]}', 1, "languages[0].terms[0].term is missing"),
        ('{"terms": [{"term": "a", "language": "en", "status": "good"}]}', 1, "not one of preferred, admitted"),
        ('{"terms": [{"term": "a", "language": "en", "pinyin_by_hand": 1}]}', 1, "not true or false"),
        ('{"notes": ["a", 1]}', 1, "notes is ['a', 1], not a list of texts"),
        ('{"languages": [{"language": "en", "terms": [{"term": "a", "contexts": [{"text": "b", "start": -1}]}]}]}', 1,
         "terms[0].contexts[0].start is -1, not a number"),
        ('{"id": "a\0"}', 1, "is no JSON"),
        ("{}\n{}\n".encode("utf-16"), None, "is UTF-16"),
        ('{}\n{"id": "达"}'.encode("gb18030"), 2, "is no UTF-8 (byte 0xb4)"),
        ('{"id": "' + "x" * 11_000_000, 1, "more than 10 MB"),
    ],
)  # fmt: skip
def test_what_is_no_json_of_entries_is_refused(
    tmp_path: Path, text: str | bytes, line: int | None, reason: str
) -> None:
    """A broken file gives one clear error with path and line."""
    with pytest.raises(FormatError, match=re.escape(reason)) as error:
        read_text(tmp_path, text)

    assert error.value.line == line
    assert error.value.path == str(tmp_path / "in.json")


# Workbooks


def read_sheet(path: Path, **options: object) -> tuple[list[ConceptEntry], list[str]]:
    """Read a workbook, return its entries and the messages."""
    issues: list[Issue] = []
    entries = list(read_xlsx(path, issues=issues, **options))  # type: ignore[arg-type]
    return entries, [str(issue) for issue in issues]


def first_sheet(book: openpyxl.Workbook) -> Worksheet:
    """Return the sheet that a workbook has from the start."""
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def save_sheet(path: Path, *rows: list[object]) -> None:
    """Save rows with another program's library."""
    book = openpyxl.Workbook()
    sheet = first_sheet(book)
    for row in rows:
        sheet.append(row)
    book.save(path)


def test_no_cell_of_a_workbook_is_live(tmp_path: Path) -> None:
    """Another program finds texts in every cell, with the format of texts, whatever they look like."""
    texts = ("=1+1", "+49", "@cmd", "007", "1E5", "https://www.gov.cn", "#N/A", "TRUE", "2024-03-05", "_x0041_")
    sections = LanguageSection(language="en", terms=tuple(TermSection(term=text) for text in texts[1:]))
    write_xlsx([ConceptEntry(id="=HYPERLINK(1)", sections=(sections,), notes=texts[:1])], tmp_path / "a.xlsx")
    opened = first_sheet(openpyxl.load_workbook(tmp_path / "a.xlsx"))
    cells = [cell for cell in next(opened.iter_rows(min_row=2)) if cell.value]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()

    shown = " | ".join(texts[1:]).replace("_x0041_", "_x005F_x0041_")  # which that library doesn't take back
    assert [cell.value for cell in cells[:2]] == ["=HYPERLINK(1)", shown]
    assert {cell.number_format for cell in cells} == {"@"}
    assert not re.search("<f[ >]|<hyperlink", sheet)
    assert {term for _, term in terms_of(read_sheet(tmp_path / "a.xlsx")[0][0])} == set(texts[1:])


def test_a_text_too_long_for_a_cell(tmp_path: Path) -> None:
    """It is left out and named; the rest of its entry stays."""
    entries = [replace(ENTRY, definition=Definition(text="𠮷" * 16_384)), replace(ENTRY, id="c2")]
    report = write_xlsx(entries, tmp_path / "a.xlsx")
    found = list(read_xlsx(tmp_path / "a.xlsx"))

    assert "definition has more than 32,767 characters, which no cell holds; left out" in {
        issue.message for issue in report.issues if issue.entry == "c1"
    }
    assert [entry.definition for entry in found] == [None, ENTRY.definition]


def test_an_error_while_writing_leaves_nothing(tmp_path: Path) -> None:
    """An earlier workbook stays when the entries break off."""
    path = tmp_path / "a.xlsx"
    write_xlsx([ENTRY], path)
    before = path.read_bytes()

    def break_off() -> Iterator[ConceptEntry]:
        yield ENTRY
        raise GlossaryError("gone")

    with pytest.raises(GlossaryError, match="gone"):
        write_xlsx(break_off(), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_workbooks_of_others(tmp_path: Path) -> None:
    """Names are guessed and told; numbers and dates are texts; formulas count by their saved value."""
    path = tmp_path / "a.xlsx"
    rows: list[list[object]] = [
        [None],
        ["序号", "English", "中文术语", "词性", "备注", "Stand"],
        [1, "carbon peak", "碳达峰", "n.", datetime(2024, 3, 5)],  # noqa: DTZ001 - a sheet's
        [2, 5.0, "五", "动词", 0.1, None, "beside"],
        [3, "=1+1", "=A1"],
        [4, "G7", "七国集团", "xx"],
    ]
    save_sheet(path, *rows)
    entries, messages = read_sheet(path)

    assert [terms_of(entry) for entry in entries] == [
        [("en", "carbon peak"), ("zh-Hans", "碳达峰")],
        [("en", "5"), ("zh-Hans", "五")],
        [("en", "G7"), ("zh-Hans", "七国集团")],
    ]
    assert [entry.notes for entry in entries] == [("2024-03-05",), ("0.1",), ()]
    assert [entry.sections[0].terms[0].part_of_speech for entry in entries] == ["noun", "verb", None]
    assert messages == [
        "line 1: the column “中文术语” is taken as zh-Hans_preferred",
        "line 1: the column “词性” is taken as en_part_of_speech",
        "line 1: the column “备注” is taken as notes",
        "line 1: the column 序号 isn't known or there twice; ignored",
        "line 1: the column Stand isn't known or there twice; ignored",
        "line 4: what stands to the right of the header is ignored",
        "line 5: has no term; skipped",
        "line 6: the part of speech “xx” isn't known; left out",
    ]


def test_only_the_first_shown_sheet_is_read(tmp_path: Path) -> None:
    """Hidden sheets are passed over, others are named."""
    book = openpyxl.Workbook()
    first_sheet(book).sheet_state = "hidden"
    for name in ("terms", "more"):
        sheet = book.create_sheet(name)
        sheet.append(["en", "zh"])
        sheet.append([name, "词"])
    book.save(tmp_path / "a.xlsx")
    entries, messages = read_sheet(tmp_path / "a.xlsx")

    assert [terms_of(entry)[0][1] for entry in entries] == ["terms"]
    assert messages == ["only its sheet “terms” is read, not “more”"]


def _repack(path: Path, **changes: bytes | None) -> None:
    """Replace or remove parts of a workbook, named without folder and ending."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            changed = changes.get(Path(name).stem, content)
            if changed is not None:
                archive.writestr(name, changed)


_ROW = b'<worksheet xmlns="x"><sheetData><row r="1"><c r="%b" t="%b"><v>%b</v></c></row></sheetData></worksheet>'
_ENTITIES = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"workbook": None}, "is no workbook"),
        ({"workbook": b"<workbook"}, "is damaged: xl/workbook.xml is no XML"),
        ({"workbook": b"<workbook/>"}, "has no sheet that is shown"),
        ({"sheet1": None}, "has no sheet that is shown"),
        ({"sheet1": b"<worksheet><row>"}, "is damaged: xl/worksheets/sheet1.xml is no XML"),
        ({"sheet1": b"<worksheet/>"}, "has no header"),
        ({"sheet1": _ROW % (b"A1", b"s", b"99999")}, "is damaged: a cell of this row"),
        ({"sheet1": _ROW % (b"ZZZ1", b"str", b"en")}, "is damaged: a cell of this row"),
        ({"sheet1": _ROW % (b"A1", b"str", b"size")}, "has no column of terms in its header (size)"),
        ({"sheet1": _ENTITIES + _ROW % (b"A1", b"str", b"&b;&f;")}, "has a document type"),
        ({"sheet1": b"<worksheet>" + b" " * 300_000_000}, "a zip bomb; not read"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, changes: dict[str, bytes | None], reason: str) -> None:
    """A broken or hostile workbook gives one clear error with its path."""
    path = tmp_path / "a.xlsx"
    write_xlsx([ENTRY], path)
    _repack(path, **changes)

    with pytest.raises((FormatError, UnreadableDocument), match=re.escape(reason)) as error:
        read_sheet(path)
    assert str(error.value).startswith(str(path))


def test_files_that_only_are_called_workbooks(tmp_path: Path) -> None:
    """Text, an old workbook, a cut or damaged one, and none at all are told apart."""
    path = tmp_path / "a.xlsx"
    write_xlsx([ENTRY] * 300, path)
    whole = path.read_bytes()
    for content, reason in (
        (b"en,zh\n", "the file is damaged"),
        (b"\xd0\xcf\x11\xe0", "is an old .xls or has a password"),
        (whole[: len(whole) // 2], "the file is damaged"),
    ):
        path.write_bytes(content)
        with pytest.raises(InputError, match=reason):
            read_sheet(path)
    dice = random.Random(1)  # noqa: S311 - no secret
    for _ in range(200):
        broken = bytearray(whole)
        for _ in range(3):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        path.write_bytes(broken)
        with contextlib.suppress(InputError):
            read_sheet(path)
    path.unlink()
    with pytest.raises(InputError, match="can't be read: no such file"):
        read_sheet(path)


# Headers of others


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("term_en", "en_preferred"),
        ("EN Term", "en_preferred"),
        ("Term (English)", "en_preferred"),
        ("英文术语", "en_preferred"),
        ("英文名称", "en_preferred"),
        ("Chinese term", "zh-Hans_preferred"),
        ("zh-CN term", "zh-Hans_preferred"),
        ("中文译名", "zh-Hans_preferred"),
        ("简体", "zh-Hans_preferred"),
        ("繁體譯名", "zh-Hant_preferred"),
        ("Chinese (Taiwan) zh-TW", "zh-Hant_preferred"),
        ("Traditional Chinese term", "zh-Hant_preferred"),
        ("汉语拼音", "pinyin"),
        ("Pinyin", "pinyin"),
        ("词性", "en_part_of_speech"),
        ("Part of speech", "en_part_of_speech"),
        ("English definition", "en_definition"),
        ("定义", "definition"),
        ("中文释义", "zh-Hans_definition"),
        ("例句", "en_contexts"),
        ("English synonyms", "en_admitted"),
        ("禁用词", "en_deprecated"),
        ("所属领域", "subject_field"),
        ("备注", "notes"),
        ("Remarks", "notes"),
        ("备注（中文）", "zh-Hans_notes"),
        ("序号", None),
        ("Status", None),
        ("English teacher", None),
        ("size", None),
        ("Zhang San", None),
    ],
)
def test_what_names_of_columns_mean(name: str, column: str | None) -> None:
    """The names that people give to columns are guessed, others left alone."""
    assert read_header([name], {}).columns == (column,)


def test_guesses_are_told_and_can_be_overruled(tmp_path: Path) -> None:
    """A guess is a message; the user's word goes before it, and never takes a column that isn't there."""
    path = tmp_path / "a.csv"
    path.write_text("术语;译文;备注;Extra\n碳达峰;carbon peak;n;x\n", "utf-8")
    issues: list[Issue] = []
    (entry,) = read_csv(path, issues=issues)

    assert terms_of(entry) == [("en", "carbon peak"), ("zh-Hans", "碳达峰")]
    assert [str(issue) for issue in issues] == [
        "line 1: the column “术语” is taken as en_preferred",
        "line 1: the column “译文” is taken as zh-Hans_preferred",
        "line 1: the column “备注” is taken as notes",
        "line 1: the column Extra isn't known or there twice; ignored",
    ]

    issues.clear()
    given = {"术语": "zh-Hant", "译文": "en", "备注": "", "extra": "definition"}
    (entry,) = read_csv(path, issues=issues, columns=given)
    assert terms_of(entry) == [("en", "carbon peak"), ("zh-Hant", "碳达峰")]
    assert (entry.notes, entry.definition) == ((), Definition(text="x"))
    assert issues == []
    with pytest.raises(UsageError, match="colour: is no column of ours"):
        list(read_csv(path, columns={"备注": "colour"}))
    with pytest.raises(UsageError, match="nota: the table has no such column, it has 术语, 译文"):
        list(read_csv(path, columns={"nota": "notes"}))


# Lists of other programs

PAIRS = {
    "deepl": (pair_lists.write_deepl, pair_lists.read_deepl),
    "google": (pair_lists.write_google, pair_lists.read_google),
    "azure": (pair_lists.write_azure, pair_lists.read_azure),
    "aws": (pair_lists.write_aws, pair_lists.read_aws),
    "weblate": (pair_lists.write_weblate, pair_lists.read_weblate),
}
CARBON = ConceptEntry(
    id="c2",
    subject_field="ecology",
    definition=Definition(text='The year of the "most"\nemissions, then less.'),
    sections=(
        LanguageSection(
            language="en",
            terms=(TermSection(term="peak, carbon", part_of_speech=PartOfSpeech.NOUN), TermSection(term="NQPF")),
        ),
        LanguageSection(
            language="zh-Hans", terms=(TermSection(term="碳达峰", status=_DEPRECATED), TermSection(term="碳 达\t峰"))
        ),
    ),
)


def english(term: str) -> LanguageSection:
    """Return a section with one English term."""
    return LanguageSection(language="en", terms=(TermSection(term=term),))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("deepl", 'new quality productive forces,新质生产力\nNQPF,新质生产力\n"peak, carbon",碳 达 峰\n'),
        ("google", 'new quality productive forces,新质生产力\nNQPF,新质生产力\n"peak, carbon",碳 达 峰\n'),
        ("azure", "new quality productive forces\t新质生产力\nNQPF\t新质生产力\npeak, carbon\t碳 达 峰\n"),
        ("aws", 'en,zh\nnew quality productive forces,新质生产力\nNQPF,新质生产力\n"peak, carbon",碳 达 峰\n'),
        (
            "weblate",
            (
                "source,target,context,developer_comments\n"
                "new quality productive forces,新质生产力,,Growth by innovation.\nNQPF,新质生产力,,Growth by innovation.\n"  # noqa: E501 - a row as it stands
                '"peak, carbon",碳 达 峰,ecology,"The year of the ""most"" emissions, then less."\n'
            ),
        ),
    ],
)
def test_lists_for_other_programs(tmp_path: Path, name: str, content: str) -> None:
    """Each program gets the file it takes: accepted terms, one equivalent, no source twice."""
    write, _ = PAIRS[name]
    report = write([ENTRY, CARBON], tmp_path / "a")

    assert (tmp_path / "a").read_bytes().decode() == content
    assert report.written == 2
    assert [str(issue) for issue in report.issues] == [
        "entry c2: “NQPF” is in the list with another equivalent; left out"
    ]


@pytest.mark.parametrize("name", PAIRS)
def test_lists_from_chinese(tmp_path: Path, name: str) -> None:
    """A list goes the other way and has the other writing when asked to, and is read either way."""
    write, read = PAIRS[name]
    report = write([ENTRY, CARBON], tmp_path / "a", chinese="zh-Hant", from_chinese=True)
    options: dict[str, Any] = {} if name == "aws" else {"chinese": "zh-Hant"}
    (found,) = read(tmp_path / "a", **options)

    assert terms_of(found) in (
        [("en", "new quality productive forces"), ("zh-Hant", "新質生產力")],
        [("zh-Hant", "新質生產力"), ("en", "new quality productive forces")],
    )
    assert [str(issue) for issue in report.issues] == [
        "entry c2: has no accepted term in Chinese (Traditional) and in English; left out"
    ]


def test_limits_of_programs(tmp_path: Path) -> None:
    """A term too long is left out and named; a file too large isn't written."""
    long = replace(CARBON, sections=(english("x" * 201), CARBON.sections[1]))
    report = pair_lists.write_aws([long, ENTRY], tmp_path / "a")
    assert [str(issue) for issue in report.issues] == [
        "entry c2: “xxxxxxxxxxxxxxxxxxxx…” is longer than 200 bytes, which the program refuses; left out"
    ]
    assert report.written == 1
    fitting, longer = (
        entry_of(str(count), en="*carbon peak", hans="*" + "党" * count)
        for count in (341, 342)  # three bytes each
    )
    assert pair_lists.write_deepl([fitting], tmp_path / "a").written == 1
    assert [issue.entry for issue in pair_lists.write_deepl([longer], tmp_path / "a").issues] == ["342"]

    many = (
        replace(
            CARBON,
            sections=(
                LanguageSection(language="en", terms=(TermSection(term=f"{number} {'x' * 1000}"),)),
                CARBON.sections[1],
            ),
        )
        for number in range(11_000)
    )
    with pytest.raises(UsageError, match=r"no more than 10\.5 MB; choose fewer entries"):
        pair_lists.write_deepl(many, tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_googles_equivalent_sets(tmp_path: Path) -> None:
    """They serve both directions: a header of languages, part of speech and description."""
    report = pair_lists.write_google_sets([CARBON, ENTRY, CARBON], tmp_path / "a", chinese="zh-Hans")

    assert (tmp_path / "a").read_text("utf-8") == (
        'en,zh-CN,pos,description\n"peak, carbon",碳 达 峰,noun,"The year of the ""most"" emissions, then less."\n'
        "new quality productive forces,新质生产力,,Growth by innovation.\n"
    )
    assert [str(issue) for issue in report.issues] == ["entry c2: a term of it is in the list before; left out"]
    issues: list[Issue] = []
    first, _ = pair_lists.read_google_sets(tmp_path / "a", issues=issues)
    assert issues == []
    assert terms_of(first) == [("en", "peak, carbon"), ("zh-Hans", "碳 达 峰")]
    assert first.sections[0].terms[0].part_of_speech == PartOfSpeech.NOUN
    assert first.definition == Definition(text='The year of the "most" emissions, then less.')


def test_omegat(tmp_path: Path) -> None:
    """Remarks aren't terms, comments are notes; a term like a remark is left out and named."""
    hashed = replace(CARBON, sections=(english("#1"), CARBON.sections[1]))
    report = pair_lists.write_omegat([ENTRY, hashed], tmp_path / "a.utf8")

    assert (tmp_path / "a.utf8").read_text("utf-8") == (
        "new quality productive forces\t新质生产力\txīnzhì shēngchǎnlì; Growth by innovation.\n"
        "NQPF\t新质生产力\txīnzhì shēngchǎnlì; Growth by innovation.\n"
        "new productive forces\t新质生产力\tdeprecated in the source, better: new quality productive forces;"
        " xīnzhì shēngchǎnlì; Growth by innovation.\n"
    )
    assert [str(issue) for issue in report.issues] == [
        "entry c2: “#1” begins like a remark, which OmegaT passes over; left out"
    ]
    (tmp_path / "b.txt").write_text("# list\n\n碳达峰\tcarbon peak\ta\tb\r\n党\tParty\n无\t\n", "utf-8")
    issues: list[Issue] = []
    first, second = pair_lists.read_omegat(tmp_path / "b.txt", issues=issues)
    assert (terms_of(first), first.notes) == ([("en", "carbon peak"), ("zh-Hans", "碳达峰")], ("a b",))
    assert terms_of(second) == [("en", "Party"), ("zh-Hans", "党")]
    assert [str(issue) for issue in issues] == ["line 5: has no source or no target; skipped"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("deepl", b"carbon\n", ":1: has no target here"),
        ("azure", b"a\tb\nc\n", ":2: has no target here"),
        ("google", b'a,b\n"c', ":2: is no table"),
        ("aws", b"en,de\na,b\n", "has no header with the codes of two languages"),
        ("aws", b"", "has no header with the codes of two languages"),
        ("aws", b"en,zh\na,b,c\n", ":2: has 3 cells here, but 2 columns"),
        ("weblate", b"src,tgt\n", "has no header with source, target"),
        ("deepl", b"a,b\0\n", ":1: has NUL bytes"),
        ("deepl", "碳达峰,a".encode("gb18030"), ":1: is no UTF-8"),
        ("azure", "a\tb".encode("utf-16")[:-1], ":1: begins like UTF-16 and isn't"),
        ("azure", "a\tb\nc\td\0\n".encode("utf-16"), ":2: has NUL characters"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """A broken list gives one clear error."""
    path = tmp_path / "a"
    path.write_bytes(content)

    with pytest.raises(FormatError, match=re.escape(reason)):
        list(PAIRS[name][1](path))


# UTX and memoQ


def test_utx(tmp_path: Path) -> None:
    """The file begins with what the standard wants, and forbidden terms are forbidden."""
    report = write_utx([ENTRY, CARBON], tmp_path / "a.utx", date="2026-01-02")

    assert (tmp_path / "a.utx").read_bytes().decode() == (
        "#UTX 1.11; en/zh-CN; 2026-01-02\r\n"
        "#src\ttgt\tsrc:pos\tterm status\tconcept ID\r\n"
        "new quality productive forces\t新质生产力\t-\tapproved\tc1\r\n"
        "NQPF\t新质生产力\t-\tnon-standard\tc1\r\n"
        "new productive forces\t新质生产力\t-\tforbidden\tc1\r\n"
        "peak, carbon\t碳 达 峰\tnoun\tapproved\tc2\r\n"
        "peak, carbon\t碳达峰\tnoun\tforbidden\tc2\r\n"
        "NQPF\t碳 达 峰\t-\tapproved\tc2\r\n"
    )
    assert report.issues == ()
    assert [term.status for _, term in next(read_utx(tmp_path / "a.utx")).find_terms("en")] == [
        AdministrativeStatus.PREFERRED,
        _ADMITTED,
        _DEPRECATED,
    ]


@given(termbases())
@_LIMITS
def test_utx_comes_back(entries: list[ConceptEntry]) -> None:
    """Ids, terms and whether they may be used come back."""
    for from_chinese in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            first, second = Path(folder) / "a", Path(folder) / "b"
            report = write_utx(entries, first, from_chinese=from_chinese)
            issues: list[Issue] = []
            found = list(read_utx(first, issues=issues))
            write_utx(found, second, from_chinese=from_chinese)

            assert issues == []
            assert report.written == len(found)
            assert first.read_bytes() == second.read_bytes()
            written = {one_line(entry.id): entry for entry in entries}
            for entry in found:
                if entry.id in written and len(written) == len(entries):
                    assert _statuses(entry) == _statuses(written[entry.id])


def _statuses(entry: ConceptEntry) -> set[tuple[str, str, bool]]:
    """Return the terms of an entry as UTX holds them: of those that look alike the most usable."""
    best: dict[tuple[str, str], AdministrativeStatus] = {}
    order = list(AdministrativeStatus)
    for language in ("en", "zh-Hans"):
        for _, term in entry.find_terms(language):
            text = one_line(term.term)
            if text not in ("", "-") and not text.startswith("#"):
                known = best.get((language, text), term.status)
                best[language, text] = min(known, term.status, key=order.index)
    return {(language, term, status.is_accepted) for (language, term), status in best.items()}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is no UTX"),
        ("src\ttgt\n", "is no UTX"),
        ("#UTX 1.11; en/ja; x\n", "isn't between English and Chinese: en/ja"),
        ("#UTX 1.11; zh-CN/zh-TW\n", "isn't between English and Chinese"),
    ],
)
def test_what_is_no_utx_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    """The first line tells."""
    (tmp_path / "a").write_text(content, "utf-8")
    with pytest.raises(FormatError, match=re.escape(reason)):
        list(read_utx(tmp_path / "a"))


def test_utx_by_others(tmp_path: Path) -> None:
    """Columns in another order, unknown ones and values, rows without concepts."""
    (tmp_path / "a").write_text(
        "#UTX 1.11; zh-TW/en-US; 2008-05-21; license: CC-by 3.0;\n#description: x\n"
        "#src\ttgt\tsrc:pos\tsrc:comment\tConcept ID\tterm status\n"
        "碳\tcarbon\tproperNoun\t-\tc1\tgood\n碳\tC\tnoun\t-\tc1\tforbidden\n峰\tpeak\tnoun\n峰\n碳\tcarbon\t\t\tc1\n",
        "utf-8",
    )
    issues: list[Issue] = []
    entries = list(read_utx(tmp_path / "a", issues=issues))

    assert [(entry.id, terms_of(entry)) for entry in entries] == [
        ("c1", [("en", "carbon"), ("en", "C"), ("zh-Hant", "碳")]),
        ("", [("en", "peak"), ("zh-Hant", "峰")]),
        ("c1-2", [("en", "carbon"), ("zh-Hant", "碳")]),
    ]
    assert [str(issue) for issue in issues] == [
        "line 4: the status “good” isn't known; taken as approved",
        "line 7: has no source or no target; skipped",
        "line 8, entry c1: the id is used before; this entry is c1-2 now",
    ]


def test_memoq(tmp_path: Path) -> None:
    """The columns of a language are there as often as an entry has terms in it."""
    entry = replace(ENTRY, subject_field="economy", notes=("a", "b"))
    report = write_memoq([entry, CARBON], tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        header, first, second = csv.reader(file)

    assert header[9:] == [
        *("Entry_Note", "English_United_States_Def"),
        *("English_United_States", "Term_Info", "Term_Example") * 2,
        *("Chinese_PRC_Def", "Chinese_PRC", "Term_Info", "Term_Example"),
        *("Chinese_Taiwan_Def", "Chinese_Taiwan", "Term_Info", "Term_Example"),
    ]
    assert len(first) == len(second) == len(header)
    assert first[11:17] == ["new quality productive forces", "CasePermissive;HalfPrefix", "NQPF rise.", "NQPF",
                            "CasePermissive;HalfPrefix", ""]  # fmt: skip
    assert report.issues == ()
    issues: list[Issue] = []
    found, _ = read_memoq(tmp_path / "a.csv", issues=issues)
    assert issues == []
    assert (found.id, found.subject_field, found.notes) == ("c1", "economy", ("a", "b"))
    assert terms_of(found) == [
        *(("en", "new quality productive forces"), ("en", "NQPF")),
        *(("zh-Hans", "新质生产力"), ("zh-Hant", "新質生產力")),
    ]


def test_memoq_by_others(tmp_path: Path) -> None:
    """Other languages are named, forbidden terms are deprecated, rows without terms skipped."""
    (tmp_path / "a").write_text(
        "Entry_ID,Entry_Subject,English,Term_Info,Term_Example,German,Term_Info,Chinese_Hong_Kong_S.A.R.,Term_Info\n"
        "1,x,carbon,CaseSense;Exact;Forbidden,an example,Kohlenstoff,,碳,\n2,,,,,,,,\n1,,peak,,,,,,\n",
        "utf-8",
    )
    issues: list[Issue] = []
    first, second = read_memoq(tmp_path / "a", issues=issues)

    assert terms_of(first) == [("en", "carbon"), ("zh-Hant", "碳")]
    assert first.sections[0].terms[0].status is _DEPRECATED
    assert first.sections[0].terms[0].contexts == (Context(text="an example", source=""),)
    assert second.id == "1-2"
    assert [str(issue) for issue in issues] == [
        "line 1: the column German isn't known; ignored",
        "line 3, entry 2: has no term; skipped",
        "line 4, entry 1: the id is used before; this entry is 1-2 now",
    ]
    (tmp_path / "a").write_text("Entry_ID,German\n1,x\n", "utf-8")
    with pytest.raises(FormatError, match="has no columns of terms"):
        list(read_memoq(tmp_path / "a"))


def test_many_equal_ids_stay_apart() -> None:
    """An id that very many rows have takes no longer the more of them there are, and meets no other's."""
    issues: list[Issue] = []
    ids = UniqueIds(issues)
    given = ["a-3", *["a"] * 50_000, "", ""]
    taken = [ids.take(identifier, line=line) for line, identifier in enumerate(given, 1)]
    assert taken[:5] == ["a-3", "a", "a-2", "a-4", "a-5"]
    assert taken[-2:] == ["", ""]
    assert len(set(taken[:-2])) == len(taken) - 2
    assert (issues[0].line, str(issues[0])) == (3, "line 3, entry a: the id is used before; this entry is a-2 now")
