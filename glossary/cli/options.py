"""The kinds of options that commands share, and how a mistake in them is said."""

from __future__ import annotations

import os
import sys
from argparse import Action, ArgumentError, ArgumentParser, ArgumentTypeError, HelpFormatter

from glossary.errors import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction
    from typing import Any, NoReturn

    from glossary.vocabulary import AdministrativeStatus, Language, Strictness

#: No database, no port and no place in a list counts further.
LARGEST_NUMBER = 1_000_000_000
#: What can happen to an entry of a file that the termbase has otherwise.
CONFLICT_CHOICES = ("skip", "fill", "overwrite", "variant")
#: By what an entry of a file can be found to be one of the termbase, each with those before it.
MATCH_CHOICES = ("id", "term", "variant")


class Formatter(HelpFormatter):
    """Lays out help for the terminal's width, for which it loads nothing: it is made also where nobody wants help."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


class Parser(ArgumentParser):
    """A parser that says a mistake in one line."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - argparse's own
        super().__init__(formatter_class=Formatter, **options)

    def error(self, message: str) -> NoReturn:
        """Exit with 2; what is wrong, and where the right use is described."""
        self.exit(2, f"{self.prog}: {printable(message)}; see: {self.prog} --help\n")


class Once(Action):
    """Stores what is typed, as argparse does by itself, but takes no second one in the place of the first."""

    def __call__(
        self,
        parser: ArgumentParser,  # noqa: ARG002 - argparse's own
        namespace: Namespace,
        values: Any,  # noqa: ANN401 - argparse's own
        option_string: str | None = None,
    ) -> None:
        """Store it.

        Raises:
            ArgumentError: the option was given before.
        """
        given: set[str] = namespace.__dict__.setdefault("options_given", set())
        if option_string is not None and self.dest in given:
            raise ArgumentError(self, "it is given twice, and only one of them could be kept")
        given.add(self.dest)
        setattr(namespace, self.dest, values)


class ShowVersion(Action):
    """Prints the version, which is looked up only when it is asked for."""

    def __call__(self, parser: ArgumentParser, *_: Any) -> NoReturn:  # noqa: ANN401 - argparse's own
        """Print it and exit."""
        from importlib.metadata import version  # noqa: PLC0415 - slow, and seldom needed

        print(f"glossary {version('policy-glossary')}")
        parser.exit()


def begin_parser() -> tuple[Parser, _SubParsersAction[Parser]]:
    """Return the parser of the command line without any command, and what they are added to."""
    parser = Parser(
        prog="glossary",
        description="A bilingual glossary and terminology manager for translators of Chinese policy news.",
        epilog="Begin with: glossary demo",
    )
    parser.add_argument("--db", metavar="PATH|URL", help="the termbase (else GLOSSARY_DB, else glossary.toml)")
    parser.add_argument("--version", action=ShowVersion, nargs=0, help="show the version and exit")
    return parser, parser.add_subparsers(prog=parser.prog, metavar="COMMAND", required=True, title="commands")


def add_command(commands: _SubParsersAction[Parser], name: str, handler: str, help_: str) -> Parser:
    """Add a command, whose handler is a module of ``glossary.cli`` and a function of it."""
    command = commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
    command.set_defaults(handler=handler)
    return command


def add_choice(
    command: ArgumentParser,
    option: str,
    kind: type[Strictness | AdministrativeStatus | Language],
    help_: str,
    *,
    default: Strictness | None = None,
) -> None:
    """Add an option that takes a value of an enumeration."""
    values = [member.value for member in kind]
    command.add_argument(option, choices=values, default=default.value if default else None, help=help_)


def add_json(command: ArgumentParser) -> None:
    """Add ``--json``."""
    command.add_argument("--json", action="store_true", help="one JSON object a line")


def _columns() -> int:
    """Return the width of the terminal, 80 where there is none."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80 if sys.__stdout__ else 80
    except (OSError, ValueError):
        return 80


def pair(text: str) -> tuple[str, str]:
    """Return the two parts of ``LEFT=RIGHT``."""
    left, mark, right = text.partition("=")
    if not mark or not left.strip():
        raise ArgumentTypeError(f"{text!r} has no = between the two parts")
    return left.strip(), right.strip()


def positive(text: str) -> int:
    """Return a whole number from 1 on."""
    number = count(text)
    if number == 0:
        raise ArgumentTypeError("must be at least 1")
    return number


def count(text: str) -> int:
    """Return a whole number from 0 on."""
    if not (text.isascii() and text.isdecimal()):
        raise ArgumentTypeError(f"{text!r} is no whole number")
    return _within(text)


def days(text: str) -> str:
    """Return a number of days from 1 on, or ``never``."""
    return text if text == "never" else str(positive(text))


def numbered(text: str) -> tuple[str, int]:
    """Return the two parts of ``TERM=N``, a number from 1 on."""
    term, number = pair(text)
    return term, positive(number)


def moved(text: str) -> tuple[str, int]:
    """Return the two parts of ``TERM=±N``."""
    term, places = pair(text)
    sign, digits = (places[0], places[1:]) if places[:1] in {"+", "-"} else ("+", places)
    if not (digits.isascii() and digits.isdecimal()):
        raise ArgumentTypeError(f"{places!r} is no number of places, such as 1 or -1")
    return term, -_within(digits) if sign == "-" else _within(digits)


def _within(digits: str) -> int:
    """Return a number that isn't beyond what anything is counted to; its digits are counted before it is made."""
    significant = digits.lstrip("0") or "0"
    if len(significant) > len(str(LARGEST_NUMBER)) or int(significant) > LARGEST_NUMBER:
        raise ArgumentTypeError(f"{significant} is too large; the largest number is {LARGEST_NUMBER}")
    return int(significant)


def decided(text: str) -> tuple[int, str]:
    """Return the two parts of ``N=skip|fill|overwrite|variant``."""
    number, choice = pair(text)
    if choice not in CONFLICT_CHOICES:
        raise ArgumentTypeError(f"{choice!r} is none of {', '.join(CONFLICT_CHOICES)}")
    return positive(number), choice


def named_columns(text: str) -> list[tuple[str, str]]:
    """Return the parts of ``HEADER=COLUMN,HEADER=COLUMN``; a header with a comma in it stands in double quotes."""
    import csv  # noqa: PLC0415 - only for this option

    try:
        parts = next(csv.reader([text], skipinitialspace=True), [])
    except csv.Error as error:
        raise ArgumentTypeError(f"can't be read: {error}") from None
    return [pair(part) for part in parts if part.strip()]
