"""An entry as text: one value a line in a fixed order, the same bytes for the same entry."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.concept import ConceptEntry, Definition, LanguageSection, TermSection

_INDENT = "    "
#: Signs that TOML wants escaped, that end a line for some programs, or that turn the direction of what follows.
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_quoted = json.JSONEncoder(ensure_ascii=False).encode


def render_entry(entry: ConceptEntry, origin: str) -> bytes:
    """Return the text of an entry in TOML; what it doesn't have is left out.

    Where usage examples stand in mined documents is left out too: it means something in one termbase only.

    Args:
        entry: what to write.
        origin: where it came from.
    """
    lines: list[str] = []
    lines += _texts(id=entry.id, origin=origin, subject_field=entry.subject_field)
    lines += _definition(entry.definition)
    lines += _lists(notes=entry.notes, other=entry.other)
    for reference in entry.references:
        lines += ["", "[[references]]", f"target = {_text(reference.target)}", *_texts(text=reference.text)]
    for section in entry.sections:
        lines += _section(section)
    return ("\n".join(lines) + "\n").encode()


def _section(section: LanguageSection) -> Iterator[str]:
    yield from ("", "[[languages]]")
    yield from _texts(language=section.language)
    yield from _definition(section.definition)
    yield from _lists(notes=section.notes, other=section.other)
    for term in section.terms:
        yield from _term(term)


def _term(term: TermSection) -> Iterator[str]:
    yield from ("", "[[languages.terms]]")
    yield f"term = {_text(term.term)}"
    yield from _texts(
        status=term.status, part_of_speech=term.part_of_speech, term_type=term.term_type, pinyin=term.pinyin
    )
    if term.pinyin and term.pinyin_by_hand:
        yield "pinyin_by_hand = true"
    yield from _texts(source=term.source)
    yield from _lists(notes=term.notes, other=term.other)
    for context in term.contexts:
        yield from ("", "[[languages.terms.contexts]]")
        yield f"text = {_text(context.text)}"
        yield from _texts(source=context.source)


def _definition(definition: Definition | None) -> Iterator[str]:
    if definition is not None:
        yield f"definition.text = {_text(definition.text)}"
        yield from (f"definition.{line}" for line in _texts(source=definition.source))


def _texts(**fields: str | None) -> Iterator[str]:
    yield from (f"{name} = {_text(value)}" for name, value in fields.items() if value)


def _lists(**fields: Sequence[str]) -> Iterator[str]:
    """Yield lists with a value a line, each with its comma, so that what is added changes no other line."""
    for name, values in fields.items():
        if values:
            yield f"{name} = ["
            yield from _indented(values)
            yield "]"


def _indented(values: Iterable[str]) -> Iterator[str]:
    yield from (f"{_INDENT}{_text(value)}," for value in values)


def _text(value: str) -> str:
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", _quoted(value))
