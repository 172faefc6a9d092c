"""The data everything else speaks of: concept entries, documents, candidates.

All are frozen: a change makes a new object (``dataclasses.replace``) and is saved whole. Texts are str,
offsets count Unicode code points of ``Document.text``, scores and confidences are floats.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, overload

from glossary.vocabulary import AdministrativeStatus, CandidateStatus, Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.vocabulary import Method, PartOfSpeech, TermType


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A usage example of a term, with its source.

    ``document``, ``start`` and ``end`` say where it stands when it was taken from a mined document;
    ``document`` is ``Document.id``.
    """

    text: str
    source: str
    document: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What a concept is, with its source where one is known."""

    text: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossReference:
    """A pointer from an entry to a related one (``target`` is its id) or to a page (``target`` is a URL)."""

    target: str
    text: str = ""

    @property
    def is_external(self) -> bool:
        """Whether the target is a page outside of the termbase."""
        return "://" in self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class TermSection:
    """One designation of a concept, with its notes: ``termSec`` in TBX.

    ``pinyin`` is tone-marked and laid out by GB/T 16159, for Chinese terms; ``pinyin_by_hand`` says that a
    person wrote it, so that no machine may change it. ``source`` names the document (family) that fixes the
    term. ``other`` holds TBX elements that we don't interpret, as XML text, to be written back as they were.
    """

    term: str
    status: AdministrativeStatus = AdministrativeStatus.PREFERRED
    part_of_speech: PartOfSpeech | None = None
    term_type: TermType | None = None
    pinyin: str | None = None
    pinyin_by_hand: bool = False
    source: str | None = None
    notes: tuple[str, ...] = ()
    contexts: tuple[Context, ...] = ()
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSection:
    """Everything about a concept in one language: ``langSec`` in TBX. ``language`` is a BCP 47 tag."""

    language: str
    terms: tuple[TermSection, ...] = ()
    definition: Definition | None = None
    notes: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptEntry:
    """One concept in all its languages: ``conceptEntry`` in TBX.

    ``id`` is unique in the termbase and stays the same through exchange; ``""`` before it was first saved.
    """

    id: str = ""
    subject_field: str | None = None
    definition: Definition | None = None
    notes: tuple[str, ...] = ()
    references: tuple[CrossReference, ...] = ()
    sections: tuple[LanguageSection, ...] = ()
    other: tuple[str, ...] = ()

    def find_terms(self, language: str | None = None) -> Iterator[tuple[str, TermSection]]:
        """Yield ``(language, term section)`` in order, of one language or of all."""
        for section in self.sections:
            if language is None or section.language == language:
                for term in section.terms:
                    yield section.language, term

    def preferred(self, language: str) -> TermSection | None:
        """Return the preferred term of a language; without one the first accepted; else None."""
        terms = [term for _, term in self.find_terms(language)]
        for term in terms:
            if term.status is AdministrativeStatus.PREFERRED:
                return term
        return next((term for term in terms if term.status.is_accepted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source text as it was read and cleaned.

    ``path`` is an absolute path or a URL; ``hash`` the SHA-256 (hex) of the bytes that were read; ``text``
    the cleaned text, paragraphs separated by one blank line, headings as paragraphs of their own;
    ``headings`` the ``(start, end)`` offsets of paragraphs that are titles or headings;
    ``date`` an ISO 8601 date.
    """

    path: str
    text: str
    hash: str
    language: str = Language.ENGLISH
    title: str | None = None
    date: str | None = None
    headings: tuple[tuple[int, int], ...] = ()
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationUnit:
    """Sentences of a text and those that translate them: ``tu`` in TMX.

    The offsets count in the two documents of its ``ParallelText``; ``likeness`` says how alike both mean, 0–1, and 1
    for what a file or a person set side by side. ``id`` is None before it is kept.
    """

    source_start: int
    source_end: int
    target_start: int
    target_end: int
    likeness: float = 1.0
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelText:
    """An English text and its Chinese translation, or the other way round, with their units in order."""

    english: Document
    chinese: Document
    units: tuple[TranslationUnit, ...]

    def sentences(self, unit: TranslationUnit) -> tuple[str, str]:
        """Return the English and the Chinese text of a unit."""
        english = self.english.text[unit.source_start : unit.source_end]
        return english, self.chinese.text[unit.target_start : unit.target_end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One occurrence: ``text[start:end]`` of the document at index ``document`` of the mined sequence."""

    document: int
    start: int
    end: int


class Mentions(Sequence[Mention]):
    """Many mentions in twelve bytes each: a corpus of a million words has half a million of them."""

    __slots__ = ("_numbers",)

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        self._numbers = array("I")
        for mention in mentions:
            self._numbers.extend((mention.document, mention.start, mention.end))

    @classmethod
    def of_numbers(cls, numbers: array[int]) -> Mentions:
        """Return the mentions whose document, start and end stand one behind the other in an array of type ``I``."""
        mentions = cls()
        mentions._numbers = numbers
        return mentions

    @property
    def numbers(self) -> array[int]:
        """Document, start and end of all mentions, one behind the other."""
        return self._numbers

    def __len__(self) -> int:
        return len(self._numbers) // 3

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> Mentions: ...
    def __getitem__(self, index: int | slice) -> Mention | Mentions:
        if isinstance(index, slice):
            return Mentions(self[i] for i in range(*index.indices(len(self))))
        place = range(len(self))[index] * 3
        document, start, end = self._numbers[place : place + 3]
        return Mention(document=document, start=start, end=end)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mentions) and self._numbers == other._numbers

    def __hash__(self) -> int:
        return hash(self._numbers.tobytes())

    def __repr__(self) -> str:
        return f"Mentions({list(self)!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A surface form of a candidate and how often it was met."""

    term: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedEquivalent:
    """What a candidate may be called in the other language: a proposal until a person accepts it.

    ``confidence`` is between 0 and 1; ``source`` names where it was found; ``evidence`` is the text that
    supports it; ``unit_id`` the id of the translation unit that has both, where one is kept.
    """

    term: str
    language: str
    method: Method
    confidence: float
    pinyin: str | None = None
    source: str = ""
    evidence: str = ""
    unit_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """A sentence that shows a candidate in use, ``text`` at ``start``–``end`` of its document.

    ``document`` is the path of the document, ``document_id`` its ``Document.id`` and ``source`` its title and
    date for a reader, both once it is kept; ``term_start`` and ``term_end`` count within ``text``.
    """

    text: str
    document: str
    start: int
    end: int
    term_start: int = 0
    term_end: int = 0
    document_id: int | None = None
    source: str = ""

    def as_context(self) -> Context:
        """Return the sentence as a usage example of a term, with its source and place."""
        return Context(
            text=self.text,
            source=self.source or self.document,
            document=self.document_id,
            start=self.start,
            end=self.end,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A mined string that is no term until a person accepts it.

    ``key`` identifies the concept across case, hyphens, spaces and plurals; ``entry`` is the id of the
    concept entry that has the term already or was made of it; ``documents`` counts the documents it occurs
    in; ``parts`` are the parts of the score by name.
    """

    term: str
    key: str
    language: str = Language.ENGLISH
    status: CandidateStatus = CandidateStatus.PENDING
    entry: str | None = None
    score: float = 0.0
    frequency: int = 0
    documents: int = 0
    variants: tuple[Variant, ...] = ()
    equivalents: tuple[ProposedEquivalent, ...] = ()
    contexts: tuple[Usage, ...] = ()
    mentions: Sequence[Mention] = field(default_factory=Mentions)
    parts: tuple[tuple[str, float], ...] = field(default=(), repr=False)
    id: int | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """The term and its variants, each once."""
        return tuple(dict.fromkeys([self.term, *(variant.term for variant in self.variants)]))
