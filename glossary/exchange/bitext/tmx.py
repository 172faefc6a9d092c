"""TMX 1.1 to 1.4: translation memories."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from glossary.exchange.bitext.languages import is_chinese, is_ours
from glossary.exchange.bitext.segment import Segment
from glossary.exchange.bitext.xml_reader import XmlReader
from glossary.exchange.languages import normalise_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.exchange.bitext.inline import Collected
    from glossary.exchange.bitext.mapped_text import MappedText


class _Variant(NamedTuple):
    language: str
    texts: tuple[MappedText, ...]


class TmxReader(XmlReader):
    """Pairs the English and the Chinese of each unit, in the direction that the file says.

    Of a unit in one of our languages only there is a segment without translation, of one in none nothing.
    """

    format_name: ClassVar[str] = "TMX"
    roots: ClassVar[frozenset[str]] = frozenset({"tmx"})
    units: ClassVar[frozenset[str]] = frozenset({"tu"})

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, name)
        self._default = ""
        self._source = ""
        self._id = ""
        self._begin = 0
        self._number = 0
        self._language = ""
        self._variants: list[_Variant] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the head, a unit, its variants and their texts."""
        match name:
            case "header":
                self._default = normalise_language(attributes.get("srclang", ""))
            case "tu":
                self._number += 1
                self._id = attributes.get("tuid") or str(self._number)
                self._source = normalise_language(attributes.get("srclang", "")) or self._default
                self._begin = self.place()
                self._variants = []
            case "tuv":
                self._language = normalise_language(attributes.get("xml:lang") or attributes.get("lang", ""))
            case "seg" if self.path[-1] == "tuv":
                self.collect(self._take)

    def end(self, name: str) -> None:
        """Take the end of a unit."""
        if name == "tu":
            self.ready.extend(self._pair())

    def forget_unit(self) -> None:
        """Drop the variants."""
        self._variants = []

    def _take(self, collected: Collected) -> None:
        self._variants.append(_Variant(self._language, (collected.text, *collected.subflows)))

    def _pair(self) -> Iterator[Segment]:
        ours = [variant for variant in self._variants if is_ours(variant.language)]
        if not ours:
            return
        source = next((variant for variant in ours if variant.language == self._source), ours[0])
        targets = [variant for variant in ours if is_chinese(variant.language) != is_chinese(source.language)]
        for target in targets or [_Variant("", ())]:
            yield from self._align(source, target)

    def _align(self, source: _Variant, target: _Variant) -> Iterator[Segment]:
        """Yield the segment of a pair, and one for each text within its codes."""
        end = self.end_place()
        for number, text in enumerate(source.texts):
            translation = target.texts[number] if number < len(target.texts) else None
            yield Segment(
                source=text,
                target=translation if translation is not None and translation.text.strip() else None,
                source_language=source.language,
                target_language=target.language,
                id=f"{self._id}.{number}" if number else self._id,
                start=self._begin,
                end=end,
            )
