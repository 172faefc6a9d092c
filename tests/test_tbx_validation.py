"""Our rules for TBX files against the official schemas of ISO 30042, and what they tell."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from random import Random
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from glossary.cli import main
from glossary.errors import FormatError
from glossary.exchange.validation import Violation, validate_tbx
from tests.tbx_mutations import MODULES, NAMESPACE, make_file, mutate
from tests.test_tbx_schemas import SCHEMAS, compile_rules, find_old_rule_errors, load_grammar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

needs_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="the official TBX schemas, which carry no licence, aren't beside the project"
)

KINDS = [
    *(("Core", style) for style in ("dca", "dct")),
    *((name, style) for name in ("Min", "Basic", "Linguist") for style in ("dca", "dct")),
    ("Basic", "2"),
]
_MODULES_OF = {"Min": ("min",), "Basic": ("min", "basic"), "Linguist": ("min", "basic", "ling")}
_FILES = {"min": "Min", "basic": "Basic", "ling": "Linguist"}
#: So many changed files of each kind.
_CHANGES = 160


def is_officially_valid(path: Path) -> bool:
    """Whether the official schemas of the dialect that a file claims have nothing against it."""
    document = etree.parse(path)
    root = document.getroot()
    for element in root.iter("{*}ph", "{*}sc", "{*}ec"):
        if not (element.text or "x").strip(" \t\r\n"):
            element.text = None  # RELAX NG lets white space be in an empty element, the library doesn't
    if root.tag == "martif":
        if not load_grammar("tbx-v2/TBXBasicRNGV02.rng").validate(document) or not _has_sound_links(root):
            return False
        return not find_old_rule_errors(path)
    if not load_grammar("tbx-v3/TBXcoreStructV03.rng").validate(document) or not _has_sound_links(root):
        return False
    name, style = root.get("type", "").removeprefix("TBX-"), root.get("style", "").strip().upper()
    if name not in _MODULES_OF:
        return True
    if style == "DCT" and not all(_is_valid_tag(element, name) for element in root.iter("{*}*")):
        return False
    schemas = [f"tbx-v3/{name}/TBX-{name}_{style}.sch"]
    if style == "DCT":
        schemas.extend(f"tbx-v3/modules/{_FILES[module]}.sch" for module in _MODULES_OF[name])
    return all(_keeps_rules(schema, path) for schema in schemas)


def _is_valid_tag(element: etree._Element, dialect: str) -> bool:
    """Whether an element is one of TBX, or of a module of the dialect and valid by the schema of it."""
    namespace = etree.QName(element).namespace
    if namespace == NAMESPACE:
        parent = element.getparent()
        return parent is None or etree.QName(parent).namespace == NAMESPACE
    module = next((name for name in _MODULES_OF[dialect] if MODULES[name] == namespace), None)
    if module is None:
        return False
    alone = deepcopy(element)
    alone.tail = None
    return bool(_load_module(module).validate(alone))


def _has_sound_links(root: etree._Element) -> bool:
    """Whether ids are unique and references lead to one, which the library doesn't check for a schema."""
    own = [element for element in root.iter("{*}*") if etree.QName(element).namespace in {NAMESPACE, None}]
    ids = [str(element.get("id")).strip() for element in own if element.get("id") is not None]
    targets = {
        str(element.get(name)).strip()
        for element in own
        for name in ("target", "startRef")
        if element.get(name) is not None
        and etree.QName(element).localname != "xref"
        and (etree.QName(element).localname, name) != ("ec", "target")
        # An element without namespace is a data category as tag in version 3.
        and (etree.QName(element).namespace == NAMESPACE or root.tag == "martif")
    }
    return len(ids) == len(set(ids)) and targets <= set(ids)


@cache
def _load_module(name: str) -> etree.RelaxNG:
    """Return the schema of a module; its references lead out of the elements that it is given one by one."""
    text = (SCHEMAS / "tbx-v3" / "modules" / f"{_FILES[name]}.rng").read_text(encoding="utf-8")
    return etree.RelaxNG(etree.fromstring(text.replace('"IDREF"', '"NCName"').encode()))


