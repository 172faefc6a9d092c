"""Every dialect, version and style that TBX is written in: valid, and with what it says it carries."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from glossary.cli import main
from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.exchange.features import Feature
from glossary.exchange.tbx import CARRIES, carried_by, read_tbx, write_tbx
from glossary.exchange.validation import validate_tbx
from glossary.jobs.seeds import load_base
from glossary.store.database import open_database
from glossary.store.entries.access import add_entries
from glossary.store.log.revisions import revising
from tests.backends import place
from tests.projection import project
from tests.strategies import termbases
from tests.tbx_mutations import CATEGORIES, GROUPED, make_file
from tests.test_tbx_schemas import FULL, SCHEMAS, SUSE
from tests.test_tbx_validation import is_officially_valid

needs_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="the official TBX schemas, which carry no licence, aren't beside the project"
)

#: Dialect, version and style.
KINDS = [
    *((dialect, 3, style) for dialect in ("core", "min", "basic", "linguist") for style in ("dca", "dct")),
    ("basic", 2, "dca"),
]
_FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_LEAVES = ("admin", "adminNote", "descrip", "descripNote", "ref", "termNote", "transac", "transacNote", "xref")
_HEADS = {"adminGrp": "admin", "descripGrp": "descrip", "termNoteGrp": "termNote", "transacGrp": "transac"}
_TARGETS = {"ref": ' target="c1"', "xref": ' target="https://example.org/"', "transacNote": ' target="c1"'}
_TEXTS = ("noun", "origination", "neuter", "fullForm", "mass", "a <hi>b</hi>", "preferredTerm-admn-sts")


def make_fragments() -> tuple[str, ...]:
    """Return elements of every data category, alone and as head and member of every group."""
    alone = [
        f'<{name} type="{category}"{_TARGETS.get(name, "")}>{text}</{name}>'
        for name in _LEAVES
        for category in (*CATEGORIES, "colour")
        for text in _TEXTS[:: 1 if name == "termNote" else 5]
    ]
    heads = [
        f"<{group}>{each}<note>n</note></{group}>"
        for group, head in _HEADS.items()
        for each in alone
        if each.startswith(f"<{head} ")
    ]
    first = {
        "adminGrp": "customerSubset",
        "descripGrp": "definition",
        "termNoteGrp": "termType",
        "transacGrp": "transactionType",
    }
    members = [
        f'<{group}><{head} type="{first[group]}">{text}</{head}>{each}</{group}>'
        for group, head in _HEADS.items()
        for text in ({"termNoteGrp": "phrase", "transacGrp": "origination"}.get(group, "x"),)
        for each in alone
    ]
    return (*alone, *heads, *members)


def without_other(entry: ConceptEntry) -> ConceptEntry:
    """Return an entry without the elements of other programs."""
    sections = tuple(
        replace(section, other=(), terms=tuple(replace(term, other=()) for term in section.terms))
        for section in entry.sections
    )
    return replace(entry, sections=sections, other=())


@needs_schemas
@pytest.mark.parametrize("kind", KINDS)
def test_full_entries_are_valid(tmp_path: Path, kind: tuple[str, int, str]) -> None:
    """Whatever an entry holds, the file is valid by the official schemas and by our rules."""
    path = tmp_path / "a.tbx"
    write_tbx(FULL, path, dialect=kind[0], version=kind[1], style=kind[2])

    assert validate_tbx(path) == []
    assert is_officially_valid(path)


@needs_schemas
@pytest.mark.parametrize("kind", KINDS)
def test_elements_of_others_are_valid_where_they_are_written(tmp_path: Path, kind: tuple[str, int, str]) -> None:
    """Every data category at every level, in every group, makes a valid file, or is left out."""
    other = make_fragments()
    term = TermSection(term="a", other=other)
    section = LanguageSection(language="en", terms=(term,), other=other)
    path = tmp_path / "a.tbx"
    write_tbx(
        [ConceptEntry(id="c1", sections=(section,), other=other)], path, dialect=kind[0], version=kind[1], style=kind[2]
    )

    assert [each for each in validate_tbx(path) if each.code != "doctype"] == []
    assert is_officially_valid(path)


@needs_schemas
@pytest.mark.skipif(not SUSE.is_file(), reason="the SUSE termbase isn't beside the project")
@pytest.mark.parametrize("kind", KINDS)
def test_a_real_termbase_is_valid(tmp_path: Path, kind: tuple[str, int, str]) -> None:
    """A termbase of version 2 in twenty languages, with faults, becomes a valid file of every kind."""
    path = tmp_path / "a.tbx"
    write_tbx(read_tbx(SUSE), path, dialect=kind[0], version=kind[1], style=kind[2])

    assert validate_tbx(path) == []
    assert is_officially_valid(path)


@pytest.mark.parametrize("kind", KINDS)
def test_the_curated_base_is_valid(tmp_path: Path, kind: tuple[str, int, str]) -> None:
    """The base that comes with the program is valid in every dialect, and the same bytes each time."""
    first, second = tmp_path / "a.tbx", tmp_path / "b.tbx"
    for path in (first, second):
        write_tbx(load_base(), path, dialect=kind[0], version=kind[1], style=kind[2])

    assert validate_tbx(first) == []
    assert first.read_bytes() == second.read_bytes()


@pytest.fixture(scope="module")
def full_termbase(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A termbase of the curated base, and of entries that have everything."""
    path = tmp_path_factory.mktemp("full") / "full.db"
    full = {entry.id: entry for entry in FULL if entry.id and any(True for _ in entry.find_terms())}
    with (
        open_database(place(path), create=True) as database,
        revising(database, who="test", action="import") as revision,
    ):
        add_entries(revision, [*load_base(), *full.values()], origin="import")
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_writes_every_kind(tmp_path: Path, full_termbase: Path, kind: tuple[str, int, str]) -> None:
    """What the command line writes in each dialect, version and style is valid by our rules and the official ones."""
    path = tmp_path / "a.tbx"
    dialect, version, style = kind
    options = ["--dialect", dialect, "--style", style, "--tbx-version", str(version)]

    assert main(["--db", place(full_termbase), "export", "-o", str(path), *options]) == 0
    assert f'type="TBX-{dialect.capitalize()}"' in path.read_text("utf-8")
    assert (f'style="{style}"' in path.read_text("utf-8")) == (version > 2)
    assert main(["validate", str(path)]) == 0
    assert not SCHEMAS.is_dir() or is_officially_valid(path)


