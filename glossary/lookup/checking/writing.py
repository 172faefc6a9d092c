"""Simplified characters in a Traditional text, and the other way round."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from glossary.lookup.checking.fault import Fault
from glossary.lookup.checking.rules import WRONG_WRITING
from glossary.text.chinese import HAN, to_simplified, to_traditional
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# The national character sets know better than any table of conversions what is written where: 里 is Traditional
# as well (公里), although it is converted in other words. These they get wrong for our purpose.
_EVIDENTLY_SIMPLIFIED = "么儿听坏"
_EVIDENTLY_TRADITIONAL = "後於麽夥"
_ALSO_TRADITIONAL = frozenset("着冲复")
_BIG5_COMMON = range(0xA440, 0xC67F)
_BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
#: A text is in one script when the other has at most a third of the evidence.
_MAJORITY = 3
#: Characters of both scripts that may stand between two of a run.
_GAP = 2
_CLAUSE_MARKS = "，。；：！？、\n"


class WritingCounts(NamedTuple):
    """How many characters of a text are of one script only."""

    simplified: int
    traditional: int


class WritingRules(NamedTuple):
    """The characters of one script only, as regular expressions: each of them, and runs of them."""

    simplified: re.Pattern[str]
    traditional: re.Pattern[str]
    simplified_run: re.Pattern[str]
    traditional_run: re.Pattern[str]


def count_writing(text: str) -> WritingCounts:
    """Return how much of a text is evidently Simplified and evidently Traditional."""
    if text.isascii():
        return WritingCounts(0, 0)
    rules = _rules()
    return WritingCounts(len(rules.simplified.findall(text)), len(rules.traditional.findall(text)))


def writing_of(counts: Iterable[WritingCounts]) -> str | None:
    """Return the language that texts are together in, ``zh-Hans`` or ``zh-Hant``; None where that isn't clear."""
    simplified = traditional = 0
    for one in counts:
        simplified += one.simplified
        traditional += one.traditional
    if simplified and traditional * _MAJORITY <= simplified:
        return Language.SIMPLIFIED_CHINESE
    if traditional and simplified * _MAJORITY <= traditional:
        return Language.TRADITIONAL_CHINESE
    return None


def find_wrong_writing(text: str, language: str, counts: WritingCounts | None = None) -> Iterator[Fault]:
    """Yield the runs of a text that are in the other script than its language has, one fault a run.

    Args:
        text: any text.
        language: ``zh-Hans`` or ``zh-Hant``; any other has no script to be wrong in.
        counts: of the text, where they are known.
    """
    counts = counts or count_writing(text)
    if language == Language.SIMPLIFIED_CHINESE and counts.traditional:
        pattern, name, wanted = _rules().traditional_run, "Traditional", "Simplified"
    elif language == Language.TRADITIONAL_CHINESE and counts.simplified:
        pattern, name, wanted = _rules().simplified_run, "Simplified", "Traditional"
    else:
        return
    for match in pattern.finditer(text):
        run, start, end = match.group(), match.start(), match.end()
        suggestion = _converted(text, start, end, language)
        if suggestion != run:
            message = f"{run} is {name}; the text is {wanted}: {suggestion}"
            yield Fault(WRONG_WRITING, message, start, end, run, suggestion, names=(run,))


def _converted(text: str, start: int, end: int, language: str) -> str:
    """Return a run in the script of a language, converted with the clause it stands in: 发 is 發 or 髮."""
    convert = to_simplified if language == Language.SIMPLIFIED_CHINESE else to_traditional
    first = max(text.rfind(mark, 0, start) for mark in _CLAUSE_MARKS) + 1
    last = min((at for mark in _CLAUSE_MARKS if (at := text.find(mark, end)) >= 0), default=len(text))
    clause = text[first:last]
    converted = convert(clause)
    if len(converted) != len(clause):
        return convert(text[start:end])
    return converted[start - first : end - first]


@cache
def _rules() -> WritingRules:
    """Ask OpenCC once for every character; a call for each of a text's would take longer than all other rules."""
    characters = [chr(code) for block in _BLOCKS for code in block]
    simplified = [
        ch
        for ch, other in zip(characters, _convert_each(characters, to_traditional), strict=True)
        if ch != other and ch not in _ALSO_TRADITIONAL and not _is_common_in_big5(ch)
    ]
    traditional = [
        ch
        for ch, other in zip(characters, _convert_each(characters, to_simplified), strict=True)
        if ch != other and not _is_in_gb2312(ch)
    ]
    both = set(simplified) & set(traditional)
    first = "".join(ch for ch in simplified if ch not in both) + _EVIDENTLY_SIMPLIFIED
    second = "".join(ch for ch in traditional if ch not in both) + _EVIDENTLY_TRADITIONAL
    return WritingRules(re.compile(f"[{first}]"), re.compile(f"[{second}]"), _run_of(first), _run_of(second))


def _run_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{characters}](?:[{HAN}]{{0,{_GAP}}}[{characters}])*")


def _convert_each(characters: list[str], convert: Callable[[str], str]) -> list[str]:
    return convert("\n".join(characters)).split("\n")


def _is_common_in_big5(ch: str) -> bool:
    try:
        encoded = ch.encode("big5")
    except UnicodeEncodeError:
        return False
    return int.from_bytes(encoded, "big") in _BIG5_COMMON


def _is_in_gb2312(ch: str) -> bool:
    try:
        ch.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
