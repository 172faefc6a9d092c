"""Termbases that others made come in whole: every term that an independent look at the file finds is there."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from glossary.exchange.languages import normalise_language
from glossary.jobs.importing import import_file
from glossary.store.entries.access import find_entries
from glossary.store.log.history import find_revisions
from tests.conftest import SHARED

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.store.database import Database

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _shared(name: str) -> Path:
    path = SHARED / "termbases" / name
    if not path.is_file():
        pytest.skip(f"the termbase ../shared/termbases/{name} is not on this machine")
    return path


def _stored(database: Database) -> Counter[tuple[str, str]]:
    """Return every term of the termbase with its language, and in how many entries it is."""
    with database.reading() as connection:
        return Counter(
            (language, _tidy(term.term)) for entry in find_entries(connection) for language, term in entry.find_terms()
        )


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def test_the_suse_termbase_comes_in_whole(database: Database) -> None:
    """A TBX of version 2 with many languages, ids that are used twice and references to nothing loses no term."""
    path = _shared("suse-glossary-v2.tbx.xml")
    tree = etree.parse(path, etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False))
    entries = [element for element in tree.iter("termEntry") if any(_tidy(t.text or "") for t in element.iter("term"))]
    wanted: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        terms = [
            (normalise_language(section.get(_XML_LANG) or ""), _tidy("".join(map(str, term.itertext()))))
            for section in entry.iter("langSet")
            for term in section.iter("term")
        ]
        wanted.update(term for term in terms if term[1])
    ids = Counter(entry.get("id") for entry in entries)
    known = {element.get("id") for element in tree.iter() if element.get("id")}
    dangling = [ref.get("target") for ref in tree.iter("ref", "descrip") if ref.get("target")]

    report, issues = import_file(database, path, who="tester")

    assert len(report.added) == len(entries)
    assert (report.skipped, report.ambiguous) == ([], [])
    stored = _stored(database)
    assert sum(wanted.values()) > 9_000
    assert stored == wanted
    told = [str(issue) for issue in issues]
    for name in (name for name, count in ids.items() if count > 1):
        assert any(f"entry {name}: the id is used before" in line for line in told)
    for target in {target for target in dangling if target not in known}:
        assert any(f"refers to {target}, which isn't in the file" in line for line in told)
    lost = sum(not any(_tidy(t.text or "") for t in element.iter("term")) for element in tree.iter("termEntry"))
    assert len(report.not_taken) == lost
    again, _ = import_file(database, path, who="tester")
    assert len(again.same) == len(entries)
    with database.reading() as connection:
        assert len(list(find_revisions(connection))) == 1


def test_the_rust_glossary_comes_in_whole(database: Database) -> None:
    """A Markdown table in three languages loses no term; its letters in bold are told and no terms."""
    path = _shared("rust-glossary.md")
    wanted: Counter[tuple[str, str]] = Counter()
    letters = 0
    rows = [line for line in path.read_text("utf-8").splitlines() if line.count("|") in {3, 4}][2:]
    for row in rows:
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")][:3]
        if re.fullmatch(r"\*\*\w\*\*", cells[0]):
            letters += 1
            continue
        for language, cell in zip(("en", "zh-Hans", "zh-Hant"), cells, strict=False):
            texts = [_tidy(_bare(text)) for text in re.split(r"<br>|；", cell)]
            wanted.update((language, text) for text in texts if text)

    report, _ = import_file(database, path, who="tester")

    assert len(report.added) == len(rows) - letters > 400
    assert [row.detail[1:] for row in report.not_taken] == [" is a heading; skipped"] * letters
    assert _stored(database) == wanted
    assert len(import_file(database, path, who="tester")[0].same) == len(report.added)


def _bare(cell: str) -> str:
    """Return a cell without escapes, code marks and links."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", cell)
    return html.unescape(re.sub(r"\\([*_|`])", r"\1", text)).replace("`", "")
