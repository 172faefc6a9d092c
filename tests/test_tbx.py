"""Reading TBX of every kind, and what writing promises beside valid files."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from glossary.concept import (
    ConceptEntry,
    Context,
    CrossReference,
    Definition,
    LanguageSection,
    TermSection,
)
from glossary.errors import FormatError, GlossaryError, InputError, UsageError
from glossary.exchange.formats import FORMATS, format_for, writer_for
from glossary.exchange.languages import normalise_language
from glossary.exchange.tbx import read_tbx, write_tbx
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType

if TYPE_CHECKING:
    from glossary.exchange.report import Issue

SHARED = Path(__file__).parents[2] / "shared"
EXAMPLES = SHARED / "standards" / "tbx-v3" / "examples"
SUSE = SHARED / "termbases" / "suse-glossary-v2.tbx.xml"

needs_examples = pytest.mark.skipif(
    not EXAMPLES.is_dir(),
    reason="the official TBX examples, which carry no licence, aren't beside the project",
)
needs_suse = pytest.mark.skipif(not SUSE.is_file(), reason="the SUSE termbase isn't beside the project")

NAMESPACE = 'xmlns="urn:iso:std:iso:30042:ed-2"'


# A dictionary is several files with endings of their own, and a deck wants both languages: these have their own tests.
WRITABLE = [known.name for known in FORMATS if known.write and known.name not in {"stardict", "anki"}]


def make_entry(identifier: str = "c1", term: str = "carbon peak", **fields: object) -> ConceptEntry:
    """Return an entry with an English term."""
    section = LanguageSection(language="en", terms=(TermSection(term=term),))
    return ConceptEntry(id=identifier, sections=(section,), **fields)  # type: ignore[arg-type]  # fields by name


def read(tmp_path: Path, text: str | bytes) -> tuple[list[ConceptEntry], list[str]]:
    """Read a document, return its entries and the messages."""
    path = tmp_path / "in.tbx"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    issues: list[Issue] = []
    return list(read_tbx(path, issues=issues)), [str(issue) for issue in issues]


def wrap_3(body: str, kind: str = "TBX-Basic", style: str = "dca", spaces: str = "") -> str:
    """Return a document of version 3 around entries."""
    return (
        f'<tbx type="{kind}" style="{style}" xml:lang="en" {NAMESPACE} {spaces}><tbxHeader><fileDesc>'
        f"<sourceDesc><p>test</p></sourceDesc></fileDesc></tbxHeader><text><body>{body}</body></text></tbx>"
    )


def wrap_2(body: str, doctype: str = "", spaces: str = "") -> str:
    """Return a document of version 1 or 2 around entries."""
    return f'{doctype}<martif type="TBX" xml:lang="en" {spaces}><text><body>{body}</body></text></martif>'


DCA = """
<conceptEntry id="c1">
  <descrip type="subjectField">economy</descrip>
  <descripGrp><descrip type="definition">what
      it is</descrip><admin type="source">Xinhua</admin><note>on the definition</note></descripGrp>
  <ref type="crossReference" target="t2">other</ref>
  <xref type="externalCrossReference" target="https://www.gov.cn/">site</xref>
  <langSec xml:lang="zh-CN">
    <note>about the language</note>
    <termSec id="t1">
      <term>新质
         生产力</term>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
      <termNote type="partOfSpeech">noun</termNote>
      <termNoteGrp><termNote type="termType">phrase</termNote><note>on the type</note></termNoteGrp>
      <admin type="source">2024 report</admin>
      <descripGrp>
        <descrip type="context">发展新质生产力。</descrip><admin type="source">新华社</admin>
      </descripGrp>
      <note>Pinyin: xīnzhì shēngchǎnlì</note>
    </termSec>
  </langSec>
</conceptEntry>
<conceptEntry id="c2">
  <langSec xml:lang="en"><termSec id="t2"><term>other</term></termSec></langSec>
