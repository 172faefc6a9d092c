"""What of an entry people are shown."""

from __future__ import annotations

from glossary.exchange.features import Feature

#: Terms of a language stand in their order, so that the preferred one is first; the admitted aren't marked.
SHOWN: frozenset[Feature] = frozenset(Feature) - {
    Feature.IDENTIFIERS,
    Feature.STATUS,
    Feature.PINYIN_BY_HAND,
    Feature.CONTEXT_PLACES,
    Feature.REFERENCES,
    Feature.OTHER,
    Feature.ORDER,
    Feature.SPACE_AROUND,
    Feature.LAYOUT,
}
