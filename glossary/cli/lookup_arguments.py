"""What can be typed to look up; apart from the other commands, so that a look-up needn't describe them all."""

from __future__ import annotations

from glossary.cli.options import add_command, add_json, begin_parser, positive
from glossary.lookup.queries.modes import LANGUAGES, MODES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

    from glossary.cli.options import Parser


def build_lookup_parser() -> ArgumentParser:
    """Return a parser that knows no other command."""
    parser, commands = begin_parser()
    add_lookup(commands)
    return parser


def add_lookup(commands: _SubParsersAction[Parser]) -> None:
    """Add the command ``lookup``."""
    help_ = "entries by an English or Chinese term, pinyin or initials, quickly"
    lookup = add_command(commands, "lookup", "looking_up:lookup", help_)
    lookup.add_argument("queries", nargs="*", metavar="QUERY", help="each one a query; put words in quotation marks")
    help_ = "how a term is found (default: auto, each in turn)"
    lookup.add_argument("--mode", choices=MODES, default="auto", help=help_)
    lookup.add_argument("--lang", choices=LANGUAGES, help="only terms of this language")
    lookup.add_argument("--limit", type=positive, default=20, metavar="N", help="at most N entries (default: 20)")
    lookup.add_argument("--stdin", action="store_true", help="read queries, one a line, and answer each at once")
    lookup.add_argument("--no-log", action="store_true", help="don't count what isn't found (see: glossary misses)")
    add_json(lookup)
