"""The command ``changes``: what waits for a decision, shown and decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary.cli.narration import say
from glossary.cli.opening import open_work, revise
from glossary.cli.shapes import VERSION, entry_shape, print_json
from glossary.cli.tables import print_table
from glossary.jobs.shapes import change_shape
from glossary.review import proposed
from glossary.store.proposed_changes import find_proposed_changes, get_proposed_change
from glossary.vocabulary import ProposedKind

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from glossary.review.proposed import ComparedChange, Difference
    from glossary.store.log.revisions import Revision

#: So many fields are named in a list.
_SHOWN = 3
#: What is between the parts of a field's name.
_BETWEEN = " · "


def list_changes(arguments: Namespace) -> int:
    """Print the changes that wait for a decision, oldest first."""
    kind = ProposedKind(arguments.kind) if arguments.kind else None
    with open_work(arguments) as work, work.database.reading() as connection:
        waiting = find_proposed_changes(connection, kind=kind, identifier=arguments.entry, limit=arguments.limit)
        found = [proposed.compare_change(connection, change) for change in waiting]
    if arguments.json:
        for compared in found:
            print_json(_shape(compared))
    elif found:
        header = ("id", "kind", "entry", "who", "when", "what differs")
        print_table(header, [_row(compared) for compared in found])
        say("glossary: see one with: glossary changes show ID; decide with: glossary changes accept ID, or reject ID")
    else:
        say("glossary: no change waits for a decision")
    return 0 if found else 1


def show_change(arguments: Namespace) -> int:
    """Print a change beside the entry, field by field."""
    with open_work(arguments) as work, work.database.reading() as connection:
        compared = proposed.compare_change(connection, get_proposed_change(connection, arguments.id))
    if arguments.json:
        print_json(_shape(compared))
        return 0
    change = compared.change
    print(f"{change.kind} {change.id} of {compared.name}, by {change.who}, {change.at:%Y-%m-%d %H:%M} UTC")
    for told, text in (("from", change.source), ("note", change.note)):
        if text:
            print(f"{told}: {text}")
    if compared.outcome is None:
        print("proposed: to delete the entry")
    elif compared.ours is None:
        print("proposed: to bring the deleted entry back" if change.base else "proposed: a new entry")
    for difference in compared.differences:
        print(_BETWEEN.join(difference.field))
        for side, text in (("base", difference.base), ("ours", difference.ours), ("theirs", difference.theirs)):
            print(f"  {side:<6}  {' '.join(text.split()) or '—'}")
    if not compared.differences:
        say("glossary: the entry has all of this already; reject the change to be done with it")
    return 0


def accept_changes(arguments: Namespace) -> int:
    """Change entries as it was proposed."""
    with revise(arguments, "decide") as revision:
        done = [
            (change_id, proposed.accept_change(revision, change_id, allow_duplicate=arguments.allow_duplicate))
            for change_id in arguments.ids
        ]
        _summarise(revision, "accept", arguments.ids)
    for change_id, entry in done:
        if arguments.json:
            print_json({"v": VERSION, "accepted": change_id, "entry": None if entry is None else entry_shape(entry)})
        else:
            print(f"accepted\t{change_id}\t{'deleted' if entry is None else entry.id}")
    return 0


def reject_changes(arguments: Namespace) -> int:
    """Leave entries as they are."""
    return _put_aside(arguments, "decide", "reject", proposed.reject_change, done="rejected")


def withdraw_changes(arguments: Namespace) -> int:
    """Take back what the user proposed."""
    return _put_aside(arguments, "withdraw", "withdraw", proposed.withdraw_change, done="withdrawn")


def _put_aside(
    arguments: Namespace, action: str, verb: str, put_aside: Callable[[Revision, int], object], *, done: str
) -> int:
    """Be done with changes without changing their entries."""
    with revise(arguments, action) as revision:
        for change_id in arguments.ids:
            put_aside(revision, change_id)
        _summarise(revision, verb, arguments.ids)
    _print_ids(done, arguments.ids, as_json=arguments.json)
    return 0


def _shape(compared: ComparedChange) -> dict[str, Any]:
    """Return a change with its entries: as it was, as it is, and as accepting the change makes it."""
    entries = {"base": compared.change.base, "ours": compared.ours, "proposed": compared.outcome}
    shapes = {name: None if entry is None else entry_shape(entry) for name, entry in entries.items()}
    return {**change_shape(compared), **shapes}


def _row(compared: ComparedChange) -> tuple[str, ...]:
    change = compared.change
    when = f"{change.at:%Y-%m-%d %H:%M}"
    return (str(change.id), change.kind.value, compared.name, change.who, when, _what(compared))


def _what(compared: ComparedChange) -> str:
    """Return in a few words what a change would change."""
    if compared.outcome is None:
        return "deletes the entry"
    if compared.ours is None:
        return "brings the entry back" if compared.change.base else "a new entry"
    return _named(compared.differences) or "nothing any more"


def _named(differences: Sequence[Difference]) -> str:
    named = [_BETWEEN.join(found.field) for found in differences[:_SHOWN]]
    more = len(differences) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def _summarise(revision: Revision, verb: str, ids: Sequence[int]) -> None:
    if len(ids) > 1:
        revision.summary = f"{verb} {len(ids)} changes"


def _print_ids(what: str, ids: Sequence[int], *, as_json: bool) -> None:
    for change_id in ids:
        if as_json:
            print_json({"v": VERSION, what: change_id})
        else:
            print(f"{what}\t{change_id}")
