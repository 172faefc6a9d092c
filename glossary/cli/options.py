"""The kinds of options that commands share, and how a mistake in them is said."""

from __future__ import annotations

from argparse import Action, ArgumentParser, ArgumentTypeError
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from glossary.vocabulary import AdministrativeStatus, Language, Strictness

#: What can happen to an entry of a file that the termbase has otherwise.
CONFLICT_CHOICES = ("skip", "fill", "overwrite")


class Parser(ArgumentParser):
    """A parser that says a mistake in one line."""

    def error(self, message: str) -> NoReturn:
        """Exit with 2; what is wrong, and where the right use is described."""
        self.exit(2, f"{self.prog}: {message}; see: {self.prog} --help\n")


class ShowVersion(Action):
    """Prints the version, which is looked up only when it is asked for."""

    def __call__(self, parser: ArgumentParser, *_: Any) -> NoReturn:  # noqa: ANN401 - argparse's own
        """Print it and exit."""
        from importlib.metadata import version  # noqa: PLC0415 - slow, and seldom needed

        print(f"glossary {version('policy-glossary')}")
        parser.exit()


def add_command(commands: _SubParsersAction[Parser], name: str, handler: str, help_: str) -> ArgumentParser:
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
    return int(text)


def numbered(text: str) -> tuple[str, int]:
    """Return the two parts of ``TERM=N``, a number from 1 on."""
    term, number = pair(text)
    return term, positive(number)


def moved(text: str) -> tuple[str, int]:
    """Return the two parts of ``TERM=±N``."""
    term, places = pair(text)
    try:
        return term, int(places)
    except ValueError:
        raise ArgumentTypeError(f"{places!r} is no number of places, such as 1 or -1") from None


def decided(text: str) -> tuple[int, str]:
    """Return the two parts of ``N=skip|fill|overwrite``."""
    number, choice = pair(text)
    if choice not in CONFLICT_CHOICES:
        raise ArgumentTypeError(f"{choice!r} is none of {', '.join(CONFLICT_CHOICES)}")
    return positive(number), choice