@pytest.mark.parametrize(
    "options",
    [
        ["--tbx-version", "2", "--dialect", "min"],
        ["--tbx-version", "2", "--style", "dct"],
        ["--format", "csv", "--style", "dct"],
        ["--for", "omegat", "--dialect", "min"],
    ],
)
def test_what_no_file_can_be_is_refused(tmp_path: Path, full_termbase: Path, options: list[str]) -> None:
    """A dialect that there isn't, and one for a file that is no TBX, are refused before anything is written."""
    path = tmp_path / "a.tbx"

    assert main(["--db", place(full_termbase), "export", "-o", str(path), *options]) == 2
    assert not path.exists()


@pytest.mark.parametrize("kind", KINDS)
@given(entries=termbases())
@_FEW
def test_what_is_carried_comes_back(kind: tuple[str, int, str], entries: list[ConceptEntry]) -> None:
    """What a dialect says it carries survives, and what is written is valid."""
    carried = carried_by(*kind)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.tbx"
        write_tbx(entries, path, dialect=kind[0], version=kind[1], style=kind[2])
        found = list(read_tbx(path))

        assert validate_tbx(path) == []
    expected = [kept for kept in (project(entry, carried) for entry in entries) if kept]

    assert [project(entry, carried) for entry in found] == expected


def test_linguist_carries_all_but_places() -> None:
    """Only where contexts stand in documents is in no dialect; the default lacks elements of others too."""
    assert set(Feature) - carried_by("linguist") == {Feature.CONTEXT_PLACES}
    assert set(Feature) - CARRIES == {Feature.CONTEXT_PLACES, Feature.OTHER}


@pytest.mark.parametrize("style", ["dca", "dct"])
@pytest.mark.parametrize("dialect", ["Core", "Min", "Basic", "Linguist"])
def test_files_of_others_come_back_the_same(tmp_path: Path, dialect: str, style: str) -> None:
    """What is read of a file of any dialect and style is read again of what we write of it."""
    source, written = tmp_path / "in.tbx", tmp_path / "out.tbx"
    # Linguist's rules let no customerSubset be in a group of an entry; who p1 is stands in the back, which isn't kept.
    text = make_file(dialect, style).replace(GROUPED, "").replace(' target="p1"', "")
    source.write_text(text, encoding="utf-8")
    entries = list(read_tbx(source))
    write_tbx(entries, written, dialect="linguist")

    assert list(read_tbx(written)) == entries
    assert entries[0].sections[0].terms


def test_what_may_not_be_grouped_stands_alone(tmp_path: Path) -> None:
    """An element that a dialect has, but not in a group, is written beside what was in its group."""
    source, written = tmp_path / "in.tbx", tmp_path / "out.tbx"
    source.write_text(make_file("Min", "dca"), encoding="utf-8")
    report = write_tbx(read_tbx(source), written, dialect="linguist")
    entry = next(read_tbx(written))

    assert entry.other == ('<admin type="customerSubset">c</admin>',)
    assert "n" in entry.notes
    assert report.issues == ()
