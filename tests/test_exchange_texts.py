"""Lists of terms in the files of translators' programs: TMX, PO, MultiTerm, Markdown, Word, XLIFF."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

import docx
import docx.document
import pytest
from lxml import etree

from glossary.concept import ConceptEntry, Context, Definition, LanguageSection, TermSection
from glossary.errors import FormatError, InputError, UsageError
from glossary.exchange import markdown_table, multiterm, po_file, tmx
from glossary.exchange.docx_table import read_docx_table
from glossary.exchange.features import Feature
from glossary.exchange.files.xml_text import XML_LANG
from glossary.exchange.xliff_terms import read_xliff_terms
from glossary.text.word_xml import W
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from glossary.exchange.report import Issue, WriteReport


class Read(Protocol):
    """Any of the readers."""

    def __call__(self, path: Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
        """Read a file."""


class Both(NamedTuple):
    """A format that is read and written."""

    read: Read
    write: Callable[[Iterable[ConceptEntry], Path], WriteReport]
    carries: frozenset[Feature]
    ending: str


FORMATS = {
    "tmx": Both(tmx.read_tmx, tmx.write_tmx, tmx.CARRIES, "tmx"),
    "markdown": Both(markdown_table.read_markdown, markdown_table.write_markdown, markdown_table.CARRIES, "md"),
    "multiterm-16": Both(
        multiterm.read_multiterm, partial(multiterm.write_multiterm, utf_16=True), multiterm.CARRIES, "xml"
    ),
    "multiterm": Both(multiterm.read_multiterm, multiterm.write_multiterm, multiterm.CARRIES, "xml"),
}


@pytest.mark.parametrize("name", [name for name, kind in FORMATS.items() if Feature.OTHER_LANGUAGES in kind.carries])
def test_other_languages_come_back(tmp_path: Path, name: str) -> None:
    """Tags that aren't ours stay as they are."""
    kind = FORMATS[name]
    path = tmp_path / "out"
    sections = (("fr", "bonjour"), ("ja-JP", "今日は"), ("en", "good day"), ("sr-Latn", "dobar dan"))
    entry = ConceptEntry(
        id="c1",
        sections=tuple(
            LanguageSection(language=language, terms=(TermSection(term=term),)) for language, term in sections
        ),
    )
    kind.write([entry], path)
    assert list(kind.read(path)) == [entry]


def read(kind: Read, tmp_path: Path, content: str | bytes, name: str = "in") -> tuple[list[ConceptEntry], list[str]]:
    """Read a file of that content, return its entries and the messages."""
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    issues: list[Issue] = []
    return list(kind(path, issues=issues)), [str(issue) for issue in issues]


def words(entry: ConceptEntry) -> dict[str, list[str]]:
    """Return the terms of an entry by language."""
    return {section.language: [term.term for term in section.terms] for section in entry.sections}


def statuses(entry: ConceptEntry) -> dict[str, str]:
    """Return the status of each term of an entry."""
    return {term.term: term.status.value for _, term in entry.find_terms()}


TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="zh-CN" creationtool="OmegaT"><note>not of a unit</note></header><body>
<tu tuid="a_x0020_b"><note>seen in
  the report</note><prop type="x-Domain:SingleString">finance</prop>
<tuv xml:lang="zh-CN"><seg>新质<bpt i="1">&lt;b&gt;</bpt>生产力<ept i="1">&lt;/b&gt;</ept></seg></tuv>
<tuv xml:lang="EN-US"><prop type="x">no</prop><seg>new quality
  productive forces</seg></tuv>
