"""An entry as the page's script takes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from glossary.exchange.published.article import describe_term, ordered_terms
from glossary.exchange.published.contents import texts_of
from glossary.exchange.published.keys import PinyinKeys, single_line
from glossary.text.chinese import to_traditional
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry, TermSection

# JSON may hold these as they are; in HTML they would end the element or be lines of a script.
_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029", "\x7f": "\\u007f"}
)


def render_entry(entry: ConceptEntry) -> str:
    """Return an entry as JSON that may stand in HTML, ``""`` if it has no terms."""
    terms = [_term(language, term) for language, term in ordered_terms(entry) if single_line(term.term)]
    if not terms:
        return ""
    data: dict[str, object] = {"t": terms}
    if entry.subject_field:
        data["f"] = single_line(entry.subject_field)
    texts = [[text.kind[0], text.text, text.source] for text in texts_of(entry)]
    if texts:
        data["x"] = texts
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _term(language: str, term: TermSection) -> list[str]:
    """Return a term with what it is found by; what is empty at the end is left out."""
    word = single_line(term.term)
    traditional = single_line(to_traditional(word)) if language == Language.SIMPLIFIED_CHINESE else ""
    keys = PinyinKeys(term.pinyin or "")
    found = [
        *(language, term.status.value[0], word, single_line(term.pinyin or ""), ", ".join(describe_term(term))),
        *(keys.joined, keys.initials, traditional if traditional != word else ""),
    ]
    while not found[-1]:
        found.pop()
    return found
