"""Where a termbase is: the file that a path or URL names, and how it may be opened.

No library but SQLite's driver is needed for it, so that a look-up loads none.
"""

from __future__ import annotations

import os

from glossary.errors import DatabaseError, TermbaseDamaged

#: What may be done with a file, by the parameters of its URI. A write-ahead log needs files beside the termbase,
#: also for reading. Where they can't be made nobody writes: the file is what it is, and can be read without them.
WRITING, READING, READING_ALONE = "", "mode=ro", "mode=ro&immutable=1"
_HEAD = b"SQLite format 3\0"
#: The password in a URL, also one with signs that it should have quoted; and one among its parameters.
_PASSWORD, _PARAMETER = r"(?s)(?<=://)([^:/?#@]*):.*(?=@)", r"(?i)((?:password|sslpassword)=)[^&]*"


def path_of(location: str) -> str | None:
    """Return the file that a path or URL names, None for a server or memory."""
    if "://" not in location:
        return os.path.expanduser(location)  # noqa: PTH111 - pathlib takes as long to load as a look-up
    kind, _, name = location.partition("://")
    if kind.partition("+")[0] != "sqlite":
        return None
    path = name.partition("?")[0].partition("/")[2]
    return path if path and path != ":memory:" else None


def shown(location: str) -> str:
    """Return a path or URL as it may be shown, kept or logged: without a password."""
    if "://" not in location:
        return location
    import re  # noqa: PLC0415 - a look-up in a file loads no regular expressions

    return re.sub(_PARAMETER, r"\1***", re.sub(_PASSWORD, r"\1:***", location))


def check_readable(path: str) -> None:
    """Check that there is a file that can be read, and that it is an SQLite database or empty.

    Raises:
        DatabaseError: it isn't so.
    """
    if os.path.isdir(path):  # noqa: PTH112 - see above
        raise DatabaseError(f"{path}: this is a folder; --db takes a file")
    if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 - see above
        raise DatabaseError(f"{path}: this is a pipe or a device; --db takes a file")
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - see above
            head = file.read(len(_HEAD))
    except FileNotFoundError:
        raise DatabaseError(
            f"{path}: there is no termbase here yet; begin with: glossary mine, import or add"
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise DatabaseError(f"{path}: it can't be read ({reason})") from error
    if not head and os.path.isdir(f"{path}.backups"):  # noqa: PTH112 - see above
        raise TermbaseDamaged(
            f"{path}: the file is empty, but it was a termbase; bring it back with: glossary db restore"
        )
    if head and head != _HEAD:
        if os.path.isdir(f"{path}.backups"):  # noqa: PTH112 - see above
            raise TermbaseDamaged(
                f"{path}: this is no SQLite database any more; bring it back with: glossary db restore"
            )
        raise DatabaseError(f"{path}: this is no SQLite database; name another file with --db")


def access_to(path: str) -> str:
    """Return what may be done with a file, as far as its rights and those of its folder tell."""
    if not os.path.exists(path):  # noqa: PTH110 - see above
        return WRITING
    folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120 - see above
    if _may_write(path) and _may_write(folder):
        return WRITING
    return READING if os.path.exists(f"{path}-wal") or _may_write(folder) else READING_ALONE  # noqa: PTH110 - see above


def uri_of(path: str, access: str) -> str:
    """Return the name under which SQLite opens a file in this way."""
    quoted = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{quoted}?{access}".rstrip("?")


def _may_write(path: str) -> bool:
    effective = os.access in os.supports_effective_ids
    return os.access(path, os.W_OK, effective_ids=effective)
