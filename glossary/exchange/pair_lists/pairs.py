"""What entries say in one direction: each accepted term with the one equivalent that is preferred."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import UsageError
from glossary.exchange.files.characters import one_line
from glossary.exchange.languages import NAMES
from glossary.exchange.report import Issue
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.concept import ConceptEntry, TermSection


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """From which language into which."""

    source: Language
    target: Language

    def __str__(self) -> str:
        """Write it as people say it."""
        return f"{NAMES[self.source]} and in {NAMES[self.target]}"


class Pair(NamedTuple):
    """A row of a list: an entry, one of its terms, and the equivalent; texts without what no line holds."""

    entry: ConceptEntry
    term: TermSection
    source: str
    target: str


def choose_direction(chinese: str, *, from_chinese: bool) -> Direction:
    """Return the direction between English and one Chinese writing.

    Raises:
        UsageError: it is none of ours.
    """
    if chinese not in (Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE):
        raise UsageError(f"{chinese}: is no Chinese writing; choose zh-Hans or zh-Hant")
    writing = Language(chinese)
    if from_chinese:
        return Direction(source=writing, target=Language.ENGLISH)
    return Direction(source=Language.ENGLISH, target=writing)


def find_pairs(entries: Iterable[ConceptEntry], direction: Direction, issues: list[Issue]) -> Iterator[Pair]:
    """Yield a pair for each accepted term, the preferred ones of an entry first; no source comes twice.

    Args:
        entries: in any order; the first with a term has it.
        direction: from which language into which.
        issues: takes entries that have no pair, and terms that another entry has with another equivalent.
    """
    taken: dict[str, str] = {}
    for entry in entries:
        preferred = entry.preferred(direction.target)
        target = one_line(preferred.term) if preferred else ""
        terms = [(term, one_line(term.term)) for term in accepted_terms(entry, direction.source)]
        if not target or not any(source for _, source in terms):
            issues.append(Issue(message=f"has no accepted term in {direction}; left out", entry=entry.id))
            continue
        for term, source in terms:
            if not source:
                continue
            if source not in taken:
                taken[source] = target
                yield Pair(entry, term, source, target)
            elif taken[source] != target:
                message = f"“{source[:40]}” is in the list with another equivalent; left out"
                issues.append(Issue(message=message, entry=entry.id))


def accepted_terms(entry: ConceptEntry, language: str) -> list[TermSection]:
    """Return the terms of a language that may be used, the preferred ones first."""
    accepted = [term for _, term in entry.find_terms(language) if term.status.is_accepted]
    first = entry.preferred(language)
    return sorted(accepted, key=lambda term: (term is not first, term.status.value != "preferred"))
