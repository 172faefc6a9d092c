"""What each dialect that we write allows: the difference between its schemas, as data."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.errors import UsageError
from glossary.exchange.features import EVERYTHING, Feature
from glossary.exchange.tbx import places
from glossary.exchange.tbx.vocabulary import ELEMENT_OF_CATEGORY, MODULES

_TOP = frozenset({"admin", "descrip", "note", "xref"})
_LEAVES = _TOP | {"ref"}
_MIN_CATEGORIES = {
    "admin": frozenset({"customerSubset"}),
    "adminNote": frozenset[str](),
    "descrip": frozenset({"subjectField"}),
    "descripNote": frozenset[str](),
    "ref": frozenset[str](),
    "termNote": frozenset({"administrativeStatus", "partOfSpeech"}),
    "transac": frozenset[str](),
    "transacNote": frozenset[str](),
    "xref": frozenset({"externalCrossReference"}),
}
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
_NO_CATEGORIES = dict.fromkeys(_BASIC_CATEGORIES, frozenset[str]())
# Linguist has more than Basic in DCA, where the rules let any category pass, and in DCT, where they don't.
_KNOWN_CATEGORIES = {
    element: frozenset(category for category, of in ELEMENT_OF_CATEGORY.items() if of == element)
    for element in _BASIC_CATEGORIES
}

_NEVER = {Feature.CONTEXT_PLACES}
_IN_BASIC = EVERYTHING - _NEVER - {Feature.OTHER}
_IN_MIN = _IN_BASIC - {
    *(Feature.TERM_TYPE, Feature.TERM_SOURCES, Feature.CONTEXTS, Feature.DEFINITION),
    *(Feature.DEFINITION_SOURCES, Feature.LANGUAGE_DETAILS, Feature.REFERENCES),
}
_IN_CORE = _IN_MIN - {
    *(Feature.STATUS, Feature.REJECTED_TERMS, Feature.PART_OF_SPEECH, Feature.SUBJECT_FIELD, Feature.ORDER),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """A dialect of TBX in one version and style.

    ``elements`` may stand directly at a level, besides the ``term_elements`` at the level of the term;
    ``groups`` names what a group may hold after the element it is about; ``categories`` are the values of
    ``type`` by element, where an element that isn't listed takes any; ``places`` says where a category may
    stand; ``has_reading`` whether there is a place for pinyin; ``carries`` what of an entry is in the file
    in full. ``style`` is ``dca``, data categories as attributes, or ``dct``, data categories as tags.
    """

    name: str
    version: int
    style: str = "dca"
    entry: str = "conceptEntry"
    language: str = "langSec"
    term: str = "termSec"
    elements: frozenset[str]
    term_elements: frozenset[str]
    groups: dict[str, frozenset[str]]
    categories: dict[str, frozenset[str]]
    places: dict[str, frozenset[str]]
    carries: frozenset[Feature]
    has_reading: bool = False
    has_date_times: bool = True

    @property
    def modules(self) -> tuple[str, ...]:
        """The prefixes of the modules that the style DCT takes its tags from."""
        if self.style == "dca":
            return ()
        used = frozenset().union(*self.categories.values())
        return tuple(name for name, module in MODULES.items() if used & module.categories)

    def has(self, element: str, category: str) -> bool:
        """Whether the dialect knows a category of an element."""
        known = self.categories.get(element)
        return known is None or category in known

    def tag(self, element: str, category: str) -> tuple[str, str]:
        """Return the name of the tag for a category, and what opens it."""
        if self.style == "dca":
            return element, f'{element} type="{category}"'
        prefix = next(name for name, module in MODULES.items() if category in module.categories)
        return (f"{prefix}:{category}",) * 2


_GROUPS_3 = {
    "adminGrp": frozenset({"adminNote", "note", "ref", "xref"}),
    "descripGrp": frozenset({"admin", "adminGrp", "descripNote", "note", "ref", "transacGrp", "xref"}),
    "termNoteGrp": frozenset({"admin", "adminGrp", "note", "ref", "transacGrp", "xref"}),
    "transacGrp": frozenset({"date", "note", "ref", "transacNote", "xref"}),
}
_ELEMENTS_3 = _LEAVES | {"adminGrp", "descripGrp", "transacGrp"}
_TERM_ELEMENTS_3 = frozenset({"termNote", "termNoteGrp"})


def _core(style: str) -> Dialect:
    """Return TBX-Core, which has terms and notes and no data categories."""
    return Dialect(
        name="TBX-Core",
        version=3,
        style=style,
        elements=frozenset({"note"}),
        term_elements=frozenset(),
        groups={},
        categories=_NO_CATEGORIES,
        places={},
        carries=_IN_CORE,
    )


def _min(style: str, where: dict[str, frozenset[str]]) -> Dialect:
    return Dialect(
        name="TBX-Min",
        version=3,
        style=style,
        elements=_TOP | {"adminGrp", "descripGrp"},
        term_elements=_TERM_ELEMENTS_3,
        groups=_GROUPS_3,
        categories=_MIN_CATEGORIES,
        places=where,
        carries=_IN_MIN,
    )


def _basic(style: str, where: dict[str, frozenset[str]]) -> Dialect:
    return Dialect(
        name="TBX-Basic",
        version=3,
        style=style,
        elements=_ELEMENTS_3,
        term_elements=_TERM_ELEMENTS_3,
        groups=_GROUPS_3,
        categories=_BASIC_CATEGORIES,
        places=where,
        carries=_IN_BASIC,
    )


def _linguist(style: str, where: dict[str, frozenset[str]]) -> Dialect:
    """Return TBX-Linguist; in DCA it takes every data category."""
    return Dialect(
        name="TBX-Linguist",
        version=3,
        style=style,
        elements=_ELEMENTS_3,
        term_elements=_TERM_ELEMENTS_3,
        groups=_GROUPS_3,
        categories={} if style == "dca" else _KNOWN_CATEGORIES,
        places=where,
        carries=EVERYTHING - _NEVER if style == "dca" else _IN_BASIC,
        has_reading=True,
    )


_BASIC_2 = Dialect(
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
    places=places.BASIC_2,
    carries=_IN_BASIC,
    has_date_times=False,
)

_DIALECTS = {
    ("core", 3, "dca"): _core("dca"),
    ("core", 3, "dct"): _core("dct"),
    ("min", 3, "dca"): _min("dca", places.MIN_DCA),
    ("min", 3, "dct"): _min("dct", places.MIN_DCT),
    ("basic", 3, "dca"): _basic("dca", places.BASIC_DCA),
    ("basic", 3, "dct"): _basic("dct", places.BASIC_DCT),
    ("linguist", 3, "dca"): _linguist("dca", places.LINGUIST_DCA),
    ("linguist", 3, "dct"): _linguist("dct", places.LINGUIST_DCT),
    ("basic", 2, "dca"): _BASIC_2,
}
DIALECT_NAMES = ("core", "min", "basic", "linguist")
STYLES = ("dca", "dct")


def find_dialect(name: str, version: int = 3, style: str = "dca") -> Dialect:
    """Return the dialect that is written for a name, version and style.

    Raises:
        UsageError: there is none.
    """
    try:
        return _DIALECTS[name, version, style]
    except KeyError:
        asked = f"the dialect {name!r}, version {version}, style {style}"
        offers = f"{', '.join(DIALECT_NAMES)} in version 3, each in the style dca or dct; basic in version 2, dca"
        raise UsageError(f"TBX isn't written in {asked}; there is {offers}") from None


def carried_by(name: str, version: int = 3, style: str = "dca") -> frozenset[Feature]:
    """Return what of an entry a dialect carries in full.

    Raises:
        UsageError: there is no such dialect.
    """
    return find_dialect(name, version, style).carries
