"""What we write as TBX against the official schemas of ISO 30042."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from glossary.concept import (
    ConceptEntry,
    Context,
    CrossReference,
    Definition,
    LanguageSection,
    TermSection,
)
from glossary.exchange.tbx import read_tbx, write_tbx
from glossary.jobs.seeds import base_path, load_base
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType
from tests.strategies import termbases

if TYPE_CHECKING:
    from collections.abc import Iterable

SHARED = Path(__file__).parents[2] / "shared"
SCHEMAS = SHARED / "standards"
SUSE = SHARED / "termbases" / "suse-glossary-v2.tbx.xml"

pytestmark = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="the official TBX schemas, which carry no licence, aren't beside the project"
)

_SCHEMATRON = "{http://purl.oclc.org/dsdl/schematron}"
_OLD_SCHEMATRON = "{http://www.ascc.net/xml/schematron}"
_CORE_3 = "tbx-v3/TBXcoreStructV03.rng"
_BASIC_2 = "tbx-v2/TBXBasicRNGV02.rng"
_RULES = {
    "basic": "tbx-v3/Basic/TBX-Basic_DCA.sch",
    "linguist": "tbx-v3/Linguist/TBX-Linguist_DCA.sch",
}
_FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Elements of other programs, legal and illegal, at every level: the writer has to tell them apart.
_OTHER = (
    '<descrip type="Translation needed">Yes</descrip>',
    '<descrip type="definition">a second definition</descrip>',
    '<descrip type="context">at the wrong level, perhaps</descrip>',
    '<descrip type="subjectField">a second field</descrip>',
    "<descrip>without a type</descrip>",
    (
        '<descripGrp><descrip type="definition">a third</descrip><admin type="source">s</admin>'
        '<descripNote type="x">n</descripNote><transacGrp><transac type="t"/></transacGrp></descripGrp>'
    ),
    '<descripGrp><admin type="source">no descrip first</admin></descripGrp>',
    '<admin type="source">somewhere</admin>',
    '<admin type="customerSubset">c</admin>',
    '<admin type="projectSubset">p</admin>',
    '<admin type="reading">ㄕㄥ</admin>',
    '<adminGrp><admin type="reading">ㄕㄥ</admin><adminNote type="readingNote">zhuyin</adminNote></adminGrp>',
    '<adminGrp><admin type="source">in a group</admin></adminGrp>',
    '<adminNote type="readingNote">alone</adminNote>',
    '<termNote type="administrativeStatus">Draft</termNote>',
    '<termNote type="partOfSpeech">nominal</termNote>',
    '<termNote type="grammaticalGender">neuter</termNote>',
    '<termNote type="grammaticalNumber">dual</termNote>',
    '<termNote type="register">slang</termNote>',
    '<termNote type="geographicalUsage" xml:lang="en">en-GB</termNote>',
    '<termNoteGrp><termNote type="x">y</termNote><note>z</note></termNoteGrp>',
    '<termCompList type="hyphenation"><termComp>a</termComp></termCompList>',
    '<transacGrp><transac type="transactionType">modification</transac><date>2024-02-30</date></transacGrp>',
    '<transacGrp><transac type="transactionType">creation</transac></transacGrp>',
    (
        '<transacGrp><transac type="transactionType">origination</transac><date>2024-03-05T10:00:00Z</date>'
        '<transacNote type="responsibility" target="nobody">王芳</transacNote><note>n</note></transacGrp>'
    ),
    '<ref type="crossReference" target="c1">back</ref>',
    '<ref type="crossReference" target="gone">nowhere</ref>',
    '<xref type="xGraphic" target="https://example.org/a.png">a picture</xref>',
    '<xref type="xGraphic" target="a.png">a picture</xref>',
    '<xref type="externalCrossReference" target="https://example.org/%zz">a bad address</xref>',
    (
        '<note><hi type="bold">marks</hi>, <hi type="blinking">odd</hi>, <foreign xml:lang="zh">外</foreign>'
        '<ph type="x"/><bpt i="1">x</bpt></note>'
    ),
    '<note id="n1" target="c1">with attributes</note>',
    "<colour>red</colour>",
    '<min:subjectField xmlns:min="http://www.tbxinfo.net/ns/min">x</min:subjectField>',
    "<broken>",
    '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
)


def make_full_entry(identifier: str, related: str) -> ConceptEntry:
    """Return an entry with every field filled, and foreign elements everywhere."""
    english = TermSection(
        term="new quality productive forces <&>",
        part_of_speech=PartOfSpeech.NOUN,
        term_type=TermType.PHRASE,
        source="Report on the Work of the Government",
        notes=("not “new productivity”", "two\nlines"),
        contexts=(
            Context(text="We must develop new quality productive forces.", source="2024 report"),
            Context(text="without a source", source=""),
        ),
        other=_OTHER,
    )
    chinese = tuple(
        TermSection(
            term=f"新质生产力{number}",
            status=status,
            pinyin="xīnzhì shēngchǎnlì",
            pinyin_by_hand=bool(number),
        )
        for number, status in enumerate(AdministrativeStatus)
    )
    return ConceptEntry(
        id=identifier,
        subject_field="economy and industry",
        definition=Definition(text="advanced productivity", source="Xinhua"),
        notes=("a note",),
        references=(
            CrossReference(target=related, text="related"),
            CrossReference(target="nowhere", text="dangling"),
            CrossReference(target="https://www.gov.cn/二?a=1&b=2", text="page"),
            CrossReference(target="ftp://example.org/a", text="not the web"),
            CrossReference(target="https://example.org:port/ [x]", text="malformed"),
        ),
        sections=(
            LanguageSection(
                language="en", terms=(english,), definition=Definition(text="d"), notes=("n",), other=_OTHER
            ),
            LanguageSection(language="zh-Hans", terms=chinese),
            LanguageSection(language="de_DE", terms=(TermSection(term="Produktivkräfte"),)),
            LanguageSection(language="not a tag", terms=(TermSection(term="x"),)),
            LanguageSection(language="fr", terms=()),
        ),
        other=_OTHER,
    )


FULL = [
    make_full_entry("c1", "c2"),
    make_full_entry("2 二|", "c1"),
    make_full_entry("c2", "2 二|"),
    ConceptEntry(sections=(LanguageSection(language="en", terms=(TermSection(term="without id"),)),)),
    ConceptEntry(id="c1", sections=(LanguageSection(language="en", terms=(TermSection(term="again"),)),)),
    ConceptEntry(id="empty"),
]


@cache
def load_grammar(name: str) -> etree.RelaxNG:
    """Return an official RELAX NG schema."""
    return etree.RelaxNG(etree.parse(SCHEMAS / name))


def find_grammar_errors(name: str, path: Path) -> list[str]:
    """Return what an official RELAX NG schema has against a file, and ids that are there twice."""
    document = etree.parse(path)
    grammar = load_grammar(name)
    grammar.validate(document)
    identifiers = [element.get("id") for element in document.iter() if element.get("id")]
    twice = {value for value in identifiers if identifiers.count(value) > 1}
    return [str(error) for error in grammar.error_log] + [f"id {value} is used twice" for value in twice]


@cache
def compile_rules(name: str) -> tuple[Any, Any]:
    """Return a Saxon processor and the stylesheet for an official Schematron schema (XSLT 2 binding)."""
    saxonche = pytest.importorskip("saxonche", reason="saxonche runs the official Schematron; not installed")
    processor = saxonche.PySaxonProcessor(license=False)
    compiler = processor.new_xslt30_processor()
    return processor, compiler.compile_stylesheet(stylesheet_text=make_stylesheet(SCHEMAS / name))


def make_stylesheet(schema: Path) -> str:
    """Return a Schematron schema as XSLT that prints a line for each assertion that fails.

    Each pattern is a mode; in it the first rule that matches a node claims it.
    """
    root = etree.parse(schema).getroot()
    spaces = " ".join(
        f"xmlns:{space.get('prefix')}={quoteattr(str(space.get('uri')))}" for space in root.iter(f"{_SCHEMATRON}ns")
    )
    patterns = list(root.iter(f"{_SCHEMATRON}pattern"))
    out = [f'<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" {spaces}>']
    out.append('<xsl:output method="text"/><xsl:template match="/">')
    out.extend(f'<xsl:apply-templates select="." mode="p{index}"/>' for index, _ in enumerate(patterns))
    out.append("</xsl:template>")
    for index, pattern in enumerate(patterns):
        mode = f'mode="p{index}"'
        walk = f'<xsl:apply-templates select="@*|*" {mode}/></xsl:template>'
        out.append(f'<xsl:template match="/|*" {mode} priority="-1">{walk}')
        out.append(f'<xsl:template match="text()|@*" {mode} priority="-2"/>')
        for rank, rule in enumerate(pattern.iter(f"{_SCHEMATRON}rule")):
            context = quoteattr(str(rule.get("context")))
            out.append(f'<xsl:template match={context} {mode} priority="{1000 - rank}">')
            for check in rule.iter(f"{_SCHEMATRON}assert"):
                failed = quoteattr(f"not({check.get('test')})")
                out.append(
                    f'<xsl:if test={failed}><xsl:value-of select="name(.), string(.)" separator="="/>'
                    f"<xsl:value-of select={quoteattr(_quote(check))}/></xsl:if>"
                )
            out.append(walk)
    return "".join([*out, "</xsl:stylesheet>"])


def _quote(check: etree._Element) -> str:
    """Return the message of an assertion as an XPath string."""
    message = " ".join("".join(map(str, check.itertext())).split()).replace("'", "")
    return f"' | {message[:100]}&#10;'".replace("&#10;", "\n")


def find_rule_errors(name: str, path: Path) -> list[str]:
    """Return what an official Schematron schema has against a file."""
    _, stylesheet = compile_rules(name)
    return [line for line in stylesheet.transform_to_string(source_file=str(path)).splitlines() if line.strip()]


def find_old_rule_errors(path: Path) -> list[str]:
    """Return what the Schematron rules inside the RELAX NG schema of version 2 have against a file."""
    schema, document = etree.parse(SCHEMAS / _BASIC_2), etree.parse(path)
    errors: list[str] = []
    for rule in schema.iter(f"{_OLD_SCHEMATRON}rule"):
        for check in rule.iter(f"{_OLD_SCHEMATRON}assert"):
            test = etree.XPath(f"boolean({check.get('test')})")
            found = cast("list[etree._Element]", document.xpath(f"//{rule.get('context')}"))
            errors.extend(f"{element.tag}: {check.get('test')}" for element in found if not test(element))
    return errors


def write(entries: Iterable[ConceptEntry], folder: Path, dialect: str, version: int = 3) -> Path:
    """Write entries to a file in a folder."""
    path = folder / f"{dialect}-{version}.tbx"
    write_tbx(entries, path, dialect=dialect, version=version)
    return path


@pytest.mark.parametrize("dialect", ["basic", "linguist"])
def test_full_entries_fit_the_core_grammar(tmp_path: Path, dialect: str) -> None:
    """Whatever an entry holds, the file fits the grammar of TBX 3."""
    assert find_grammar_errors(_CORE_3, write(FULL, tmp_path, dialect)) == []


@pytest.mark.parametrize("dialect", ["basic", "linguist"])
def test_full_entries_keep_the_rules_of_the_dialect(tmp_path: Path, dialect: str) -> None:
    """Whatever an entry holds, the file keeps the Schematron rules of its dialect."""
    assert find_rule_errors(_RULES[dialect], write(FULL, tmp_path, dialect)) == []


def test_full_entries_fit_version_2(tmp_path: Path) -> None:
    """Whatever an entry holds, the file fits the grammar and the rules of TBX-Basic 2."""
    path = write(FULL, tmp_path, "basic", 2)

    assert find_grammar_errors(_BASIC_2, path) == []
    assert find_old_rule_errors(path) == []


@given(termbases())
@_FEW
def test_any_termbase_is_valid(entries: list[ConceptEntry]) -> None:
    """Termbases of any texts are valid in every dialect and version."""
    with tempfile.TemporaryDirectory() as folder:
        for dialect, rules in _RULES.items():
            path = write(entries, Path(folder), dialect)

            assert find_grammar_errors(_CORE_3, path) == []
            assert find_rule_errors(rules, path) == []
        path = write(entries, Path(folder), "basic", 2)

        assert find_grammar_errors(_BASIC_2, path) == []
        assert find_old_rule_errors(path) == []


@pytest.mark.parametrize(
    "name",
    ["astronomy_basic_dca.tbx", "astronomy_linguist_dct.tbx", "basic_bad.tbx", "core_structure_good.tbx"],
)
def test_what_others_wrote_is_valid_when_we_write_it(tmp_path: Path, name: str) -> None:
    """Official examples, even those with mistakes in categories, become valid files."""
    entries = list(read_tbx(SCHEMAS / "tbx-v3" / "examples" / name))
    for dialect, rules in _RULES.items():
        path = write(entries, tmp_path, dialect)

        assert find_grammar_errors(_CORE_3, path) == []
        assert find_rule_errors(rules, path) == []


@pytest.mark.skipif(not SUSE.is_file(), reason="the SUSE termbase isn't beside the project")
def test_a_real_termbase_is_valid_when_we_write_it(tmp_path: Path) -> None:
    """A termbase of version 2 in twenty languages, with faults, becomes valid files of every kind."""
    entries = list(read_tbx(SUSE))
    for dialect in _RULES:
        assert find_grammar_errors(_CORE_3, write(entries, tmp_path, dialect)) == []
    path = write(entries, tmp_path, "basic", 2)

    assert find_grammar_errors(_BASIC_2, path) == []
    assert find_old_rule_errors(path) == []


def test_the_curated_base_is_valid_in_every_dialect(tmp_path: Path) -> None:
    """The base fits the grammar and the rules as it is shipped, and as Basic of both versions."""
    assert find_grammar_errors(_CORE_3, base_path()) == []
    assert find_rule_errors(_RULES["linguist"], base_path()) == []
    entries = load_base()
    basic = write(entries, tmp_path, "basic")
    assert find_grammar_errors(_CORE_3, basic) == []
    assert find_rule_errors(_RULES["basic"], basic) == []
    old = write(entries, tmp_path, "basic", 2)
    assert find_grammar_errors(_BASIC_2, old) == []
    assert find_old_rule_errors(old) == []


def test_the_rules_catch_a_mistake(tmp_path: Path) -> None:
    """The rules as we run them find what is wrong in the official bad example."""
    assert find_rule_errors(_RULES["basic"], SCHEMAS / "tbx-v3" / "examples" / "basic_bad.tbx")

    path = tmp_path / "bad.tbx"
    path.write_text(
        '<martif type="TBX-Basic" xml:lang="en"><text><body><termEntry><langSet xml:lang="en"><tig>'
        '<term>a</term><termNote type="termType">b</termNote></tig></langSet>'
        "</termEntry></body></text></martif>"
    )

    assert find_old_rule_errors(path)
