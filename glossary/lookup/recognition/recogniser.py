"""All terms of a termbase, found in running text of either language."""

from __future__ import annotations

from itertools import repeat
from operator import gt
from typing import TYPE_CHECKING

from glossary.lookup.recognition.chinese import ChineseTerms
from glossary.lookup.recognition.designations import in_rank
from glossary.lookup.recognition.english import EnglishTerms
from glossary.lookup.recognition.span import Span
from glossary.lookup.recognition.winners import choose_winners

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.lookup.recognition.designations import Place, Row


class Recogniser:
    """Finds terms in texts, in any number of threads, while one of them adds and removes terms.

    Args:
        terms: each with the fields of ``IndexedTerm``.
    """

    def __init__(self, terms: Iterable[Row] = ()) -> None:
        self._by_entry: dict[int, list[Row]] = {}
        self._english, self._chinese = EnglishTerms(), ChineseTerms()
        self.add(terms)

    def add(self, terms: Iterable[Row]) -> None:
        """Take terms in."""
        by_entry, english, chinese = self._by_entry, self._english, self._chinese
        for term in terms:
            by_entry.setdefault(term[1], []).append(term)
            if not (term[2].startswith("zh") and chinese.add(term)):
                english.add(term)
        chinese.build()
        english.renew()

    def remove_entries(self, entry_ids: Iterable[int]) -> None:
        """Forget all terms of entries; those it doesn't know are passed over."""
        for entry_id in entry_ids:
            for term in self._by_entry.pop(entry_id, ()):
                self._english.remove(term)
                self._chinese.remove(term)

    def find(self, text: str) -> list[Span]:
        """Return the terms of a text, left to right, none within or across another: the longest wins."""
        return _spans(choose_winners(self._find(text)))

    def find_all(self, text: str) -> list[Span]:
        """Return all terms of a text, also those within others, by their beginnings, the longest first."""
        return _spans(self._find(text))

    def _find(self, text: str) -> list[Place]:
        found = self._english.find(text)
        found += self._chinese.find(text)
        beyond = len(text) + 1
        order = [start * beyond - end for start, end, _ in found]
        if any(map(gt, order, order[1:])):
            found = [found[number] for number in sorted(range(len(found)), key=order.__getitem__)]
        return found if len(set(order)) == len(order) else _joined(found)


def _spans(places: list[Place]) -> list[Span]:
    return list(map(tuple.__new__, repeat(Span), places))  # what its constructor comes down to


def _joined(places: list[Place]) -> list[Place]:
    """Make one of what stands at one place."""
    joined: list[Place] = []
    for start, end, senses in places:
        if joined and joined[-1][0] == start and joined[-1][1] == end:
            joined[-1] = (start, end, in_rank(list({*joined[-1][2], *senses})))
        else:
            joined.append((start, end, senses))
    return joined
