"""The token that a program shows to be let in: read from a file, or made."""

from __future__ import annotations

import hmac
import os
import re
import secrets
import stat
from pathlib import Path

from glossary.errors import UsageError

#: Shorter ones can be guessed.
SHORTEST = 16
_BYTES = 32
_TOKEN = re.compile(rb"[\x21-\x7e]{%d,}" % SHORTEST)


def make_token() -> str:
    """Return a new token that nobody can guess."""
    return secrets.token_urlsafe(_BYTES)


def load_token(name: str) -> tuple[str, bool]:
    """Return the token in a file, and whether it was made just now, for a file that wasn't there.

    Raises:
        UsageError: the file can't be read or made, others may read it, or what is in it is no token.
    """
    path = Path(name).expanduser()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path), False
    except OSError as error:
        raise UsageError(f"{name}: the token can't be written there ({error.strerror})") from error
    token = make_token()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{token}\n")
    return token, True


def is_token(shown: str, token: str) -> bool:
    """Tell whether a token is the right one, in a time that doesn't tell how much of it is right."""
    return hmac.compare_digest(shown.encode("utf-8", "surrogatepass"), token.encode())


def _read(path: Path) -> str:
    try:
        # A pipe that nobody writes to would be waited for.
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # noqa: PTH123 - a descriptor
            rights = os.fstat(file.fileno())
            text = file.read(4096) or b""
    except OSError as error:
        raise UsageError(f"{path}: the token can't be read ({error.strerror})") from error
    if os.name == "posix" and stat.S_IMODE(rights.st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        raise UsageError(f"{path}: others may read this token; take their rights away with: chmod 600 {path}")
    token = text.strip()
    if not _TOKEN.fullmatch(token):
        raise UsageError(
            f"{path}: this is no token; it has at least {SHORTEST} letters, digits and signs in one line, no blanks"
        )
    return token.decode("ascii")