<tuv xml:lang="en-GB"><seg>NQPF</seg></tuv><tuv xml:lang="en"><seg>NQPF</seg></tuv>
<tuv xml:lang="zh-HK"><seg>新質生產力 &#x20BB7;</seg></tuv></tu>
<tu tuid="x"><tuv xml:lang="fr"><seg>bonjour</seg></tuv></tu>
<tu tuid="y"><tuv xml:lang="en"><seg>one <ph x="1"/>two</seg></tuv></tu>
<tu tuid="y"><tuv xml:lang="en"><seg>two</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg> </seg></tuv></tu>
</body></tmx>"""


def test_units_of_a_memory_become_entries(tmp_path: Path) -> None:
    """All the texts of a unit are terms, whatever the tags and the layout are."""
    entries, issues = read(tmx.read_tmx, tmp_path, TMX)
    assert [entry.id for entry in entries] == ["a b", "y", "y-2"]
    first = entries[0]
    assert words(first) == {
        "zh-Hans": ["新质生产力"],
        "en": ["new quality productive forces", "NQPF"],
        "zh-Hant": ["新質生產力 𠮷"],
    }
    assert statuses(first)["NQPF"] == "admitted"
    assert first.notes == ("seen in the report",)
    assert first.subject_field == "finance"
    assert words(entries[1]) == {"en": ["one two"]}
    assert issues == [
        "entry x: unit 2 has no text in English or Chinese; skipped",
        "entry y: the id is used before; this entry is y-2 now",
        "unit 5 has no text in English or Chinese; skipped",
    ]


def test_a_memory_is_written_for_any_program(tmp_path: Path) -> None:
    """The file has the attributes that TMX 1.4b demands, tags that programs know, and no deprecated term."""
    path = tmp_path / "out.tmx"
    entry = ConceptEntry(
        id="a b\n<",
        sections=(
            LanguageSection(
                language="zh-Hans",
                terms=(
                    TermSection(term="坏", status=AdministrativeStatus.DEPRECATED),
                    TermSection(term="好", status=AdministrativeStatus.ADMITTED),
                ),
            ),
            LanguageSection(language="en", terms=(TermSection(term='A & "B" <C>\x00', pinyin=None),)),
            LanguageSection(language="fr", terms=(TermSection(term="bon"),)),
        ),
    )
    gone = replace(entry, id="gone", sections=(replace(entry.sections[0], terms=entry.sections[0].terms[:1]),))
    report = tmx.write_tmx([entry, gone], path)
    root = etree.parse(path).getroot()
    header = root[0]
    assert root.get("version") == "1.4"
    required = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert required == set(header.keys())
    (unit,) = root.iter("tu")
    assert not set(" \n") & set(unit.get("tuid", ""))
    found = {variant.get(XML_LANG): variant.findtext("seg") for variant in unit.iter("tuv")}
    assert found == {"zh-CN": "好", "en": 'A & "B" <C>', "fr": "bon"}
    assert report.written == 1
    assert [str(issue) for issue in report.issues] == ["entry gone: has no accepted term; left out"]


PO = r"""# Translators of the list.
#, fuzzy
msgid ""
msgstr ""
"Language: zh_TW\n"
"Content-Type: text/plain; charset=UTF-8\n"

# A note
# of two lines.
#
#. From the program.
#: src/a.c:12
#, c-format
msgctxt "menu"
msgid "carbon \"peak\""
msgstr "碳達"
"峰"

msgctxt "noun"
msgid "share"
msgstr "股份"

msgctxt "noun"
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d 個檔案"

#, fuzzy
#| msgid "older"
msgid "newer"
msgstr "較舊"

msgid "untranslated"
msgstr ""

#~ msgid "gone"
#~ msgstr "沒有了"
"""


def test_messages_of_a_catalogue_become_entries(tmp_path: Path) -> None:
    """Comments are notes, a context of one message only is an id, a fuzzy translation is none."""
    entries, issues = read(po_file.read_po, tmp_path, PO)
    assert [(entry.id, words(entry), entry.notes) for entry in entries] == [
        ("menu", {"en": ['carbon "peak"'], "zh-Hant": ["碳達峰"]}, ("A note\nof two lines.", "From the program.")),
        ("", {"en": ["share"], "zh-Hant": ["股份"]}, ("noun",)),
        ("", {"en": ["%d file"], "zh-Hant": ["%d 個檔案"]}, ("noun",)),
        ("", {"en": ["newer"]}, ()),
        ("", {"en": ["untranslated"]}, ()),
    ]
    assert issues == [
        "the translation of 'newer' is fuzzy; left out",
        "'gone' is empty or obsolete; skipped",
    ]


def test_a_catalogue_is_written_into_one_writing(tmp_path: Path) -> None:
    """The bytes of a catalogue, with what it doesn't hold reported."""
    path = tmp_path / "out.po"
    chinese = LanguageSection(language="zh-Hans", terms=(TermSection(term='“碳”\\"达峰"'),))
    english = LanguageSection(language="en", terms=(TermSection(term="carbon\x07\npeak"),))
    entries = [
        ConceptEntry(id="c1", notes=("one\n\ntwo", ", fuzzy"), sections=(english, chinese)),
        ConceptEntry(id="", sections=(english,)),
        ConceptEntry(id="", sections=(english, chinese)),
        ConceptEntry(id="c2", sections=(chinese,)),
    ]
    report = po_file.write_po(entries, path)
    header, *messages = path.read_text(encoding="utf-8").split("\n\n")
    assert '"Language: zh_CN\\n"' in header
    assert messages == [
        '# one\n# two\n#\n# , fuzzy\nmsgctxt "c1"\nmsgid "carbon\\npeak"\nmsgstr "“碳”\\\\\\"达峰\\""',
        'msgid "carbon\\npeak"\nmsgstr ""\n',
    ]
    assert report.written == 2
    assert [str(issue) for issue in report.issues] == [
        "'carbon\\npeak' is there before without an id to tell them apart; left out",
        "entry c2: has no accepted English term; left out",
    ]
    with pytest.raises(UsageError, match="zh: is no Chinese writing"):
        po_file.write_po(entries, path, chinese="zh")


