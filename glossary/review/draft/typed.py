"""What a person typed, made ready to be saved; what nobody touched stays exactly as it was."""

from __future__ import annotations

import re

# Controls and half surrogate pairs come in by pasting; no file format can hold them.
_UNSAVEABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def one_line(text: str) -> str:
    """Return a text in one line, with single blanks."""
    return " ".join(_UNSAVEABLE.sub("", text).split())


def many_lines(text: str) -> str:
    """Return a text without what no file can hold and without blanks around it; its lines stay."""
    return _UNSAVEABLE.sub("", text.replace("\r\n", "\n")).replace("\r", "\n").strip()


def line_or_before(text: str, before: str | None) -> str | None:
    """Return a line to be saved, None for an empty one; one that is as before comes back as it was."""
    return before if text == (before or "") else one_line(text) or None


def texts_or_before(texts: list[str], before: tuple[str, ...]) -> tuple[str, ...]:
    """Return texts to be saved without the empty ones; those that were there before stay as they were."""
    cleaned = (text if text in before else many_lines(text) for text in texts)
    return tuple(text for text in cleaned if text or text in before)