</conceptEntry>
"""
EXPECTED = ConceptEntry(
    id="c1",
    subject_field="economy",
    definition=Definition(text="what it is", source="Xinhua"),
    notes=("on the definition",),
    references=(
        CrossReference(target="c2", text="other"),
        CrossReference(target="https://www.gov.cn/", text="site"),
    ),
    sections=(
        LanguageSection(
            language="zh-Hans",
            notes=("about the language",),
            terms=(
                TermSection(
                    term="新质 生产力",
                    status=AdministrativeStatus.PREFERRED,
                    part_of_speech=PartOfSpeech.NOUN,
                    term_type=TermType.PHRASE,
                    pinyin="xīnzhì shēngchǎnlì",
                    source="2024 report",
                    notes=("on the type",),
                    contexts=(Context(text="发展新质生产力。", source="新华社"),),
                ),
            ),
        ),
    ),
)


def to_version_2(body: str) -> str:
    """Return entries under their names of version 2."""
    for new, old in (("conceptEntry", "termEntry"), ("langSec", "langSet"), ("termSec", "tig")):
        body = body.replace(f"<{new}", f"<{old}").replace(f"</{new}", f"</{old}")
    return body


def to_ntig(body: str) -> str:
    """Return entries of version 2 with the longer form of term sections."""
    body = re.sub(r"<tig( id=\"\w+\")?>", r"<ntig\1><termGrp>", to_version_2(body))
    body = body.replace("</termNoteGrp>", "</termNoteGrp></termGrp>")
    body = body.replace("<term>other</term>", "<term>other</term></termGrp>")
    return body.replace("</tig>", "</ntig>")


def to_dct(body: str) -> str:
    """Return entries with data categories as tags."""
    pattern = r'<(descrip|admin|termNote|ref|xref) type="(\w+)"([^>]*)>([^<]*)</\1>'
    return re.sub(pattern, r"<b:\2\3>\4</b:\2>", body)


@pytest.mark.parametrize(
    "document",
    [
        wrap_3(DCA),
        wrap_3(to_dct(DCA), style="dct", spaces='xmlns:b="http://www.tbxinfo.net/ns/basic"'),
        wrap_2(to_version_2(DCA)),
        wrap_2(to_version_2(DCA), spaces='xmlns="http://www.lisa.org/tbx"'),
        wrap_2(to_ntig(DCA), doctype='<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">'),
        wrap_3(DCA).replace("<tbx ", "<t:tbx xmlns:t='urn:iso:std:iso:30042:ed-2' ").replace("</tbx>", "</t:tbx>"),
    ],
    ids=["v3 DCA", "v3 DCT", "v2 tig", "v2 with namespace", "v1 ntig with DOCTYPE", "v3 with prefix"],
)
def test_one_entry_in_every_clothing(tmp_path: Path, document: str) -> None:
    """Version, style, namespace and form of the term section make no difference to what is read."""
    entries, messages = read(tmp_path, document)

    assert entries[0] == EXPECTED
    assert [entry.id for entry in entries] == ["c1", "c2"]
    assert messages == []


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        *((tag, "en") for tag in ("en", "EN", "en-US", "en_GB", "en-001", "eng")),
        *((tag, "zh-Hans") for tag in ("zh", "zh-CN", "zh_CN", "zh-cn", "zh-SG", "zh-Hans", "zh-Hans-CN", "zh-CHS")),
        *((tag, "zh-Hant") for tag in ("zh-TW", "zh_tw", "zh-HK", "zh-MO", "zh-hant", "zh-Hant-HK", "zh-CHT")),
        *((tag, tag) for tag in ("de", "de-DE", "yue", "zh-Latn-pinyin", "zh-yue", "en-fonipa", "und")),
    ],
)
def test_languages(tag: str, language: str) -> None:
    """Tags that mean one of our languages become it; those that say more or other stay as they are."""
    assert normalise_language(tag) == language


def test_sections_of_one_language_are_joined(tmp_path: Path) -> None:
    """British and American terms end up in one section, each with where it is used."""
    terms = "".join(
        f'<langSec xml:lang="{tag}"><termSec><term>{term}</term></termSec></langSec>'
        for tag, term in (("en-GB", "colour"), ("zh-TW", "顏色"), ("en-US", "color"))
    )
    entries, _ = read(tmp_path, wrap_3(f'<conceptEntry id="c1">{terms}</conceptEntry>'))
    english, chinese = entries[0].sections

    assert [(term.term, term.other) for term in english.terms] == [
        ("colour", ('<termNote type="geographicalUsage">en-GB</termNote>',)),
        ("color", ('<termNote type="geographicalUsage">en-US</termNote>',)),
    ]
    assert (chinese.language, chinese.terms[0].other) == ("zh-Hant", ())


def test_statuses_of_other_programs(tmp_path: Path) -> None:
    """Statuses in the words of other programs are understood; an unknown one is kept and reported."""
    words = ("notRecommended", "Obsolete", "deprecated", "admittedTerm-admn-sts", "Draft")
    sections = "".join(
        f'<tig><term>{word}</term><termNote type="administrativeStatus">{word}</termNote></tig>' for word in words
    )
    body = f'<termEntry id="c1"><langSet xml:lang="en">{sections}</langSet></termEntry>'
    entries, messages = read(tmp_path, wrap_2(body))
    terms = entries[0].sections[0].terms

    assert [term.status.value for term in terms] == [
        "deprecated",
        "superseded",
        "deprecated",
        "admitted",
        "preferred",
    ]
    assert terms[4].other == ('<termNote type="administrativeStatus">Draft</termNote>',)
    assert messages == ["line 1, entry c1: administrativeStatus 'Draft' isn't known; kept as it is"]


def test_terms_without_status(tmp_path: Path) -> None:
    """Of terms without status the first is preferred, unless another is said to be."""
    plain = "<termSec><term>a</term></termSec><termSec><term>b</term></termSec>"
    marked = plain.replace(
        "b</term>", 'b</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>'
    )
    body = "".join(
        f'<conceptEntry id="{name}"><langSec xml:lang="en">{terms}</langSec></conceptEntry>'
        for name, terms in (("plain", plain), ("marked", marked))
    )
    entries, _ = read(tmp_path, wrap_3(body))

    assert [[term.status.value for _, term in entry.find_terms()] for entry in entries] == [
        ["preferred", "admitted"],
        ["admitted", "preferred"],
    ]


def test_uninterpreted_categories_are_kept_at_their_level(tmp_path: Path) -> None:
    """Categories that we don't know stay as XML, without layout, ids and namespaces, where they were."""
    body = (
        '<conceptEntry id="c1"><descrip id="x1" type="Usage &amp; more">a <hi type="bold">b</hi></descrip>'
        '<langSec xml:lang="en"><transacGrp>\n  <o:transactionType>origination</o:transactionType>\n'
        "<date>2024-01-02</date></transacGrp><termSec><term>a</term>"
        '<o:colour metaType="termNote">red</o:colour>'
        "</termSec></langSec></conceptEntry>"
    )
    entries, _ = read(tmp_path, wrap_3(body, spaces='xmlns:o="urn:other"'))
    entry = entries[0]

    assert entry.other == ('<descrip type="Usage &amp; more">a <hi type="bold">b</hi></descrip>',)
    assert entry.sections[0].other == (
        ('<transacGrp><transac type="transactionType">origination</transac><date>2024-01-02</date></transacGrp>'),
    )
    assert entry.sections[0].terms[0].other == ('<termNote type="colour">red</termNote>',)