MULTITERM = """<?xml version="1.0" encoding="UTF-16"?>
<mtf><conceptGrp><concept>17</concept><system type="entryClass">1</system>
<transacGrp><transac type="origination">super</transac><date>2004-01-01T00:00:00</date></transacGrp>
<descripGrp><descrip type="Subject">environment</descrip></descripGrp>
<descripGrp><descrip type="Project code">P-9</descrip></descripGrp>
<languageGrp><language type="English" lang="EN-US"/>
<descripGrp><descrip type="Definition">the point
   of <xref Tlink="English:most">most</xref> emissions</descrip>
 <descripGrp><descrip type="Source">IPCC</descrip></descripGrp></descripGrp>
<termGrp><term>carbon peak</term><transacGrp><transac type="modification">me</transac></transacGrp>
 <descripGrp><descrip type="part of speech">Noun</descrip></descripGrp>
 <descripGrp><descrip type="Status">Approved term</descrip></descripGrp>
 <descripGrp><descrip type="Example">We reach it.</descrip>
  <descripGrp><descrip type="Source">Xinhua</descrip></descripGrp></descripGrp></termGrp>
<termGrp><term>peaking</term><descripGrp><descrip type="Forbidden">true</descrip></descripGrp></termGrp>
<termGrp><term>peak</term><descripGrp><descrip type="Status">proposed</descrip></descripGrp></termGrp></languageGrp>
<languageGrp><language type="Chinese" lang="ZH-CN"/>
<termGrp><term>碳达峰</term><descripGrp><descrip type="备注">常用</descrip></descripGrp></termGrp>
<termGrp><term> </term></termGrp></languageGrp>
<languageGrp><language type="Chinese (Taiwan)"/><termGrp><term>碳達峰</term></termGrp></languageGrp></conceptGrp>
<conceptGrp><concept>18</concept></conceptGrp></mtf>"""


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_concepts_of_multiterm_become_entries(tmp_path: Path, encoding: str) -> None:
    """Fields are known whatever their owner calls them; what isn't known becomes a note."""
    content = MULTITERM.replace("UTF-16", encoding).encode(encoding)
    (entry,), issues = read(multiterm.read_multiterm, tmp_path, content)
    assert entry.id == "17"
    assert entry.subject_field == "environment"
    assert entry.notes == ("Project code: P-9",)
    assert words(entry) == {
        "en": ["carbon peak", "peaking", "peak"],
        "zh-Hans": ["碳达峰"],
        "zh-Hant": ["碳達峰"],
    }
    assert list(statuses(entry).values()) == ["preferred", "deprecated", "admitted", "preferred", "preferred"]
    english = entry.sections[0]
    assert english.definition == Definition(text="the point of most emissions", source="IPCC")
    assert english.terms[0].part_of_speech is PartOfSpeech.NOUN
    assert english.terms[0].contexts == (Context(text="We reach it.", source="Xinhua"),)
    assert english.terms[2].notes == ("Status: proposed",)
    assert entry.sections[1].terms[0].notes == ("常用",)
    assert [message.partition(": ")[2] for message in issues] == [
        "the field Project code has no place here; kept as a note",
        "Status 'proposed' isn't known; kept as a note",
        "an empty term was skipped",
        "has no term; skipped",
    ]


