"""What ends the conversation with a client."""

from __future__ import annotations


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """The client said exit, or is gone.

    Args:
        code: of the process.
    """

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code
