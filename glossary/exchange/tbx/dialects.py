"""What each dialect that we write allows: the difference between its schemas, as data."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.errors import UsageError
from glossary.exchange.tbx.vocabulary import LEVELS, Level

_LEAVES = frozenset({"admin", "descrip", "note", "ref", "xref"})
_BASIC_CATEGORIES = {
    "admin": frozenset({"customerSubset", "projectSubset", "source"}),
    "adminNote": frozenset[str](),
    "descrip": frozenset({"context", "definition", "subjectField"}),
    "descripNote": frozenset[str](),
    "ref": frozenset({"crossReference"}),
    "termNote": frozenset(
        {
            "administrativeStatus",
            "geographicalUsage",
            "grammaticalGender",
            "partOfSpeech",
            "termLocation",
            "termType",
        }
    ),
    "transac": frozenset({"transactionType"}),
    "transacNote": frozenset({"responsibility"}),
    "xref": frozenset({"externalCrossReference", "xGraphic"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """A dialect of TBX in one version.

    ``elements`` may stand directly at a level, besides the ``term_elements`` at the level of the term;
    ``groups`` names what a group may hold after the element it is about; ``categories`` are the values of
    ``type`` by element, where an element that isn't listed takes any; ``levels`` says where a category may
    stand; ``has_reading`` whether there is a place for pinyin.
    """

    name: str
    version: int
    entry: str
    language: str
    term: str
    elements: frozenset[str]
    term_elements: frozenset[str]
    groups: dict[str, frozenset[str]]
    categories: dict[str, frozenset[str]]
    levels: dict[str, frozenset[Level]]
    has_reading: bool = False
    has_date_times: bool = True


_V3_GROUPS = {
    "adminGrp": frozenset({"adminNote", "note", "ref", "xref"}),
    "descripGrp": frozenset({"admin", "adminGrp", "descripNote", "note", "ref", "transacGrp", "xref"}),
    "termNoteGrp": frozenset({"admin", "adminGrp", "note", "ref", "transacGrp", "xref"}),
    "transacGrp": frozenset({"date", "note", "ref", "transacNote", "xref"}),
}
_V3_ELEMENTS = _LEAVES | {"adminGrp", "descripGrp", "transacGrp"}

BASIC = Dialect(
    name="TBX-Basic",
    version=3,
    entry="conceptEntry",
    language="langSec",
    term="termSec",
    elements=_V3_ELEMENTS,
    term_elements=frozenset({"termNote", "termNoteGrp"}),
    groups=_V3_GROUPS,
    categories=_BASIC_CATEGORIES,
    levels=LEVELS,
)
LINGUIST = Dialect(
    name="TBX-Linguist",
    version=3,
    entry="conceptEntry",
    language="langSec",
    term="termSec",
    elements=_V3_ELEMENTS,
    term_elements=frozenset({"termNote", "termNoteGrp"}),
    groups=_V3_GROUPS,
    categories={},
    levels=LEVELS,
    has_reading=True,
)
BASIC_2 = Dialect(
    name="TBX-Basic",
    version=2,
    entry="termEntry",
    language="langSet",
    term="tig",
    elements=_LEAVES | {"descripGrp", "transacGrp"},
    term_elements=frozenset({"termNote"}),
    groups={
        "descripGrp": frozenset({"admin"}),
        "transacGrp": frozenset({"date", "transacNote"}),
    },
    categories=_BASIC_CATEGORIES,
    levels={
        **LEVELS,
        "customerSubset": frozenset({Level.TERM}),
        "projectSubset": frozenset({Level.TERM}),
        "xGraphic": frozenset({Level.CONCEPT}),
    },
    has_date_times=False,
)

_DIALECTS = {("basic", 3): BASIC, ("linguist", 3): LINGUIST, ("basic", 2): BASIC_2}


def find_dialect(name: str, version: int) -> Dialect:
    """Return the dialect that is written for a name and version.

    Raises:
        UsageError: there is none.
    """
    try:
        return _DIALECTS[name, version]
    except KeyError:
        offers = ", ".join(f"{known} in version {number}" for known, number in _DIALECTS)
        raise UsageError(f"TBX isn't written in the dialect {name!r}, version {version}; there is {offers}") from None
