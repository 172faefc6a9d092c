"""Brill's rules for words in context: they correct the tag that a word has most often.

Source: Eric Brill, “A simple rule-based part of speech tagger”, 1992. The rules come with TextBlob as lists
``[from, to, KIND, argument, argument]``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

Test = Callable[[Sequence[str], Sequence[str], int], bool]
"""Says whether a rule applies, given tags, words and the index of the word."""

_EDGE = "STAART"  # as the rules spell the edge of a sentence
_PAD = 3
_MEMORY = 200_000  # contexts remembered, about 30 MB


class _Rule(NamedTuple):
    rank: int
    target: str
    test: Test


class ContextRules:
    """The rules, sorted by the tag that they correct."""

    def __init__(self, rules: Sequence[Sequence[str]]) -> None:
        self._by_tag: dict[str, list[_Rule]] = {}
        self._words: set[str] = set()
        sources = {rule[0] for rule in rules} - {"*"}
        for rank, rule in enumerate(rules):
            source, target, kind = rule[0], rule[1], rule[2]
            x, y = rule[3], rule[4] if len(rule) > 4 else ""  # noqa: PLR2004 - the second argument
            made = _TESTS.get(kind.lower())
            if made is None:
                continue
            if "wd" in kind.lower() or "bigram" in kind.lower():
                self._words.update({x, y})
            for tag in sources if source == "*" else {source}:
                self._by_tag.setdefault(tag, []).append(_Rule(rank, target, made(x, y)))
        self._memory: dict[tuple[str, ...], str] = {}

    def apply(self, words: Sequence[str], tags: list[str]) -> None:
        """Correct the tags of one sentence in place, left to right."""
        around = [_EDGE] * _PAD + tags + [_EDGE] * _PAD
        padded = [""] * _PAD + list(words) + [""] * _PAD
        special = self._words
        marks = [word in special for word in padded]
        memory = self._memory
        for i in range(_PAD, len(tags) + _PAD):
            if any(marks[i - 2 : i + 3]):
                target = self._corrected(around, padded, i)
            else:  # without one of the rules' words nearby, the tags alone decide: remember
                context = tuple(around[i - 3 : i + 4])
                remembered = memory.get(context)
                target = self._corrected(around, padded, i) if remembered is None else remembered
                if remembered is None and len(memory) < _MEMORY:
                    memory[context] = target
            if target != around[i] and _fits(padded[i], around[i], target, around[i + 1]):
                around[i] = target
        tags[:] = around[_PAD:-_PAD]

    def _corrected(self, tags: list[str], words: list[str], i: int) -> str:
        original = tag = tags[i]
        rank = -1
        progress = True
        while progress:
            progress = False
            for rule in self._by_tag.get(tag, ()):
                if rule.rank > rank and rule.test(tags, words, i):
                    tag, rank, progress = rule.target, rule.rank, True
                    break
        tags[i] = original
        return tag


def _fits(word: str, before: str, after: str, following: str) -> bool:
    """Whether a corrected tag can be right by the look of the word and what follows it.

    The rules were learnt on other text: they make adverbs of adjectives before participles (regional
    coordinated development), names of lower-case words, and verbs of the second half of compounds.
    """
    look = _LOOKS.get(after)
    if look is not None:
        return look(word)
    if after == "VB" and before == "JJ":
        return following in {"DT", "PRP", "PRP$", "RP", "RB"}
    if after == "NN" and before in {"VB", "VBP"}:
        return following not in {"DT", "JJ", "PRP$"}
    if after.startswith("VB") and before in {"NN", "NNS"}:
        return not word.endswith(_NEVER_VERBS) and (after == "VB" or following in _OBJECTS)
    return True


_SHORT_ADVERBS = frozenset(
    (
        *("well", "as", "up", "down", "so", "more", "less", "much", "most", "least"),
        *("about", "hard", "fast", "late", "early", "far", "right"),
    )
)
_LOOKS: dict[str, Callable[[str], bool]] = {
    "RB": lambda word: word.endswith("ly") or word.lower() in _SHORT_ADVERBS,
    "NNP": lambda word: word[:1].isupper(),
    "NNPS": lambda word: word[:1].isupper(),
    "VBG": lambda word: word.endswith("ing"),
}
"""What a word must look like to have a tag."""

_NEVER_VERBS = (
    *("tion", "sion", "ment", "ness", "ity", "ism", "ship"),
    *("ance", "ence", "ency", "ology", "ure", "ics"),
)
_OBJECTS = frozenset(["DT", "PDT", "PRP", "PRP$", "IN", "TO", "RB", "JJ", "CD", "WDT", "WP", "EX", "NNP"])
"""What follows a verb that is a noun elsewhere."""


_TESTS: dict[str, Callable[[str, str], Test]] = {
    "prevtag": lambda x, _: lambda t, _w, i: t[i - 1] == x,
    "nexttag": lambda x, _: lambda t, _w, i: t[i + 1] == x,
    "prev2tag": lambda x, _: lambda t, _w, i: t[i - 2] == x,
    "next2tag": lambda x, _: lambda t, _w, i: t[i + 2] == x,
    "prev1or2tag": lambda x, _: lambda t, _w, i: x in (t[i - 1], t[i - 2]),
    "next1or2tag": lambda x, _: lambda t, _w, i: x in (t[i + 1], t[i + 2]),
    "prev1or2or3tag": lambda x, _: lambda t, _w, i: x in (t[i - 1], t[i - 2], t[i - 3]),
    "surroundtag": lambda x, y: lambda t, _w, i: t[i - 1] == x and t[i + 1] == y,
    "curwd": lambda x, _: lambda _t, w, i: w[i] == x,
    "prevwd": lambda x, _: lambda _t, w, i: w[i - 1] == x,
    "nextwd": lambda x, _: lambda _t, w, i: w[i + 1] == x,
    "prev1or2wd": lambda x, _: lambda _t, w, i: x in (w[i - 1], w[i - 2]),
    "wdprevtag": lambda x, y: lambda t, w, i: t[i - 1] == x and w[i] == y,
    "wdnexttag": lambda x, y: lambda t, w, i: w[i] == x and t[i + 1] == y,
    "wdand2aft": lambda x, y: lambda _t, w, i: w[i] == x and w[i + 2] == y,
    "wdand2tagbfr": lambda x, y: lambda t, w, i: t[i - 2] == x and w[i] == y,
    "wdand2tagaft": lambda x, y: lambda t, w, i: w[i] == x and t[i + 2] == y,
    "lbigram": lambda x, y: lambda _t, w, i: w[i - 1] == x and w[i] == y,
    "rbigram": lambda x, y: lambda _t, w, i: w[i] == x and w[i + 1] == y,
    "prevbigram": lambda x, y: lambda t, _w, i: t[i - 2] == x and t[i - 1] == y,
    "nextbigram": lambda x, y: lambda t, _w, i: t[i + 1] == x and t[i + 2] == y,
}
