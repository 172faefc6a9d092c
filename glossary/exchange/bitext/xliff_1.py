"""XLIFF 1.0 to 1.2, and what SDL Trados, memoQ and Phrase make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from glossary.exchange.bitext.segment import Segment
from glossary.exchange.bitext.xml_reader import XmlReader
from glossary.exchange.languages import normalise_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.exchange.bitext.inline import Collected
    from glossary.exchange.bitext.mapped_text import MappedText

_LEVELS = frozenset({"file", "group", "trans-unit"})
_TEXTS = frozenset({"source", "seg-source", "target"})


class Xliff1Reader(XmlReader):
    """Pairs source and target of each unit, segment by segment where it is divided; other suggestions are left out."""

    format_name: ClassVar[str] = "XLIFF"
    roots: ClassVar[frozenset[str]] = frozenset({"xliff"})
    units: ClassVar[frozenset[str]] = frozenset({"trans-unit"})

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, name)
        self._translate: list[bool] = []
        self._languages = ("", "")
        self._unit_languages = ("", "")
        self._id = ""
        self._number = 0
        self._begin = 0
        self._texts: dict[str, Collected] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a file, a group, a unit or one of its texts."""
        if name in _LEVELS:
            around = self._translate[-1] if self._translate else True
            said = attributes.get("translate")
            self._translate.append(around if said is None else said != "no")
        match name:
            case "file":
                source, target = attributes.get("source-language", ""), attributes.get("target-language", "")
                self._languages = (normalise_language(source), normalise_language(target))
            case "trans-unit":
                self._number += 1
                self._id = attributes.get("id") or str(self._number)
                self._begin = self.place()
                self._unit_languages = self._languages
                self._texts = {}
            case _ if name in _TEXTS and self.path[-1] == "trans-unit":
                self._take_language(name, attributes.get("xml:lang", ""))
                self.collect(lambda collected: self._texts.__setitem__(name, collected))

    def end(self, name: str) -> None:
        """Take the end of a unit."""
        if name == "trans-unit":
            self.ready.extend(self._pair())
        if name in _LEVELS:
            self._translate.pop()

    def forget_unit(self) -> None:
        """Drop the texts."""
        del self._translate[sum(name in _LEVELS for name in self.path) :]
        self._texts = {}

    def _take_language(self, name: str, tag: str) -> None:
        if tag:
            source, target = self._unit_languages
            language = normalise_language(tag)
            self._unit_languages = (source, language) if name == "target" else (language, target)

    def _pair(self) -> Iterator[Segment]:
        source, target = self._texts.get("source"), self._texts.get("target")
        divided = self._texts.get("seg-source")
        if source is None and divided is None:
            return
        if divided is not None and divided.segments and (target is None or target.segments or not target.text.text):
            for mid, text in divided.segments.items():
                yield self._segment(f"{self._id}/{mid}", text, target.segments.get(mid) if target else None)
            return
        whole = source or divided
        if whole is not None:
            yield self._segment(self._id, whole.text, target.text if target else None)
            for number, text in enumerate(whole.subflows):
                translations = target.subflows if target else ()
                translation = translations[number] if number < len(translations) else None
                yield self._segment(f"{self._id}.{number + 1}", text, translation)

    def _segment(self, name: str, source: MappedText, target: MappedText | None) -> Segment:
        return Segment(
            source=source,
            target=target if target is not None and target.text.strip() else None,
            source_language=self._unit_languages[0],
            target_language=self._unit_languages[1],
            id=name,
            is_translatable=self._translate[-1],
            start=self._begin,
            end=self.end_place(),
        )
