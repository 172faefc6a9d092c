"""Hostile command lines: what is hostile about each, and what must become of it."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, _SubParsersAction
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from glossary.cli.arguments import build_parser
from glossary.cli.options import count, days, decided, moved, named_columns, numbered, pair, positive
from tests.hostile.places import ESCAPES

if TYPE_CHECKING:
    from argparse import Action
    from collections.abc import Callable, Iterator, Mapping

NOTHING_FOUND, WRONG_USE = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A hostile command line."""

    command: str
    """The command that it is an attack on, with its action: ``db check``."""

    what: str
    """What is hostile about it."""

    words: tuple[str, ...]
    """The command line without ``--db``."""

    says: str
    """A regular expression that the message has."""

    code: int = WRONG_USE
    """The exit code."""

    db: str | None = "own.db"
    """What ``--db`` says."""

    stdin: str = "/dev/null"
    """What is read as the standard input."""

    stdout: str | None = None
    """Where the standard output goes, None for a file that stays empty."""

    environment: Mapping[str, str] = field(default_factory=dict)
    """What is otherwise in the environment."""

    @property
    def name(self) -> str:
        """What the attempt is called in the table."""
        return f"{self.command}: {self.what}"


def leaves(parser: ArgumentParser, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ArgumentParser]]:
    """Yield all commands that can be run, with their actions."""
    parts = [action for action in parser._actions if isinstance(action, _SubParsersAction)]
    if path and parser.get_default("handler"):
        yield " ".join(path), parser
    for action in parts:
        for name, child in action.choices.items():
            yield from leaves(child, (*path, name))


COMMANDS: dict[str, ArgumentParser] = dict(leaves(build_parser()))

#: A harmless use of each command, so that only what is put in its place is wrong; a new command needs one too.
HARMLESS: dict[str, tuple[str, ...]] = {
    "tui": (),
    "demo": ("--out", "guarded/out"),
    "base": (),
    "mine": ("en.txt",),
    "candidates": (),
    "align": ("en.txt", "zh.txt"),
    "accept": ("nothing",),
    "reject": ("nothing",),
    "reopen": ("nothing",),
    "merge": ("nothing", "none"),
    "propose": ("term",),
    "mcp": (),
    "add": ("nothing such",),
    "deprecate": ("none", "nothing"),
    "delete": ("none",),
    "join": ("none", "nobody"),
    "split": ("none", "nothing"),
    "restore": ("none", "--revision", "1"),
    "edit": ("none", "--note", "x"),
    "lookup": ("nothing", "--no-log"),
    "misses": (),
    "show": ("nothing",),
    "terms": (),
    "occurrences": ("nothing",),
    "pinyin": ("行",),
    "annotate": ("en.txt",),
    "check": ("en.txt",),
    "export": ("-o", "guarded/out.tbx"),
    "formats": (),
    "import": ("none.tbx",),
    "validate": ("none.tbx",),
    "history": (),
    "undo": (),
    "redo": (),
    "db upgrade": (),
    "db check": (),
    "db stats": (),
    "db backup": ("guarded/copy.db",),
    "db backups": (),
    "db restore": ("none.db",),
    "db copy": ("none.db", "guarded/new.db"),
    "db dump": ("guarded/texts",),
    "db load": ("none",),
    "db merge-file": ("none.txt", "none.txt", "none.txt"),
    "db grant": (),
    "changes": (),
    "changes show": ("777",),
    "changes accept": ("777",),
    "changes reject": ("777",),
    "changes withdraw": ("777",),
    "users": (),
    "users add": ("somebody",),
    "users set": ("nobody", "--role", "admin"),
    "users disable": ("nobody",),
    "users enable": ("nobody",),
    "tokens": (),
    "tokens add": ("nobody",),
    "tokens revoke": ("77",),
    "editor list": (),
    "editor install": ("vim", "--print"),
    "editor omegat": ("none",),
    "lsp": ("--tcp", "nowhere"),
    "serve": ("--port", "0"),
}

#: These open no termbase, or not before something else stands in their way.
_WITHOUT_TERMBASE = frozenset(
    (
        *("demo", "formats", "import", "validate", "pinyin", "editor list", "editor install", "editor omegat", "lsp"),
        *("tui", "align", "mcp", "db backups", "db restore", "db copy", "db load", "db merge-file", "db grant"),
    )
)
#: Each opens a termbase in another way, or for something else; the others do it as one of them.
_WAYS_TO_OPEN = frozenset(("lookup", "terms", "add", "serve", "db check", "annotate"))
#: These would make a termbase in a file that has none.
_MAKING = frozenset(("base", "mine", "add", "propose", "users add"))

