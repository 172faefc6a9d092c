"""One JSON object as a `ConceptEntry`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from glossary.concept import ConceptEntry, Context, CrossReference, Definition, LanguageSection, TermSection
from glossary.exchange.languages import normalise_language
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    _Value = TypeVar("_Value", bound=StrEnum)
    _Made = TypeVar("_Made")

_SHOWN = 40
_LARGEST = 2**63 - 1


class ShapeError(ValueError):
    """An object is no entry; the message names the field."""


@dataclass(slots=True, kw_only=True)
class _Shape:
    """An object, where it is in its entry, and the names of fields that nobody asked for."""

    fields: dict[str, Any]
    place: str
    unknown: set[str]

    def get(self, name: str) -> Any:  # noqa: ANN401 - whatever JSON can say
        """Take a field out, None if it isn't there."""
        return self.fields.pop(name, None)

    def text(self, name: str) -> str | None:
        """Return a text, None for one that isn't there or empty."""
        value = self.get(name)
        if value is not None and not isinstance(value, str):
            raise self.error(name, value, "a text")
        return value or None

    def required(self, name: str) -> str:
        """Return a text that must be there."""
        value = self.text(name)
        if value is None:
            raise ShapeError(f"{self.place}{name} is missing or empty")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list."""
        value = self.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise self.error(name, value, "a list of texts")
        return tuple(value)

    def number(self, name: str) -> int | None:
        """Return a number from 0 that the termbase can keep."""
        value = self.get(name)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
            raise self.error(name, value, "a number from 0")
        return value

    def flag(self, name: str) -> bool:
        """Return true or false; false where it isn't there."""
        value = self.get(name)
        if value not in (None, True, False) or (isinstance(value, (int, float)) and not isinstance(value, bool)):
            raise self.error(name, value, "true or false")
        return bool(value)

    def choice(self, name: str, values: type[_Value]) -> _Value | None:
        """Return the value that a text names."""
        text = self.text(name)
        if text is None:
            return None
        try:
            return values(text)
        except ValueError:
            raise self.error(name, text, f"one of {', '.join(values)}") from None

    def shapes(self, name: str, make: Callable[[_Shape], _Made]) -> tuple[_Made, ...]:
        """Return what is made of each object of a list."""
        value = self.get(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.error(name, value, "a list")
        return tuple(self._make(f"{name}[{index}]", each, make) for index, each in enumerate(value))

    def shape(self, name: str, make: Callable[[_Shape], _Made]) -> _Made | None:
        """Return what is made of an object, None if it isn't there."""
        value = self.get(name)
        return None if value is None else self._make(name, value, make)

    def error(self, name: str, value: Any, expected: str) -> ShapeError:  # noqa: ANN401 - whatever JSON can say
        """Return the error that names a field."""
        return ShapeError(f"{self.place}{name} is {repr(value)[:_SHOWN]}, not {expected}")

    def finish(self) -> None:
        """Remember what nobody asked for."""
        self.unknown.update(self.fields)

    def _make(self, name: str, value: Any, make: Callable[[_Shape], _Made]) -> _Made:  # noqa: ANN401 - likewise
        if not isinstance(value, dict):
            raise self.error(name, value, "an object")
        inner = _Shape(fields=dict(value), place=f"{self.place}{name}.", unknown=self.unknown)
        made = make(inner)
        inner.finish()
        return made


def read_entry(fields: dict[str, Any], unknown: set[str]) -> ConceptEntry:
    """Return the entry of an object.

    It is one that we wrote, with ``languages``; or one that our commands print, with ``terms`` that each say their
    language, in which usage examples belong to the first term of theirs.

    Args:
        fields: the object.
        unknown: takes the names of fields that aren't understood.

    Raises:
        ShapeError: it is none.
    """
    shape = _Shape(fields=dict(fields), place="", unknown=unknown)
    shape.get("v")
    shape.get("version")  # says which state of the entry was printed; what is read here is another
    sections = _printed_sections(shape) if "terms" in fields else shape.shapes("languages", _section)
    entry = ConceptEntry(
        id=shape.text("id") or "",
        subject_field=shape.text("subject_field"),
        definition=_definition_of(shape),
        notes=shape.texts("notes"),
        references=_references(shape),
        sections=sections,
        other=shape.texts("other"),
    )
    shape.finish()
    return entry


def _section(shape: _Shape) -> LanguageSection:
    return LanguageSection(
        language=normalise_language(shape.required("language")),
        terms=shape.shapes("terms", _term),
        definition=_definition_of(shape),
        notes=shape.texts("notes"),
        other=shape.texts("other"),
    )


def _term(shape: _Shape, contexts: tuple[Context, ...] | None = None) -> TermSection:
    pinyin = shape.text("pinyin")
    by_hand = shape.flag("pinyin_by_hand")
    return TermSection(
        term=shape.required("term"),
        status=shape.choice("status", AdministrativeStatus) or AdministrativeStatus.PREFERRED,
        part_of_speech=shape.choice("part_of_speech", PartOfSpeech),
        term_type=shape.choice("term_type", TermType),
        pinyin=pinyin,
        pinyin_by_hand=by_hand and pinyin is not None,
        source=shape.text("source"),
        notes=shape.texts("notes"),
        contexts=shape.shapes("contexts", _context) if contexts is None else contexts,
        other=shape.texts("other"),
    )


def _context(shape: _Shape) -> Context:
    return Context(
        text=shape.required("text"),
        source=shape.text("source") or "",
        document=shape.number("document"),
        start=shape.number("start"),
        end=shape.number("end"),
    )


def _definition_of(shape: _Shape) -> Definition | None:
    """Return a definition, which may be its text alone."""
    if isinstance(shape.fields.get("definition"), str):
        text = shape.text("definition")
        return Definition(text=text) if text else None
    return shape.shape("definition", lambda inner: Definition(text=inner.required("text"), source=inner.text("source")))


def _references(shape: _Shape) -> tuple[CrossReference, ...]:
    """Return the references, which may be their targets alone."""
    value = shape.fields.get("references")
    if isinstance(value, list) and all(isinstance(target, str) for target in value):
        return tuple(CrossReference(target=target) for target in shape.texts("references"))
    return shape.shapes(
        "references", lambda inner: CrossReference(target=inner.required("target"), text=inner.text("text") or "")
    )


def _printed_sections(shape: _Shape) -> tuple[LanguageSection, ...]:
    """Return the sections of an entry that a command printed."""
    contexts: dict[str, list[Context]] = {}
    for language, context in shape.shapes("contexts", lambda inner: (_language(inner), _context(inner))):
        contexts.setdefault(language, []).append(context)

    def read(inner: _Shape) -> tuple[str, TermSection]:
        language, note = _language(inner), inner.text("note")
        if note:
            inner.fields["notes"] = [note, *inner.texts("notes")]
        return language, _term(inner, tuple(contexts.pop(language, ())))

    terms: dict[str, list[TermSection]] = {}
    for language, term in shape.shapes("terms", read):
        terms.setdefault(language, []).append(term)
    return tuple(LanguageSection(language=language, terms=tuple(found)) for language, found in terms.items())


def _language(shape: _Shape) -> str:
    return normalise_language(shape.required("language"))
