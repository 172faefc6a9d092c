"""Equivalents from CC-CEDICT (CC BY-SA 4.0, https://cc-cedict.org), as proposals only.

The dictionary is Chinese–English: an English term is looked for among the glosses. It is proposed only where
exactly one Chinese noun has it as a whole gloss, or where the gloss names a place. Policy phrases are seldom
in it; what is, is often another sense, so its confidence stays below that of every other layer, and common
single words, which have too many senses, are not looked up at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from glossary.concept import ProposedEquivalent
from glossary.progress import Progress, ticking
from glossary.text.cedict import read_cedict
from glossary.text.english import fold
from glossary.vocabulary import Language, Method

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TELL_EVERY = 5_000
"""Headwords between two reports of progress."""

SOURCE = "CC-CEDICT, CC BY-SA 4.0"
CONFIDENCE_PLACE = 0.7
CONFIDENCE_WORD = 0.5
_SHORTEST = 2

#: An acronym in brackets behind a gloss says the same once more; any other note narrows its sense.
_ACRONYM = re.compile(r"\s*\([A-Z][A-Za-z&-]*\)$")
_PLACE = re.compile(
    r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}),? "
    r"(?:(?:prefecture|county|sub-?provincial|autonomous)(?:[ -]level)? )?"
    r"(?P<kind>city|province|county|municipality|district|autonomous region|prefecture)\b"
)
#: What an English name carries as its kind, and the Chinese ending that says the same.
_ENDINGS = {"province": "省", "city": "市", "county": "县", "district": "区", "municipality": "市"}
#: Glosses that speak of another headword, or not of this one's meaning.
_POINTERS = ("see ", "variant of", "old variant", "surname ", "CL:", "also written", "used in ", "erhua ", "to ")
_PREFIX = 3


class _Sense(NamedTuple):
    chinese: str
    gloss: str
    is_place: bool


class DictionaryLayer:
    """CC-CEDICT's answers for a list of English terms, found in one pass over its glosses."""

    def __init__(self, terms: Iterable[str], progress: Progress | None = None) -> None:
        self._by_key: dict[str, list[_Sense]] = defaultdict(list)
        self._wanted = {fold(term) for term in terms if _is_specific(term)}
        # Folding every gloss would cost a second; most are ruled out by their first letters.
        self._beginnings = {key[:_PREFIX] for key in self._wanted}
        entries = read_cedict() if self._wanted else ()
        for entry in ticking(entries, progress, "reading the dictionary", every=TELL_EVERY):
            if len(entry.simplified) >= _SHORTEST:
                self._read(entry.simplified, entry.glosses)

    def propose(self, terms: Iterable[str]) -> list[ProposedEquivalent]:
        """Return the only Chinese noun or place that has one of the terms as a whole gloss."""
        for term in terms:
            if not _is_specific(term):
                continue
            senses = [sense for sense in self._by_key.get(fold(term), []) if _fits(sense, term)]
            words = list(dict.fromkeys(_without_kind(sense.chinese, term) for sense in senses))
            if len(words) == 1:
                confidence = CONFIDENCE_PLACE if senses[0].is_place else CONFIDENCE_WORD
                return [_proposal(words[0], confidence, senses[0].gloss)]
        return []

    def _read(self, chinese: str, glosses: tuple[str, ...]) -> None:
        is_verb = any(gloss.startswith("to ") for gloss in glosses)
        for gloss in glosses:
            if gloss.startswith(_POINTERS) or "abbr. for" in gloss:
                continue
            place = _PLACE.match(gloss)
            if place:
                for name in _names(place, chinese):
                    self._keep(name, _Sense(chinese, gloss, is_place=True))
            elif not is_verb or gloss == glosses[0]:
                english = _ACRONYM.sub("", gloss)
                if "(" not in english:
                    self._keep(english, _Sense(chinese, gloss, is_place=False))

    def _keep(self, english: str, sense: _Sense) -> None:
        if _beginning(english) in self._beginnings:
            key = fold(english)
            if key in self._wanted:
                self._by_key[key].append(sense)


def _is_specific(term: str) -> bool:
    """Whether a term says enough to be looked up: several words, or a name."""
    return " " in term.strip() or "-" in term or term[:1].isupper()


def _fits(sense: _Sense, term: str) -> bool:
    """Whether a sense is likely that of a term: a name, or a noun about as explicit as the English one.

    Two Chinese characters for two English words are mostly an old or a narrower word (local conditions: 风土),
    and a gloss in the plural is mostly another thing (economic circles: 经济界, economic circle: 经济圈).
    """
    if not term[0].islower():
        return True
    is_explicit = len(sense.chinese) >= 2 * len(term.split()) - 1
    is_other_number = sense.gloss.endswith("s") and not term.endswith("s")
    return is_explicit and not is_other_number


def _beginning(english: str) -> str:
    letters = english.removeprefix("the ").replace("-", "").replace("'", "").replace(" ", "")
    return letters[:_PREFIX].lower()


def _names(place: re.Match[str], chinese: str) -> Iterator[str]:
    """Yield the English names that a Chinese place name answers: with its kind or without, as it has it."""
    name, kind = place["name"], place["kind"]
    ending = _ENDINGS.get(kind)
    if ending is None or chinese.endswith(ending):
        yield f"{name} {kind}"
    else:
        yield name


def _without_kind(chinese: str, term: str) -> str:
    """Return 北京 for “Beijing” where the dictionary has 北京市."""
    is_bare = " " not in term.strip()
    has_kind = chinese.endswith(tuple(_ENDINGS.values())) and len(chinese) > _SHORTEST
    return chinese[:-1] if is_bare and has_kind else chinese


def _proposal(chinese: str, confidence: float, gloss: str) -> ProposedEquivalent:
    return ProposedEquivalent(
        term=chinese,
        language=Language.SIMPLIFIED_CHINESE,
        method=Method.DICTIONARY,
        confidence=confidence,
        source=SOURCE,
        evidence=gloss,
    )
