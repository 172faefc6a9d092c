"""What can be typed: every command with its options. Nothing heavy is imported here."""

from __future__ import annotations

from argparse import Action, ArgumentParser, ArgumentTypeError
from typing import TYPE_CHECKING, Any, NoReturn

from glossary.vocabulary import (
    AdministrativeStatus,
    CandidateStatus,
    Language,
    Strictness,
)

if TYPE_CHECKING:
    from argparse import _SubParsersAction

_NAME_HELP = "id or term of the candidate"
_ENTRY_HELP = "id of the entry"


def build_parser() -> ArgumentParser:
    """Return the parser of the whole command line."""
    parser = _Parser(
        prog="glossary",
        description="A bilingual glossary and terminology manager for translators of Chinese policy news.",
        epilog="Begin with: glossary demo",
    )
    parser.add_argument("--db", metavar="PATH|URL", help="the termbase (else GLOSSARY_DB, else glossary.toml)")
    parser.add_argument("--version", action=_ShowVersion, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, title="commands")
    _add_mining(commands)
    _add_review(commands)
    _add_editing(commands)
    _add_finding(commands)
    _add_exchange(commands)
    _add_safety(commands)
    return parser


class _Parser(ArgumentParser):
    """A parser that says a mistake in one line."""

    def error(self, message: str) -> NoReturn:
        """Exit with 2; what is wrong, and where the right use is described."""
        self.exit(2, f"{self.prog}: {message}; see: {self.prog} --help\n")


class _ShowVersion(Action):
    """Prints the version, which is looked up only when it is asked for."""

    def __call__(self, parser: ArgumentParser, *_: Any) -> NoReturn:  # noqa: ANN401 - argparse's own
        """Print it and exit."""
        from importlib.metadata import version  # noqa: PLC0415 - slow, and seldom needed

        print(f"glossary {version('policy-glossary')}")
        parser.exit()


def _command(commands: _SubParsersAction[_Parser], name: str, handler: str, help_: str) -> ArgumentParser:
    command = commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
    command.set_defaults(handler=handler)
    return command


def _add_mining(commands: _SubParsersAction[_Parser]) -> None:
    demo = _command(commands, "demo", "demo:demo", "the whole job on the sample articles that come with the program")
    demo.add_argument("--out", metavar="DIR", help="where the exports and the termbase go (default: exports/)")
    mine = _command(commands, "mine", "mining:mine", "documents or folders to candidates, best first")
    mine.add_argument("paths", nargs="+", metavar="PATH", help="a document (txt, md, html, pdf, docx) or a folder")
    _choice(mine, "--strictness", Strictness, "how much to keep", default=Strictness.BALANCED)
    mine.add_argument("--engine", choices=["local"], default="local", help="where the work is done")
    mine.add_argument("--dry-run", action="store_true", help="write no database, print the candidates")
    mine.add_argument("--limit", type=_positive, default=None, metavar="N", help="print at most N candidates")
    mine.add_argument("--explain", metavar="TERM", help="show the score of a term and what each step did to it")
    mine.add_argument("--encoding", metavar="NAME", help="of the documents, where it isn't detected right")
    mine.add_argument("--no-base", action="store_true", help="don't put the curated base into a new termbase")
    _add_json(mine)
    candidates = _command(commands, "candidates", "mining:candidates", "what was mined, best first")
    statuses = [*(status.value for status in CandidateStatus), "all"]
    candidates.add_argument("--status", choices=statuses, default="pending", help="only these (default: pending)")
    candidates.add_argument("--limit", type=_positive, default=None, metavar="N", help="at most N")
    _add_json(candidates)


