"""The indexes of a termbase in a file: SQLite's full text indexes over words and trigrams, which go by the ids."""

from __future__ import annotations

from glossary.lookup.queries.found import AFTER_ALL, BRANCHES, COLUMNS, IN_BRANCHES, OF_BRANCH, READ, in_language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.lookup.queries.found import Row
    from glossary.lookup.queries.index import Asked, Match
    from glossary.store.reader import Reader

#: SQLite takes this many parameters in any build.
_PARAMETERS = 900
#: The index tells lengths in one byte up to here.
_LONGEST = 127


def find(
    reader: Reader, match: Match, language: str | None, room: int, others: Sequence[str] = (), *, read: int = READ
) -> list[Row]:
    """See ``index``."""
    table = _table(match)
    also = " AND instr(lower(t.term) || ' ' || t.characters, ?)" * len(others)
    return reader.rows(
        f"SELECT {COLUMNS} FROM (SELECT rowid AS id FROM {table} WHERE {table} MATCH ? LIMIT ?) f "  # noqa: S608 - ours
        f"CROSS JOIN term_sections t ON t.id = f.id{in_language(language)}{also} LIMIT ?",
        (_query(match), read, *others, room),
    )


def sorted_column(column: str) -> str:
    """See ``index``."""
    return column


def find_written(reader: Reader, pieces: Sequence[str], language: str | None, room: int) -> list[Row]:
    """See ``index``."""
    conditions = " AND ".join("(instr(lower(t.term), lower(?)) OR instr(t.term, ?))" for _ in pieces)
    given = [value for piece in pieces for value in (piece, piece)]
    return reader.rows(
        f"SELECT {COLUMNS} FROM term_sections t WHERE {conditions}{in_language(language)} LIMIT ?",  # noqa: S608 - ours
        (*given, room),
    )


def find_with_ids(reader: Reader, term_ids: Sequence[int], language: str | None) -> list[Row]:
    """See ``index``."""
    return _find_with(reader, "id", term_ids, language)


def find_with_keys(reader: Reader, keys: Sequence[str], language: str | None) -> list[Row]:
    """See ``index``."""
    return _find_with(reader, "key", keys, language)


def find_keys_beginning(
    reader: Reader, column: str, beginnings: Sequence[str], least: int, most: int
) -> list[tuple[int, str]]:
    """See ``index``."""
    import json  # noqa: PLC0415 - a look-up that prints no JSON loads it only for mistakes

    return reader.rows(
        f"SELECT t.id, t.{column} FROM json_each(?) b CROSS JOIN term_sections t "  # noqa: S608 - ours
        f"ON t.{column} >= b.value AND t.{column} < b.value || ? WHERE length(t.{column}) BETWEEN ? AND ?",
        (json.dumps(beginnings), AFTER_ALL, least, most),
    )


def find_in_branches(
    reader: Reader, column: str, beginning: str, language: str | None, room: int
) -> list[tuple[int, str]]:
    """See ``index``."""
    size = len(beginning) + 1
    next_of = (
        f"(SELECT t.{column} FROM term_sections t WHERE t.{column} > %s AND t.{column} < ?2{in_language(language)} "  # noqa: S608 - ours
        f"ORDER BY t.{column} LIMIT 1)"
    )
    branch = f"substr(w.value, 1, {size})"
    number = f"CASE WHEN {branch} = w.branch THEN w.number + 1 ELSE 1 END"
    # One step from a value to the next that doesn't begin with it, or that is of the next branch.
    past = f"CASE WHEN {number} < (SELECT most FROM counted) THEN w.value ELSE {branch} END || ?3"  # noqa: S608 - likewise
    statement = f"""
        WITH RECURSIVE branches(value, step) AS (
            SELECT {next_of % "?1"}, 1
            UNION ALL
            SELECT {next_of % f"{branch} || ?3"}, w.step + 1
            FROM branches w WHERE w.value IS NOT NULL AND w.step < {BRANCHES}
        ),
        counted(most) AS (SELECT min({IN_BRANCHES} / max(count(value), 1), {OF_BRANCH}) FROM branches),
        walked(value, branch, number, step) AS (
            SELECT {next_of % "?1"}, '', 0, 1
            UNION ALL
            SELECT {next_of % past}, {branch}, {number}, w.step + 1
            FROM walked w WHERE w.value IS NOT NULL AND w.step < {IN_BRANCHES}
        )
        SELECT t.id, w.value FROM (
            SELECT value FROM walked WHERE value IS NOT NULL ORDER BY length(value), value LIMIT ?4
        ) w CROSS JOIN term_sections t ON t.{column} = w.value{in_language(language)} LIMIT ?4
    """  # noqa: S608 - ours
    return reader.rows(statement, (beginning, beginning + AFTER_ALL, AFTER_ALL, room))


def find_of_length(reader: Reader, match: Match, least: int, most: int, room: int) -> list[tuple[int, str]]:
    """See ``index``."""
    table = _table(match)
    low, high = (min(max(length, 0), _LONGEST) for length in (least, most))
    return reader.rows(
        f"SELECT t.id, t.key FROM {table} f CROSS JOIN {table}_docsize d ON d.id = f.rowid "  # noqa: S608 - ours
        f"CROSS JOIN term_sections t ON t.id = f.rowid "
        f"WHERE f.{table} MATCH ? AND d.sz BETWEEN x'{low:02x}' AND x'{high:02x}' LIMIT ?",
        (_query(match), room),
    )


def _find_with(reader: Reader, column: str, values: Sequence[object], language: str | None) -> list[Row]:
    found: list[Row] = []
    for start in range(0, len(values), _PARAMETERS):
        part = values[start : start + _PARAMETERS]
        marks = ",".join("?" * len(part))
        condition = f"t.{column} IN ({marks}){in_language(language)}"
        found.extend(reader.rows(f"SELECT {COLUMNS} FROM term_sections t WHERE {condition}", part))  # noqa: S608 - ours
    return found


def _table(match: Match) -> str:
    return "term_search" if match.column == "characters" else "term_trigrams"


def _query(match: Match) -> str:
    """Return the full text query for a match."""
    groups = [" OR ".join(map(_phrase, texts)) for texts in match.groups]
    joined = groups[0] if len(groups) == 1 else " AND ".join(f"({group})" for group in groups)
    return joined if match.column == "characters" else f"{match.column} : ({joined})"


def _phrase(asked: Asked) -> str:
    text, is_beginning = asked
    quoted = '"' + text.replace('"', '""') + '"'
    return f"{quoted} *" if is_beginning else quoted
