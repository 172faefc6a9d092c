"""The command line: thin over the jobs. stdout is data, stderr is narration.

Exit codes: 0 done; 1 nothing found or problems found; 2 wrong use or bad input, one clear line and nothing
changed; 130 interrupted.
"""

from __future__ import annotations

import os
import sys

from glossary.cli.plain_lookup import names_lookup, read_plainly
from glossary.errors import GlossaryError, NotFound, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence
    from typing import TextIO

    from glossary.cli.plain_lookup import PlainLookup

DONE, NOTHING_FOUND, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _take_streams()
    given = sys.argv[1:] if argv is None else argv
    try:
        arguments = read_plainly(given) or _parser_for(given).parse_args(given)
        code = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _end("interrupted; nothing was changed", INTERRUPTED)
    except BrokenPipeError:
        _discard(sys.stdout)  # the reader has seen enough
        return DONE
    except (GlossaryError, OSError, UnicodeEncodeError, MemoryError) as error:
        return _end(_reason(error), NOTHING_FOUND if isinstance(error, NotFound) else WRONG_USE)
    return code


def _take_streams() -> None:
    """Let any text be written, bytes that are no text as escapes, and put nothing in the place of a closed stream."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            # Else the next file that is opened would become the output, and be written into.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end
        elif name != "stdin" and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _reason(error: GlossaryError | OSError | UnicodeEncodeError | MemoryError) -> str:
    """Return in one line why a command can't do what it was told."""
    if isinstance(error, MemoryError):
        return "there isn't enough memory for this; nothing was changed; try it with less"
    if isinstance(error, UnicodeEncodeError):
        return f"{error.object!r} is no text: it isn't UTF-8; nothing was changed"
    if not isinstance(error, OSError):
        return str(error)
    reason = (error.strerror or str(error)).lower()
    if error.filename is not None:
        return f"{os.fsdecode(error.filename)}: can't be used: {reason}"
    _discard(sys.stdout)
    return f"the output can't be written: {reason}"


def _end(message: str, code: int) -> int:
    """Say in one line why a command ends, where that can be heard, and return the exit code."""
    try:
        print(f"glossary: {printable(message)}", file=sys.stderr, flush=True)
    except OSError:
        _discard(sys.stderr)  # there is nobody to be told
    return code


def _discard(stream: TextIO) -> None:
    """Keep what is left from being flushed, at exit, to where it can't be written."""
    try:  # noqa: SIM105 - contextlib takes time to load, and a look-up hasn't any
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        pass  # it is no file


def _parser_for(argv: Sequence[str]) -> ArgumentParser:
    """Return the parser of all commands, or the small one of a look-up."""
    if names_lookup(argv):
        from glossary.cli.lookup_arguments import build_lookup_parser  # noqa: PLC0415 - see plain_lookup

        return build_lookup_parser()
    from glossary.cli.arguments import build_parser  # noqa: PLC0415 - describes all commands

    return build_parser()


def _run(arguments: Namespace | PlainLookup) -> int:
    """Call the function that the command names; only then are its modules imported."""
    module, _, function = arguments.handler.partition(":")
    # importlib would have to be imported itself.
    handler = getattr(__import__(f"glossary.cli.{module}", fromlist=[function]), function)
    code: int = handler(arguments)
    return code
