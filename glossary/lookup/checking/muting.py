"""What a user doesn't want to hear of: terms, entries and codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.errors import UsageError
from glossary.lookup.checking.rules import RULES
from glossary.text.chinese import fold_chinese, has_han
from glossary.text.english import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from glossary.lookup.checking.fault import Fault


class Muting:
    """Tells what is to be left out.

    Args:
        mute: terms, in any of their spellings, or ids of entries.
        ignore: codes that are left out.
        only: codes that are kept where there are any; all others are left out.
    """

    def __init__(self, *, mute: Iterable[str] = (), ignore: Iterable[str] = (), only: Collection[str] = ()) -> None:
        names = list(mute)
        self._keys = frozenset(map(_key, names))
        self._entries = frozenset(names)
        self._codes = frozenset(only or RULES) - frozenset(ignore)

    def wants(self, code: str) -> bool:
        """Tell whether a rule is wanted."""
        return code in self._codes

    def passes(self, fault: Fault) -> bool:
        """Tell whether a fault is wanted."""
        if fault.code not in self._codes:
            return False
        if not self._keys:
            return True
        return fault.entry not in self._entries and self._keys.isdisjoint(map(_key, fault.names))


def require_codes(codes: Iterable[str]) -> None:
    """Check that there are rules with some codes.

    Raises:
        UsageError: there is none with one of them.
    """
    for code in codes:
        if code not in RULES:
            raise UsageError(f"{code}: there is no such check; the checks are {', '.join(RULES)}")


def _key(term: str) -> str:
    return fold_chinese(term) if has_han(term) else fold(term)
