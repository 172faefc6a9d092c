"""A file of any size is imported in little memory: what is read is put down, and comes back as it was."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry, Context, CrossReference, Definition, LanguageSection, TermSection
from glossary.jobs.importing import MatchedBy, OnConflict, import_entries, preview_read, try_import
from glossary.jobs.importing.matching import Candidates, Found
from glossary.jobs.importing.shelving import States
from glossary.jobs.importing.spooling import Spool
from glossary.review.edits import new_entry, with_new_term
from glossary.store.entries.access import add_entries
from glossary.store.log.revisions import revising
from glossary.vocabulary import AdministrativeStatus, Language, PartOfSpeech, TermType

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.store.database import Database

FULL = ConceptEntry(
    id="港口-1",
    subject_field="trade",
    definition=Definition(text="A card.", source="Port"),
    notes=("one", ""),
    references=(CrossReference(target="x"), CrossReference(target="https://example.org", text="页面")),
    sections=(
        LanguageSection(
            language=Language.ENGLISH,
            terms=(
                TermSection(
                    term="harbour pass",
                    status=AdministrativeStatus.DEPRECATED,
                    part_of_speech=PartOfSpeech.NOUN,
                    term_type=TermType.FULL_FORM,
                    source="Report",
                    notes=("n",),
                    contexts=(
                        Context(text="Show it.", source="a.txt", document=3, start=0, end=8),
                        Context(text="𠮷", source=""),
                    ),
                    other=("<x/>",),
                ),
            ),
            definition=Definition(text=""),
            notes=("of English",),
            other=("<y/>",),
        ),
        LanguageSection(language="zh-Hans", terms=(TermSection(term="港口通", pinyin="", pinyin_by_hand=True),)),
        LanguageSection(language="zh-Hant"),
    ),
    other=("<z/>",),
)
#: More than are held in memory, and no whole number of batches.
MANY = [replace(FULL, id=f"e{number}", notes=("text " * 50,)) for number in range(7_013)]


class _Text(str):
    """A text of a class of its own, as parsers have them."""

    __slots__ = ()


def test_what_is_put_down_comes_back() -> None:
    """Every field of an entry is what it was, empty texts and halves of characters too."""
    odd = replace(FULL, id=_Text("odd"), notes=(_Text("a"), "half \ud83d"), definition=None)
    assert list(Spool([FULL, ConceptEntry(), odd])) == [FULL, ConceptEntry(), odd]


def test_entries_are_gone_through_as_often_as_wanted() -> None:
    """A spool beyond its memory gives all entries in their order, also to two who read it at once."""
    spool = Spool(MANY)
    assert len(spool) == len(MANY)
    assert all(one == other == entry for one, other, entry in zip(spool, spool, MANY, strict=True))
    assert list(spool) == MANY


def test_entries_come_under_other_ids() -> None:
    """Each entry is given the id that is named for it, and left out where none is."""
    names = [f"n{number}" if number % 3 else None for number in range(len(MANY))]
    expected = [replace(entry, id=name) for entry, name in zip(MANY, names, strict=True) if name]
    assert list(Spool(MANY).under(names)) == expected


def test_no_room_is_one_line(tmp_path: Path) -> None:
    """Where the temporary folder is full the error says so and what to do, and no traceback follows."""
    program = (
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5_000_000, 5_000_000))\n"
        "from glossary.errors import GlossaryError\n"
        "from tests.test_import_spooling import MANY, Spool\n"
        "try:\n"
        "    Spool(entry for _ in range(9) for entry in MANY)\n"
        "except GlossaryError as error:\n"
        "    print(error)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env={"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stderr == ""
    assert (
        ended.stdout == f"{tmp_path}: there is no room for what is read (file too large); TMPDIR names another folder\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_states_are_kept_in_their_order() -> None:
    """Only entries that aren't as they were are told, in the order in which they were first named."""
    former = [replace(new_entry(f"pass {number}"), id=f"e{number}") for number in range(3)]
    later = [replace(entry, subject_field="trade") for entry in former]
    states = States()
    for before, after in zip(former, later, strict=True):
        states.put(before, after)
    states.put(former[0], former[0])
    states.put(former[1], replace(later[1], notes=("n",)))
    assert list(states) == [replace(later[1], notes=("n",)), later[2]]
    assert (states.changed, states.get("e0"), states.former("e0"), states.get("x")) == (2, None, former[0], None)
    states.put(former[0], later[0])
    assert [entry.id for entry in states] == ["e0", "e1", "e2"]


def test_the_same_hash_is_no_match() -> None:
    """An entry that was found by a hash, and shares no term, is never taken for the same concept."""
    candidates = Candidates()
    candidates.add([(1, replace(new_entry("ledger scheme", "台账制"), id="harbour-pass"))])
    entry = replace(new_entry("harbour pass", "港口通"), id="harbour-pass")
    for found in (Found(1, ()), Found(None, (1,))):
        assert candidates.match(entry, found, MatchedBy.VARIANT) is None


def test_new_ids_are_numbered_on(database: Database) -> None:
    """An entry without an id gets the first number that neither termbase nor file has; a trial says the same."""
    with revising(database, who="tester", action="import") as revision:
        add_entries(
            revision, [replace(_chinese(f"旧{n}"), id=f"c-{n}" if n > 1 else "c") for n in range(1, 40)], origin="x"
        )
    entries = [
        _chinese("新一"),
        replace(_chinese("新二"), id="c-41"),
        _chinese("新三"),
        replace(_chinese("新四"), id="c-7"),
    ]
    expected = ["c-40", "c-41", "c-42", "c-43"]
    assert try_import(preview_read(database, entries, "some.jsonl")).added == expected
    with revising(database, who="tester", action="import") as revision:
        assert import_entries(revision, entries).added == expected


def test_a_trial_replaces_as_the_import_does(database: Database) -> None:
    """Of two entries of a file that replace one, the first does and the second fills; a trial says the same."""
    ours = replace(new_entry("harbour pass", "港口通"), id="harbour-pass")
    entries = [replace(ours, subject_field="trade"), ours, with_new_term(ours, "en", "port pass")]
    with revising(database, who="tester", action="import") as revision:
        import_entries(revision, [ours])
    tried = try_import(preview_read(database, entries, "some.jsonl"), default=OnConflict.OVERWRITE)
    with revising(database, who="tester", action="import") as revision:
        assert import_entries(revision, entries, OnConflict.OVERWRITE) == tried
    assert (tried.overwritten, tried.same) == (["harbour-pass", "harbour-pass"], ["harbour-pass"])


def _chinese(term: str) -> ConceptEntry:
    return ConceptEntry(sections=(LanguageSection(language="zh-Hans", terms=(TermSection(term=term, pinyin="x"),)),))
