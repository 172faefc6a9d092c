"""What the server says where it can't give what was asked for: a status, a code for programs, a line for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary.errors import (
    ChangedMeanwhile,
    Conflict,
    DatabaseError,
    GlossaryError,
    InputError,
    NotAllowed,
    NotFound,
    UsageError,
)
from glossary.store.location import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The code of each status; a program may rely on it, the message is for people.
CODES = {
    400: "bad-request",
    401: "token-needed",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    408: "too-slow",
    409: "conflict",
    412: "changed-meanwhile",
    413: "too-large",
    415: "unsupported-media-type",
    421: "wrong-host",
    422: "invalid",
    428: "version-needed",
    429: "too-many-attempts",
    500: "internal",
    503: "unavailable",
}
_STATUSES: tuple[tuple[type[GlossaryError], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (ChangedMeanwhile, 412),
    (Conflict, 409),
    (InputError, 422),
    (UsageError, 422),
    (DatabaseError, 503),
)


class Problem(GlossaryError):  # noqa: N818 - the word of RFC 9457
    """An answer other than the wanted one.

    Args:
        status: of HTTP, one of `CODES`.
        message: one line, what is wrong and what to do.
        headers: that go with the answer.
        more: fields beside the error, such as the entry as it is now.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = dict(headers or {})
        self.more = dict(more or {})

    def shape(self) -> dict[str, Any]:
        """Return the error as a JSON object."""
        return {"v": 1, "error": {"code": CODES[self.status], "message": str(self)}, **self.more}


def problem_of(error: GlossaryError, location: str) -> Problem:
    """Return what the server says of an error.

    Args:
        error: that a job raised.
        location: of the termbase; where it is kept is nobody's business on the other side.
    """
    if isinstance(error, Problem):
        return error
    status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)
    message = " ".join(str(error).split())
    for name in filter(None, (location, shown(location))):
        message = message.replace(name, "the termbase")
    return Problem(status, message)