def test_faults_are_survived_with_a_report(tmp_path: Path) -> None:
    """Ids used twice, missing ids, dangling references, empty terms and entries without one stop nothing."""
    term = '<langSec xml:lang="en"><termSec><term>{}</term></termSec></langSec>'
    body = (
        f'<conceptEntry id="c1">{term.format("a")}</conceptEntry>\n'
        f'<conceptEntry id="c1"><ref type="crossReference" target="gone">x</ref>{term.format("b")}'
        "</conceptEntry>\n"
        f"<conceptEntry>{term.format('c')}</conceptEntry>\n"
        f'<conceptEntry id="c4">{term.format(" ")}</conceptEntry>\n'
        f'<conceptEntry id="c5"><note>nothing</note></conceptEntry>'
    )
    entries, messages = read(tmp_path, wrap_3(body))

    assert [(entry.id, entry.sections[0].terms[0].term) for entry in entries] == [
        ("c1", "a"),
        ("c1-2", "b"),
        ("", "c"),
    ]
    assert entries[1].references == (CrossReference(target="gone", text="x"),)
    assert messages == [
        "line 2, entry c1: the id is used before; this entry is c1-2 now",
        "line 2, entry c1-2: refers to gone, which isn't in the file",
        "line 4, entry c4: an empty term was skipped",
        "line 4, entry c4: the section en has no term; skipped",
        "line 4, entry c4: has no term; skipped",
        "line 5, entry c5: has no term; skipped",
    ]


