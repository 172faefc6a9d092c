"""What a plug-in answered, taken apart: a language model answers anything."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from glossary.concept import ProposedEquivalent
from glossary.mine.equivalents.dictionary import CONFIDENCE_WORD
from glossary.text.chinese import chinese_writing
from glossary.text.pinyin import pinyin
from glossary.vocabulary import Language, Method

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Mapping, Sequence

    from glossary.mine.equivalents.plugins.protocol import PluginRequest

#: What a plug-in says is worth less than what a dictionary has.
MOST_CONFIDENT = CONFIDENCE_WORD - 0.05
#: So many answers to a term are looked at.
MOST_ANSWERS = 5
#: Longer is no term: the longest of the curated base have 30 characters in Chinese, 90 in English.
LONGEST = {True: 60, False: 150}
#: Longer evidence is cut.
LONGEST_EVIDENCE = 300
_OTHER_WRITING = {
    Language.SIMPLIFIED_CHINESE: ("Hant", "traditional"),
    Language.TRADITIONAL_CHINESE: ("Hans", "simplified"),
}


def check_answers(
    request: PluginRequest,
    answers: Iterable[Any],
    *,
    source: str,
    hand_pinyin: Mapping[str, str],
    dropped: Counter[str],
) -> tuple[ProposedEquivalent, ...]:
    """Return the answers that can be an equivalent, best first, each once.

    Args:
        request: what was asked.
        answers: of the plug-in; anything may be among them.
        source: who answered.
        hand_pinyin: readings that a person wrote, by Chinese term.
        dropped: counts the others by what is wrong with them.
    """
    kept: dict[str, ProposedEquivalent] = {}
    for answer in list(answers)[:MOST_ANSWERS]:
        told, confidence = getattr(answer, "term", None), _confidence(getattr(answer, "confidence", None))
        term = _clean(told)
        wrong = "no confidence between 0 and 1" if confidence is None else _fault(term, told, Language(request.target))
        if confidence is None or wrong:
            dropped[wrong] += 1
        elif term not in kept:
            kept[term] = ProposedEquivalent(
                term=term,
                language=request.target,
                method=Method.PLUGIN,
                confidence=round(MOST_CONFIDENT * confidence, 4),
                pinyin=(hand_pinyin.get(term) or pinyin(term)) if Language(request.target).is_chinese else None,
                source=source,
                evidence=_clean(getattr(answer, "evidence", ""))[:LONGEST_EVIDENCE],
            )
    return tuple(sorted(kept.values(), key=lambda proposal: -proposal.confidence))


def are_lists(answers: object, requests: Sequence[PluginRequest]) -> bool:
    """Tell whether there is a list of answers for each request."""
    return (
        isinstance(answers, list | tuple)
        and len(answers) == len(requests)
        and all(isinstance(one, list | tuple) for one in answers)
    )


def _confidence(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= 1 else None


def _fault(term: str, told: object, language: Language) -> str:
    """Return what is wrong with an answer, ``""`` for nothing.

    Args:
        term: the answer without what surrounds it.
        told: the answer as it came.
        language: that it should be in.
    """
    other, name = _OTHER_WRITING.get(language, ("", ""))
    writing = chinese_writing(term)
    faults = {
        "no text": not any(ch.isalnum() for ch in term),
        "control characters": isinstance(told, str)
        and any(unicodedata.category(ch) in _CONTROLS for ch in told.strip()),
        "too long for a term": len(term) > LONGEST[language.is_chinese],
        "no Chinese characters": language.is_chinese and writing == "none",
        "Chinese characters": not language.is_chinese and writing != "none",
        f"{name} characters": language.is_chinese and writing in {other, "mixed"},
    }
    return next((fault for fault, is_so in faults.items() if is_so), "")


_CONTROLS = frozenset(("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))


def _clean(text: object) -> str:
    """Return a text without what surrounds it: blanks, and quotation marks that a model puts around its answer."""
    if not isinstance(text, str):
        return ""
    words = " ".join("".join(" " if unicodedata.category(ch) in _CONTROLS else ch for ch in text).split())
    if len(words) > 1 and (words[0], words[-1]) in {('"', '"'), ("'", "'"), ("「", "」")}:
        words = words[1:-1].strip()
    return words