MARKDOWN = """# Terms

| Name | Size |
|------|------|
| x    | 1    |

```
| English | 中文 |
|---|---|
| in code | 代码 |
```

English | 中文 | 拼音 | 备注 | Who
:--- | :---: | --- | --- | ---
**carbon peak**; peaking | [碳达峰](https://example.org/a) | tàndáfēng | see `a\\|b` &amp; <i>more</i>; fine | me
~~old~~<br/>new |  新质生产力 \\| 二 |
| | | | only a note | |

Text | with a pipe.
"""


def test_tables_in_markdown_become_entries(tmp_path: Path) -> None:
    """Only tables whose headings name languages count, and markup says nothing but what is struck through."""
    entries, issues = read(markdown_table.read_markdown, tmp_path, MARKDOWN.replace("\n", "\r\n"))
    assert [words(entry) for entry in entries] == [
        {"en": ["carbon peak", "peaking"], "zh-Hans": ["碳达峰"]},
        {"en": ["old", "new"], "zh-Hans": ["新质生产力 | 二"]},
    ]
    assert entries[0].notes == ("see a|b & more; fine",)
    assert entries[0].sections[1].terms[0].pinyin == "tàndáfēng"
    assert list(statuses(entries[1]).values()) == ["deprecated", "admitted", "preferred"]
    assert issues == [
        "line 13: the column Who isn't known or there twice; ignored",
        "line 17: has no term; skipped",
    ]


def test_markdown_shows_what_it_says(tmp_path: Path) -> None:
    """No text turns into markup, a tag, or another cell."""
    path = tmp_path / "out.md"
    terms = (
        TermSection(term="a|b <script>*x*</script>\\"),
        TermSection(term="[l](u)\n_y_", status=AdministrativeStatus.SUPERSEDED),
    )
    markdown_table.write_markdown(
        [ConceptEntry(id="c1", sections=(LanguageSection(language="en", terms=terms),))], path
    )
    row = path.read_text(encoding="utf-8").splitlines()[-1]
    assert row == (r"| a\|b &#60;script\>\*x\*&#60;/script\>\\<br>~~*\[l\](u)&#10;\_y\_*~~ |  |  |  |  |  |  |  | c1 |")


def test_markdown_without_a_table_of_terms_is_refused(tmp_path: Path) -> None:
    """The message says what headings are expected."""
    with pytest.raises(FormatError, match=r"has no table of terms.*\| English \| Chinese \|"):
        read(markdown_table.read_markdown, tmp_path, "| a | b |\n|---|---|\n| 1 | 2 |\n")


def make_docx(path: Path, *tables: list[list[str]]) -> docx.document.Document:
    """Write a Word document with tables."""
    document = docx.Document()
    for rows in tables:
        table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
    document.save(str(path))
    return document


def test_tables_in_word_become_entries(tmp_path: Path) -> None:
    """Headings say what columns hold; without them the scripts do; other tables are passed over."""
    path = tmp_path / "terms.docx"
    headed = [
        ["术语", "拼音", "English term", "Remarks", "Page"],
        ["新质生产力", "xīnzhì shēngchǎnlì", "new quality productive forces\nNQPF", "since 2023; often", "3"],
        ["", "", "", "nothing", ""],
    ]
    bare = [["1", "carbon peak", "碳達峰"], ["2", "dual carbon; double carbon", "雙碳"]]
    make_docx(path, headed, [["a", "b"], ["c", "d"]], bare)
    issues: list[Issue] = []
    entries = list(read_docx_table(path, issues=issues))
    assert [words(entry) for entry in entries] == [
        {"zh-Hans": ["新质生产力"], "en": ["new quality productive forces", "NQPF"]},
        {"en": ["carbon peak"], "zh-Hant": ["碳達峰"]},
        {"en": ["dual carbon", "double carbon"], "zh-Hant": ["雙碳"]},
    ]
    assert entries[0].notes == ("since 2023; often",)
    assert entries[0].sections[0].terms[0].pinyin == "xīnzhì shēngchǎnlì"
    assert [str(issue) for issue in issues] == [
        "table 1: the column Page isn't known or there twice; ignored",
        "table 1, row 2: has no term; skipped",
    ]


