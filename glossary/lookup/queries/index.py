"""What the indexes over the terms are asked, whichever database keeps them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Protocol, TypeAlias

    from glossary.lookup.queries.found import Row
    from glossary.store.reader import Reader

    Asked: TypeAlias = tuple[str, bool]

    class Index(Protocol):
        """The ways to ask a database that SQL alone hasn't in common; what is found comes in the order of the ids."""

        def find(
            self,
            reader: Reader,
            match: Match,
            language: str | None,
            room: int,
            others: Sequence[str] = (),
            *,
            read: int = ...,
        ) -> list[Row]:
            """Return terms that match, and have other pieces too; of many, the first ``read`` are looked at."""

        def sorted_column(self, column: str) -> str:
            """Return the column that an index sorts for a column, as long as any beginning that is asked for."""

        def find_written(self, reader: Reader, pieces: Sequence[str], language: str | None, room: int) -> list[Row]:
            """Return the first terms that have all pieces, as they are written but for case; any term may be read."""

        def find_with_ids(self, reader: Reader, term_ids: Sequence[int], language: str | None) -> list[Row]:
            """Return the terms with some ids, in no certain order."""

        def find_with_keys(self, reader: Reader, keys: Sequence[str], language: str | None) -> list[Row]:
            """Return the terms with any of many keys, in no certain order."""

        def find_keys_beginning(
            self, reader: Reader, column: str, beginnings: Sequence[str], least: int, most: int
        ) -> list[tuple[int, str]]:
            """Return the ids and values of a column that begin in one of many ways, and are of a length."""

        def find_in_branches(
            self, reader: Reader, column: str, beginning: str, language: str | None, room: int
        ) -> list[tuple[int, str]]:
            """Return the ids and values that begin so and go on, the shortest of the first with each next character.

            What goes on from a value that was found isn't found, too.
            """

        def find_of_length(
            self, reader: Reader, match: Match, least: int, most: int, room: int
        ) -> list[tuple[int, str]]:
            """Return the ids and keys of the first terms that match and have so many words and Chinese characters."""


class Match:
    """What terms must have: of each of several groups one of its texts.

    ``column`` is where: ``term`` or ``pinyin_joined``, which contain a text of three characters or more, or
    ``characters``, which have its words side by side. With each text stands whether its last word may go on.
    """

    __slots__ = ("column", "groups")

    def __init__(self, column: str, groups: Iterable[Iterable[Asked]]) -> None:
        self.column = column
        self.groups = tuple(tuple(texts) for texts in groups)


def containing(*texts: str, column: str = "term") -> Match:
    """Return the match of what contains all texts."""
    return Match(column, [[(text, False)] for text in texts])


def with_words(*phrases: str) -> Match:
    """Return the match of what has the words of all phrases, of each side by side."""
    return Match("characters", [[(phrase, False)] for phrase in phrases])


def beginning_words(*phrases: str) -> Match:
    """Return the match of what has the words of all phrases; the last word of each may go on."""
    return Match("characters", [[(phrase, True)] for phrase in phrases])


def all_of(*matches: Match) -> Match:
    """Return the match of what several matches of the same column let through."""
    return Match(matches[0].column, [group for match in matches for group in match.groups])


def index_of(reader: Reader) -> Index:
    """Return how the termbase of a reader is asked."""
    if reader.is_server:
        from glossary.lookup.queries import postgresql_index  # noqa: PLC0415 - only one of the two is needed

        return postgresql_index
    from glossary.lookup.queries import sqlite_index  # noqa: PLC0415 - likewise

    return sqlite_index
