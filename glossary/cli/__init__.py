"""The command line: thin over the jobs. stdout is data, stderr is narration.

Exit codes: 0 done; 1 nothing found or problems found; 2 wrong use or bad input, one clear line and nothing
changed; 130 interrupted.
"""

from __future__ import annotations

import os
import sys

from glossary.cli.plain_lookup import names_lookup, read_plainly
from glossary.errors import GlossaryError, NotFound

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from glossary.cli.plain_lookup import PlainLookup

DONE, NOTHING_FOUND, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    given = sys.argv[1:] if argv is None else argv
    arguments = read_plainly(given) or _parser_for(given).parse_args(given)
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except NotFound as error:
        print(f"glossary: {error}", file=sys.stderr)
        return NOTHING_FOUND
    except GlossaryError as error:
        print(f"glossary: {error}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print("glossary: interrupted; nothing was changed", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has seen enough; what is left must not be flushed into the closed pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    else:
        return code
    return DONE


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