def test_headings_that_say_nothing_are_no_terms(tmp_path: Path) -> None:
    """Where the scripts tell the columns, a first row without Chinese is one of headings."""
    path = tmp_path / "terms.docx"
    make_docx(path, [["Original", "Rendering"], ["carbon peak", "碳达峰"], ["dual carbon", "双碳"]])
    issues: list[Issue] = []
    assert [words(entry)["en"] for entry in read_docx_table(path, issues=issues)] == [["carbon peak"], ["dual carbon"]]
    assert [str(issue) for issue in issues] == ["table 1: the first row is taken for headings; skipped"]


def test_merged_cells_and_tracked_changes_in_word(tmp_path: Path) -> None:
    """A cell over two rows is in both, one over two columns moves nothing, and what was deleted is gone."""
    path = tmp_path / "terms.docx"
    rows = [["English", "Note", "Chinese"], ["one", "", "一"], ["single", "", ""], ["both", "", "二"]]
    rows += [["deleted", "", "删"], ["in a control", "", "控"]]
    document = make_docx(path, rows)
    table = document.tables[0]
    table.cell(1, 2).merge(table.cell(2, 2)).text = "一"
    table.cell(3, 0).merge(table.cell(3, 1)).text = "both"
    run = table.cell(1, 0).paragraphs[0]._p
    deleted = etree.SubElement(run, f"{W}del")
    etree.SubElement(etree.SubElement(deleted, f"{W}r"), f"{W}delText").text = " gone"
    gone = etree.SubElement(table.rows[4]._tr, f"{W}trPr")
    etree.SubElement(gone, f"{W}del")
    control = etree.Element(f"{W}sdt")
    content = etree.SubElement(control, f"{W}sdtContent")
    cell = table.cell(5, 2)._tc
    cell.addprevious(control)
    content.append(cell)
    document.save(str(path))
    assert [words(entry) for entry in read_docx_table(path)] == [
        {"en": ["one"], "zh-Hans": ["一"]},
        {"en": ["single"], "zh-Hans": ["一"]},
        {"en": ["both"], "zh-Hans": ["二"]},
        {"en": ["in a control"], "zh-Hans": ["控"]},
    ]


XLIFF_1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="en-US" target-language="zh-CN" original="a" datatype="plaintext"><body>
<trans-unit id="1"><source>carbon <g id="1">peak</g></source><target>碳达峰</target></trans-unit>
<trans-unit id="2"><source>carbon peak</source><target>碳达峰</target></trans-unit>
<trans-unit id="3"><source>We work hard.</source><target>我们努力工作。</target></trans-unit>
<trans-unit id="4"><source>none</source></trans-unit>
<trans-unit id="5"><source>page <x id="1"/></source><target>第<x id="1"/>页</target></trans-unit>
<trans-unit id="6"><source>Huawei Co.</source><target>华为公司</target></trans-unit>
<trans-unit id="7"><source>12</source><target>12</target></trans-unit>
</body></file></xliff>"""
XLIFF_2 = """<xliff version="2.0" srcLang="zh-TW" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="u"><segment>
<source>碳達峰</source><target>carbon peak</target></segment></unit></file></xliff>"""


def test_short_segments_of_xliff_become_entries(tmp_path: Path) -> None:
    """Pairs of terms are taken once; sentences, placeholders and what isn't translated are counted."""
    entries, issues = read(read_xliff_terms, tmp_path, XLIFF_1, "a.xlf")
    assert [words(entry) for entry in entries] == [
        {"en": ["carbon peak"], "zh-Hans": ["碳达峰"]},
        {"en": ["Huawei Co."], "zh-Hans": ["华为公司"]},
    ]
    assert issues == [
        "segments that are longer than a term or have placeholders: 3; skipped",
        "segments that have no sure translation: 1; skipped",
    ]
    (entry,), _ = read(read_xliff_terms, tmp_path, XLIFF_2, "b.xlf")
    assert words(entry) == {"zh-Hant": ["碳達峰"], "en": ["carbon peak"]}


