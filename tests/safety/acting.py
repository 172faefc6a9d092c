"""What a program does that stays open and makes change after change, telling each as soon as it is made."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from glossary.review import workflow
from glossary.review.changing import change
from glossary.review.edits import with_fields
from glossary.store.candidates.mined import get_candidate
from glossary.store.database import open_database
from glossary.store.entries.access import get_entry
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from glossary.store.log.revisions import Revision


def review(argv: list[str]) -> int:
    """Accept one candidate after the other and write a definition for each; go on where an earlier run was killed.

    Args:
        argv: the termbase, how many steps it had at first, how many to make, and the ids of the candidates.
    """
    location, steps_before, wanted, *names = argv
    with open_database(location) as database:
        with database.reading() as connection:
            done = len(list(find_revisions(connection))) - int(steps_before)
        for step in range(done, int(wanted)):
            action = "edit" if step % 2 else "accept"
            with revising(database, who="tester", action=action) as revision:
                (_define if step % 2 else workflow.accept)(revision, names[step // 2])
            os.write(1, b"%d\n" % step)  # only now is it acknowledged
    return 0


def _define(revision: Revision, name: str) -> None:
    accepted = get_candidate(revision.connection, name).entry
    assert accepted
    entry = get_entry(revision.connection, accepted)
    change(revision, with_fields(entry, subject_field=None, definition=f"What {name} means.", note=None))


COMMANDS: Mapping[str, Callable[[list[str]], int]] = {"acting:review": review}
