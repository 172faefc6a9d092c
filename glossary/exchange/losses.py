"""What a file won't hold of the entries that go into it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.exchange.features import EVERYTHING, Feature, features_of, find_features, tests_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from glossary.concept import ConceptEntry
    from glossary.exchange.presets import Preset


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """How many entries have what the format can't carry, by feature, and how many are left out whole."""

    features: Mapping[Feature, int]
    entries: int = 0

    def __bool__(self) -> bool:
        return bool(self.features or self.entries)

    def __str__(self) -> str:
        """Tell them in one line, what most entries have first."""
        told = sorted(self.features.items(), key=lambda loss: (-loss[1], loss[0].value))
        parts = [f"{feature.value} ({count:,})" for feature, count in told]
        left_out = [f"{self.entries:,} entries that have nothing for it"] if self.entries else []
        return ", ".join((*left_out, *parts))


class LossCounter:
    """Counts what of entries is lost in a format, while they pass on their way into a file.

    Args:
        carries: what the format keeps.
        preset: makes the entries ready for a program, and leaves some of them out.
        needs: the languages, or their beginnings, in which the format wants a term in use; an entry without is left
            out whole.
        writing: ``zh-Hans`` or ``zh-Hant`` where a file has one Chinese writing only.
    """

    def __init__(
        self,
        carries: frozenset[Feature],
        preset: Preset | None = None,
        *,
        needs: Sequence[str] = (),
        writing: str | None = None,
    ) -> None:
        self._needs = needs
        self._writing = writing
        self._carries = carries
        self._preset = preset
        self._lost = tests_for(EVERYTHING - carries)
        self._features: Counter[Feature] = Counter()
        self._entries = 0

    def watch(self, entries: Iterable[ConceptEntry]) -> Iterator[ConceptEntry]:
        """Yield the entries as they go into the file."""
        if self._preset is not None:
            yield from self._watch_prepared(entries, self._preset)
            return
        for entry in entries:
            if self._needs and not self._is_wanted(entry):
                self._entries += 1
            else:
                lost = find_features(entry, self._lost)
                if lost:
                    self._features.update(lost)
                self._count_writing(entry)
            yield entry

    def _watch_prepared(self, entries: Iterable[ConceptEntry], preset: Preset) -> Iterator[ConceptEntry]:
        for entry in entries:
            had = features_of(entry)
            made = next(preset.prepare([entry]), None)
            if made is None:
                self._entries += 1
                continue
            if not self._is_wanted(made):
                self._entries += 1
            else:
                self._features.update(had - (features_of(made) & self._carries))
                self._count_writing(entry)
            yield made

    def _is_wanted(self, entry: ConceptEntry) -> bool:
        """Tell whether an entry has what the format needs."""
        return all(_is_in_use(entry, language) for language in self._needs)

    def _count_writing(self, entry: ConceptEntry) -> None:
        """Count an entry whose Chinese is all in the writing that the file doesn't have."""
        if self._writing and _is_in_use(entry, "zh") and not _is_in_use(entry, self._writing):
            self._features[Feature.BOTH_WRITINGS] += 1

    def losses(self) -> Losses:
        """Return what is lost of the entries that passed so far."""
        return Losses(features=dict(self._features), entries=self._entries)


def _is_in_use(entry: ConceptEntry, language: str) -> bool:
    """Tell whether an entry has a term in use in a language that begins so."""
    return any(term.status.is_accepted and of.startswith(language) for of, term in entry.find_terms())
