"""An entry as a note of Anki."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

from glossary.exchange.published.article import describe_term, ordered_terms
from glossary.exchange.published.contents import texts_of
from glossary.exchange.published.html import escape_html
from glossary.exchange.published.keys import single_line
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.concept import ConceptEntry, TermSection

FIELDS = ("English", "Chinese", "Pinyin", "Other terms", "Subject field", "Definition", "Notes", "Examples")
#: What parts the fields of a note; no text of ours has it.
SEPARATOR = "\x1f"
_NO_TAG = re.compile(r"[^\w-]+")


class Note(NamedTuple):
    """A note: what it is known by through all imports, its fields as HTML, and its tags."""

    guid: str
    fields: tuple[str, ...]
    tags: str


def make_note(entry: ConceptEntry) -> Note | None:
    """Return the note of an entry; None if it hasn't a term to use in both languages, which a card needs."""
    terms = ordered_terms(entry)
    chinese = _first(terms, "zh")
    english = _first(terms, "en")
    if chinese is None or english is None:
        return None
    texts = list(texts_of(entry))
    said = {
        kind: [_sourced(text.text, text.source) for text in texts if text.kind == kind]
        for kind in ("definition", "note", "context")
    }
    fields = (
        _span(english),
        _span(chinese),
        _escape(chinese[1].pinyin or ""),
        _lines(_term(*found) for found in terms if found not in (chinese, english)),
        _escape(entry.subject_field or ""),
        *map(_lines, said.values()),
    )
    return Note(guid=_guid(entry.id or f"{english[1].term}\n{chinese[1].term}"), fields=fields, tags=_tag(entry))


def _first(terms: list[tuple[str, TermSection]], family: str) -> tuple[str, TermSection] | None:
    usable = (
        found
        for found in terms
        if found[0].startswith(family) and found[1].status.is_accepted and single_line(found[1].term)
    )
    return next(usable, None)


def _guid(identifier: str) -> str:
    """Return what Anki knows a note by: the same for an entry whatever is changed of it."""
    return hashlib.sha256(f"policy-glossary\n{identifier}".encode(errors="surrogatepass")).hexdigest()[:20]


def _tag(entry: ConceptEntry) -> str:
    tag = _NO_TAG.sub("_", entry.subject_field or "").strip("_")
    return f" {tag} " if tag else ""


def _term(language: str, term: TermSection) -> str:
    told = [term.pinyin or "", *describe_term(term)]
    beside = _escape(", ".join(filter(None, told)))
    return f"{_span((language, term))} <small>{beside}</small>" if beside else _span((language, term))


def _span(found: tuple[str, TermSection]) -> str:
    language, term = found
    written = _escape(term.term)
    if language == Language.ENGLISH:
        return written if term.status.is_accepted else f"<s>{written}</s>"
    mark = "span" if term.status.is_accepted else "s"
    return f'<{mark} lang="{escape_html(language)}">{written}</{mark}>'


def _sourced(text: str, source: str) -> str:
    return f"{_escape(text)} <small>{_escape(source)}</small>" if source else _escape(text)


def _lines(pieces: Iterable[str]) -> str:
    return "<br>".join(piece for piece in pieces if piece)


def _escape(text: str) -> str:
    """Return a text as HTML in which Anki sees neither sounds nor LaTeX."""
    return escape_html(single_line(text)).replace("[", "&#91;")
