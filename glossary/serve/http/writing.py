"""Entries changed by a program: each change is one revision, and only what the program has seen is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.errors import NotFound
from glossary.review import workflow
from glossary.serve.http.entry_values import WHOLE_ENTRY, draft_of
from glossary.serve.http.etags import is_listed
from glossary.serve.http.problems import Problem
from glossary.store.entries.access import find_entries, find_identifiers_of_term, get_entry
from glossary.store.entries.listing import get_row_id
from glossary.store.entries.snapshots import version_of
from glossary.store.log.revisions import revising
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from glossary.concept import ConceptEntry
    from glossary.serve.http.service import Service
    from glossary.store.log.revisions import Revision


class Shown(NamedTuple):
    """An entry as its JSON object, and its mark."""

    shape: dict[str, Any]
    tag: str


class Suggested(NamedTuple):
    """A change that was not made but proposed, as its JSON object."""

    shape: dict[str, Any]


def show(service: Service, identifier: str) -> Shown:
    """Return an entry as it is now.

    Raises:
        NotFound: no entry has the id.
    """
    # The mark first: an entry that is changed meanwhile is shown newer than its mark says, never older.
    with service.database.reading() as connection:
        tag = version_of(get_entry(connection, identifier))
        row_id = get_row_id(connection, identifier)
    shapes = service.live.get_entries([row_id]) if row_id is not None else {}
    if row_id not in shapes:
        raise NotFound(f"{identifier}: this entry was deleted just now")
    return Shown(shapes[row_id], tag)


def add(service: Service, values: dict[str, Any], *, allow_duplicate: bool) -> Shown | Suggested:
    """Add an entry, or propose to.

    Raises:
        Conflict: its id is taken, or another entry has its English term.
        InputError: it can't be saved so.
    """
    entry = draft_of(values).entry()
    with revising(service.database, who=service.user, action="add") as revision:
        _require_new(revision.connection, entry, allow_duplicate=allow_duplicate)
        identifier = workflow.add(revision, entry, allow_duplicate=True).id
    if revision.suggestions:
        return _suggested(revision, identifier)
    return show(service, identifier)


def replace(service: Service, identifier: str, if_match: str | None, values: dict[str, Any]) -> Shown | Suggested:
    """Save an entry whole; see ``_change``."""
    _require_named(if_match, "an entry is saved whole")
    return _change(service, identifier, if_match, lambda _: values)


def patch(service: Service, identifier: str, if_match: str | None, change: object) -> Shown | Suggested:
    """Save some fields of an entry, by a JSON merge patch (RFC 7396); see ``_change``."""
    if isinstance(change, dict) and any(isinstance(part, list) for part in change.values()):
        _require_named(if_match, "a list is replaced whole")

    def patched(shape: dict[str, Any]) -> dict[str, Any]:
        return WHOLE_ENTRY.read(merged(shape, change))

    return _change(service, identifier, if_match, patched)


def delete(service: Service, identifier: str, if_match: str | None) -> Suggested | None:
    """Delete an entry, or propose to.

    Raises:
        NotFound: no entry has the id.
        Problem: it isn't what the program has seen.
    """
    with revising(service.database, who=service.user, action="delete") as revision:
        _require_seen(service, revision, get_entry(revision.connection, identifier), if_match)
        workflow.delete(revision, identifier)
    return _suggested(revision, identifier) if revision.suggestions else None


def merged(value: Any, change: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a value with a merge patch applied: null takes a field away, lists are replaced whole."""
    if not isinstance(change, dict):
        return change
    result = dict(value) if isinstance(value, dict) else {}
    for name, part in change.items():
        if part is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), part)
    return result


def _change(
    service: Service, identifier: str, if_match: str | None, make: Callable[[dict[str, Any]], dict[str, Any]]
) -> Shown | Suggested:
    """Change an entry in one revision, or propose to, and return it as it is then.

    Args:
        service: with the termbase.
        identifier: of the entry.
        if_match: the marks that the program has seen; None saves over whatever is there.
        make: makes the new values of the JSON object as it is now.

    Raises:
        NotFound: no entry has the id.
        InputError: it can't be saved so.
        Problem: it isn't what the program has seen, or the values aren't right.
    """
    with revising(service.database, who=service.user, action="edit") as revision:
        entry = get_entry(revision.connection, identifier)
        _require_seen(service, revision, entry, if_match)
        values = make(_shape_of(service, revision.connection, identifier))
        if values.get("id", identifier) != identifier:
            raise Problem(422, f"id: this entry is {identifier}; an entry keeps its id")
        workflow.change(revision, draft_of(values, entry).entry())
    if revision.suggestions:
        return _suggested(revision, identifier)
    return show(service, identifier)


def _suggested(revision: Revision, identifier: str) -> Suggested:
    return Suggested({"v": 1, "proposed": revision.suggestions[0], "entry": identifier})


def _require_named(if_match: str | None, what: str) -> None:
    """Check that a program that replaces what others may have changed says what it has seen."""
    if if_match is None:
        raise Problem(
            428, f"{what}: send its ETag as If-Match, so that nobody's change is lost, or * for whatever is there"
        )


def _require_seen(service: Service, revision: Revision, entry: ConceptEntry, if_match: str | None) -> None:
    tag = version_of(entry)
    if if_match is None or is_listed(tag, if_match, is_strong=True):
        return
    raise Problem(
        412,
        f"{entry.id}: this entry was changed meanwhile; look at it as it is now, and send the change again",
        headers={"ETag": f'"{tag}"'},
        more={"entry": _shape_of(service, revision.connection, entry.id)},
    )


def _shape_of(service: Service, connection: Connection, identifier: str) -> dict[str, Any]:
    """Return the JSON object of an entry that this transaction hasn't changed yet: nobody else can either."""
    row_id = get_row_id(connection, identifier)
    assert row_id is not None  # noqa: S101 - the entry was read in this transaction
    return service.live.get_entries([row_id])[row_id]


def _require_new(connection: Connection, entry: ConceptEntry, *, allow_duplicate: bool) -> None:
    if entry.id and next(find_entries(connection, [entry.id]), None):
        raise Problem(409, f"{entry.id}: an entry with this id is in the termbase already; change that one")
    for identifier, term in _taken(connection, entry):
        if not allow_duplicate:
            message = f"{term}: entry {identifier} has this term already; change that, or add allow_duplicate=true"
            raise Problem(409, message)


def _taken(connection: Connection, entry: ConceptEntry) -> Iterator[tuple[str, str]]:
    """Yield the entries that have an English term of this one already."""
    for language, term in entry.find_terms(Language.ENGLISH):
        for identifier in find_identifiers_of_term(connection, language, term.term):
            yield identifier, term.term