def _add_review(commands: _SubParsersAction[_Parser]) -> None:
    accept = _command(commands, "accept", "reviewing:accept", "make entries of candidates")
    accept.add_argument("names", nargs="+", metavar="CANDIDATE", help=_NAME_HELP)
    accept.add_argument(
        "--equivalent",
        action="append",
        default=[],
        metavar="N|TERM",
        help="its Chinese: the number of a proposal, or the term; repeat for more, the first is preferred",
    )
    accept.add_argument("--pinyin", metavar="PINYIN", help="reading of the first equivalent, by hand")
    accept.add_argument("--term", metavar="TERM", help="the English term as it should be written")
    accept.add_argument("--subject-field", metavar="FIELD", help="of the new entry")
    accept.add_argument("--traditional", action="store_true", help="derive a Traditional section, marked as derived")
    _add_json(accept)
    reject = _command(commands, "reject", "reviewing:reject", "reject candidates; no mining brings them back")
    reject.add_argument("names", nargs="+", metavar="CANDIDATE", help=_NAME_HELP)
    merge = _command(commands, "merge", "reviewing:merge", "add a candidate to an entry as an admitted term")
    merge.add_argument("name", metavar="CANDIDATE", help=_NAME_HELP)
    merge.add_argument("entry", metavar="ENTRY", help=_ENTRY_HELP)
    _add_json(merge)


def _add_editing(commands: _SubParsersAction[_Parser]) -> None:
    add = _command(commands, "add", "editing:add", "add an entry by hand")
    add.add_argument("english", metavar="ENGLISH", help="the preferred English term")
    add.add_argument("chinese", metavar="CHINESE", nargs="?", help="the preferred Chinese term")
    add.add_argument("--pinyin", metavar="PINYIN", help="reading of the Chinese term, by hand")
    add.add_argument("--subject-field", metavar="FIELD")
    add.add_argument("--definition", metavar="TEXT")
    add.add_argument("--source", metavar="TEXT", help="the document that fixes the terms")
    add.add_argument("--context", metavar="TEXT", help="an English usage example")
    add.add_argument("--note", metavar="TEXT")
    add.add_argument("--traditional", action="store_true", help="derive a Traditional section, marked as derived")
    add.add_argument("--allow-duplicate", action="store_true", help="also if another entry has the English term")
    _add_json(add)
    edit = _command(commands, "edit", "editing:edit", "change an entry")
    edit.add_argument("entry", metavar="ENTRY", help=_ENTRY_HELP)
    edit.add_argument("--subject-field", metavar="FIELD", help='"" takes it away')
    edit.add_argument("--definition", metavar="TEXT", help='"" takes it away')
    edit.add_argument("--note", metavar="TEXT", help='a note of the entry; "" takes all away')
    for option, what in (
        ("--add-term", "LANG=TERM"),
        ("--rename", "OLD=NEW"),
        ("--pinyin", "TERM=PINYIN"),
        ("--status", "TERM=STATUS"),
        ("--part-of-speech", "TERM=POS"),
        ("--term-type", "TERM=TYPE"),
        ("--context", "TERM=TEXT"),
    ):
        edit.add_argument(option, action="append", default=[], metavar=what, type=_pair)
    edit.add_argument("--source", metavar="TEXT", help="of the contexts that are added")
    edit.add_argument("--remove-term", action="append", default=[], metavar="TERM")
    edit.add_argument("--reference", action="append", default=[], metavar="ENTRY|URL", help="add a cross-reference")
    edit.add_argument("--traditional", action="store_true", help="derive a Traditional section, marked as derived")
    _add_json(edit)
    deprecate = _command(commands, "deprecate", "editing:deprecate", "mark a term of an entry as deprecated")
    deprecate.add_argument("entry", metavar="ENTRY", help=_ENTRY_HELP)
    deprecate.add_argument("term", metavar="TERM")
    delete = _command(commands, "delete", "editing:delete", "delete entries")
    delete.add_argument("entries", nargs="+", metavar="ENTRY", help=_ENTRY_HELP)


def _add_finding(commands: _SubParsersAction[_Parser]) -> None:
    show = _command(commands, "show", "finding:show", "an entry or a candidate with all it has")
    show.add_argument("name", metavar="ENTRY|TERM|CANDIDATE")
    _add_json(show)
    terms = _command(commands, "terms", "finding:terms", "the entries, all or those that a query finds")
    terms.add_argument("query", nargs="?", help="English, Chinese (one character is enough), pinyin or initials")
    _add_filter(terms)
    terms.add_argument("--limit", type=_positive, default=None, metavar="N")
    _add_json(terms)
    pinyin = _command(commands, "pinyin", "finding:pinyin", "tone-marked pinyin laid out by GB/T 16159")
    pinyin.add_argument("texts", nargs="+", metavar="TEXT")


