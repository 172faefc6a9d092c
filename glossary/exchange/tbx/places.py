"""Where each data category may stand, by dialect and style: facts of the official rules, as data.

A place is the name of the parent element, or ``parent/grandparent``; ``*`` is any parent. Where the rules of
a dialect say less or more than those of another they were published so: what is written has to pass them.
"""

from __future__ import annotations

_CONCEPT, _LANGUAGE, _TERM = "conceptEntry", "langSec", "termSec"
_ALL = (_CONCEPT, _LANGUAGE, _TERM)
_ANY_GROUP = ("adminGrp", "descripGrp", "termNoteGrp")


def _places(levels: tuple[str, ...], *groups: str) -> frozenset[str]:
    """Return levels, and the same levels within groups."""
    return frozenset(levels) | {f"{group}/{level}" for group in groups for level in levels}


_SUBJECT_FIELD = {"subjectField": _places((_CONCEPT,), "descripGrp")}
_DESCRIPTIONS = {
    **_SUBJECT_FIELD,
    "context": _places((_TERM,), "descripGrp"),
    "definition": _places((_CONCEPT, _LANGUAGE), "descripGrp"),
}
_READINGS = {
    "reading": _places((_TERM,), "adminGrp"),
    "readingNote": frozenset({"adminGrp/termSec"}),
}
_TERM_NOTE = _places((_TERM,), "termNoteGrp")
_GRAPHIC = {"xGraphic": frozenset({_CONCEPT, _LANGUAGE})}

MIN_DCA = {
    **_SUBJECT_FIELD,
    "customerSubset": _places((_CONCEPT, _TERM), *_ANY_GROUP),
    "externalCrossReference": frozenset(_ALL),
}
BASIC_DCA = {
    **MIN_DCA,
    **_DESCRIPTIONS,
    **_GRAPHIC,
    "crossReference": _places((_CONCEPT, _TERM), *_ANY_GROUP, "transacGrp"),
    "projectSubset": _places((_CONCEPT, _TERM), *_ANY_GROUP),
    "responsibility": _places(_ALL, "transacGrp"),
    "source": _places(_ALL, *_ANY_GROUP),
    "transactionType": _places(_ALL, "transacGrp"),
}
LINGUIST_DCA = {
    **_DESCRIPTIONS,
    **_READINGS,
    **_GRAPHIC,
    "crossReference": _places((_CONCEPT, _TERM), "*"),
    "customerSubset": frozenset({_CONCEPT, _TERM, "adminGrp/termSec"}),
    "externalCrossReference": _places((_CONCEPT, _TERM), "*"),
    "projectSubset": frozenset({_CONCEPT, _TERM}),
    "source": _places(_ALL, "descripGrp"),
}
MIN_DCT = {
    **_SUBJECT_FIELD,
    "administrativeStatus": frozenset({_TERM}),
    "customerSubset": frozenset({_CONCEPT, _TERM, "adminGrp/termSec"}),
    "partOfSpeech": frozenset({_TERM}),
}
BASIC_DCT = {
    **MIN_DCT,
    **_DESCRIPTIONS,
    **_GRAPHIC,
    "crossReference": _places((_CONCEPT, _TERM), "*"),
    "grammaticalGender": _TERM_NOTE,
    "projectSubset": _places((_CONCEPT, _TERM), "adminGrp"),
    "responsibility": frozenset(f"transacGrp/{level}" for level in _ALL),
    "source": _places(_ALL, "descripGrp"),
    "termLocation": _TERM_NOTE,
    "termType": _TERM_NOTE,
    "transactionType": _places(_ALL, "transacGrp"),
}
LINGUIST_DCT = {
    **BASIC_DCT,
    **_READINGS,
    "grammaticalNumber": _TERM_NOTE,
    "register": _TERM_NOTE,
    "transferComment": _TERM_NOTE,
}
BASIC_2 = {
    "context": _places(("tig",), "descripGrp"),
    "crossReference": frozenset({"termEntry", "tig"}),
    "customerSubset": frozenset({"tig"}),
    "definition": _places(("termEntry", "langSet"), "descripGrp"),
    "externalCrossReference": frozenset({"termEntry", "tig"}),
    "projectSubset": frozenset({"tig"}),
    "subjectField": frozenset({"termEntry"}),
    "xGraphic": frozenset({"termEntry"}),
}


def allows(places: dict[str, frozenset[str]], category: str, parent: str, grandparent: str) -> bool:
    """Whether a category may stand in an element within another; one without places may stand anywhere."""
    known = places.get(category)
    if known is None or parent in known:
        return True
    return f"{parent}/{grandparent}" in known or f"*/{grandparent}" in known