def _keeps_rules(schema: str, path: Path) -> bool:
    _, stylesheet = compile_rules(schema)
    return not stylesheet.transform_to_string(source_file=str(path)).strip()


def find_violations(path: Path) -> list[Violation] | None:
    """Return what we find, None for what is no TBX at all."""
    try:
        return validate_tbx(path)
    except FormatError:
        return None


def is_valid_to_us(path: Path) -> bool:
    """Whether we find nothing but what the official schemas overlook."""
    violations = find_violations(path)
    return violations is not None and all(violation.beyond_schema for violation in violations)


def change(kind: tuple[str, str], count: int, folder: Path) -> Iterator[Path]:
    """Yield changed files of a kind, each with one or two changes."""
    original = etree.fromstring(make_file(*kind))
    random = Random("-".join(kind))  # noqa: S311 - no secret
    path = folder / "changed.tbx"
    for _ in range(count):
        document = deepcopy(original)
        for _ in range(random.choice((1, 1, 1, 2))):
            mutate(document, random)
        path.write_bytes(etree.tostring(document, encoding="utf-8"))
        yield path


@pytest.mark.parametrize("kind", KINDS)
def test_files_with_everything_are_valid(tmp_path: Path, kind: tuple[str, str]) -> None:
    """A valid file of each dialect, version and style has no violation."""
    path = tmp_path / "a.tbx"
    path.write_text(make_file(*kind), encoding="utf-8")

    assert validate_tbx(path) == []


@needs_schemas
@pytest.mark.parametrize("kind", KINDS)
def test_files_with_everything_are_officially_valid(tmp_path: Path, kind: tuple[str, str]) -> None:
    """What the other tests change is valid by the official schemas too."""
    path = tmp_path / "a.tbx"
    path.write_text(make_file(*kind), encoding="utf-8")

    assert is_officially_valid(path)


@needs_schemas
@pytest.mark.parametrize("kind", KINDS)
def test_we_judge_changed_files_as_the_official_schemas_do(tmp_path: Path, kind: tuple[str, str]) -> None:
    """Whatever is deleted, doubled, renamed, moved or rewritten, we find fault exactly where they do."""
    verdicts = []
    for path in change(kind, _CHANGES, tmp_path):
        official = is_officially_valid(path)
        verdicts.append(official)

        assert is_valid_to_us(path) == official, f"{find_violations(path)}\n{path.read_text(encoding='utf-8')}"
    assert 0 < sum(verdicts) < len(verdicts)


def wrap(body: str, kind: str = "TBX-Basic", style: str = "dca", head: str = "", rest: str = "") -> str:
    """Return a file of version 3 around entries, one line each."""
    return (
        f'{head}<tbx type="{kind}" style="{style}" xml:lang="en" xmlns="{NAMESPACE}"{rest}>'
        "<tbxHeader><fileDesc><sourceDesc><p>s</p></sourceDesc></fileDesc></tbxHeader>"
        f"<text><body>\n{body}\n</body></text></tbx>"
    )


def entry(inside: str = "", term: str = "", identifier: str = "c1") -> str:
    """Return an entry with something at its level, and something in its term section."""
    return (
        f'<conceptEntry id="{identifier}">{inside}<langSec xml:lang="en"><termSec><term>a</term>{term}</termSec>'
        "</langSec></conceptEntry>"
    )


BASIC_TAGS = f' xmlns:basic="{MODULES["basic"]}" xmlns:min="{MODULES["min"]}" xmlns:ling="{MODULES["ling"]}"'