_NUMBERS = (
    ("a word for a number", "many", "whole number|number"),
    ("an exponent", "1e9", "whole number|no number"),
    ("NaN", "NaN", "whole number|no number"),
    ("a number of 5,000 digits", "9" * 5000, "too large"),
    ("a number beyond 64 bits", "9" * 30, "too large"),
    ("Arabic digits", "٣", "whole number|no number"),
)
_WRONG: dict[Callable[[str], object], tuple[tuple[str, str, str], ...]] = {
    positive: (*_NUMBERS, ("zero", "0", "at least 1"), ("less than nothing", "-1", "whole number|expected")),
    count: (*_NUMBERS, ("less than nothing", "-1", "whole number|expected")),
    days: (*_NUMBERS, ("zero", "0", "at least 1")),
    pair: (("half of a pair", "half", "has no ="), ("nothing before the =", "=x", "has no =")),
    numbered: (("half of a pair", "half", "has no ="), ("no number", "a=b\x1b[31m", "whole number")),
    moved: (("half of a pair", "half", "has no ="), ("5,000 digits", "a=-" + "9" * 5000, "too large")),
    decided: (("half of a pair", "half", "has no ="), ("no decision", "1=best", "none of")),
    named_columns: (("half of a pair", "half", "has no ="), ("a field of 200,000", '"' + "x" * 200_000, "field")),
}


def _of_parsers() -> Iterator[Attempt]:
    """Yield what the parser alone must refuse: each option of each command with a value that it can't have."""
    for command, parser in COMMANDS.items():
        start = tuple(command.split())
        yield Attempt(
            command=command,
            what="an unknown option with escapes",
            words=(*start, *HARMLESS.get(command, ()), f"--no-such-{ESCAPES}"),
            says=r"unrecognized arguments|invalid|expected",
        )
        needed = tuple(_stand_in(action) for action in parser._actions if _is_needed(action))
        for action in parser._actions:
            if not action.option_strings or action.nargs == 0 or action.help == SUPPRESS:
                continue
            option = action.option_strings[-1]
            if action.nargs not in {"*", "?"}:
                yield Attempt(
                    command=command,
                    what=f"{option} without a value",
                    words=(*start, *needed, option),
                    says="expected|at least|given|number",
                )
            for what, value, says in _wrong_for(action):
                yield Attempt(
                    command=command,
                    what=f"{option}: {what}",
                    words=(*start, *needed, f"{option}={value}" if option.startswith("--") else f"{option}{value}"),
                    says=says,
                )


def _wrong_for(action: Action) -> tuple[tuple[str, str, str], ...]:
    if action.choices:
        return (("no choice", "\x1b[31mno", "invalid choice|invalid int"),)
    return _WRONG.get(action.type, ()) if callable(action.type) else ()


def _is_needed(action: Action) -> bool:
    return not action.option_strings and action.nargs not in {"?", "*", 0} and not isinstance(action, _SubParsersAction)


def _stand_in(action: Action) -> str:
    return str(next(iter(action.choices))) if action.choices else "1"


#: What ``--db`` may say that is no termbase, and what is said of it.
_NO_TERMBASES = (
    ("a folder as termbase", "folder.db", "folder|no termbase|no SQLite"),
    ("a text as termbase", "en.txt", "no SQLite database"),
    ("binary data as termbase", "binary.db", "no SQLite database"),
    ("a pipe as termbase", "pipe.db", "pipe|regular|no SQLite|no termbase"),
    ("an endless device as termbase", "endless.db", "device|regular|no SQLite|no termbase"),
    ("a loop of links as termbase", "loop.db", "no termbase|symbolic|can't"),
    ("another program's database", "foreign.db", "no termbase|isn't|other|not"),
    ("a termbase that may not be read", "closed.db", "[Pp]ermission"),
    ("a termbase in a folder without rights", "shut/own.db", "[Pp]ermission|no termbase|can't"),
    ("a name of 300 letters", "n" * 300 + ".db", "too long|no termbase"),
    ("a file as folder", "en.txt/own.db", "no termbase|[Nn]ot a directory|can't"),
    ("an unknown scheme", "gopher://host/x", "no database URL|on a server"),
    ("a driver that isn't there", "mysql://user:secret@host/x", "no database URL|on a server"),
    ("a server that isn't there", "postgresql+psycopg://glossary:secret@127.0.0.1:1/x", "."),
    ("a host that isn't there", "postgresql+psycopg://glossary:secret@name.invalid/x", "."),
)


def _of_termbases() -> Iterator[Attempt]:
    """Yield each command on what is no termbase."""
    for number, command in enumerate(COMMANDS):
        if command in _WITHOUT_TERMBASE:
            continue
        words = (*command.split(), *HARMLESS.get(command, ()))
        for what, db, says in _NO_TERMBASES if command in _WAYS_TO_OPEN else _NO_TERMBASES[number % 3 :: 3]:
            yield Attempt(command=command, what=what, words=words, says=says, db=db)
        if command not in _MAKING:
            for db in ("none.db", f"none/{ESCAPES}.db", "line\nbreak.db", "\udcff.db"):
                yield Attempt(command=command, what="no termbase", words=words, says="no termbase", db=db)


