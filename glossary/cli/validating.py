"""The command ``validate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.cli.excerpts import show_safely
from glossary.cli.narration import say
from glossary.cli.shapes import print_json
from glossary.exchange.validation import validate_tbx

if TYPE_CHECKING:
    from argparse import Namespace

    from glossary.exchange.validation import Violation


def validate(arguments: Namespace) -> int:
    """Print what in a file breaks the rules of its format; exit with 1 where anything does."""
    violations = validate_tbx(arguments.file)
    for violation in violations:
        if arguments.json:
            print_json(violation.shape(arguments.file))
        else:
            print(_line(arguments.file, violation))
    count = len(violations)
    say(f"glossary: {count} violations" if count != 1 else "glossary: 1 violation")
    return 1 if violations else 0


def _line(file: str, violation: Violation) -> str:
    """Return a violation as one line: where, what, and how to mend it."""
    told = f"{violation.message}; {violation.fix}"
    where, what = (" ".join(show_safely(part).split()) for part in (f"{file}:{violation.line}", told))
    return f"{where}: {violation.code}: {what}"
