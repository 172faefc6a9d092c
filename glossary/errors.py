"""Everything that can go wrong and is said to the user in one line.

::

    GlossaryError
    ├── UsageError            the command was called with what it can't take
    ├── InputError            a file or text that came from outside can't be used
    │   ├── UnreadableDocument    one document can't be read; the others go on
    │   └── FormatError           a file breaks the rules of its format; knows path and line
    ├── NotFound              nothing has that id, term or path
    ├── NotAllowed            the user's role doesn't include what was asked for
    ├── Conflict              the change clashes with what is there already
    │   ├── ChangedMeanwhile      what was edited isn't what is stored any more
    │   ├── HeldByAnother         somebody else reviews the candidate, or has decided on it
    │   └── BatchRefused          some of many things can't be done, so none was
    ├── Cancelled             the user stopped the work; nothing was changed
    └── DatabaseError         the database can't be used
        ├── TermbaseDamaged       its file is corrupted; says how to bring back a copy
        ├── SchemaOutdated        its schema is older than the program; says how to upgrade
        └── SchemaTooNew          its schema is newer than the program

A message says what happened, in which file or term, and what to do.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.concept import ConceptEntry

#: So many reasons are told in the one line of a message.
SHOWN_REASONS = 3
#: No message is longer, whatever it quotes; what is left out is in its middle.
LONGEST_MESSAGE = 1_000
# Not printable by Python's rule, but ordinary in Chinese texts and in emoji.
_HARMLESS = frozenset("\u3000\u00a0\u200c\u200d")


def as_one_line(message: str) -> str:
    """Return a message that may quote a file, without what would break its line or fool a terminal."""
    if message.isprintable():
        return message
    return " ".join("".join(sign if sign.isprintable() else " " for sign in message).split())


def printable(message: str) -> str:
    """Return a message that may quote what a user or a file says, so that a terminal shows it and doesn't obey it.

    Line breaks, controls, marks that turn the direction of writing, and bytes that are no text are written as
    escapes; what is too long loses its middle.
    """
    if len(message) > LONGEST_MESSAGE:
        half = LONGEST_MESSAGE // 2
        message = f"{message[:half]} … {message[-half:]}"
    if message.isprintable():
        return message
    return "".join(
        sign if sign.isprintable() or sign in _HARMLESS else sign.encode("unicode_escape").decode() for sign in message
    )


class GlossaryError(Exception):
    """Anything the program tells its user in one line, without a traceback."""


class UsageError(GlossaryError):
    """The command was called with arguments it can't take."""


class InputError(GlossaryError):
    """A file or text that came from outside can't be used."""


class UnreadableDocument(InputError):  # noqa: N818 - read as a claim about the document
    """One document can't be read.

    Args:
        path: the document, as the user named it.
        reason: what is wrong with it and what to do, a clause without full stop.
    """

    def __init__(self, path: str, reason: str) -> None:
        reason = as_one_line(reason)
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class FormatError(InputError):
    """A file breaks the rules of its format.

    Args:
        path: the file, as the user named it.
        reason: what is wrong and what to do, a clause without full stop.
        line: its line, counted from 1, or None where that makes no sense.
    """

    def __init__(self, path: str, reason: str, line: int | None = None) -> None:
        reason = as_one_line(reason)
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")
        self.path = path
        self.reason = reason
        self.line = line


class NotFound(GlossaryError):  # noqa: N818 - the name the queries promise
    """Nothing has the id, term or path that was asked for."""


class NotAllowed(GlossaryError):  # noqa: N818 - read as a claim about what was asked for
    """The role of the user doesn't include what was asked for; nothing was changed."""


class Conflict(GlossaryError):  # noqa: N818 - read as a claim about the change
    """The change clashes with what is there already."""


class ChangedMeanwhile(Conflict):
    """What was edited isn't what is stored any more.

    Args:
        message: who changed it and when, where that is known, and what to do.
        current: the entry as it is stored now, None where it was deleted.
    """

    def __init__(self, message: str, current: ConceptEntry | None) -> None:
        super().__init__(message)
        self.current = current


class HeldByAnother(Conflict):
    """Somebody else reviews the candidate just now, or has decided on it."""


class BatchRefused(Conflict):
    """Some of many things can't be done, so none was.

    Args:
        what: what was to be done, such as ``accept 12 candidates``.
        reasons: why not, by the name of each thing that stands in the way.
    """

    def __init__(self, what: str, reasons: Mapping[str, str]) -> None:
        told = list(reasons.values())[:SHOWN_REASONS]
        more = f"; and {len(reasons) - len(told)} more" if len(reasons) > len(told) else ""
        super().__init__(f"can't {what}, nothing was changed: {'; '.join(told)}{more}")
        self.reasons = dict(reasons)


class Cancelled(GlossaryError):  # noqa: N818 - nothing went wrong
    """The user stopped the work; nothing was changed. Whoever is told the progress raises it."""

    def __init__(self, message: str = "cancelled; nothing was changed") -> None:
        super().__init__(message)


class DatabaseError(GlossaryError):
    """The database can't be opened, read or written."""


class TermbaseDamaged(DatabaseError):  # noqa: N818 - read as a claim about the termbase
    """The file of the database isn't what the database engine wrote."""


class SchemaOutdated(DatabaseError):  # noqa: N818 - read as a claim about the schema
    """The schema of the database is older than the program needs."""


class SchemaTooNew(DatabaseError):  # noqa: N818 - read as a claim about the schema
    """The schema of the database is newer than the program knows."""
