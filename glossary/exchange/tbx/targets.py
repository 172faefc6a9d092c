"""Whose id a reference means: programs point at terms, our references at entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from lxml import etree

from glossary.exchange.tbx.entry_stream import find_entries, has_targets

if TYPE_CHECKING:
    from pathlib import Path

_TARGETS = etree.XPath(".//*[not(local-name() = 'xref' or contains(@target, '://'))]/@target")
_IDS = etree.XPath(".//@id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The ids of a file's entries, and of what stands in them if a reference points there.

    Both are empty for a file without references.
    """

    entries: frozenset[str] = frozenset()
    owners: dict[str, str] = field(default_factory=dict)

    def resolve(self, target: str) -> str:
        """Return the id of the entry that a target is or belongs to; the target itself if there is none."""
        return self.owners.get(target, target)

    def has(self, target: str) -> bool:
        """Whether a target is anything in an entry."""
        return target in self.entries or target in self.owners


def find_targets(path: str | Path) -> Targets:
    """Look the references of a file up beforehand, for they point forward as well as back.

    A file without references isn't parsed for it; one whose references all point at entries is parsed once,
    another twice.

    Raises:
        InputError: the file can't be read.
        FormatError: it isn't well-formed.
    """
    if not has_targets(path):
        return Targets()
    entries: set[str] = set()
    wanted: set[str] = set()
    for entry in find_entries(path):
        entries.add(entry.get("id", ""))
        wanted.update(cast("list[str]", _TARGETS(entry)))
    wanted -= entries
    owners: dict[str, str] = {}
    if wanted:
        for entry in find_entries(path):
            for found in wanted.intersection(cast("list[str]", _IDS(entry))):
                owners.setdefault(found, entry.get("id", ""))
    return Targets(entries=frozenset(entries), owners=owners)
