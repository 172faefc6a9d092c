"""Terms that contain what was typed: side by side, else each of its words, in any order."""

from __future__ import annotations

import unicodedata

from glossary.lookup.queries.beginnings import is_held, share
from glossary.lookup.queries.found import READ, is_large
from glossary.lookup.queries.index import all_of, beginning_words, containing, index_of, with_words
from glossary.text.chinese import HAN, fold_chinese, has_han, split_characters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.lookup.queries.found import Row
    from glossary.lookup.queries.index import Match
    from glossary.lookup.queries.query import Query
    from glossary.store.reader import Reader

#: Scores of a term that has the query side by side, and of one that has its words, to which its share is added.
SIDE_BY_SIDE, IN_PARTS, FOR_SHARE = 0.5, 0.4, 0.15
_TRIGRAM = 3
_MOST_PIECES = 30
#: Where there are many terms, so many that have a query side by side are enough; where fewer have, so many are read
#: for those that have its words.
_ENOUGH, _FEW = 20, 1_000


def find_containing(reader: Reader, query: Query, language: str | None, room: int) -> list[tuple[float, str, Row]]:
    """Return terms that contain the query, or all its words, with their scores."""
    if query.is_long or not query.text:
        return []
    pieces = _split(query.folded)
    if not pieces or len(pieces) > _MOST_PIECES:
        rows = index_of(reader).find_written(reader, (query.text,), language, room)
    elif len(pieces) == 1:
        rows = _with_piece(reader, query, pieces[0], language, room)
    else:
        rows = _with_pieces(reader, query, pieces, language, room)
    return [(score, "contains", row) for row in rows if (score := _score(query, pieces, row))]


def find_words(reader: Reader, query: Query, language: str | None, room: int) -> list[tuple[float, str, Row]]:
    """Return terms that have all words of the query at the beginnings of theirs; of one word, all that contain it.

    It is the quick part of `find_containing`, which need not be asked where this finds something good.
    """
    if query.is_long or not query.text:
        return []
    pieces = _split(query.folded)
    if len(pieces) < 2 or len(pieces) > _MOST_PIECES or not is_held(query.characters):  # noqa: PLR2004 - several
        return find_containing(reader, query, language, room) if len(pieces) == 1 else []
    match = all_of(
        *(with_words(split_characters(piece)) if has_han(piece) else beginning_words(piece) for piece in pieces)
    )
    rows = index_of(reader).find(reader, match, language, room)
    return [(score, "contains", row) for row in rows if (score := _score(query, pieces, row))]


def _split(text: str) -> list[str]:
    """Return the words of a text, and its runs of Chinese characters, each once."""
    if text.isascii():
        return list(dict.fromkeys("".join(ch if ch.isalnum() else " " for ch in text).split()))
    import re  # noqa: PLC0415 - takes a third of the time that a look-up in English takes, which needs none

    return list(dict.fromkeys(re.findall(rf"[{HAN}]+|[^\W_{HAN}]+", text)))


def _with_piece(reader: Reader, query: Query, piece: str, language: str | None, room: int) -> list[Row]:
    """Return the terms that contain one word, or a part of one."""
    index = index_of(reader)
    if query.has_han and not is_held(piece):
        return index.find_written(reader, (query.text,), language, room)
    if query.has_han or len(piece) >= _TRIGRAM:
        return index.find(reader, _match(piece), language, room)
    found = {row[0]: row for row in index.find(reader, _match(piece), language, room)} if is_held(piece) else {}
    if len(found) < room:
        found.update((row[0], row) for row in index.find_written(reader, (piece,), language, room))
    return list(found.values())


def _with_pieces(reader: Reader, query: Query, pieces: Sequence[str], language: str | None, room: int) -> list[Row]:
    """Return the terms that contain the query side by side, then those that have all its words."""
    found: dict[int, Row] = {}
    index = index_of(reader)
    if len(query.text) >= _TRIGRAM:
        found = {row[0]: row for row in index.find(reader, containing(query.text), language, room)}
    is_found = bool(found) and is_large(reader)
    if len(found) < (_ENOUGH if is_found else room):
        match, others = _rarest(pieces)
        read = _FEW if is_found else READ
        rows = index.find(reader, match, language, room, others, read=read) if match else ()
        found.update((row[0], row) for row in rows)
    # What an index holds of the query was asked for there, and the rest of the terms it found.
    if not found and not any(map(_is_indexed, pieces)):
        found = {row[0]: row for row in index.find_written(reader, pieces, language, room)}
    return list(found.values())


def _is_indexed(piece: str) -> bool:
    """Tell whether the full text indexes find a word of a query wherever it stands in a term."""
    return is_held(piece) if has_han(piece) else len(piece) >= _TRIGRAM


def _rarest(pieces: Sequence[str]) -> tuple[Match | None, Sequence[str]]:
    """Return what to ask one index for the pieces that are likely the rarest, and the pieces that it isn't asked for.

    Chinese is rarer than English, a trigram and more than less; None where no index holds any.
    """
    chinese = [piece for piece in pieces if has_han(piece) and is_held(piece)]
    long = [piece for piece in pieces if not has_han(piece) and len(piece) >= _TRIGRAM]
    if chinese:
        asked = with_words(*map(split_characters, chinese))
        return asked, [piece for piece in pieces if piece not in chinese]
    if long:
        return containing(*long), [piece for piece in pieces if piece not in long]
    short = [piece for piece in pieces if is_held(piece)]
    if not short:
        return None, pieces
    return beginning_words(*short), []


def _match(piece: str) -> Match:
    """Return what an index is asked for a word of a query."""
    if has_han(piece):
        return with_words(split_characters(piece))
    return containing(piece) if len(piece) >= _TRIGRAM else beginning_words(piece)


def _score(query: Query, pieces: Sequence[str], row: Row) -> float:
    """Return the score of a term, 0 where it doesn't contain the query after all."""
    term = unicodedata.normalize("NFKC", row[4]).casefold()
    if query.folded in term or fold_chinese(query.text) in fold_chinese(row[4]):
        return SIDE_BY_SIDE + FOR_SHARE * share(query, row)
    if pieces and all(piece in term for piece in pieces):
        return IN_PARTS + FOR_SHARE * share(query, row)
    return 0.0