_NO_TEXT = "no text|well-formed|can't be read|no Chinese|no term|no UTF-8|is no|no such folder"
#: What a command may be given to read, by the name without ending, and what is said of it.
_NO_FILES = (
    ("a missing file", "none", "no such|there is no"),
    ("a folder for a file", "folder", "folder|director|there are no|no such|no Chinese"),
    ("binary data", "binary", _NO_TEXT),
    ("a pipe that nobody writes to", "pipe", "pipe|regular|no such|no Chinese|no token|others may"),
    ("an endless device", "endless", "device|regular|no such|no Chinese|well-formed|others may|no file"),
    ("a loop of links", "loop", "no such|symbolic|link|there is no"),
    ("a file that may not be read", "closed", "[Pp]ermission|no Chinese|may not|no such folder"),
    ("a file in a folder without rights", "shut/within", "[Pp]ermission|can't|no such"),
    ("a file below a file", "en.txt/none", "no such|[Nn]ot a directory|there is no"),
    ("a name of 300 letters", "n" * 300, "too long|no such|can't"),
    ("a name with a line break", "line\nbreak", "no such|there is no"),
    ("a name that is no text", "\udcff\udcfe", "no such|there is no"),
    ("a name with escapes", ESCAPES, _NO_TEXT),
)
_READING: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("mine", "txt", ("@",)),
    ("mine", "txt", ("--dry-run", "@")),
    ("mine", "txt", ("--parallel", "@", "zh.txt")),
    ("mine", "txt", ("--parallel", "en.txt", "@")),
    ("mine", "txt", ("--parallel", "en.txt", "zh.txt", "--terms", "@")),
    ("mine", "txt", ("en.txt", "--comparable", "@")),
    ("align", "txt", ("@", "zh.txt")),
    ("align", "txt", ("en.txt", "@")),
    ("annotate", "txt", ("@",)),
    ("check", "txt", ("@",)),
    ("check", "txt", ("en.txt", "--target", "@")),
    ("import", "tbx", ("@",)),
    ("import", "ndjson", ("@", "--dry-run")),
    ("validate", "tbx", ("@",)),
    ("db restore", "db", ("@",)),
    ("db copy", "db", ("@", "new.db")),
    ("db load", "db", ("@",)),
    ("db merge-file", "txt", ("@", "en.txt", "zh.txt")),
)


def _of_files() -> Iterator[Attempt]:
    """Yield each command that reads a file on each that can't be read."""
    for command, ending, words in _READING:
        for what, stem, says in _NO_FILES:
            given = tuple(word.replace("@", f"{stem}.{ending}") for word in words)
            where = " ".join(word for word in words if word.startswith("-") or word == "@")
            yield Attempt(command=command, what=f"{what} ({where})", words=(*command.split(), *given), says=says)


_EVIL_TEXTS = (
    ("bytes that are no text", "\udcff", "no text|can't be used|no |nothing|isn't"),
    ("controls of the terminal", "\x1b]0;owned\x07\x1b[2J", "."),
    ("a turn of the writing direction", "\u202egpj.exe", "."),
    ("a line break", "qqx\nzzq9", "."),
    ("SQL", "x'; DROP TABLE terms; --", "."),
    ("operators of the search", '"a" OR b* NEAR(c, 2) AND -d ^e {f}:', "."),
    ("half a quotation", '"', "."),
    ("format strings", "%s%n{0}{x!r}%(y)s", "."),
    ("commands of the shell", "$(touch x)`touch y`;touch z", "."),
    ("wildcards", "%_*?[a-z]", "."),
    ("100,000 letters", "x" * 100_000, "."),
    ("40,000 characters", "行" * 40_000, "."),
    ("nothing", "", "."),
    ("a blank", "\u3000 ", "."),
)
_NAMING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("accept", ("@",)),
    ("reject", ("@",)),
    ("reopen", ("@",)),
    ("merge", ("@", "ai")),
    ("deprecate", ("@", "x")),
    ("delete", ("@",)),
    ("join", ("@", "x")),
    ("split", ("@", "x")),
    ("restore", ("@", "--revision", "1")),
    ("edit", ("@", "--note", "x")),
    ("lookup", ("@", "--no-log")),
    ("lookup", ("@", "--no-log", "--mode", "fuzzy")),
    ("show", ("@",)),
    ("occurrences", ("@",)),
    ("users disable", ("@",)),
)


def _of_texts() -> Iterator[Attempt]:
    """Yield each command that takes a name or a query with each evil text: nothing has such a name."""
    for command, words in _NAMING:
        for what, text, says in _EVIL_TEXTS:
            given = ("--", *words) if text.startswith("-") else words
            filled = tuple(word.replace("@", text) for word in given)
            code = WRONG_USE if text == "\udcff" and command != "lookup" else NOTHING_FOUND
            yield Attempt(command=command, what=what, words=(*command.split(), *filled), says=says, code=code)


def attempts() -> list[Attempt]:
    """Return all of them."""
    return [*_of_parsers(), *_of_termbases(), *_of_files(), *_of_texts()]
