"""Messages cut out of a byte stream by their headers; what is no message is skipped, never fatal."""

from __future__ import annotations

import re
from typing import Protocol

#: A longer message is no message: its header is taken for noise.
MAX_LENGTH = 1 << 28
#: A header line that is longer is noise.
_MAX_LINE = 1 << 13
_CHUNK = 1 << 16
_CONTENT_LENGTH = re.compile(rb"content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE)
_NEXT_HEADER = re.compile(rb"content-length[ \t]*:[ \t]*\d{1,18}[ \t]*\r?\n", re.IGNORECASE)


class ByteStream(Protocol):
    """Where the bytes come from."""

    def read1(self, size: int, /) -> bytes:
        """Return at most so many bytes, as soon as there are any; none at the end."""
        ...


class BadFrame(Exception):  # noqa: N818 - what was read, not what went wrong in the program
    """Bytes that are no message; reading goes on behind them."""


class Frames:
    """Reads one message after the other.

    Args:
        stream: its bytes.
    """

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream
        self._held = bytearray()

    def read(self) -> bytes | None:
        """Return the body of the next message, None at the end of the stream.

        Raises:
            BadFrame: there was something else before it; the next call goes on.
        """
        length: int | None = None
        noise = 0
        while (line := self._read_line()) is not None:
            if line.strip():
                found = _CONTENT_LENGTH.search(line)
                if found is not None and int(found[1]) <= MAX_LENGTH:
                    noise += found.start()
                    length = int(found[1])
                elif b":" not in line or length is None:
                    noise += 0 if line[:13].lower() == b"content-type:" else len(line)
            elif noise and length is None:
                raise BadFrame(f"{noise} bytes that are no message")
            elif length is not None:
                return self._read_body(length)
        return None

    def put_back(self, body: bytes) -> bool:
        """Take back a body that turned out to hold the beginning of another message; return whether it does.

        A header that claims more than its message has swallows what follows it.
        """
        found = _NEXT_HEADER.search(body)
        if found is None:
            return False
        self._held[:0] = body[found.start() :]
        return True

    def _read_line(self) -> bytes | None:
        searched = 0
        while True:
            end = self._held.find(b"\n", searched)
            if end < 0 and len(self._held) > _MAX_LINE:
                end = _MAX_LINE
            if end >= 0:
                line = bytes(self._held[: end + 1])
                del self._held[: end + 1]
                return line.removesuffix(b"\n")
            searched = len(self._held)
            if not self._fill():
                return None

    def _read_body(self, length: int) -> bytes | None:
        while len(self._held) < length:
            if not self._fill():
                return None
        body = bytes(self._held[:length])
        del self._held[:length]
        return body

    def _fill(self) -> bool:
        chunk = self._stream.read1(_CHUNK)
        self._held += chunk
        return bool(chunk)
