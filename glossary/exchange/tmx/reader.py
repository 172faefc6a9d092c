"""TMX in: every unit with a text in one of our languages is an entry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from html.entities import html5
from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry, Definition
from glossary.exchange.bitext.inline import OBJECT
from glossary.exchange.bitext.tmx import TmxReader
from glossary.exchange.files.text_file import read_text
from glossary.exchange.files.xml_text import unspace, unwrap
from glossary.exchange.identifiers import UniqueIds, decode_id
from glossary.exchange.report import Issue
from glossary.exchange.term_lists import sections_of_words
from glossary.exchange.tmx.writer import DEFINITION, PROGRAM, SUBJECT_FIELD
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.exchange.bitext.inline import Collected

_OURS = frozenset(language.value for language in Language)
_SUBJECT_FIELDS = frozenset({SUBJECT_FIELD, "x-subject", "subject", "x-domain", "domain", "x-domain:singlestring"})
_DEFINITIONS = frozenset({DEFINITION, "definition"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    id: str
    number: int
    words: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    properties: dict[str, str]


class _UnitReader(TmxReader):
    """Reads the units whole, beside the pairs that they make; ``found`` takes them."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, name)
        self.found: list[_Unit] = []
        self.is_own = False
        self._tuid = ""
        self._notes: list[str] = []
        self._properties: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take what a unit says beside its texts, too."""
        super().start(name, attributes)
        match name:
            case "header":
                self.is_own = attributes.get("creationtool") == PROGRAM
            case "tu":
                self._tuid = decode_id(attributes.get("tuid", "").strip())
                self._notes, self._properties = [], {}
            case "note" if self.path[-1] in {"tu", "tuv"}:
                self.collect(self._take_note)
            case "prop" if self.path[-1] == "tu":
                self.collect(partial(self._take_property, attributes.get("type", "").lower()))

    def end(self, name: str) -> None:
        """Take the end of a unit."""
        super().end(name)
        if name == "tu":
            words = ((variant.language, self._tidy(variant.texts[0].text)) for variant in self._variants)
            unit = _Unit(
                id=self._tuid,
                number=self._number,
                words=tuple((language, word) for language, word in words if language and word),
                notes=tuple(self._notes),
                properties=self._properties,
            )
            self.found.append(unit)

    def take_units(self) -> list[_Unit]:
        """Return the units that were read since the last time."""
        units, self.found = self.found, []
        return units

    def _skip_entity(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001 - expat calls it so
        """Refuse what only an outside document type could explain, for it is part of a term."""
        if not is_parameter and f"{name};" not in html5:
            self.fail(f"needs &{name};, which only an outside DTD declares; replace it by its character")
        super()._skip_entity(name, is_parameter)

    def _tidy(self, text: str) -> str:
        return text.strip() if self.is_own else unspace(text.replace(OBJECT, " "))

    def _take_note(self, collected: Collected) -> None:
        if note := self._tidy_running(collected):
            self._notes.append(note)

    def _take_property(self, kind: str, collected: Collected) -> None:
        if text := self._tidy_running(collected):
            self._properties.setdefault(kind, text)

    def _tidy_running(self, collected: Collected) -> str:
        return collected.text.text.strip() if self.is_own else unwrap(collected.text.text)


def read_tmx(path: str | Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
    """Yield an entry for each unit of a translation memory, with its texts as terms.

    Of several texts in a language the first is preferred. Codes within texts are left out.

    Args:
        path: the file; its text is held in memory.
        issues: takes units without a text in our languages, and ids that were used before.

    Raises:
        InputError: the file can't be read.
        FormatError: it is no TMX or not well-formed, also when that shows after entries were yielded, or
            declares entities.
    """
    told = issues if issues is not None else []
    reader = _UnitReader(read_text(path), str(path))
    ids = UniqueIds(told)
    for _ in reader.read(lenient=False):
        yield from _build_all(reader, ids, told)
    yield from _build_all(reader, ids, told)


def _build_all(reader: _UnitReader, ids: UniqueIds, issues: list[Issue]) -> Iterator[ConceptEntry]:
    for unit in reader.take_units():
        if not unit.words or not (reader.is_own or any(language in _OURS for language, _ in unit.words)):
            message = f"unit {unit.number} has no text in English or Chinese; skipped"
            issues.append(Issue(message=message, entry=unit.id, is_lost=True))
            continue
        yield _build(unit, ids.take(unit.id))


def _build(unit: _Unit, identifier: str) -> ConceptEntry:
    said = unit.properties
    definition = next((said[kind] for kind in said if kind in _DEFINITIONS), None)
    return ConceptEntry(
        id=identifier,
        subject_field=next((said[kind] for kind in said if kind in _SUBJECT_FIELDS), None),
        definition=Definition(text=definition) if definition else None,
        notes=unit.notes,
        sections=sections_of_words(unit.words),
    )
