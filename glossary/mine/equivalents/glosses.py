"""Equivalents that a document gives itself, in brackets: ``river chief system (河长制)`` or the other way.

What stands in the bracket has sure boundaries. Of the English before it every tail is kept, as the candidates say
which of them is the term; where the Chinese before it begins is chosen by marks, meaning and length
(``gloss_boundaries``), and where that isn't sure nothing is proposed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from glossary.concept import ProposedEquivalent
from glossary.mine.equivalents.gloss_boundaries import choose_boundary, find_glosses
from glossary.mine.equivalents.gloss_direction import Direction
from glossary.text.chinese import fold_chinese, has_han
from glossary.text.english import fold
from glossary.vocabulary import Language, Method

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from glossary.concept import Document
    from glossary.mine.encoding import Encoder
    from glossary.mine.equivalents.gloss_boundaries import Gloss

CONFIDENCE_INSIDE = 0.85
#: More words than any term of the language of policy has.
_MOST_WORDS = 10

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHINESE = rf"[{_HAN}][{_HAN}0-9０-９A-Z“”‘’·、—\-]{{1,24}}"
_INSIDE = re.compile(
    rf"(?P<english>[^()（）\n]{{2,120}}?)[\"”’'»]?\s*[(（]\s*(?P<chinese>[“《]?{_CHINESE}[”》]?)\s*[)）]"
)
_OPENING = re.compile(rf"[(（]\s*[“《]?[{_HAN}]")
_CLOSING = re.compile(r"[)）]")
#: The most characters that the English before a bracket has, with its closing quotation mark.
_LONGEST = 121
_WORD = re.compile(r"[A-Za-z0-9][\w.'’&/–-]*")


_MOST_OPEN = 20
"""Glosses of one Chinese term that are kept; more say the same."""


class _OpenGloss(NamedTuple):
    """What stands before a bracket with Chinese, that Chinese, the bracket with it, and the document's path."""

    before: str
    inside: str
    bracket: str
    source: str


class GlossLayer:
    """The inline glosses of documents by the keys of both terms.

    Args:
        documents: in any language.
        encoder: says what strings mean; without one only marks say where a term before a bracket begins.
    """

    def __init__(self, documents: Iterable[Document], encoder: Encoder | None = None) -> None:
        self._encoder = encoder
        self._chinese: dict[str, list[ProposedEquivalent]] = defaultdict(list)
        self._english: dict[str, list[ProposedEquivalent]] = defaultdict(list)
        self._open: dict[str, list[_OpenGloss]] = defaultdict(list)
        for document in documents:
            if has_han(document.text):
                self._read(document)

    def propose(self, terms: Iterable[str]) -> list[ProposedEquivalent]:
        """Return the Chinese glosses of an English term in any of its spellings, each once."""
        return _distinct(self._chinese, map(fold, terms))

    def propose_english(self, terms: Iterable[str]) -> list[ProposedEquivalent]:
        """Return the English glosses of a Chinese term in any of its spellings, each once."""
        keys = [fold_chinese(term) for term in terms]
        for key in keys:
            for gloss in self._open.pop(key, ()):
                boundary = choose_boundary(
                    gloss.before, gloss.inside, self._encoder, direction=Direction.ENGLISH_BEFORE
                )
                if boundary:
                    english = gloss.before[boundary.start : boundary.end]
                    evidence = f"{english}{gloss.bracket}"
                    self._english[key].append(
                        _proposal(english, boundary.confidence, gloss.source, evidence, Language.ENGLISH)
                    )
        return _distinct(self._english, keys)

    def _read(self, document: Document) -> None:
        for match in _find_inside(document.text):
            for english in _tails(match["english"]):
                chinese = _without_marks(match["chinese"])
                self._chinese[fold(english)].append(_proposal(chinese, CONFIDENCE_INSIDE, document.path, match[0]))
        for gloss in find_glosses(document.text):
            if gloss.direction is Direction.ENGLISH_BEFORE:
                self._leave_open(document, gloss)
            else:
                self._choose(document, gloss)

    def _leave_open(self, document: Document, gloss: Gloss) -> None:
        """Keep the English before Chinese in brackets: where it begins is asked for a Chinese candidate alone."""
        text = document.text
        inside = text[gloss.inside_start : gloss.inside_end]
        kept = self._open[fold_chinese(inside)]
        if len(kept) < _MOST_OPEN:
            before = text[gloss.before_start : gloss.before_end]
            kept.append(_OpenGloss(before, inside, text[gloss.before_end : gloss.inside_end + 1], document.path))

    def _choose(self, document: Document, gloss: Gloss) -> None:
        """Keep Chinese that English in brackets glosses, or that 即 says, where its boundary is sure."""
        text = document.text
        before = text[gloss.before_start : gloss.before_end]
        english = text[gloss.inside_start : gloss.inside_end].strip()
        boundary = choose_boundary(before, english, self._encoder, direction=gloss.direction)
        if boundary is None:
            return
        first = min(gloss.before_start + boundary.start, gloss.inside_start)
        evidence = text[first : max(gloss.before_end, gloss.inside_end) + 1]
        chinese = _without_marks(before[boundary.start : boundary.end])
        confidence, source = boundary.confidence, document.path
        self._chinese[fold(english)].append(_proposal(chinese, confidence, source, evidence))
        self._english[fold_chinese(chinese)].append(_proposal(english, confidence, source, evidence, Language.ENGLISH))


def _distinct(found: Mapping[str, list[ProposedEquivalent]], keys: Iterable[str]) -> list[ProposedEquivalent]:
    by_term: dict[str, ProposedEquivalent] = {}
    for key in dict.fromkeys(keys):
        for proposal in found.get(key, ()):
            by_term.setdefault(proposal.term, proposal)
    return list(by_term.values())


def _without_marks(chinese: str) -> str:
    """Return a term without the marks around it as a whole."""
    return chinese.strip("“”《》‘’") if chinese[0] in "“《" and chinese[-1] in "”》" else chinese


def _proposal(
    term: str, confidence: float, source: str, evidence: str, language: Language = Language.SIMPLIFIED_CHINESE
) -> ProposedEquivalent:
    return ProposedEquivalent(
        term=term,
        language=language,
        method=Method.GLOSS,
        confidence=confidence,
        source=source,
        evidence=" ".join(evidence.split()),
    )


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
