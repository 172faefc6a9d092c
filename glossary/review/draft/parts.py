"""The parts of an entry while a person types them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.concept import Context, CrossReference, TermSection


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong or doubtful in a draft; ``field`` is the way to it, such as ``terms.2.pinyin``."""

    field: str
    message: str


@dataclass(slots=True, kw_only=True)
class ContextDraft:
    """A usage example as typed; ``document``, ``start`` and ``end`` are where it was mined, if it was."""

    text: str = ""
    source: str = ""
    document: int | None = None
    start: int | None = None
    end: int | None = None

    @classmethod
    def of(cls, context: Context) -> ContextDraft:
        """Return the draft of a usage example."""
        return cls(
            text=context.text,
            source=context.source,
            document=context.document,
            start=context.start,
            end=context.end,
        )


@dataclass(slots=True, kw_only=True)
class ReferenceDraft:
    """A cross-reference as typed; ``target`` is the id of an entry or a URL."""

    target: str = ""
    text: str = ""

    @classmethod
    def of(cls, reference: CrossReference) -> ReferenceDraft:
        """Return the draft of a cross-reference."""
        return cls(target=reference.target, text=reference.text)


@dataclass(slots=True, kw_only=True)
class TermDraft:
    """A term as typed; enumerations are strings, ``""`` where a field says nothing.

    ``place`` is the number of the term among those of the entry as it was, from 0; None for a new one.
    """

    language: str
    term: str = ""
    status: str = "preferred"
    part_of_speech: str = ""
    term_type: str = ""
    pinyin: str = ""
    pinyin_by_hand: bool = False
    source: str = ""
    notes: list[str] = field(default_factory=list)
    contexts: list[ContextDraft] = field(default_factory=list)
    place: int | None = None

    @classmethod
    def of(cls, language: str, term: TermSection, place: int) -> TermDraft:
        """Return the draft of a term."""
        return cls(
            language=language,
            term=term.term,
            status=term.status.value,
            part_of_speech=term.part_of_speech.value if term.part_of_speech else "",
            term_type=term.term_type.value if term.term_type else "",
            pinyin=term.pinyin or "",
            pinyin_by_hand=term.pinyin_by_hand,
            source=term.source or "",
            notes=list(term.notes),
            contexts=[ContextDraft.of(context) for context in term.contexts],
            place=place,
        )

    @property
    def is_chinese(self) -> bool:
        """Whether the term belongs to a kind of Chinese."""
        return self.language.startswith("zh")
