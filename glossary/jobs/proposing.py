"""A candidate by hand: from an editor's selection, a lookup that found nothing, a writing assistant."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.concept import ProposedEquivalent, Usage
from glossary.errors import Conflict, InputError
from glossary.jobs.reranking import rerank
from glossary.store.candidates.mined import get_candidate
from glossary.store.candidates.proposal_rows import add_proposal, find_candidate_row, find_hand_reading
from glossary.store.candidates.proposals import Proposal
from glossary.store.entries.access import find_identifiers_of_term
from glossary.store.log.revisions import revising
from glossary.text.chinese import has_han, to_simplified, to_traditional
from glossary.text.language import language_of_term
from glossary.text.pinyin import pinyin
from glossary.vocabulary import Language, Method

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from glossary.concept import Candidate
    from glossary.store.database import Database

#: How sure a proposal by hand is: more than what a dictionary puts together, less than a gloss in a document.
CONFIDENCE = 0.8
#: The longest term, source, and usage example, in characters.
LONGEST, LONGEST_CONTEXT = 200, 2_000
#: So much of a text is shown in a message.
SHOWN = 40
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z]")


def propose(
    database: Database,
    term: str,
    *,
    who: str,
    equivalents: Sequence[str] = (),
    context: str | None = None,
    source: str | None = None,
    language: str | None = None,
) -> Candidate:
    """Keep a term as a candidate that waits for a decision, in one revision; return the candidate.

    No mining takes it away. A candidate that is there already, in any spelling, gets what is new; where nothing
    is new, nothing is written.

    Args:
        database: the termbase.
        term: English or Chinese.
        who: who proposes it.
        equivalents: what it may be called in the other language, best first.
        context: a sentence that shows the term in use.
        source: where the sentence or the term comes from.
        language: of the term, a BCP 47 tag; the term's own writing says it unless given.

    Raises:
        InputError: the term, an equivalent or the language can't be used.
        Conflict: an entry has the term already, or the candidate was rejected.
    """
    term = _one_line(term, "a term")
    written = _language_of(term, language)
    _require_term(term, written)
    told = _one_line(source, "a source") if source and source.strip() else f"proposed by {who}"
    examples = (_example(context, term, told),) if context and context.strip() else ()
    # Before the termbase is locked: readings and the other writing need dictionaries that take time to load.
    proposed = [_equivalent(found, written, told) for found in equivalents]
    writings = _writings(term, written)
    with revising(database, who=who, action="propose", summary=f"propose {term}") as revision:
        connection = revision.connection
        _require_new(connection, term, writings)
        known_language, known_term = _as_known(connection, writings)
        proposal = Proposal(
            term=known_term,
            language=known_language,
            equivalents=tuple(_read_by_hand(connection, found) for found in proposed),
            contexts=examples,
        )
        found = add_proposal(revision, proposal)
        rerank(connection, learns=revision.learns)  # which has no say in the place of what was proposed
        return get_candidate(connection, str(found.id))


def _language_of(term: str, language: str | None) -> Language:
    if language is None:
        return language_of_term(term)
    try:
        return Language(language)
    except ValueError:
        raise InputError(f"{language!r}: no such language; choose from {', '.join(Language)}") from None


def _require_term(term: str, language: Language) -> None:
    if language.is_chinese and not has_han(term):
        raise InputError(f"{term!r}: a Chinese term has at least one Chinese character")
    if not language.is_chinese and has_han(term) and not _LATIN.search(term):
        raise InputError(f"{term}: this is Chinese, not a term in {language}")
    if not _LETTER.search(term):
        raise InputError(f"{term!r}: a term has at least one letter or Chinese character")


def _writings(term: str, language: Language) -> list[tuple[Language, str]]:
    """Return a term as it is, then in the other writing of Chinese."""
    if language is Language.SIMPLIFIED_CHINESE:
        return [(language, term), (Language.TRADITIONAL_CHINESE, to_traditional(term))]
    if language is Language.TRADITIONAL_CHINESE:
        return [(language, term), (Language.SIMPLIFIED_CHINESE, to_simplified(term))]
    return [(language, term)]


def _require_new(connection: Connection, term: str, writings: Sequence[tuple[Language, str]]) -> None:
    """Check that no entry has the term, in Simplified or Traditional characters whichever it is written in."""
    for language, spelling in writings:
        taken = find_identifiers_of_term(connection, language, spelling)
        if taken:
            raise Conflict(f"{term}: entry {taken[0]} has this term already; see it with: glossary show {taken[0]}")


def _as_known(connection: Connection, writings: Sequence[tuple[Language, str]]) -> tuple[Language, str]:
    """Return a term in the writing in which it is a candidate already, else as it is."""
    there = (found for found in writings if find_candidate_row(connection, *found) is not None)
    return next(there, writings[0])


def _equivalent(text: str, of_term: Language, source: str) -> ProposedEquivalent:
    term = _one_line(text, "an equivalent")
    if of_term.is_chinese:
        if has_han(term) or not _LETTER.search(term):
            raise InputError(f"{term!r}: the equivalent of a Chinese term is English")
        language: Language = Language.ENGLISH
        reading = None
    else:
        if not has_han(term):
            raise InputError(f"{term!r}: the equivalent of an English term has at least one Chinese character")
        language = language_of_term(term)
        reading = pinyin(term)
    return ProposedEquivalent(
        term=term, language=language, method=Method.PLUGIN, confidence=CONFIDENCE, pinyin=reading, source=source
    )


def _read_by_hand(connection: Connection, equivalent: ProposedEquivalent) -> ProposedEquivalent:
    """Return an equivalent with the reading that a person wrote for it, where an entry has one."""
    reading = find_hand_reading(connection, equivalent.language, equivalent.term)
    return replace(equivalent, pinyin=reading) if reading else equivalent


def _example(context: str, term: str, source: str) -> Usage:
    """Return a usage example that stands in no document, with the place of the term where it is there as spelt."""
    text = _one_line(context, "a usage example", longest=LONGEST_CONTEXT)
    place = re.search(re.escape(term), text, re.IGNORECASE)
    start, end = place.span() if place else (0, 0)
    return Usage(text=text, document=source, start=0, end=len(text), term_start=start, term_end=end, source=source)


def _one_line(text: str, what: str, *, longest: int = LONGEST) -> str:
    """Return a text without line breaks and blanks too many.

    Raises:
        InputError: nothing is left, it is too long, or it has characters that no text has.
    """
    line = " ".join(text.split())
    if not line:
        raise InputError(f"{what} can't be empty")
    if len(line) > longest:
        raise InputError(f"{what} has at most {longest:,} characters; this one has {len(line):,}")
    if any(unicodedata.category(ch) in {"Cc", "Cs"} for ch in line):
        raise InputError(f"{what} can't have control characters or halves of characters: {line[:SHOWN]!a}")
    return line
