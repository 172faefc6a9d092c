"""A glossary as it is printed: articles by English terms, and an index of Chinese terms by pinyin, letter by letter."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from glossary.exchange.published.article import describe_term, ordered_terms
from glossary.exchange.published.keys import PinyinKeys, single_line
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.concept import ConceptEntry, TermSection

_LAST = "\U0010ffff"
#: What stands over terms that begin with no letter, and over terms in Chinese that have no pinyin to go by.
NO_LETTER = "#"


class Line(NamedTuple):
    """A term with what is said beside it."""

    term: str
    language: str
    pinyin: str = ""
    told: str = ""
    is_accepted: bool = True


class Text(NamedTuple):
    """A sentence about a concept: ``definition``, ``note`` or ``context``, and its source."""

    kind: str
    text: str
    source: str = ""


class Article(NamedTuple):
    """What stands at one place: an entry in full, or a term that ``see`` leads from to where it stands in full."""

    head: Line
    see: str = ""
    lines: tuple[Line, ...] = ()
    subject_field: str = ""
    texts: tuple[Text, ...] = ()


class Letter(NamedTuple):
    """What begins with one letter."""

    name: str
    articles: list[Article]


class Contents(NamedTuple):
    """The two parts of a glossary, and how many entries are in it."""

    english: list[Letter]
    chinese: list[Letter]
    written: int


def arrange(entries: Iterable[ConceptEntry]) -> Contents:
    """Return the entries that have terms as a glossary, in the order in which people look for them."""
    english: list[tuple[tuple[str, ...], Article]] = []
    chinese: list[tuple[tuple[str, ...], Article]] = []
    written = 0
    for entry in entries:
        terms = ordered_terms(entry)
        lines = [line for line in (_line(language, term) for language, term in terms) if line.term]
        if not lines:
            continue
        written += 1
        own = [line for line in lines if line.language == Language.ENGLISH]
        head = (own or lines)[0]
        english.extend((_english_key(article.head), article) for article in _articles(entry, head, lines, own))
        chinese.extend((_pinyin_key(article.head), article) for article in _index(head, lines))
    return Contents(_by_letter(english), _by_letter(chinese), written)


def _articles(entry: ConceptEntry, head: Line, lines: list[Line], own: list[Line]) -> Iterator[Article]:
    """Yield the article of an entry, and what leads there from its other English terms."""
    others = tuple(line for line in lines if line is not head)
    yield Article(
        head=head,
        lines=others,
        subject_field=single_line(entry.subject_field or ""),
        texts=tuple(texts_of(entry)),
    )
    yield from (Article(head=line, see=head.term) for line in own if line is not head)


def _index(head: Line, lines: list[Line]) -> Iterator[Article]:
    chinese = [line for line in lines if line.language.startswith("zh")]
    yield from (Article(head=line, see=head.term if line is not head else "") for line in chinese)


def _line(language: str, term: TermSection) -> Line:
    return Line(
        term=single_line(term.term),
        language=language,
        pinyin=single_line(term.pinyin or ""),
        told=", ".join(describe_term(term)),
        is_accepted=term.status.is_accepted,
    )


def texts_of(entry: ConceptEntry) -> Iterator[Text]:
    """Yield what is said of a concept and its terms."""
    for definition in (entry.definition, *(section.definition for section in entry.sections)):
        if definition:
            yield Text("definition", single_line(definition.text), single_line(definition.source or ""))
    for notes in (entry.notes, *(section.notes for section in entry.sections)):
        yield from (Text("note", single_line(note)) for note in notes)
    for _, term in ordered_terms(entry):
        if term.source:
            yield Text("note", single_line(f"{term.term}: {term.source}"))
        yield from (Text("note", single_line(note)) for note in term.notes)
        for context in term.contexts:
            yield Text("context", single_line(context.text), single_line(context.source))


def _english_key(head: Line) -> tuple[str, ...]:
    """Return what a head is sorted by: no case, accents or marks at its beginning; Chinese comes last."""
    folded = unicodedata.normalize("NFKD", head.term).casefold()
    bare = "".join(ch for ch in folded if not unicodedata.combining(ch))
    start = next((place for place, ch in enumerate(bare) if ch.isalnum()), 0)
    return (bare[start:] if head.language == Language.ENGLISH else _LAST, head.term)


def _pinyin_key(head: Line) -> tuple[str, ...]:
    return (PinyinKeys(head.pinyin).joined or _LAST, head.pinyin, head.term)


def _by_letter(found: list[tuple[tuple[str, ...], Article]]) -> list[Letter]:
    found.sort(key=lambda pair: (_letter(pair[0]) == NO_LETTER, pair))
    return [
        Letter(name, [article for _, article in some]) for name, some in groupby(found, lambda pair: _letter(pair[0]))
    ]


def _letter(key: tuple[str, ...]) -> str:
    first = key[0][:1].upper()
    return first if "A" <= first <= "Z" else NO_LETTER