def test_readings(tmp_path: Path) -> None:
    """Pinyin somebody else wrote counts as written by hand; bopomofo stays what it is."""
    body = "".join(
        f'<conceptEntry id="{name}"><langSec xml:lang="zh-Hant"><termSec><term>生產</term>'
        f"<adminGrp>{reading}</adminGrp></termSec></langSec></conceptEntry>"
        for name, reading in (
            ("plain", '<admin type="reading">shēngchǎn</admin>'),
            (
                "zhuyin",
                '<admin type="reading">ㄕㄥ ㄔㄢˇ</admin><adminNote type="readingNote">zhuyin</adminNote>',
            ),
        )
    )
    entries, _ = read(tmp_path, wrap_3(body, kind="TBX-Linguist"))
    plain, zhuyin = (entry.sections[0].terms[0] for entry in entries)

    assert (plain.pinyin, plain.pinyin_by_hand, plain.other) == ("shēngchǎn", True, ())
    assert (zhuyin.pinyin, len(zhuyin.other)) == (None, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_declared_encodings(tmp_path: Path, encoding: str) -> None:
    """Files in any encoding that they declare are read, references and all."""
    document = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\n{wrap_3(DCA)}'

    assert read(tmp_path, document.encode(encoding))[0][0] == EXPECTED


@needs_examples
@pytest.mark.parametrize(
    "name",
    ["astronomy_basic_dca.tbx", "astronomy_linguist_dct.tbx", "core_structure_good.tbx", "basic_bad.tbx"],
)
def test_official_examples(tmp_path: Path, name: str) -> None:
    """The official examples are read whole, and our own file of them holds steady."""
    path = EXAMPLES / name
    entries = list(read_tbx(path))
    text = path.read_text(encoding="utf-8-sig")

    assert len(entries) == len(re.findall(r"<conceptEntry\b", text))
    assert sum(1 for entry in entries for _ in entry.find_terms()) == len(re.findall(r"<term>\s*\S", text))

    first, second = tmp_path / "a.tbx", tmp_path / "b.tbx"
    write_tbx(entries, first, dialect="linguist")
    write_tbx(read_tbx(first), second, dialect="linguist")

    assert first.read_bytes() == second.read_bytes()


@needs_examples
def test_both_styles_of_an_official_example_are_one() -> None:
    """The official example in DCA and in DCT, the same termbase, has the same terms and definitions."""
    dca, dct = (
        [(entry.id, section.language, section.definition, [term.term for term in section.terms])
         for entry in read_tbx(EXAMPLES / name) for section in entry.sections]
        for name in ("astronomy_basic_dca.tbx", "astronomy_linguist_dct.tbx")
    )  # fmt: skip

    assert dca == dct


@needs_examples
def test_a_missing_end_tag_is_found() -> None:
    """A file that is not well-formed gives one error with the path and the line."""
    path = EXAMPLES / "poorly_formed_xml.tbx"
    with pytest.raises(FormatError, match="not well-formed") as error:
        list(read_tbx(path))

    assert error.value.path == str(path)
    assert error.value.line == 42


@needs_suse
def test_a_real_termbase_loses_no_term() -> None:
    """Every term of a large file in twenty languages arrives, counted by other means."""
    text = SUSE.read_text(encoding="utf-8")
    issues: list[Issue] = []
    entries = list(read_tbx(SUSE, issues=issues))
    languages = Counter(normalise_language(tag) for tag in re.findall(r'<langSet xml:lang="([^"]+)"', text))

    assert sum(1 for entry in entries for _ in entry.find_terms()) == len(re.findall(r"<term>", text))
    assert Counter(section.language for entry in entries for section in entry.sections) == languages
    assert sum(entry.definition is not None for entry in entries) == len(
        re.findall(r'<termEntry(?:(?!</termEntry>).)*?type="definition"', text, re.DOTALL)
    )
    targets = re.findall(r'<ref [^>]*target="([^"]+)"', text)
    dangling = {target for target in targets if f' id="{target}"' not in text}

    assert {match for issue in issues for match in re.findall(r"refers to (\S+),", issue.message)} == dangling


@needs_suse
def test_references_to_terms_lead_to_their_entries() -> None:
    """References of a file that point at terms lead to entries that exist, but for those that dangle."""
    entries = list(read_tbx(SUSE))
    ids = {entry.id for entry in entries}
    targets = [each.target for entry in entries for each in entry.references if not each.is_external]

    assert targets
    assert {target for target in targets if target not in ids} <= {"c3251-1", "c3464-1"}


BOMB = (
    "<!DOCTYPE martif ["
    '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{index} "{f"&a{index - 1};" * 10}">' for index in range(1, 10)) + "]>"
)


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (wrap_2("<termEntry><note>&a9;</note></termEntry>", BOMB), "declares entities"),
        (f'{BOMB}<martif type="&a9;"/>', "expand without end"),
        (wrap_2("&x;", '<!DOCTYPE martif [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "declares entities"),
        (
            wrap_2("", '<!DOCTYPE martif [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>'),
            "declares entities",
        ),
        (
            wrap_2(
                '<termEntry><langSet xml:lang="en"><tig><term>caf&eacute;</term></tig></langSet></termEntry>',
                '<!DOCTYPE martif SYSTEM "none.dtd">',
            ),
            "only an outside DTD declares",
        ),
        (wrap_3(DCA)[:-200], "not well-formed"),
        (wrap_3(f"<conceptEntry>{'<a>' * 5000}{'</a>' * 5000}</conceptEntry>"), "depth"),
        (wrap_3(DCA).encode() + b"\xff", "not well-formed"),
        (wrap_3(DCA.replace("Xinhua", "新华社")).encode("gb18030"), "not well-formed"),
        ('<?xml version="1.0" encoding="klingon"?><tbx/>', "not well-formed"),
        (b"", "not well-formed"),
        (b"\x00\x01\x02 no XML", "not well-formed"),
        ("<mtf><conceptGrp/></mtf>", "root element is <mtf>"),
        ("<html><body>not found</body></html>", "root element is <html>"),
        (wrap_3("<conceptEntry><note>\x01</note></conceptEntry>"), "not well-formed"),
    ],
    ids=[
        *(
            "bomb",
            "bomb in an attribute",
            "file entity",
            "parameter entity",
            "undeclared entity",
            "truncated",
        ),
        *(
            "deep",
            "bytes after the end",
            "wrong encoding",
            "unknown encoding",
            "empty",
            "binary",
            "MultiTerm",
        ),
        *("HTML", "control character"),
    ],
)
def test_hostile_files_are_refused(tmp_path: Path, document: str | bytes, reason: str) -> None:
    """A hostile or broken file gives one clear error with its path."""
    with pytest.raises(FormatError, match=re.escape(reason)) as error:
        read(tmp_path, document)

    assert str(tmp_path / "in.tbx") in str(error.value)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    """A path that leads nowhere is an input error, with the path."""
    with pytest.raises(InputError, match=r"none\.tbx: can't be read: no such file"):
        list(read_tbx(tmp_path / "none.tbx"))


