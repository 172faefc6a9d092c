"""What is added to the termbase from an editor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from glossary.concept import Context
from glossary.errors import Conflict, UsageError
from glossary.jobs.proposing import propose
from glossary.review import workflow
from glossary.review.drafting import chinese_term, english_term, entry_of_terms
from glossary.review.edits import OWN_SOURCE
from glossary.store.database import open_database
from glossary.store.entries.access import find_identifiers_of_term
from glossary.store.log.revisions import revising
from glossary.text.chinese import has_han
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from glossary.concept import Candidate, ConceptEntry, TermSection
    from glossary.serve.lsp.addition import Addition


class Added(NamedTuple):
    """An entry that was added or, where the user may not do so, the number of the change that proposes it."""

    entry: ConceptEntry
    proposed: int | None


def add_term(db: str, addition: Addition, *, who: str) -> Added:
    """Add an entry, in one revision, to a termbase that is made where there is none yet; or propose it.

    Without an equivalent the entry has a term in one language only, and waits for the other.

    Raises:
        Conflict: an entry has the term already.
        InputError: a term can't be used.
        UsageError: term and equivalent are of the same language.
    """
    term, equivalent = addition.term, addition.equivalent
    if equivalent is not None and has_han(term) == has_han(equivalent):
        raise UsageError(f"{equivalent}: an equivalent of {term} is in the other language")
    entry = _entry_of(addition)
    with open_database(db, create=True, user=who) as database, revising(database, who=who, action="add") as revision:
        for language in _languages_of(term):
            taken = find_identifiers_of_term(revision.connection, language, term)
            if taken:
                raise Conflict(f"{term}: entry {taken[0]} has this term already; see it with: glossary show {taken[0]}")
        entry = workflow.add(revision, entry)
    return Added(entry, revision.suggestions[0] if revision.suggestions else None)


def add_candidate(db: str, addition: Addition, *, who: str) -> Candidate:
    """Keep a term as a candidate that waits for a decision; see ``propose`` for what it raises."""
    equivalents = [addition.equivalent] if addition.equivalent else []
    with open_database(db, create=True, user=who) as database:
        return propose(
            database,
            addition.term,
            who=who,
            equivalents=equivalents,
            context=addition.context,
            source=addition.source,
        )


def _entry_of(addition: Addition) -> ConceptEntry:
    """Return the entry; the usage example belongs to the term that was selected."""
    source = addition.source or OWN_SOURCE
    examples = (Context(text=addition.context, source=source),) if addition.context else ()
    first: list[TermSection] = []
    second: list[TermSection] = []
    for term, contexts in ((addition.term, examples), (addition.equivalent, ())):
        if term is None:
            continue
        if has_han(term):
            second.append(replace(chinese_term(term), contexts=contexts))
        else:
            first.append(english_term(term, contexts=contexts))
    return entry_of_terms(first, second)


def _languages_of(term: str) -> tuple[Language, ...]:
    if has_han(term):
        return Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE
    return (Language.ENGLISH,)
