"""Equivalents from CC-CEDICT (CC BY-SA 4.0, https://cc-cedict.org), as proposals only.

The dictionary is Chinese–English: an English term is looked for among the glosses. It is proposed only where
exactly one Chinese word has it as a whole gloss, or where the gloss names a place. Policy phrases are seldom
in it; what is, is often another sense, so its confidence stays below that of every other layer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from glossary.concept import ProposedEquivalent
from glossary.text.cedict import read_cedict
from glossary.text.english import fold
from glossary.vocabulary import Language, Method

if TYPE_CHECKING:
    from collections.abc import Iterable

SOURCE = "CC-CEDICT, CC BY-SA 4.0"
CONFIDENCE_PLACE = 0.7
CONFIDENCE_WORD = 0.5
_SHORTEST = 2

_NOTE = re.compile(r"\s*\([^)]*\)\s*")
_PLACE = re.compile(
    r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}),? (?:is |the )?"
    r"(?:(?:prefecture|county|subprovincial|sub-provincial|prefecture-level|county-level)[- ]?(?:level)? ?)?"
    r"(?P<kind>city|province|county|municipality|district|autonomous region|prefecture)\b"
)
#: What an English name carries as its kind, and the Chinese ending that says the same.
_KINDS = {"province": "省", "city": "市", "county": "县", "district": "区", "municipality": "市"}
_ENDINGS = tuple(_KINDS.values())
#: Glosses that speak of another headword, not of this one's meaning.
_POINTERS = (
    "see ",
    "variant of",
    "old variant",
    "abbr.",
    "surname ",
    "CL:",
    "also written",
    "used in",
    "erhua ",
)


class _Sense(NamedTuple):
    chinese: str
    gloss: str
    is_place: bool


class DictionaryLayer:
    """CC-CEDICT's answers for a list of English terms, found in one pass over its glosses."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_key: dict[str, list[_Sense]] = defaultdict(list)
        wanted = {fold(term) for term in terms}
        for entry in read_cedict():
            if len(entry.simplified) >= _SHORTEST:
                self._read(entry.simplified, entry.glosses, wanted)

    def propose(self, terms: Iterable[str]) -> list[ProposedEquivalent]:
        """Return the only Chinese word or place that has one of the terms as a whole gloss."""
        for term in terms:
            senses = self._by_key.get(fold(term), [])
            words = list(dict.fromkeys(sense.chinese for sense in senses))
            if len(words) == 1:
                confidence = CONFIDENCE_PLACE if senses[0].is_place else CONFIDENCE_WORD
                return [_proposal(words[0], confidence, senses[0].gloss)]
        return []

    def _read(self, chinese: str, glosses: Iterable[str], wanted: set[str]) -> None:
        for gloss in glosses:
            if gloss.startswith(_POINTERS):
                continue
            place = _PLACE.match(gloss)
            if place:
                for name in _names(place, chinese):
                    self._keep(name, _Sense(chinese, gloss, is_place=True), wanted)
            else:
                self._keep(_NOTE.sub(" ", gloss), _Sense(chinese, gloss, is_place=False), wanted)

    def _keep(self, english: str, sense: _Sense, wanted: set[str]) -> None:
        key = fold(english)
        if key in wanted:
            self._by_key[key].append(sense)


def _names(place: re.Match[str], chinese: str) -> list[str]:
    """Return the English names that a Chinese place name answers: with its kind or without, as it has it."""
    name, kind = place["name"], place["kind"]
    ending = _KINDS.get(kind)
    if ending is None:
        return [f"{name} {kind}"]
    has_ending = len(chinese) > _SHORTEST and chinese.endswith(_ENDINGS)
    return [f"{name} {kind}"] if has_ending else [name]


def _proposal(chinese: str, confidence: float, gloss: str) -> ProposedEquivalent:
    return ProposedEquivalent(
        term=chinese,
        language=Language.SIMPLIFIED_CHINESE,
        method=Method.DICTIONARY,
        confidence=confidence,
        source=SOURCE,
        evidence=gloss,
    )
