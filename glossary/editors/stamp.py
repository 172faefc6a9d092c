"""A mark in a file that tells whether a person has changed it since it was installed."""

from __future__ import annotations

import re
from hashlib import sha256

_PLAIN = re.compile(r'Set by "glossary editor install (?P<editor>[a-z]+)"\.')
_STAMPED = re.compile(r'(Set by "glossary editor install [a-z]+" \(sha256 )([0-9a-f]{16})(; a file changed by hand)')
_DIGITS = 16


def stamp(text: str) -> str:
    """Return a plugin's text with the mark where it says by whom it is set."""
    open_ = _PLAIN.sub(
        lambda found: (
            f'Set by "glossary editor install {found["editor"]}" '
            f"(sha256 {'0' * _DIGITS}; a file changed by hand isn't overwritten)."
        ),
        text,
        count=1,
    )
    return _STAMPED.sub(lambda found: f"{found[1]}{_digest(open_)}{found[3]}", open_, count=1)


def is_untouched(text: str) -> bool:
    """Tell whether a text is one of ours, of whatever version, as it was installed."""
    found = _STAMPED.search(text)
    if found is None:
        return False
    zeroed = f"{text[: found.start(2)]}{'0' * _DIGITS}{text[found.end(2) :]}"
    return _digest(zeroed) == found[2]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_DIGITS]