def _add_exchange(commands: _SubParsersAction[_Parser]) -> None:
    export = _command(commands, "export", "exchanging:export", "write entries to a file")
    export.add_argument("--format", default=None, metavar="NAME", help="tbx or csv (default: by the file's ending)")
    export.add_argument("-o", "--output", metavar="FILE", help="the file (default: exports/glossary.NAME)")
    export.add_argument("--dialect", choices=["basic", "linguist"], default="basic", help="of TBX (default: basic)")
    export.add_argument("--tbx-version", type=int, choices=[2, 3], default=3, help="of TBX (default: 3)")
    export.add_argument("--bom", action="store_true", help="begin CSV with a byte order mark, for Excel")
    export.add_argument(
        "--examples",
        type=_count,
        default=1,
        metavar="N",
        help="fill the usage examples of each entry up to N with mined ones (default: 1)",
    )
    export.add_argument("query", nargs="?", help="only the entries that this query finds")
    _add_filter(export)
    import_ = _command(commands, "import", "exchanging:import_", "read entries from a TBX or CSV file")
    import_.add_argument("file", metavar="FILE")
    import_.add_argument("--format", default=None, metavar="NAME", help="tbx or csv (default: by the file's ending)")
    import_.add_argument(
        "--on-conflict",
        choices=["skip", "fill", "overwrite"],
        default="skip",
        help="what to do with entries that differ from those in the termbase (default: skip)",
    )
    import_.add_argument("--dry-run", action="store_true", help="only say what would be done")


def _add_safety(commands: _SubParsersAction[_Parser]) -> None:
    history = _command(commands, "history", "safety:history", "who changed what, and when")
    history.add_argument("entry", nargs="?", metavar="ENTRY", help="only the changes of this entry")
    history.add_argument("--limit", type=_positive, default=20, metavar="N", help="(default: 20)")
    _add_json(history)
    _command(commands, "undo", "safety:undo", "take back the newest change")
    _command(commands, "redo", "safety:redo", "do again what was undone last")
    database = commands.add_parser("db", help="the database itself", description="The database itself.")
    parts = database.add_subparsers(metavar="ACTION", required=True, title="actions")
    _command(parts, "upgrade", "safety:upgrade", "bring the schema to the program's version, after a backup")
    check = _command(parts, "check", "safety:check", "look for damage")
    check.add_argument("--repair", action="store_true", help="mend the search columns and the full text index")
    stats = _command(parts, "stats", "safety:stats", "how much there is of everything")
    _add_json(stats)


def _add_filter(command: ArgumentParser) -> None:
    command.add_argument("--subject-field", metavar="FIELD", help="only entries of this field")
    _choice(command, "--status", AdministrativeStatus, "only entries with a term of this status")
    _choice(command, "--missing", Language, "only entries without a term in this language")
    command.add_argument("--origin", choices=["base", "import", "review", "person"], help="only entries from there")
    command.add_argument("--mined", action="store_true", help="only entries that occur in the mined documents")


def _choice(
    command: ArgumentParser,
    option: str,
    kind: type[Strictness | AdministrativeStatus | Language],
    help_: str,
    *,
    default: Strictness | None = None,
) -> None:
    values = [member.value for member in kind]
    command.add_argument(option, choices=values, default=default.value if default else None, help=help_)


def _add_json(command: ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="one JSON object a line")


def _pair(text: str) -> tuple[str, str]:
    left, mark, right = text.partition("=")
    if not mark or not left.strip():
        raise ArgumentTypeError(f"{text!r} has no = between the two parts")
    return left.strip(), right.strip()


def _positive(text: str) -> int:
    number = _count(text)
    if number == 0:
        raise ArgumentTypeError("must be at least 1")
    return number


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise ArgumentTypeError(f"{text!r} is no whole number")
    return int(text)
