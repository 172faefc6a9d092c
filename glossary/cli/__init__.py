"""The command line: thin over the jobs. stdout is data, stderr is narration.

Exit codes: 0 done; 1 nothing found or problems found; 2 wrong use or bad input, one clear line and nothing
changed; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from glossary.cli.arguments import build_parser
from glossary.errors import GlossaryError, NotFound

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

DONE, NOTHING_FOUND, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    arguments = build_parser().parse_args(argv)
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


def _run(arguments: Namespace) -> int:
    """Call the function that the command names; only then are its modules imported."""
    module, _, function = arguments.handler.partition(":")
    handler = getattr(import_module(f"glossary.cli.{module}"), function)
    code: int = handler(arguments)
    return code
