"""Terms that contain what was typed: side by side, else each of its words, in any order."""

from __future__ import annotations

import re
import unicodedata

from glossary.lookup.queries.beginnings import is_held, phrase, share
from glossary.lookup.queries.found import COLUMNS, READ, in_language
from glossary.text.chinese import HAN, fold_chinese, split_characters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.lookup.queries.found import Row
    from glossary.lookup.queries.query import Query
    from glossary.store.reader import Reader

#: Scores of a term that has the query side by side, and of one that has its words, to which its share is added.
SIDE_BY_SIDE, IN_PARTS, FOR_SHARE = 0.5, 0.4, 0.15
_TRIGRAM = 3
_PIECE = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
_MOST_PIECES = 30


def find_containing(reader: Reader, query: Query, language: str | None, room: int) -> list[tuple[float, str, Row]]:
    """Return terms that contain the query, or all its words, with their scores."""
    if query.is_long or not query.text:
        return []
    pieces = list(dict.fromkeys(_PIECE.findall(query.folded)))
    if not pieces or len(pieces) > _MOST_PIECES:
        rows = _written(reader, (query.text,), language, room)
    elif len(pieces) == 1:
        rows = _with_piece(reader, query, pieces[0], language, room)
    else:
        rows = _with_pieces(reader, query, pieces, language, room)
    return [(score, "contains", row) for row in rows if (score := _score(query, pieces, row))]


def _with_piece(reader: Reader, query: Query, piece: str, language: str | None, room: int) -> list[Row]:
    """Return the terms that contain one word, or a part of one."""
    if query.has_han and not is_held(piece):
        return _written(reader, (query.text,), language, room)
    if query.has_han or len(piece) >= _TRIGRAM:
        return _matching(reader, [_condition(piece)], language, room)
    found = {row[0]: row for row in _matching(reader, [_condition(piece)], language, room)} if is_held(piece) else {}
    if len(found) < room:
        found.update((row[0], row) for row in _in_keys(reader, piece, language, room))
    return list(found.values())


def _with_pieces(reader: Reader, query: Query, pieces: Sequence[str], language: str | None, room: int) -> list[Row]:
    """Return the terms that contain the query side by side, then those that have all its words."""
    found: dict[int, Row] = {}
    if len(query.folded) >= _TRIGRAM:
        beside = [("term_trigrams", f"term : {phrase(query.text)}")]
        found = {row[0]: row for row in _matching(reader, beside, language, room)}
    if len(found) < room and all(is_held(piece) or len(piece) >= _TRIGRAM for piece in pieces):
        conditions = [_condition(piece) for piece in sorted(pieces, key=_frequency)]
        found.update((row[0], row) for row in _matching(reader, conditions, language, room))
    if not found:
        found = {row[0]: row for row in _written(reader, pieces, language, room)}
    return list(found.values())


def _condition(piece: str) -> tuple[str, str]:
    """Return the full text index that finds a word of a query, and what to ask it."""
    if re.match(f"[{HAN}]", piece):
        return "term_search", phrase(split_characters(piece))
    if len(piece) >= _TRIGRAM:
        return "term_trigrams", f"term : {phrase(piece)}"
    return "term_search", f"{phrase(piece)} *"


def _frequency(piece: str) -> tuple[bool, int]:
    """Return about how frequent a piece is: Chinese and long ones are rare."""
    return re.match(f"[{HAN}]", piece) is None, -len(piece)


def _matching(reader: Reader, conditions: Sequence[tuple[str, str]], language: str | None, room: int) -> list[Row]:
    """Return the terms that meet all conditions on the full text indexes; the first should be the rarest."""
    (table, first), *others = conditions
    also = "".join(
        f" AND f.rowid IN (SELECT rowid FROM {name} WHERE {name} MATCH ?)"  # noqa: S608 - ours
        for name, _ in others
    )
    return reader.rows(
        f"SELECT {COLUMNS} FROM (SELECT f.rowid AS id FROM {table} f WHERE f.{table} MATCH ?{also} LIMIT {READ}) f "  # noqa: S608 - ours
        f"CROSS JOIN term_sections t ON t.id = f.id{in_language(language)} LIMIT ?",
        (first, *(match for _, match in others), room),
    )


def _in_keys(reader: Reader, piece: str, language: str | None, room: int) -> list[Row]:
    """Return the terms with one or two letters anywhere; the whole index of keys is read where they are rare."""
    return reader.rows(
        f"SELECT {COLUMNS} FROM (SELECT t.id FROM term_sections t INDEXED BY ix_term_sections_key "  # noqa: S608 - ours
        f"WHERE instr(t.key, ?){in_language(language)} LIMIT ?) f CROSS JOIN term_sections t ON t.id = f.id",
        (piece, room),
    )


def _written(reader: Reader, pieces: Sequence[str], language: str | None, room: int) -> list[Row]:
    """Return the terms with characters that no index holds; all terms are read."""
    conditions = " AND ".join("(instr(lower(t.term), lower(?)) OR instr(t.term, ?))" for _ in pieces)
    given = [value for piece in pieces for value in (piece, piece)]
    return reader.rows(
        f"SELECT {COLUMNS} FROM term_sections t WHERE {conditions}{in_language(language)} LIMIT ?",  # noqa: S608 - ours
        (*given, room),
    )


def _score(query: Query, pieces: Sequence[str], row: Row) -> float:
    """Return the score of a term, 0 where it doesn't contain the query after all."""
    term = unicodedata.normalize("NFKC", row[4]).casefold()
    if query.folded in term or fold_chinese(query.text) in fold_chinese(row[4]):
        return SIDE_BY_SIDE + FOR_SHARE * share(query, row)
    if pieces and all(piece in term for piece in pieces):
        return IN_PARTS + FOR_SHARE * share(query, row)
    return 0.0
