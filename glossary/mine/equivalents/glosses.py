"""Equivalents that a document gives itself, in brackets: ``river chief system (河长制)`` or the other way.

A gloss whose whole bracket is Chinese has sure boundaries. The other way round only quotation marks,
book-title marks or an enumeration comma say where the Chinese term begins; without them nothing is proposed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from glossary.concept import ProposedEquivalent
from glossary.text.english import fold
from glossary.vocabulary import Language, Method

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.concept import Document

CONFIDENCE_INSIDE = 0.85
CONFIDENCE_BEFORE = 0.75
#: More words than any term of the language of policy has.
_MOST_WORDS = 10

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHINESE = rf"[{_HAN}][{_HAN}0-9０-９A-Z“”‘’·、—\-]{{1,24}}"
_INSIDE = re.compile(
    rf"(?P<english>[^()（）\n]{{2,120}}?)[\"”’'»]?\s*[(（]\s*(?P<chinese>[“《]?{_CHINESE}[”》]?)\s*[)）]"
)
_BEFORE = re.compile(
    rf"(?:[“《「『*](?P<quoted>{_CHINESE})[”》」』*]|、(?P<bare>[{_HAN}]{{2,10}}))"
    r"\s*[(（]\s*(?P<english>[A-Za-z][A-Za-z0-9 ,.'’&/–-]{2,80})\s*[)）]",
    re.MULTILINE,
)
_OPENING = re.compile(rf"[(（]\s*[“《]?[{_HAN}]")
_CLOSING = re.compile(r"[)）]")
#: The most characters that the English before a bracket has, with its closing quotation mark.
_LONGEST = 121
_WORD = re.compile(r"[A-Za-z0-9][\w.'’&/–-]*")


class GlossLayer:
    """The inline glosses of documents by the key of the English term."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._by_key: dict[str, list[ProposedEquivalent]] = defaultdict(list)
        for document in documents:
            self._read(document)

    def propose(self, terms: Iterable[str]) -> list[ProposedEquivalent]:
        """Return the glosses of a term in any of its spellings, each Chinese term once."""
        found: dict[str, ProposedEquivalent] = {}
        for key in dict.fromkeys(fold(term) for term in terms):
            for proposal in self._by_key.get(key, ()):
                found.setdefault(proposal.term, proposal)
        return list(found.values())

    def _read(self, document: Document) -> None:
        for match in _find_inside(document.text):
            for english in _tails(match["english"]):
                self._add(english, match["chinese"], CONFIDENCE_INSIDE, document, match[0])
        for match in _BEFORE.finditer(document.text):
            confidence = CONFIDENCE_BEFORE if match["bare"] is None else CONFIDENCE_BEFORE - 0.1
            self._add(match["english"], match["quoted"] or match["bare"], confidence, document, match[0])

    def _add(self, english: str, chinese: str, confidence: float, document: Document, evidence: str) -> None:
        term = chinese.strip("“”《》‘’") if chinese[0] in "“《" and chinese[-1] in "”》" else chinese
        proposal = ProposedEquivalent(
            term=term,
            language=Language.SIMPLIFIED_CHINESE,
            method=Method.GLOSS,
            confidence=confidence,
            source=document.path,
            evidence=" ".join(evidence.split()),
        )
        self._by_key[fold(english)].append(proposal)


def _find_inside(text: str) -> Iterator[re.Match[str]]:
    """Yield all matches of ``_INSIDE``, which is tried only before brackets that begin with Chinese.

    Tried everywhere it would read a hundred characters from each place of a text that has no gloss.
    """
    after = 0
    for opening in _OPENING.finditer(text):
        closing = _CLOSING.search(text, opening.end())
        if opening.start() < after or closing is None:
            continue
        start = opening.start()
        while start > after and text[start - 1].isspace():
            start -= 1
        match = _INSIDE.search(text, max(after, start - _LONGEST), closing.end())
        if match:
            yield match
            after = match.end()


def _tails(text: str) -> list[str]:
    """Return the last one, two, three … words of a text: a candidate that equals one of them is glossed."""
    starts = [match.start() for match in _WORD.finditer(text)][-_MOST_WORDS:]
    return [text[start:] for start in starts]
