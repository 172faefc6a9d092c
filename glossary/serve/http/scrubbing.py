"""What is logged, without tokens, wherever they come from."""

from __future__ import annotations

import logging
import re

from glossary.store.people.tokens import TOKEN

#: Whose lines a server writes into its log.
LOGGERS = ("glossary.serve.http.failures", "uvicorn.error", "asyncio")
_SHOWN = re.compile(r"(?i)\b(bearer|basic)\s+[\x21-\x7e]+")


class Scrubber(logging.Filter):
    """Takes tokens out of lines, and out of what they tell of errors.

    Args:
        secrets: that no line may have, besides everything that looks like a token.
    """

    def __init__(self, *secrets: str) -> None:
        super().__init__()
        self._secrets = secrets
        self._formatter = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line through, scrubbed."""
        record.msg, record.args = self.scrub(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = self._formatter.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.scrub(record.exc_text)
        return True

    def scrub(self, text: str) -> str:
        """Return a text without tokens."""
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return _SHOWN.sub(r"\1 …", TOKEN.sub("…", text))
