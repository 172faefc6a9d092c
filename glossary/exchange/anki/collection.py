"""The database in a package of Anki: version 11 of its schema, which all versions of Anki import."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from contextlib import closing
from html import unescape
from typing import TYPE_CHECKING

from glossary.exchange.anki.notes import FIELDS, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from glossary.exchange.anki.notes import Note

_SCHEMA = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
    ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
    models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
    usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
    flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
    mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,
    ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL,
    left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
    ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,
    type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""
#: Ids are times in milliseconds. The note type must have the same one in every package, notes begin after it.
NOTE_TYPE = 1_763_769_600_000
_FIRST_NOTE = NOTE_TYPE + 1_000_000
_DECKS = 10_000_000_000
_TAG = re.compile(r"<[^>]*>")
_CSS = """.card { font: 20px/1.5 Georgia, "Noto Serif", serif; text-align: center; max-width: 40em; margin: 0 auto; }
.front { font-size: 1.5em; }
[lang|="zh-Hans"] { font-family: "Songti SC", "Source Han Serif SC", "Noto Serif CJK SC", SimSun, serif; }
[lang|="zh-Hant"] { font-family: "Songti TC", "Source Han Serif TC", "Noto Serif CJK TC", PMingLiU, serif; }
.pinyin { font-style: italic; }
.more { font-size: 0.8em; text-align: left; margin-top: 1em; }
small { opacity: 0.7; }
"""
# What looks like MathJax in a text is none.
_FRONT = '<div class="front tex2jax_ignore">{{%s}}</div>'
_MORE = "".join(f'{{{{#{name}}}}}<p class="tex2jax_ignore">{{{{{name}}}}}</p>{{{{/{name}}}}}' for name in FIELDS[3:])
_BACK = (
    "{{FrontSide}}<hr id=answer>"
    '<div class="front tex2jax_ignore">{{%s}}</div>'
    '<div class="pinyin tex2jax_ignore">{{Pinyin}}</div>'
    f'<div class="more">{_MORE}</div>'
)
_DIRECTIONS = (("English → Chinese", "English", "Chinese"), ("Chinese → English", "Chinese", "English"))


def write_collection(path: Path, notes: Iterable[Note], deck: str, seconds: int) -> int:
    """Make the database of a package and return how many notes are in it.

    Args:
        path: where; nothing may be there.
        notes: what to put in.
        deck: its name.
        seconds: when, since 1970: Anki takes a note over its own if it is newer.
    """
    written = 0
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.executescript(_SCHEMA)
        database.execute("BEGIN")
        deck_id = _deck_id(deck)
        database.execute(
            "INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')",
            (seconds, seconds * 1000, seconds * 1000, *_settings(deck, deck_id, seconds)),
        )
        for written, note in enumerate(notes, start=1):
            _insert(database, note, written, deck_id, seconds)
        database.execute("COMMIT")
    return written


def _insert(database: sqlite3.Connection, note: Note, number: int, deck: int, seconds: int) -> None:
    note_id = _FIRST_NOTE + number * len(_DIRECTIONS)
    sorted_by = unescape(_TAG.sub("", note.fields[0]))
    checksum = int(hashlib.sha1(sorted_by.encode(), usedforsecurity=False).hexdigest()[:8], 16)
    database.execute(
        "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')",
        (note_id, note.guid, NOTE_TYPE, seconds, note.tags, SEPARATOR.join(note.fields), sorted_by, checksum),
    )
    for place in range(len(_DIRECTIONS)):
        database.execute(
            "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
            (note_id + place, note_id, deck, place, seconds, number),
        )


def _settings(deck: str, deck_id: int, seconds: int) -> tuple[str, str, str, str]:
    """Return the columns conf, models, decks and dconf."""
    conf = {"nextPos": 1, "curDeck": deck_id, "activeDecks": [deck_id], "curModel": NOTE_TYPE, "sortType": "noteFld"}
    decks = {str(each): _deck(each, name, seconds) for each, name in ((1, "Default"), (deck_id, deck))}
    return (
        json.dumps(conf),
        json.dumps({str(NOTE_TYPE): _note_type(deck_id)}, ensure_ascii=False),
        json.dumps(decks, ensure_ascii=False),
        json.dumps({"1": _DECK_OPTIONS}),
    )


def _deck_id(name: str) -> int:
    """Return an id for a deck, the same for the same name."""
    return NOTE_TYPE + int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % _DECKS


def _deck(number: int, name: str, seconds: int) -> dict[str, object]:
    return {
        "id": number,
        "name": name,
        "mod": seconds,
        "usn": -1,
        "desc": "",
        "dyn": 0,
        "conf": 1,
        "collapsed": False,
        "browserCollapsed": False,
        "extendNew": 0,
        "extendRev": 0,
        **{f"{kind}Today": [0, 0] for kind in ("lrn", "rev", "new", "time")},
    }


def _note_type(deck: int) -> dict[str, object]:
    return {
        "id": NOTE_TYPE,
        "name": "Glossary (English, Chinese)",
        "type": 0,
        "mod": NOTE_TYPE // 1000,
        "usn": -1,
        "sortf": 0,
        "did": deck,
        "tmpls": [
            {
                "name": name,
                "ord": place,
                "qfmt": _FRONT % front,
                "afmt": _BACK % back,
                "bqfmt": "",
                "bafmt": "",
                "did": None,
            }
            for place, (name, front, back) in enumerate(_DIRECTIONS)
        ],
        "flds": [
            {"name": name, "ord": place, "sticky": False, "rtl": False, "font": "Georgia", "size": 20, "media": []}
            for place, name in enumerate(FIELDS)
        ],
        "css": _CSS,
        "latexPre": "",
        "latexPost": "",
        "req": [[0, "any", [0]], [1, "any", [1]]],
        "tags": [],
        "vers": [],
    }


_DECK_OPTIONS = {
    "id": 1,
    "name": "Default",
    "mod": 0,
    "usn": 0,
    "maxTaken": 60,
    "autoplay": True,
    "timer": 0,
    "replayq": True,
    "dyn": False,
    "new": {"delays": [1, 10], "ints": [1, 4, 0], "initialFactor": 2500, "order": 1, "perDay": 20, "bury": False},
    "rev": {"perDay": 200, "ease4": 1.3, "ivlFct": 1, "maxIvl": 36500, "bury": False, "hardFactor": 1.2},
    "lapse": {"delays": [10], "mult": 0, "minInt": 1, "leechFails": 8, "leechAction": 1},
}
