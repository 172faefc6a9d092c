"""A look-up's command line, read without the parser that describes it: to load that takes longer than the answer.

What isn't plainly right is left to the parser, which says what is wrong with it.
"""

from __future__ import annotations

from glossary.lookup.queries.modes import LANGUAGES, MODES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# Longer numbers are left to the parser, which knows the largest.
_DIGITS = 9


class PlainLookup:
    """The arguments of a look-up, by the names that the parser gives them."""

    handler = "looking_up:lookup"
    _OPTIONS = ("--mode", "--lang", "--limit")
    _SWITCHES = ("--stdin", "--json", "--no-log")

    def __init__(self) -> None:
        self.db: str | None = None
        self.queries: list[str] = []
        self.mode = "auto"
        self.lang: str | None = None
        self.limit = 20
        self.stdin = self.json = self.no_log = False

    def read(self, rest: Sequence[str]) -> bool:
        """Take over what follows the command; tell whether all of it could be."""
        at = 0
        while at < len(rest):
            word = rest[at]
            if word in self._SWITCHES:
                setattr(self, word[2:].replace("-", "_"), True)
            elif word in self._OPTIONS:
                at += 1
                if at == len(rest) or not self._set(word, rest[at]):
                    return False
            elif word.startswith("-") or self.queries:
                return False
            else:
                end = next((place for place in range(at, len(rest)) if rest[place].startswith("-")), len(rest))
                self.queries = list(rest[at:end])
                at = end - 1
            at += 1
        return True

    def _set(self, option: str, value: str) -> bool:
        if option == "--mode":
            self.mode = value
            return value in MODES
        if option == "--lang":
            self.lang = value
            return value in LANGUAGES
        is_number = value.isascii() and value.isdecimal() and len(value) <= _DIGITS and int(value) > 0
        self.limit = int(value) if is_number else 0
        return is_number


def names_lookup(argv: Sequence[str]) -> bool:
    """Tell whether a command line surely asks for a look-up."""
    return _after_db(argv)[1][:1] == ["lookup"]


def read_plainly(argv: Sequence[str]) -> PlainLookup | None:
    """Return the arguments of a look-up, None where the parser must say what they mean."""
    db, rest = _after_db(argv)
    found = PlainLookup()
    found.db = db
    return found if rest[:1] == ["lookup"] and found.read(rest[1:]) else None


def _after_db(argv: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the termbase that is named at the beginning, and what follows it."""
    given = list(argv)
    if given[:1] == ["--db"] and len(given) > 1 and not given[1].startswith("-"):
        return given[1], given[2:]
    if given and given[0].startswith("--db="):
        return given[0].removeprefix("--db="), given[1:]
    return None, given
