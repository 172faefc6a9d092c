"""XLIFF 2.0 and 2.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from glossary.exchange.bitext.segment import Segment
from glossary.exchange.bitext.xml_reader import XmlReader
from glossary.exchange.languages import normalise_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.exchange.bitext.inline import Collected
    from glossary.exchange.bitext.mapped_text import MappedText

_LEVELS = frozenset({"file", "group", "unit"})
_TEXTS = frozenset({"source", "target"})


class Xliff2Reader(XmlReader):
    """Pairs source and target of each segment; suggestions and what lies between segments are left out."""

    format_name: ClassVar[str] = "XLIFF"
    roots: ClassVar[frozenset[str]] = frozenset({"xliff"})
    units: ClassVar[frozenset[str]] = frozenset({"unit"})

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, name)
        self._translate: list[bool] = []
        self._languages = ("", "")
        self._unit = ""
        self._id = ""
        self._number = 0
        self._begin = 0
        self._texts: dict[str, Collected] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the root, a file, a group, a unit, a segment or one of its texts."""
        parent = self.path[-1] if self.path else ""
        if name in _LEVELS:
            around = self._translate[-1] if self._translate else True
            said = attributes.get("translate")
            self._translate.append(around if said is None else said != "no")
        match name:
            case "xliff" if not parent:
                source, target = attributes.get("srcLang", ""), attributes.get("trgLang", "")
                self._languages = (normalise_language(source), normalise_language(target))
            case "unit":
                self._number += 1
                self._unit = attributes.get("id") or str(self._number)
                self.originals.clear()
            case "segment" if parent == "unit":
                self._id = f"{self._unit}/{attributes['id']}" if attributes.get("id") else self._unit
                self._begin = self.place()
                self._texts = {}
            case "data" if parent == "originalData":
                number = attributes.get("id", "")
                self.collect(lambda collected: self.originals.__setitem__(number, collected.text.text))
            case _ if name in _TEXTS and parent == "segment":
                self.collect(lambda collected: self._texts.__setitem__(name, collected))

    def end(self, name: str) -> None:
        """Take the end of a segment or of what is around it."""
        if name == "segment" and self.path[-2] == "unit":
            self.ready.extend(self._pair())
        if name in _LEVELS:
            self._translate.pop()

    def forget_unit(self) -> None:
        """Drop the texts."""
        del self._translate[sum(name in _LEVELS for name in self.path) :]
        self._texts = {}

    def _pair(self) -> Iterator[Segment]:
        source, target = self._texts.get("source"), self._texts.get("target")
        if source is not None:
            yield self._segment(source.text, target.text if target else None)

    def _segment(self, source: MappedText, target: MappedText | None) -> Segment:
        return Segment(
            source=source,
            target=target if target is not None and target.text.strip() else None,
            source_language=self._languages[0],
            target_language=self._languages[1],
            id=self._id,
            is_translatable=self._translate[-1],
            start=self._begin,
            end=self.end_place(),
        )
