"""What single programs take: the format, one Chinese writing or both, and no term that they would misuse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.errors import UsageError
from glossary.exchange.preparing import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.concept import ConceptEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """What a program takes.

    ``tool`` is what it is called for ``--for``, ``format`` the name of one of `FORMATS`. ``writing`` is the Chinese
    it gets where it takes only one; ``accepted_only`` keeps deprecated and superseded terms from a program that
    would offer them like any other.
    """

    tool: str
    format: str
    description: str
    writing: str | None = None
    accepted_only: bool = True

    def prepare(self, entries: Iterable[ConceptEntry]) -> Iterator[ConceptEntry]:
        """Yield entries as the program wants them, without those that have nothing for it."""
        return prepare(entries, writing=self.writing, accepted_only=self.accepted_only)


PRESETS: tuple[Preset, ...] = (
    Preset(
        tool="omegat",
        format="omegat",
        description="a glossary in one Chinese writing, accepted terms only",
        writing="zh-Hans",
    ),
    Preset(
        tool="omegat-tbx",
        format="tbx-2",
        description="TBX of version 2 in one Chinese writing, accepted terms only",
        writing="zh-Hans",
    ),
    Preset(
        tool="weblate",
        format="weblate",
        description="a CSV in one Chinese writing, accepted terms only",
        writing="zh-Hans",
    ),
    Preset(tool="memoq", format="memoq", description="a CSV with the columns that memoQ imports"),
    Preset(
        tool="multiterm",
        format="multiterm",
        description="MultiTerm XML, rejected terms marked as such",
        accepted_only=False,
    ),
    Preset(
        tool="trados",
        format="multiterm",
        description="MultiTerm XML, rejected terms marked as such",
        accepted_only=False,
    ),
    Preset(
        tool="deepl", format="deepl", description="pairs of preferred terms in one Chinese writing", writing="zh-Hans"
    ),
    Preset(tool="google", format="google-sets", description="sets of terms in one Chinese writing", writing="zh-Hans"),
    Preset(tool="aws", format="aws", description="pairs of preferred terms in one Chinese writing", writing="zh-Hans"),
    Preset(
        tool="azure", format="azure", description="pairs of preferred terms in one Chinese writing", writing="zh-Hans"
    ),
    Preset(tool="excel", format="xlsx", description="everything that a table holds", accepted_only=False),
    Preset(
        tool="goldendict",
        format="stardict",
        description="a dictionary, rejected terms marked as such",
        accepted_only=False,
    ),
    Preset(tool="anki", format="anki", description="cards, accepted terms only"),
)


def preset_for(tool: str) -> Preset:
    """Return what a program takes.

    Raises:
        UsageError: there is no preset for it.
    """
    for preset in PRESETS:
        if preset.tool == tool.lower():
            return preset
    raise UsageError(f"{tool}: there is no preset for it; there are {', '.join(preset.tool for preset in PRESETS)}")
