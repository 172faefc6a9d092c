"""What one element says about a concept, a language or a term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from glossary.concept import Context, CrossReference, Definition
from glossary.exchange.tbx.vocabulary import (
    PINYIN_BY_HAND_NOTE,
    PINYIN_NOTE,
    READING_BY_HAND_NOTE,
    READING_NOTE,
    Level,
    parse_part_of_speech,
    parse_status,
    parse_term_type,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType

_PINYIN_NOTES = ((PINYIN_NOTE, False), (PINYIN_BY_HAND_NOTE, True))
# Letters of pinyin and what stands between them; a reading in bopomofo or kana is none.
_PINYIN = re.compile(r"[^\u3040-\u30ff\u3100-\u312f\u4e00-\u9fff]+")


class Datum(NamedTuple):
    """One element of data with what its group says about it."""

    element: str
    category: str
    text: str
    target: str = ""
    source: str = ""
    reading_note: str = ""


class Found:
    """Everything found at one level so far. A slot that is taken stays; what comes second isn't taken."""

    __slots__ = (
        *("contexts", "definition", "language", "level", "notes", "other", "part_of_speech", "pinyin"),
        *("pinyin_by_hand", "references", "source", "status", "subject_field", "term", "term_type"),
    )

    def __init__(self, level: Level, language: str = "", term: str = "") -> None:
        self.level = level
        self.language = language
        self.term = term
        self.status: AdministrativeStatus | None = None
        self.part_of_speech: PartOfSpeech | None = None
        self.term_type: TermType | None = None
        self.pinyin: str | None = None
        self.pinyin_by_hand = False
        self.source: str | None = None
        self.subject_field: str | None = None
        self.definition: Definition | None = None
        self.notes: tuple[str, ...] = ()
        self.contexts: tuple[Context, ...] = ()
        self.references: tuple[CrossReference, ...] = ()
        self.other: tuple[str, ...] = ()

    def take(self, datum: Datum) -> bool:
        """Take what an element says; False if it isn't ours to interpret, here or a second time."""
        taker = _TAKERS.get((datum.element, datum.category))
        if taker is None or (datum.source and datum.category not in _HAVE_SOURCE):
            return False
        if datum.reading_note and datum.category != "reading":
            return False
        if not datum.text and datum.element not in {"ref", "xref"}:
            return True  # an empty element says nothing
        return taker(self, datum)

    def take_pinyin_note(self, text: str) -> bool:
        """Take a note that we wrote for want of a place for pinyin."""
        if self.level is not Level.TERM or self.pinyin or not self.language.startswith("zh"):
            return False
        for prefix, by_hand in _PINYIN_NOTES:
            if text.startswith(prefix) and len(text) > len(prefix):
                self.pinyin, self.pinyin_by_hand = text.removeprefix(prefix), by_hand
                return True
        return False


def _take_definition(found: Found, datum: Datum) -> bool:
    if found.definition:
        return False
    found.definition = Definition(text=datum.text, source=datum.source or None)
    return True


def _take_subject_field(found: Found, datum: Datum) -> bool:
    if found.level is not Level.CONCEPT or found.subject_field:
        return False
    found.subject_field = datum.text
    return True


def _take_context(found: Found, datum: Datum) -> bool:
    if found.level is not Level.TERM:
        return False
    found.contexts += (Context(text=datum.text, source=datum.source),)
    return True


def _take_source(found: Found, datum: Datum) -> bool:
    if found.level is not Level.TERM or found.source:
        return False
    found.source = datum.text
    return True


def _take_reading(found: Found, datum: Datum) -> bool:
    """Take pinyin; without our own remark somebody else wrote it, so no machine may change it."""
    is_ours = datum.reading_note in {READING_NOTE, READING_BY_HAND_NOTE}
    says_pinyin = not datum.reading_note or "pinyin" in datum.reading_note.lower()
    if found.level is not Level.TERM or found.pinyin or not found.language.startswith("zh"):
        return False
    if not is_ours and not (says_pinyin and _PINYIN.fullmatch(datum.text)):
        return False
    found.pinyin, found.pinyin_by_hand = datum.text, datum.reading_note != READING_NOTE
    return True


def _take_reference(found: Found, datum: Datum) -> bool:
    if found.level is not Level.CONCEPT or not datum.target:
        return False
    if datum.element == "xref" and "://" not in datum.target:
        return False
    found.references += (CrossReference(target=datum.target, text=datum.text),)
    return True


def _take_status(found: Found, datum: Datum) -> bool:
    status = parse_status(datum.text)
    if status is None or found.status is not None:
        return False
    found.status = status
    return True


def _take_part_of_speech(found: Found, datum: Datum) -> bool:
    part = parse_part_of_speech(datum.text)
    if part is None or found.part_of_speech is not None:
        return False
    found.part_of_speech = part
    return True


def _take_term_type(found: Found, datum: Datum) -> bool:
    kind = parse_term_type(datum.text)
    if kind is None or found.term_type is not None:
        return False
    found.term_type = kind
    return True


_HAVE_SOURCE = frozenset({"definition", "context", "example", "sampleSentence"})
_TAKERS: dict[tuple[str, str], Callable[[Found, Datum], bool]] = {
    ("descrip", "definition"): _take_definition,
    ("descrip", "subjectField"): _take_subject_field,
    ("descrip", "context"): _take_context,
    ("descrip", "example"): _take_context,
    ("descrip", "sampleSentence"): _take_context,
    ("admin", "source"): _take_source,
    ("admin", "reading"): _take_reading,
    ("ref", "crossReference"): _take_reference,
    ("xref", "externalCrossReference"): _take_reference,
    ("termNote", "administrativeStatus"): _take_status,
    ("termNote", "normativeAuthorization"): _take_status,
    ("termNote", "usageStatus"): _take_status,
    ("termNote", "partOfSpeech"): _take_part_of_speech,
    ("termNote", "termType"): _take_term_type,
}