@pytest.mark.parametrize(
    ("document", "code", "message", "fix"),
    [
        (
            wrap(entry(term='<termNote type="partOfSpeech">nominal</termNote>')),
            "value",
            "partOfSpeech 'nominal' isn't one of its values",
            "write one of adjective, adverb, noun, other, verb",
        ),
        (
            wrap(entry(term='<termNote type="usageStatus">preferred</termNote>')),
            "category",
            "'usageStatus' is no data category of <termNote> in TBX-Basic",
            (
                "use one of administrativeStatus, geographicalUsage, grammaticalGender, partOfSpeech, termLocation, "
                "termType"
            ),
        ),
        (
            wrap(entry('<descrip type="context">c</descrip>')),
            "level",
            "context stands in <conceptEntry> of <body>",
            "move it into one of descripGrp/termSec, termSec",
        ),
        (
            wrap(entry('<ref type="crossReference" target="c9">c</ref>')),
            "target",
            "<ref> refers to 'c9', which isn't in the file",
            "write the id of an element of the file, or remove the reference",
        ),
        (
            wrap(entry("stray")),
            "text",
            "<conceptEntry> holds the text 'stray', where only elements may stand",
            "remove it, or put it into an element such as <note> or <p>",
        ),
        (
            wrap(entry("<descrip>d</descrip>")),
            "attribute",
            "<descrip> has no attribute type",
            "add type",
        ),
        (
            wrap(entry(term='<note colour="red">d</note>')),
            "attribute",
            "<note> has an attribute colour that it can't have",
            "remove it; <note> takes id, xml:lang",
        ),
        (
            wrap(entry("<tig><term>b</term></tig>")),
            "element",
            "<tig> has no place in <conceptEntry>",
            (
                "remove or move it; <conceptEntry> takes <admin>, <adminGrp>, <descrip>, <descripGrp>, <langSec>, "
                "<note>, <ref>, <transacGrp>, <xref>"
            ),
        ),
        (
            wrap(entry(term='<note>n</note><termNote type="partOfSpeech">noun</termNote>')),
            "order",
            "<termNote> comes too late in <termSec>",
            "move it up, before the elements that end the part",
        ),
        (
            wrap(
                entry(
                    '<transacGrp><transac type="transactionType">origination</transac><date>1 May</date></transacGrp>'
                )
            ),
            "value",
            "<date> holds '1 May'",
            "write a date such as 2024-03-05 or a date and time such as 2024-03-05T10:00:00",
        ),
        (
            wrap(entry().replace('xml:lang="en"', 'xml:lang="zh_CN"')),
            "value",
            "xml:lang='zh_CN' of <langSec> isn't allowed",
            "write a language tag such as en or zh-Hans",
        ),
        (
            wrap(entry("<min:subjectField>f</min:subjectField>"), rest=BASIC_TAGS),
            "style",
            "<subjectField> is a data category as tag, which the style dca doesn't have",
            'write <descrip type="subjectField">',
        ),
        (
            wrap(entry('<descrip type="definition">f</descrip>'), style="dct", rest=BASIC_TAGS),
            "style",
            "<descrip> has a type, which the style dct doesn't have",
            "write <basic:definition>",
        ),
        (
            wrap(entry(term="<ling:register>slangRegister</ling:register>"), style="dct", rest=BASIC_TAGS),
            "namespace",
            f"<register> is in the namespace {MODULES['ling']}, which TBX-Basic hasn't",
            f"use one of {MODULES['min']}, {MODULES['basic']}",
        ),
        (
            wrap(entry("<min:definition>f</min:definition>"), style="dct", rest=BASIC_TAGS),
            "category",
            "<definition> is no data category of its module",
            "use one of administrativeStatus, customerSubset, externalCrossReference, partOfSpeech, subjectField",
        ),
        (
            wrap(entry(), kind="Basic"),
            "value",
            "the type 'Basic' is no dialect",
            "write TBX-Basic, or what it is",
        ),
        (
            wrap(entry()).replace(NAMESPACE, "urn:other"),
            "namespace",
            "the namespace is 'urn:other'",
            f'write xmlns="{NAMESPACE}"',
        ),
    ],
    ids=[
        *("value", "category", "level", "target", "text", "no type", "attribute", "element", "order", "date"),
        *("language", "tag in DCA", "type in DCT", "module", "tag", "dialect", "namespace"),
    ],
)
def test_a_mistake_is_told_once(tmp_path: Path, document: str, code: str, message: str, fix: str) -> None:
    """Each kind of mistake is told with what is wrong and how to mend it, and nothing else is."""
    path = tmp_path / "a.tbx"
    path.write_text(document)
    violations = validate_tbx(path)

    assert [(each.code, each.message, each.fix) for each in violations] == [(code, message, fix)]
    assert not violations[0].beyond_schema


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (wrap(entry(), head="<!DOCTYPE tbx>"), "doctype"),
        (
            wrap(
                entry().replace(
                    "</langSec>", '</langSec><langSec xml:lang="EN"><termSec><term>b</term></termSec></langSec>'
                )
            ),
            "repeated-language",
        ),
        (
            wrap(entry('<transacGrp><transac type="transactionType">creation</transac></transacGrp>')),
            "transaction",
        ),
        (wrap(entry('<xref type="xGraphic" target="a.png">x</xref>')), "address"),
    ],
    ids=["DOCTYPE", "repeated language", "transaction", "address"],
)
def test_what_the_official_schemas_overlook(tmp_path: Path, document: str, code: str) -> None:
    """Mistakes by the standard that the schemas let pass are told, and marked."""
    path = tmp_path / "a.tbx"
    path.write_text(document)

    assert [(each.code, each.beyond_schema) for each in validate_tbx(path)] == [(code, True)]
    if SCHEMAS.is_dir():
        assert is_officially_valid(path)


