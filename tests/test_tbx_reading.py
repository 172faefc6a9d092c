"""Reading TBX that is wrong in every way: nothing stops it, no term is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from glossary.errors import FormatError
from glossary.exchange.tbx import read_tbx
from tests.test_tbx_validation import KINDS, change

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry
    from glossary.exchange.report import Issue

SHARED = Path(__file__).parents[2] / "shared"
FILES = sorted([*SHARED.glob("standards/**/*.tbx"), *SHARED.glob("termbases/*.xml")])

_BODY = (
    '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">'
    "<text><body>{}</body></text></tbx>"
)
_ENTRIES = {"conceptEntry", "termEntry"}
_HOLDERS = {"langSec", "langSet", "termSec", "tig", "ntig", "termGrp"}


def read(path: Path) -> tuple[list[ConceptEntry], list[Issue]]:
    """Read a file, return its entries and what was told."""
    issues: list[Issue] = []
    return list(read_tbx(path, issues=issues)), issues


def count_terms(path: Path) -> int:
    """Count the terms of a file that are in term sections, by another parse."""
    count = 0
    path_names: list[str] = []
    for event, element in etree.iterparse(path, events=("start", "end")):
        name = etree.QName(element).localname
        if event == "start":
            path_names.append(name)
            continue
        path_names.pop()
        is_filled = bool("".join(map(str, element.itertext())).strip())
        if name == "term" and is_filled and _is_in_term_section(path_names):
            count += 1
    return count


def _is_in_term_section(above: list[str]) -> bool:
    """Whether all from the entry down to a term hold terms; a ``termGrp`` only in a term section."""
    entries = [index for index, name in enumerate(above) if name in _ENTRIES]
    if len(entries) != 1:
        return False
    holders = above[entries[0] + 1 :]
    if not holders or not set(holders) <= _HOLDERS or holders[-1] in {"langSec", "langSet"}:
        return False
    sections = [name for name in holders if name not in {"langSec", "langSet"}]
    ordered = [name for name in holders if name in {"langSec", "langSet"}] + sections
    return ordered == holders and sections[0] != "termGrp" and sections[:-1].count("termGrp") == 0


@pytest.mark.skipif(not FILES, reason="the official TBX examples and the SUSE termbase aren't beside the project")
@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_no_term_of_a_real_file_is_lost(path: Path) -> None:
    """Every term of every file that lies beside the project arrives; what is no XML is refused by its line."""
    try:
        expected = count_terms(path)
    except etree.XMLSyntaxError:
        with pytest.raises(FormatError, match=r"poorly_formed_xml\.tbx:\d+: is not well-formed"):
            read(path)
        return

    assert sum(1 for entry in read(path)[0] for _ in entry.find_terms()) == expected
    assert expected


@pytest.mark.parametrize("kind", KINDS)
def test_no_term_of_a_broken_file_is_lost(tmp_path: Path, kind: tuple[str, str]) -> None:
    """Whatever is deleted, doubled, renamed or moved in a file, reading goes on and finds every term there is."""
    for path in change(kind, 100, tmp_path):
        if etree.QName(etree.parse(path).getroot()).localname not in {"tbx", "martif"}:
            with pytest.raises(FormatError, match="is no TBX"):
                read(path)
            continue
        entries, _ = read(path)

        found = sum(1 for entry in entries for _ in entry.find_terms())
        assert found >= count_terms(path), path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            '<conceptEntry id="c1"><termSec><term>a</term></termSec></conceptEntry>',
            "a term outside of a language section; taken as en",
        ),
        (
            (
                '<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>a</term><term>b</term></termSec></langSec>'
                "</conceptEntry>"
            ),
            "a second term 'b' in one section; taken as one of its own",
        ),
        (
            (
                '<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>a</term></termSec><langSec xml:lang="de">'
                "<termSec><term>b</term></termSec></langSec></langSec></conceptEntry>"
            ),
            "a language section in another one; taken as one of its own",
        ),
        (
            (
                '<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>a</term><termSec><term>b</term></termSec>'
                "</termSec></langSec></conceptEntry>"
            ),
            "a term section in another one; taken as one of its own",
        ),
        (
            (
                '<conceptEntry id="c1"><descrip type="context">x</descrip><langSec xml:lang="en"><termSec>'
                "<term>a</term></termSec></langSec></conceptEntry>"
            ),
            "context has no place in a concept; kept as it is",
        ),
        (
            (
                '<conceptEntry id="c1"><langSec xml:lang="en"><termNote type="colour">x</termNote><termSec>'
                "<term>a</term></termSec></langSec></conceptEntry>"
            ),
            "colour has no place in a language section; kept as it is",
        ),
    ],
    ids=["loose term", "two terms", "nested language", "nested term", "context of a concept", "note of a language"],
)
def test_what_stands_at_the_wrong_level_is_kept(tmp_path: Path, entry: str, message: str) -> None:
    """Terms and data at a level where no dialect has them are read, and the user is told."""
    path = tmp_path / "a.tbx"
    path.write_text(_BODY.format(entry))
    entries, issues = read(path)

    assert [str(issue) for issue in issues] == [f"line 1, entry c1: {message}"]
    assert sum(1 for _ in entries[0].find_terms()) == entry.count("<term>")