def test_no_file_is_opened_beside_the_document(tmp_path: Path) -> None:
    """An external DTD is never loaded, even if it is there."""
    (tmp_path / "x.dtd").write_text('<!ENTITY leak "secret"><!ATTLIST term secret CDATA "leak">')
    body = '<termEntry id="c1"><langSet xml:lang="en"><tig><term>a</term></tig></langSet></termEntry>'
    entries, _ = read(tmp_path, wrap_2(body, '<!DOCTYPE martif SYSTEM "x.dtd">'))

    assert "secret" not in repr(entries)


def test_references_that_lead_nowhere_are_left_out(tmp_path: Path) -> None:
    """References forward and back stay, those to what isn't in the file go, with a report."""
    targets = ("c2", "c1", "gone", "c3", "去")
    references = tuple(CrossReference(target=target, text=f"到 {target}\n") for target in targets)
    other = (('<transacGrp><transac type="transactionType">origination</transac>'
             '<transacNote type="responsibility" target="gone">王</transacNote></transacGrp>'),)  # fmt: skip
    entries = [make_entry("c1", references=references, other=other), make_entry("c2"), make_entry("c3")]
    report = write_tbx(entries, tmp_path / "a.tbx")
    found = list(read_tbx(tmp_path / "a.tbx"))

    assert [reference.target for reference in found[0].references] == ["c2", "c1", "c3"]
    assert found[0].other == (other[0].replace(' target="gone"', ""),)
    assert found[1:] == entries[1:]
    assert [issue.message for issue in report.issues] == [
        "refers to gone, which isn't in the file; left out",
        "refers to 去, which isn't in the file; left out",
        "refers to gone, which isn't in the file; left out",
    ]


