"""TBX 2 (ISO 30042:2008) as grammars: TBX-Basic, and the core structure that all dialects have."""

from __future__ import annotations

from glossary.exchange.validation.grammar import (
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

_LANGUAGE = {XML_LANG: Attribute()}
_NAMED = {**ID, **_LANGUAGE}
_TARGET = {"target": Attribute("IDREF")}
_DATA = {**_NAMED, **_TARGET, "datatype": Attribute(), "type": REQUIRED_TEXT}
_REQUIRED_LANGUAGE = {XML_LANG: REQUIRED_TEXT}

_NOTE_TEXT = any_of("hi", "foreign", "bpt", "ept", "ph")
_ABOUT = any_of("descrip", "descripGrp", "admin", "transacGrp", "note", "ref", "xref")
_ABOUT_CORE = any_of(*_ABOUT.names, "adminGrp")
_LINKS = any_of("admin", "adminGrp", "transacGrp", "note", "ref", "xref")
_MARKED_UP = Model((_NOTE_TEXT,), _DATA, has_text=True)
_PLAIN = Model((), _DATA, has_text=True)
_PARAGRAPHS = (some_of("p"),)
_TERM_NOTES = any_of("termNote", "termNoteGrp")

BASIC_2: Grammar = {
    "martif": Model((one("martifHeader"), one("text")), {**_REQUIRED_LANGUAGE, "type": REQUIRED_TEXT}),
    "martifHeader": Model((one("fileDesc"), optional("encodingDesc"), optional("revisionDesc")), ID),
    "fileDesc": Model((optional("titleStmt"), optional("publicationStmt"), some_of("sourceDesc")), ID),
    "titleStmt": Model((one("title"), any_of("note")), _NAMED),
    "title": Model((), _NAMED, has_text=True),
    "publicationStmt": Model(_PARAGRAPHS, ID),
    "sourceDesc": Model(_PARAGRAPHS, _NAMED),
    "encodingDesc": Model(_PARAGRAPHS, ID),
    "revisionDesc": Model((some_of("change"),), _NAMED),
    "change": Model(_PARAGRAPHS, _NAMED),
    "p": Model((_NOTE_TEXT,), {**_NAMED, "type": Attribute(frozenset({"XCSURI"}))}, has_text=True),
    "text": Model((one("body"), optional("back")), ID),
    "body": Model((some_of("termEntry"),), ID),
    "back": Model((any_of("refObjectList"),), ID),
    "refObjectList": Model((some_of("refObject"),), {**ID, "type": REQUIRED_TEXT}),
    "refObject": Model((some_of("item"),), ID),
    "item": Model((_NOTE_TEXT,), {**ID, "type": Attribute()}, has_text=True),
    "termEntry": Model((_ABOUT, some_of("langSet")), ID),
    "langSet": Model((_ABOUT, some_of("tig")), _REQUIRED_LANGUAGE),
    "tig": Model((one("term"), any_of("termNote"), _ABOUT), ID),
    "term": Model((any_of("hi"),), ID, has_text=True),
    "termNote": _MARKED_UP,
    "admin": _MARKED_UP,
    "descrip": _MARKED_UP,
    "descripGrp": Model((one("descrip"), any_of("admin")), ID),
    "note": Model((_NOTE_TEXT,), _NAMED, has_text=True),
    "ref": _PLAIN,
    "transac": _PLAIN,
    "transacNote": _PLAIN,
    "transacGrp": Model((one("transac"), any_of("transacNote", "date")), ID),
    "date": Model((), ID, has_text=True, datatypes=("date",)),
    "xref": Model((), {**ID, "target": REQUIRED_TEXT, "type": REQUIRED_TEXT}, has_text=True),
    "hi": Model((), {**_TARGET, **_LANGUAGE, "type": Attribute(HIGHLIGHTS)}, has_text=True),
    "foreign": Model((_NOTE_TEXT,), _NAMED, has_text=True),
    "bpt": Model((), {"i": Attribute(), "type": Attribute()}, has_text=True),
    "ept": Model((), {"i": Attribute()}, has_text=True),
    "ph": Model((), {"type": Attribute()}, has_text=True),
}

CORE_2: Grammar = {
    **BASIC_2,
    "p": Model((_NOTE_TEXT,), {**_NAMED, "type": Attribute()}, has_text=True),
    "refObject": Model((some_of("itemSet", "itemGrp", "item"),), ID),
    "itemSet": Model((some_of("itemGrp", "item"),), {**ID, "type": Attribute()}),
    "itemGrp": Model((one("item"), _LINKS), ID),
    "termEntry": Model((_ABOUT_CORE, some_of("langSet")), ID),
    "langSet": Model((_ABOUT_CORE, some_of("tig", "ntig")), {**ID, **_REQUIRED_LANGUAGE}),
    "tig": Model((one("term"), any_of("termNote"), _ABOUT_CORE), ID),
    "ntig": Model((one("termGrp"), _ABOUT_CORE), ID),
    "termGrp": Model((one("term"), _TERM_NOTES, any_of("termCompList")), ID),
    "termNoteGrp": Model((one("termNote"), _LINKS), ID),
    "termCompList": Model((_ABOUT_CORE, some_of("termComp", "termCompGrp")), {**ID, "type": REQUIRED_TEXT}),
    "termCompGrp": Model((one("termComp"), _TERM_NOTES, _LINKS), ID),
    "termComp": Model((), _NAMED, has_text=True),
    "adminGrp": Model((one("admin"), any_of("adminNote", "note", "ref", "xref")), ID),
    "adminNote": _PLAIN,
    "descripGrp": Model(
        (one("descrip"), any_of("descripNote", "admin", "adminGrp", "transacGrp", "note", "ref", "xref")), ID
    ),
    "descripNote": _PLAIN,
    "transacGrp": Model((one("transac"), any_of("transacNote", "date", "note", "ref", "xref")), ID),
    "hi": Model((), {**_TARGET, **_LANGUAGE, "type": Attribute()}, has_text=True),
}