def test_ids_are_unique_and_lines_right_in_large_files(tmp_path: Path) -> None:
    """In a file of a hundred thousand lines an id that is there twice is told with both lines."""
    body = "\n".join(entry(identifier=f"c{number}") for number in range(70_000))
    path = tmp_path / "a.tbx"
    path.write_text(wrap(f"{body}\n{entry(identifier='c7')}"))

    assert [(each.line, each.code, each.message) for each in validate_tbx(path)] == [
        (70_002, "id", "the id 'c7' is used on line 9 already")
    ]


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE tbx [<!ENTITY a "b">]><tbx>&a;</tbx>',
        '<!DOCTYPE martif SYSTEM "x.dtd"><martif><text>&eacute;</text></martif>',
        "<html/>",
        "<tbx>",
        "",
        wrap(f"{'<a>' * 5000}{'</a>' * 5000}"),
    ],
    ids=["entities", "outside entity", "HTML", "not closed", "empty", "deep"],
)
def test_what_is_no_tbx_is_refused(tmp_path: Path, document: str) -> None:
    """What can't be checked at all gives one error with the path."""
    path = tmp_path / "a.tbx"
    path.write_text(document)
    with pytest.raises(FormatError, match=r"a\.tbx"):
        validate_tbx(path)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints where, what and how to mend it, and its exit code tells which of three it is."""
    good, bad = tmp_path / "good.tbx", tmp_path / "bad.tbx"
    good.write_text(wrap(entry()))
    bad.write_text(wrap(entry("stray\x9b")))

    assert main(["validate", str(good)]) == 0
    assert capsys.readouterr().out == ""
    assert main(["validate", str(bad)]) == 1
    told = capsys.readouterr()
    assert told.out == (
        f"{bad}:2: text: <conceptEntry> holds the text 'stray\\x9b', where only elements may stand; "
        "remove it, or put it into an element such as <note> or <p>\n"
    )
    assert told.err == "glossary: 1 violation\n"
    assert main(["validate", str(bad), "--json"]) == 1
    shape = json.loads(capsys.readouterr().out)
    assert (shape["file"], shape["line"], shape["code"]) == (str(bad), 2, "text")
    assert main(["validate", str(tmp_path / "none.tbx")]) == 2
    assert "no such file" in capsys.readouterr().err


@needs_schemas
@pytest.mark.parametrize(
    ("name", "is_valid"),
    [
        ("astronomy_basic_dca.tbx", True),
        ("astronomy_linguist_dct.tbx", True),
        ("core_structure_good.tbx", True),
        ("basic_bad.tbx", False),
        ("core_structure_bad.tbx", False),
    ],
)
def test_official_examples(name: str, *, is_valid: bool) -> None:
    """We judge the official examples as they are meant, and as the official schemas do."""
    path = SCHEMAS / "tbx-v3" / "examples" / name

    assert is_valid_to_us(path) == is_valid
    assert is_officially_valid(path) == is_valid
