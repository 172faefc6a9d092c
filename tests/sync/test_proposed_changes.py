"""Changes that wait for a decision: kept as they were proposed, removed, undone and done again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from glossary.concept import Definition
from glossary.errors import NotFound
from glossary.jobs.undoing import redo, undo
from glossary.store.entries.access import add_entry
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising
from glossary.store.proposed_changes import (
    KIND,
    NewChange,
    count_proposed_changes,
    find_proposed_changes,
    get_proposed_change,
    propose_change,
    propose_changes,
    withdraw,
)
from glossary.vocabulary import ProposedKind
from tests.strategies import termbases
from tests.termbases import entry_of

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry
    from glossary.store.database import Database
    from glossary.store.proposed_changes import ProposedChange

TEA = entry_of("tea", en="*tea", hans="*茶/chá")
WITH_DEFINITION = replace(TEA, definition=Definition(text="what 𠮷野家 serves"))


def _propose(database: Database, entry: ConceptEntry = WITH_DEFINITION, who: str = "lin") -> int:
    with revising(database, who=who, action="propose") as revision:
        return propose_change(
            revision,
            kind=ProposedKind.SUGGESTION,
            identifier="tea",
            base=TEA,
            proposed=entry,
            source="office",
            note="better",
        )


def _withdraw(database: Database, change_id: int) -> ProposedChange:
    with revising(database, who="wang", action="withdraw") as revision:
        return withdraw(revision, change_id)


def _waiting(database: Database) -> list[ProposedChange]:
    with database.reading() as connection:
        return list(find_proposed_changes(connection))


def test_a_proposed_change_is_kept_with_who_when_and_why(database: Database) -> None:
    """What waits for a decision is what was proposed, with who proposed it, where from and why."""
    change_id = _propose(database)

    with database.reading() as connection:
        found = get_proposed_change(connection, change_id)
        (past,) = find_revisions(connection, kind=KIND, target=str(change_id))

    assert (found.kind, found.identifier, found.base, found.proposed) == (
        ProposedKind.SUGGESTION,
        "tea",
        TEA,
        WITH_DEFINITION,
    )
    assert (found.who, found.source, found.note) == ("lin", "office", "better")
    assert found.at.utcoffset() is not None
    assert past.at.replace(tzinfo=found.at.tzinfo) == found.at


def test_undo_and_redo_follow_a_proposed_change(database: Database) -> None:
    """Undoing a proposal takes it away, undoing a withdrawal brings it back as it was, redoing does both again."""
    before = _propose(database, who="wang")
    (proposed,) = _waiting(database)
    _withdraw(database, before)
    assert _waiting(database) == []

    undo(database, who="wang")
    assert _waiting(database) == [proposed]
    undo(database, who="wang")
    assert _waiting(database) == []
    redo(database, who="wang")
    assert _waiting(database) == [proposed]
    redo(database, who="wang")
    assert _waiting(database) == []


def test_an_id_is_never_given_twice(database: Database) -> None:
    """The id of a change that was decided or undone is not given to another one."""
    first = _propose(database)
    _withdraw(database, first)
    second = _propose(database)
    undo(database, who="lin")
    third = _propose(database)

    assert len({first, second, third}) == 3


def test_a_change_that_is_decided_can_not_be_decided_again(database: Database) -> None:
    """Who comes second is told that nothing waits any more, and how to see what does."""
    change_id = _propose(database)
    _withdraw(database, change_id)

    with pytest.raises(NotFound, match=rf"^{change_id}: no change with this id waits .* glossary changes$"):
        _withdraw(database, change_id)


def test_changes_are_found_by_kind_and_entry(database: Database) -> None:
    """A list of one kind or one entry has only those, oldest first."""
    with revising(database, who="lin", action="propose") as revision:
        kinds = (ProposedKind.CONFLICT, ProposedKind.SUGGESTION, ProposedKind.CONFLICT)
        names = ("tea", "tea", "rice")
        new = [
            NewChange(kind=kind, identifier=name, base=TEA, proposed=None)
            for kind, name in zip(kinds, names, strict=True)
        ]
        first, second, third = propose_changes(revision, new)

    with database.reading() as connection:
        conflicts = [change.id for change in find_proposed_changes(connection, kind=ProposedKind.CONFLICT)]
        of_tea = [change.id for change in find_proposed_changes(connection, identifier="tea")]
        newest = [change.id for change in find_proposed_changes(connection, limit=1)]
        count = count_proposed_changes(connection)

    assert conflicts == [first, third]
    assert of_tea == [first, second]
    assert (newest, count) == ([first], 3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(termbases(max_size=2))
def test_any_entry_can_wait(database: Database, entries: list[ConceptEntry]) -> None:
    """Whatever an entry holds, what waits for a decision holds it too; so does what undo brings back."""
    with revising(database, who="lin", action="propose") as revision:
        new = [
            NewChange(kind=ProposedKind.CONFLICT, identifier=entry.id, base=entry, proposed=entry) for entry in entries
        ]
        identities = propose_changes(revision, new)
    for change_id in identities:
        _withdraw(database, change_id)
        undo(database, who="wang")

    with database.reading() as connection:
        found = [get_proposed_change(connection, change_id) for change_id in identities]

    assert [(change.base, change.proposed) for change in found] == [(entry, entry) for entry in entries]


def test_entries_are_untouched_while_a_change_waits(database: Database) -> None:
    """A proposed change changes no entry."""
    with revising(database, who="lin", action="add") as revision:
        add_entry(revision, TEA, origin="person")
    _propose(database)

    with database.reading() as connection:
        assert [past.action for past in find_revisions(connection, kind="entry", target="tea")] == ["add"]
