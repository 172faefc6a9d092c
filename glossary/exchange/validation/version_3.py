"""The core structure of TBX 3 (ISO 30042:2019) as a grammar."""

from __future__ import annotations

from glossary.exchange.validation.grammar import (
    FOREIGN,
    HIGHLIGHTS,
    ID,
    REQUIRED_TEXT,
    XML_LANG,
    Attribute,
    Grammar,
    Model,
    any_of,
    one,
    optional,
    some_of,
)

_LANGUAGE = {XML_LANG: Attribute("language")}
_NAMED = {**ID, **_LANGUAGE}
_TARGET = {"target": Attribute("IDREF")}
_DATA = {**_NAMED, **_TARGET, "datatype": Attribute(), "type": REQUIRED_TEXT}
_YES_NO = Attribute(frozenset({"yes", "no"}))
_KINDS = frozenset({"fmt", "ui", "quote", "link", "image", "other"})

_NOTE_TEXT = any_of("ec", "foreign", "hi", "ph", "sc")
_DATA_ELEMENTS = ("admin", "descrip", "ref", "xref")
_GROUPS = ("adminGrp", "descripGrp", "transacGrp")
_ABOUT = any_of(*_DATA_ELEMENTS, *_GROUPS, "note", FOREIGN)
_LINKS = any_of("admin", "adminGrp", "note", "ref", "transacGrp", "xref", FOREIGN)
_MARKED_UP = Model((_NOTE_TEXT,), _DATA, has_text=True)
_PLAIN = Model((), _DATA, has_text=True)
_PARAGRAPHS = (some_of("p"),)

CORE_3: Grammar = {
    "tbx": Model(
        (one("tbxHeader"), one("text")),
        {
            XML_LANG: Attribute("language", required=True),
            "type": REQUIRED_TEXT,
            "style": Attribute(frozenset({"dca", "dct"}), required=True),
        },
    ),
    "tbxHeader": Model((one("fileDesc"), optional("encodingDesc"), optional("revisionDesc")), ID),
    "fileDesc": Model((optional("publicationStmt"), optional("titleStmt"), one("sourceDesc")), ID),
    "publicationStmt": Model(_PARAGRAPHS, ID),
    "titleStmt": Model((one("title"), any_of("note")), _NAMED),
    "title": Model((), _NAMED, has_text=True),
    "sourceDesc": Model(_PARAGRAPHS, _NAMED),
    "encodingDesc": Model(_PARAGRAPHS, ID),
    "revisionDesc": Model((some_of("change"),), _NAMED),
    "change": Model(_PARAGRAPHS, _NAMED),
    "p": Model((_NOTE_TEXT,), {**_NAMED, "type": Attribute()}, has_text=True),
    "text": Model((optional("body"), optional("back")), ID),
    "body": Model((some_of("conceptEntry"),), ID),
    "back": Model((any_of("refObjectSec"),), ID),
    "refObjectSec": Model((some_of("refObject"),), {**ID, "type": REQUIRED_TEXT}),
    "refObject": Model((some_of("itemSet", "itemGrp", "item"),), ID),
    "itemSet": Model((some_of("itemGrp", "item"),), {**ID, "type": Attribute()}),
    "itemGrp": Model((one("item"), _LINKS), ID),
    "item": Model((_NOTE_TEXT,), {**ID, "type": Attribute()}, has_text=True),
    "conceptEntry": Model((_ABOUT, some_of("langSec")), {"id": Attribute("ID", required=True)}),
    "langSec": Model((_ABOUT, some_of("termSec")), {XML_LANG: Attribute("language", required=True)}),
    "termSec": Model((one("term"), any_of("termNote", "termNoteGrp", FOREIGN), _ABOUT), ID),
    "term": Model((any_of("hi"),), ID, has_text=True),
    "termNote": _MARKED_UP,
    "termNoteGrp": Model((one("termNote", FOREIGN), _LINKS), ID),
    "admin": _MARKED_UP,
    "adminGrp": Model((one("admin", FOREIGN), any_of("adminNote", "note", "ref", "xref", FOREIGN)), ID),
    "adminNote": _PLAIN,
    "descrip": _MARKED_UP,
    "descripGrp": Model(
        (
            one("descrip", FOREIGN),
            any_of("admin", "adminGrp", "descripNote", "note", "ref", "transacGrp", "xref", FOREIGN),
        ),
        ID,
    ),
    "descripNote": _PLAIN,
    "note": Model((_NOTE_TEXT,), _NAMED, has_text=True),
    "ref": _PLAIN,
    "transac": _PLAIN,
    "transacGrp": Model(
        (one("transac", FOREIGN), any_of("date", "note", "ref", "transacNote", "xref", FOREIGN)),
        ID,
    ),
    "transacNote": _PLAIN,
    "date": Model((), ID, has_text=True, datatypes=("date", "dateTime")),
    "xref": Model((), {**ID, "target": Attribute("anyURI", required=True), "type": REQUIRED_TEXT}, has_text=True),
    "hi": Model((), {**_TARGET, "type": Attribute(HIGHLIGHTS)}, has_text=True),
    "foreign": Model((_NOTE_TEXT,), _NAMED, has_text=True),
    "ph": Model((), {"type": Attribute()}),
    "sc": Model((), {"id": Attribute("ID", required=True), "isolated": _YES_NO}),
    "ec": Model(
        (),
        {
            **ID,
            "startRef": Attribute("IDREF"),
            "isolated": _YES_NO,
            "disp": Attribute(),
            "equiv": Attribute(),
            "type": Attribute(_KINDS),
            "subtype": Attribute(),
            "target": Attribute("link"),
        },
    ),
}
