"""Equivalents put together by rule where the rule is safe: numbered plans, congresses, sessions, places.

Each rule is a pattern over the English term and a template of the Chinese one. The Chinese forms are those of
the government's own documents: “十五五”规划, “十五五”时期, 第十四届全国人民代表大会第四次会议.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.concept import ProposedEquivalent
from glossary.mine.equivalents.termbase import TermbaseLayer, chinese_of
from glossary.vocabulary import Language, Method, SubjectField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.concept import ConceptEntry

CONFIDENCE = 0.9
_DIGITS = "零一二三四五六七八九"
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
]
_FIRST_SHORT_PLAN = 11  # before the eleventh they were 计划, not 规划
_LAST_SHORT_PLAN = 19


def chinese_number(number: int) -> str:
    """Return a whole number from 1 to 99 in Chinese: 14 is 十四, 20 is 二十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")


_NUMBER = r"(\d{1,2})(?:st|nd|rd|th)"
_SESSION = rf"(?:{_NUMBER}|({'|'.join(_ORDINALS)}))"
_NPC = r"(?:national people'?s congress|npc)"
_CPPCC = r"(?:chinese people'?s political consultative conference|cppcc)"
_PARTY = r"(?:communist party of china|cpc)"


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern that must match the whole term, and what its groups make in Chinese (None: nothing)."""

    pattern: re.Pattern[str]
    compose: Callable[[re.Match[str]], str | None]


def _rule(pattern: str, compose: Callable[[re.Match[str]], str | None]) -> _Rule:
    return _Rule(re.compile(pattern), compose)


def _plan(match: re.Match[str], tail: str) -> str | None:
    number = int(match[1])
    if not _FIRST_SHORT_PLAN <= number <= _LAST_SHORT_PLAN:
        return None
    return f"“{chinese_number(number)}五”{tail}"


def _ordinal(match: re.Match[str], digits: int, word: int) -> str:
    return chinese_number(int(match[digits]) if match[digits] else _ORDINALS.index(match[word]) + 1)


def _count(match: re.Match[str], group: int = 1) -> str:
    return chinese_number(int(match[group]))


_RULES = (
    _rule(rf"{_NUMBER} five[ -]year plan", lambda m: _plan(m, "规划")),
    _rule(rf"{_NUMBER} five[ -]year plan period", lambda m: _plan(m, "时期")),
    _rule(rf"{_NUMBER} {_NPC}", lambda m: f"第{_count(m)}届全国人民代表大会"),
    _rule(
        rf"{_SESSION} session of the {_NUMBER} {_NPC}",
        lambda m: f"第{_count(m, 3)}届全国人民代表大会第{_ordinal(m, 1, 2)}次会议",
    ),
    _rule(
        rf"{_NUMBER} (?:cppcc national committee|national committee of the {_CPPCC})",
        lambda m: f"中国人民政治协商会议第{_count(m)}届全国委员会",
    ),
    _rule(
        rf"{_SESSION} session of the {_NUMBER} "
        rf"(?:cppcc national committee|national committee of the {_CPPCC})",
        lambda m: f"中国人民政治协商会议第{_count(m, 3)}届全国委员会第{_ordinal(m, 1, 2)}次会议",
    ),
    _rule(
        rf"{_NUMBER} (?:{_PARTY} national congress|national congress of the {_PARTY})",
        lambda m: f"中国共产党第{_count(m)}次全国代表大会",
    ),
    _rule(
        rf"{_NUMBER} (?:{_PARTY} central committee|central committee of the {_PARTY})",
        lambda m: f"中国共产党第{_count(m)}届中央委员会",
    ),
    _rule(
        rf"{_SESSION} plenary session of the {_NUMBER} "
        rf"(?:{_PARTY} central committee|central committee of the {_PARTY})",
        lambda m: f"中国共产党第{_count(m, 3)}届中央委员会第{_ordinal(m, 1, 2)}次全体会议",
    ),
)

#: Endings that a term of the base takes on without changing, by the subject fields in which that is so.
_ENDINGS = (
    (" period", "时期", frozenset({SubjectField.PLANS})),
    (" strategy", "战略", frozenset({SubjectField.PLANS})),
    (" region", "地区", frozenset({SubjectField.REGIONS})),
    (" countries", "国家", frozenset({SubjectField.DIPLOMACY})),
    (" members", "成员国", frozenset({SubjectField.DIPLOMACY})),
    (" member states", "成员国", frozenset({SubjectField.DIPLOMACY})),
)
#: Chinese words after which none of these endings may follow.
_CLOSED = ("时期", "战略", "地区", "地带", "国家", "区", "成员国", "省", "市")


def compose(term: str, termbase: TermbaseLayer) -> Iterator[ProposedEquivalent]:
    """Yield what the rules make of an English term, at most one proposal a rule."""
    text = re.sub(r"\s+", " ", term.replace("’", "'").replace("–", "-").lower()).removeprefix("the ").strip()
    for rule in _RULES:
        match = rule.pattern.fullmatch(text)
        if match and (chinese := rule.compose(match)):
            yield _proposal(chinese, "rule for numbered plans, congresses and sessions", term)
    for english, chinese_ending, fields in _ENDINGS:
        if text.endswith(english):
            for known in termbase.find(term[: -len(english)]):
                if stem := _stem(known.entry, fields, short=chinese_ending.endswith("国家")):
                    yield _proposal(stem + chinese_ending, f"entry {known.entry.id} + {chinese_ending}", term)


def _stem(entry: ConceptEntry, fields: frozenset[SubjectField], *, short: bool) -> str | None:
    if entry.subject_field not in fields:
        return None
    chinese = chinese_of(entry, short=short)
    return chinese.term if chinese and not chinese.term.endswith(_CLOSED) else None


def _proposal(chinese: str, source: str, evidence: str) -> ProposedEquivalent:
    return ProposedEquivalent(
        term=chinese,
        language=Language.SIMPLIFIED_CHINESE,
        method=Method.BASE,
        confidence=CONFIDENCE,
        source=source,
        evidence=evidence,
    )
