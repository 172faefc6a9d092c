"""What a command says where its change was not made but suggested, as the user may not make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.cli.narration import say
from glossary.cli.shapes import VERSION, print_json

if TYPE_CHECKING:
    from glossary.store.log.revisions import Revision


def tell_suggested(revision: Revision, names: list[str], *, as_json: bool) -> bool:
    """Print the proposed changes of a step in the place of what would have been changed; return whether it has any.

    Args:
        revision: the step, when it is over.
        names: what each is of, in order: the id of an entry, or the term of a new one.
        as_json: one object a line.
    """
    if not revision.suggests:
        return False
    for change_id, name in zip(revision.suggestions, names, strict=False):
        if as_json:
            print_json({"v": VERSION, "proposed": change_id, "entry": name})
        else:
            print(f"proposed\t{change_id}\t{name}")
    if revision.suggestions:
        say(f"glossary: proposed, as {revision.who} may not change entries; a reviewer decides")
    else:
        say("glossary: nothing would change, so nothing was proposed")
    return True