def test_control_characters_are_left_out(tmp_path: Path) -> None:
    """Characters that XML forbids don't get into a file; the entry is reported once."""
    entries = [make_entry(term="a\x00b\x1f\ud800\ufffe", notes=("\x07", "c\x0bd"))]
    report = write_tbx(entries, tmp_path / "a.tbx", dialect="linguist")

    assert list(read_tbx(tmp_path / "a.tbx")) == [make_entry(term="ab", notes=("cd",))]
    assert [issue.message for issue in report.issues] == ["control characters can't be written; left out"]


def test_ids_become_names(tmp_path: Path) -> None:
    """Ids that XML can't hold are escaped and come back, doubles get a number, missing ones are made."""
    entries = [make_entry(name) for name in ("1 a", "c1", "c1", "", "核心")]
    report = write_tbx(entries, tmp_path / "a.tbx")

    assert [entry.id for entry in read_tbx(tmp_path / "a.tbx")] == ["1 a", "c1", "c1-2", "c4", "核心"]
    assert [(issue.entry, issue.message) for issue in report.issues] == [
        ("1 a", "its id is written as _x0031__x0020_a"),
        ("c1", "its id is written as c1-2"),
        ("", "its id is written as c4"),
    ]


def test_no_entries_make_a_file_too(tmp_path: Path) -> None:
    """An empty termbase becomes a file that reads as one."""
    report = write_tbx([], tmp_path / "a.tbx")

    assert report.written == 0
    assert list(read_tbx(tmp_path / "a.tbx")) == []


@pytest.mark.parametrize("name", WRITABLE)
def test_a_failed_export_leaves_the_old_file(tmp_path: Path, name: str) -> None:
    """When entries end in an error the earlier file stays as it was, and nothing lies beside it."""

    def fail() -> object:
        yield make_entry()
        raise GlossaryError("the database went away")

    path = tmp_path / "out"
    path.write_text("the old one")
    with pytest.raises(GlossaryError, match="went away"):
        writer_for(name)(fail(), path)  # type: ignore[arg-type]  # an iterator of entries

    assert path.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", WRITABLE)
def test_a_link_stays_a_link(tmp_path: Path, name: str) -> None:
    """Exporting to a symbolic link replaces the file it points to, and keeps its permissions."""
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("the old one")
    target.chmod(0o640)
    link.symlink_to(target)
    writer_for(name)([make_entry()], link)

    assert link.is_symlink()
    assert target.read_bytes() != b"the old one"
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("where", ["missing/out.tbx", "."])
def test_paths_that_cannot_be_written(tmp_path: Path, where: str) -> None:
    """A folder that doesn't exist, or is one, is the caller's mistake and said to be."""
    with pytest.raises(UsageError, match=re.escape(str(tmp_path))):
        write_tbx([make_entry()], tmp_path / where)


def test_dialects_that_are_not_written() -> None:
    """Asking for a dialect that isn't written tells which are."""
    with pytest.raises(UsageError, match="core, min, basic, linguist in version 3"):
        write_tbx([], "never.tbx", dialect="linguist", version=2)


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        *(("tbx", "tbx"), ("TBX-Linguist", "tbx-linguist"), ("a/b.tbx", "tbx"), ("b.XML", "tbx")),
        *(("c.csv", "csv"), ("d.tsv", "tsv"), ("csv-excel", "csv-excel")),
    ],
)
def test_formats_by_name_and_ending(wanted: str, name: str) -> None:
    """A format is found by its name or by the ending of a path."""
    assert format_for(wanted).name == name


def test_unknown_formats_name_the_known(tmp_path: Path) -> None:
    """What is no format is answered with those there are."""
    with pytest.raises(UsageError, match="tbx-linguist"):
        format_for(tmp_path / "a.xyz")
