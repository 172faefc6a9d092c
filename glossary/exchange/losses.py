"""What a file won't hold of the entries that go into it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.exchange.features import Feature, features_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


def count_losses(entries: Iterable[ConceptEntry], carries: frozenset[Feature], preset: Preset | None = None) -> Losses:
    """Return what of entries is lost in a format that carries so much, after what a preset leaves out."""
    counted: Counter[Feature] = Counter()
    left_out = 0
    for entry in entries:
        had = features_of(entry)
        made = next(preset.prepare([entry]), None) if preset else entry
        if made is None:
            left_out += 1
            continue
        counted.update(had - (features_of(made) & carries))
    return Losses(features=dict(counted), entries=left_out)