def test_a_hostile_line_takes_no_time(tmp_path: Path) -> None:
    """Texts that make patterns try again and again are read in one go, far below the limit of the test."""
    blanks = " " * 300_000
    table = "| English | 中文 |\n|---|---|\n"
    rows = ("[" * 100_000, "<a" * 100_000, "`" * 99_999, "*_" * 100_000, "&#" * 100_000, "\\" * 99_999)
    lines = [f"a | b\n---{blanks}x\n", table, *(f"| {row} | 一 |\n" for row in rows)]
    entries, _ = read(markdown_table.read_markdown, tmp_path, "\n".join(lines[:1]) + "\n" + "".join(lines[1:]))
    assert len(entries) == len(rows)
    unit = f'<trans-unit id="1"><source>{"a." * 100_000}x</source><target>一</target></trans-unit>'
    content = XLIFF_1.replace("<body>", f"<body>{unit}")
    assert len(read(read_xliff_terms, tmp_path, content)[0]) == 2


READERS = {
    "tmx": tmx.read_tmx,
    "po": po_file.read_po,
    "multiterm": multiterm.read_multiterm,
    "markdown": markdown_table.read_markdown,
    "docx": read_docx_table,
    "xliff": read_xliff_terms,
}
_BOMB = '<!DOCTYPE {0} [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
_OUTSIDE = '<!DOCTYPE {0} [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_ROOTS = {"tmx": "tmx", "multiterm": "mtf", "xliff": "xliff"}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    "content", [b"", b"\0\1\2\3" * 100, b"\xff\xfe\x00\xd8", b"<a>\xff</a>", b"PK\x03\x04nothing", "“碳".encode()[:-1]]
)
def test_what_is_none_of_it_is_refused_in_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    """Whatever the bytes are, the answer is one line that names the file, or nothing at all."""
    path = tmp_path / f"in.{name}"
    path.write_bytes(content)
    if name == "po" and not content:
        assert list(READERS[name](path)) == []
        return
    with pytest.raises(InputError) as caught:
        list(READERS[name](path))
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", READERS)
def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path, name: str) -> None:
    """A name that leads nowhere and a folder are told in one line."""
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(InputError, match="can't be read"):
            list(READERS[name](path))


@pytest.mark.parametrize("name", _ROOTS)
@pytest.mark.parametrize("doctype", [_BOMB, _OUTSIDE])
def test_entities_are_refused(tmp_path: Path, name: str, doctype: str) -> None:
    """Neither a bomb nor an outside file is ever read."""
    root = _ROOTS[name]
    unit = "<conceptGrp><languageGrp><termGrp><term>&b;&a;</term></termGrp></languageGrp></conceptGrp>"
    content = f"{doctype.format(root)}<{root}>{unit}</{root}>"
    with pytest.raises(FormatError, match="declares entities"):
        read(READERS[name], tmp_path, content, "in.xml")


@pytest.mark.parametrize("name", _ROOTS)
def test_what_is_too_deep_or_broken_is_refused(tmp_path: Path, name: str) -> None:
    """Depth is bounded, and an error is told with its line."""
    root = _ROOTS[name]
    with pytest.raises(FormatError):
        read(READERS[name], tmp_path, f"<{root}>{'<b>' * 100_000}", "in.xml")
    with pytest.raises(FormatError, match=r"in\.xml:2: is not well-formed XML"):
        read(READERS[name], tmp_path, f"<{root}>\n<b></c></{root}>", "in.xml")
    with pytest.raises(FormatError, match="its root element is <html>"):
        read(multiterm.read_multiterm, tmp_path, "<html/>", "in.xml")


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    """A Word document that unpacks to gigabytes isn't unpacked."""
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 250_000_000)
    with pytest.raises(InputError, match="zip bomb"):
        list(read_docx_table(path))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("other.xml", b"<a/>")
    with pytest.raises(FormatError, match="no Word document"):
        list(read_docx_table(path))


@pytest.mark.parametrize("name", [*FORMATS, "po"])
def test_nothing_is_half_written(tmp_path: Path, name: str) -> None:
    """An error while the entries come leaves the earlier file, and nothing beside it."""
    write = FORMATS[name].write if name in FORMATS else po_file.write_po
    path = tmp_path / "out"
    path.write_text("earlier", encoding="utf-8")

    def entries() -> Iterator[ConceptEntry]:
        section = LanguageSection(language="en", terms=(TermSection(term="one"),))
        yield ConceptEntry(id="c1", sections=(section,))
        raise InputError("stop")

    with pytest.raises(InputError, match="stop"):
        write(entries(), path)
    assert path.read_text(encoding="utf-8") == "earlier"
    assert list(tmp_path.iterdir()) == [path]
