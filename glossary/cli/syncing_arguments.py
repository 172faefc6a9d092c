"""What can be typed after ``db dump``, ``db load``, ``db merge-file`` and ``changes``."""

from __future__ import annotations

from glossary.cli.options import add_command, add_json, positive
from glossary.vocabulary import ProposedKind, Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from glossary.cli.options import Parser


def add_syncing(parts: _SubParsersAction[Parser]) -> None:
    """Add the actions of ``db`` that work on a folder of text files."""
    dump = add_command(parts, "dump", "syncing:dump", "write the termbase to a folder as text, one file an entry")
    dump.add_argument("folder", metavar="DIR", help="made where there is none; version control can keep it")
    dump.add_argument("--force", action="store_true", help="also over what was changed there and not loaded")
    add_json(dump)
    load = add_command(parts, "load", "syncing:load", "take what was changed in such a folder into the termbase")
    load.add_argument("folder", metavar="DIR", help="that glossary db dump wrote, here or elsewhere")
    help_ = "whose field is taken where both sides changed it differently (default: yours, and theirs waits)"
    load.add_argument("--prefer", choices=[side.value for side in Side], help=help_)
    load.add_argument("--dry-run", action="store_true", help="only say what would be done")
    add_json(load)
    what = "merge three files of one entry field by field, for version control"
    merge = add_command(parts, "merge-file", "syncing:merge_file", what)
    merge.add_argument("base", metavar="BASE", help="the file that both began with; it may be empty")
    merge.add_argument("ours", metavar="OURS", help="one side; gets the outcome")
    merge.add_argument("theirs", metavar="THEIRS", help="the other side")


def add_changes(commands: _SubParsersAction[Parser]) -> None:
    """Add ``changes``."""
    help_ = "the changes of entries that wait for a decision"
    changes = add_command(commands, "changes", "changes:list_changes", help_)
    changes.add_argument("--kind", choices=[kind.value for kind in ProposedKind], help="only these")
    changes.add_argument("--entry", metavar="ENTRY", help="only of this entry")
    changes.add_argument("--limit", type=positive, default=None, metavar="N", help="at most N")
    add_json(changes)
    parts = changes.add_subparsers(metavar="ACTION", title="actions")
    show = add_command(parts, "show", "changes:show_change", "a change beside its entry, field by field")
    show.add_argument("id", type=positive, metavar="ID", help="as glossary changes lists it")
    accept = add_command(parts, "accept", "changes:accept_changes", "change the entry as it was proposed")
    reject = add_command(parts, "reject", "changes:reject_changes", "leave the entry as it is")
    withdraw = add_command(parts, "withdraw", "changes:withdraw_changes", "take back what you proposed yourself")
    for part in (accept, reject, withdraw):
        part.add_argument("ids", nargs="+", type=positive, metavar="ID", help="as glossary changes lists it")
    accept.add_argument("--allow-duplicate", action="store_true", help="also a new entry whose term another one has")
    for part in (show, accept, reject, withdraw):
        add_json(part)
