"""XLIFF in: the short segments of a translation as pairs of terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry
from glossary.errors import FormatError
from glossary.exchange.bitext import read_segments
from glossary.exchange.bitext.inline import OBJECT
from glossary.exchange.files.text_file import read_text
from glossary.exchange.files.xml_text import unspace
from glossary.exchange.report import Issue
from glossary.exchange.term_lists import sections_of_words
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.exchange.bitext import Segment

_OURS = frozenset(language.value for language in Language)
_MOST_WORDS = 8
_MOST_CHARACTERS = 20
_LONGEST = 120
_SENTENCE = re.compile(r"[.!?;:。！？；：…]\s*\Z|[!?;。！？；\n]")
_LETTER = re.compile(r"[^\W\d_]")
_ABBREVIATION = re.compile(r"(?:\b\w\.)+\Z|\b(?:Inc|Ltd|Co|Corp|No|etc)\.\Z")


def read_xliff_terms(path: str | Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
    """Yield an entry for each pair of texts in an XLIFF file that are short enough to be terms, each pair once.

    A text is, if it is no sentence, has no placeholder in it, and has at most eight words in English or twenty
    characters in Chinese.

    Args:
        path: the file, XLIFF 1.0 to 2.1; its text is held in memory.
        issues: takes how many segments were skipped, and why.

    Raises:
        InputError: the file can't be read.
        FormatError: it is no XLIFF or not well-formed, also when that shows after entries were yielded, or
            declares entities.
    """
    text = read_text(path)
    skipped: dict[str, int] = {}
    seen: set[tuple[str, str]] = set()
    # Whatever the file is called, it is read as XLIFF.
    for segment in _read(text, str(path)):
        words = [(segment.source_language, unspace(segment.source.text))]
        words += [(segment.target_language, unspace(segment.target.text))] if segment.target else []
        reason = _find_reason(segment, words)
        pair = (words[0][1], words[-1][1])
        if reason:
            skipped[reason] = skipped.get(reason, 0) + 1
        elif pair not in seen:
            seen.add(pair)
            yield ConceptEntry(sections=sections_of_words(words))
    if issues is not None:
        issues.extend(
            Issue(message=f"segments that {reason}: {count:,}; skipped", is_lost=True)
            for reason, count in skipped.items()
        )


def _read(text: str, path: str) -> Iterator[Segment]:
    try:
        yield from read_segments(text, name=f"{path}.xliff")
    except FormatError as error:
        raise FormatError(path, error.reason, error.line) from error


def _find_reason(segment: Segment, words: list[tuple[str, str]]) -> str:
    """Return why a segment is no pair of terms, ``""`` if it is one."""
    if len(words) == 1 or segment.is_fuzzy:
        return "have no sure translation"
    if not all(language in _OURS for language, _ in words) or len({language[:2] for language, _ in words}) == 1:
        return "aren't in English and Chinese"
    if not all(_is_term(language, word) for language, word in words):
        return "are longer than a term or have placeholders"
    return ""


def _is_term(language: str, word: str) -> bool:
    is_long = len(word) > _MOST_CHARACTERS if language.startswith("zh") else len(word.split()) > _MOST_WORDS
    if is_long or len(word) > _LONGEST or OBJECT in word or not _LETTER.search(word):
        return False
    return not _SENTENCE.search(word) or bool(_ABBREVIATION.search(word))
