"""The names of TBX that we read and write: elements, data categories, their values and levels.

Facts of ISO 30042:2019 (version 3) and its dialects TBX-Basic and TBX-Linguist, and of TBX-Basic by
ISO 30042:2008 (version 2), as their official RELAX NG and Schematron schemas have them. A *category* is what
an element is about: its ``type`` in the style called DCA (data category as attribute), its name in DCT
(data category as tag).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType

NAMESPACE = "urn:iso:std:iso:30042:ed-2"

# Stands in the header of what we write. In a file that has it, white space means what it says; files of
# others are wrapped and indented in the middle of their texts.
OWN_MARK = "Written by policy-glossary."

# TBX-Basic has no place for pinyin, so it goes into a note that begins with one of these.
PINYIN_NOTE = "Pinyin: "
PINYIN_BY_HAND_NOTE = "Pinyin (by hand): "

# TBX-Linguist has: a reading, and a readingNote that says what kind of reading it is.
READING_NOTE = "Hanyu Pinyin"
READING_BY_HAND_NOTE = "Hanyu Pinyin, by hand"


class Level(Enum):
    """Where in an entry an element stands; the value is its depth in the file."""

    CONCEPT = 4
    LANGUAGE = 5
    TERM = 6


ENTRY_NAMES = ("conceptEntry", "termEntry")
LANGUAGE_NAMES = frozenset({"langSec", "langSet"})
TERM_NAMES = frozenset({"termSec", "tig", "ntig"})

# Elements that hold one element of data and what is said about it.
GROUPS = frozenset({"adminGrp", "descripGrp", "termNoteGrp", "transacGrp"})

# The element of each category, to read DCT.
ELEMENT_OF_CATEGORY = {
    "customerSubset": "admin",
    "projectSubset": "admin",
    "source": "admin",
    "reading": "admin",
    "readingNote": "adminNote",
    "subjectField": "descrip",
    "definition": "descrip",
    "context": "descrip",
    "crossReference": "ref",
    "externalCrossReference": "xref",
    "xGraphic": "xref",
    "administrativeStatus": "termNote",
    "geographicalUsage": "termNote",
    "grammaticalGender": "termNote",
    "grammaticalNumber": "termNote",
    "partOfSpeech": "termNote",
    "register": "termNote",
    "termLocation": "termNote",
    "termType": "termNote",
    "transferComment": "termNote",
    "transactionType": "transac",
    "responsibility": "transacNote",
}

# What takes no markup in version 2.
PLAIN_IN_2 = frozenset({"customerSubset", "geographicalUsage", "projectSubset", "subjectField", "termLocation"})

# Picklists; a category that isn't here takes any text.
VALUES: dict[str, frozenset[str]] = {
    "administrativeStatus": frozenset(status.tbx for status in AdministrativeStatus),
    "partOfSpeech": frozenset(PartOfSpeech),
    "termType": frozenset(TermType),
    "grammaticalGender": frozenset({"masculine", "feminine", "neuter", "other"}),
    "grammaticalNumber": frozenset({"singular", "plural", "dual", "mass", "otherNumber"}),
    "register": frozenset(
        f"{name}Register"
        for name in ("colloquial", "neutral", "technical", "in-house", "bench-level", "slang", "vulgar")
    ),
    "termLocation": frozenset(
        {
            *("checkBox", "comboBox", "comboBoxElement", "dialogBox", "groupBox", "informativeMessage"),
            *("interactiveMessage", "menuItem", "progressBar", "pushButton", "radioButton", "slider"),
            *("spinBox", "tab", "tableText", "textBox", "toolTip", "user-definedType"),
        }
    ),
    "transactionType": frozenset({"origination", "modification"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A set of data categories that dialects are made of; in DCT its tags are in ``namespace``."""

    namespace: str
    categories: frozenset[str]


MODULES = {
    "min": Module(
        namespace="http://www.tbxinfo.net/ns/min",
        categories=frozenset(
            {"administrativeStatus", "customerSubset", "externalCrossReference", "partOfSpeech", "subjectField"}
        ),
    ),
    "basic": Module(
        namespace="http://www.tbxinfo.net/ns/basic",
        categories=frozenset(
            {
                *("context", "crossReference", "definition", "geographicalUsage", "grammaticalGender"),
                *("projectSubset", "responsibility", "source", "termLocation", "termType", "transactionType"),
                "xGraphic",
            }
        ),
    ),
    "ling": Module(
        namespace="http://www.tbxinfo.net/ns/linguist",
        categories=frozenset({"grammaticalNumber", "reading", "readingNote", "register", "transferComment"}),
    ),
}

# Values that other programs write, case folded and without the ending of the picklist: notRecommended and
# obsolete are the display values of TBX-Basic 2, the last three come from normativeAuthorization.
_OTHER_STATUSES = {
    "notrecommended": AdministrativeStatus.DEPRECATED,
    "forbidden": AdministrativeStatus.DEPRECATED,
    "obsolete": AdministrativeStatus.SUPERSEDED,
    "standardizedterm": AdministrativeStatus.PREFERRED,
    "legalterm": AdministrativeStatus.PREFERRED,
    "regulatedterm": AdministrativeStatus.PREFERRED,
}
STATUSES = {
    **{status.value: status for status in AdministrativeStatus},
    **{f"{status.value}term": status for status in AdministrativeStatus},
    **_OTHER_STATUSES,
}
PARTS_OF_SPEECH = {
    **{part.value.lower(): part for part in PartOfSpeech},
    "n": PartOfSpeech.NOUN,
    "v": PartOfSpeech.VERB,
    "adj": PartOfSpeech.ADJECTIVE,
    "adv": PartOfSpeech.ADVERB,
    "propernoun": PartOfSpeech.NOUN,
}
TERM_TYPES = {
    **{kind.value.lower(): kind for kind in TermType},
    "full form": TermType.FULL_FORM,
    "short form": TermType.SHORT_FORM,
    "phraseologicalunit": TermType.PHRASE,
}


@lru_cache(maxsize=256)
def parse_status(text: str) -> AdministrativeStatus | None:
    """Return the status that a value means, None if it is none of ours."""
    return STATUSES.get(text.strip().lower().removesuffix("-admn-sts"))


@lru_cache(maxsize=256)
def parse_part_of_speech(text: str) -> PartOfSpeech | None:
    """Return the part of speech that a value means, None if it is none of ours."""
    return PARTS_OF_SPEECH.get(text.strip().lower().rstrip("."))


@lru_cache(maxsize=256)
def parse_term_type(text: str) -> TermType | None:
    """Return the term type that a value means, None if it is none of ours."""
    return TERM_TYPES.get(text.strip().lower())
