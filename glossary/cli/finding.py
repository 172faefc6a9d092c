"""The commands ``show``, ``terms`` and ``pinyin``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.cli.narration import say
from glossary.cli.opening import open_work
from glossary.cli.shapes import entry_shape, print_json
from glossary.cli.tables import print_table
from glossary.errors import NotFound
from glossary.jobs.shapes import candidate_shape
from glossary.review.learning import describe, reasons_of
from glossary.store.candidates.mined import get_candidate
from glossary.store.entries.access import find_entries, find_identifiers_of_term, get_entry
from glossary.store.entries.search import Filter, count_identifiers, find_identifiers
from glossary.text.pinyin import pinyin as read
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from glossary.concept import Candidate, ConceptEntry


def show(arguments: Namespace) -> int:
    """Print entries by id or term, else the candidate."""
    with open_work(arguments) as work, work.database.reading() as connection:
        entries = find_named(connection, arguments.name)
        candidate = None if entries else get_candidate(connection, arguments.name)
    for entry in entries:
        if arguments.json:
            print_json(entry_shape(entry))
        else:
            print("\n".join(_entry_lines(entry)))
    if candidate and arguments.json:
        print_json(candidate_shape(candidate))
    elif candidate:
        print("\n".join(candidate_lines(candidate)))
    return 0


def terms(arguments: Namespace) -> int:
    """Print the entries that a query and a filter let through."""
    wanted = filter_of(arguments)
    with open_work(arguments) as work, work.database.reading() as connection:
        total = count_identifiers(connection, wanted)
        identifiers = list(find_identifiers(connection, wanted, limit=arguments.limit))
        entries = list(find_entries(connection, identifiers))
    if arguments.json:
        for entry in entries:
            print_json(entry_shape(entry))
    elif entries:
        print_table(("id", "English", "Chinese", "pinyin", "subject field"), map(_row, entries))
    say(f"glossary: {len(entries)} of {total} entries shown" if len(entries) < total else f"glossary: {total} entries")
    return 0 if entries else 1


def pinyin(arguments: Namespace) -> int:
    """Print the pinyin of texts, one line each."""
    for text in arguments.texts:
        print(read(text))
    return 0


def filter_of(arguments: Namespace) -> Filter:
    """Return the filter that the options of a command describe."""
    return Filter(
        query=arguments.query,
        subject_field=arguments.subject_field,
        status=arguments.status,
        missing_language=arguments.missing,
        origin=arguments.origin,
        is_mined=arguments.mined,
    )


def find_named(connection: Connection, name: str) -> list[ConceptEntry]:
    """Return the entry with an id, else those that have a term; an empty list for none."""
    try:
        return [get_entry(connection, name)]
    except NotFound:
        found = [
            identifier
            for language in Language
            for identifier in find_identifiers_of_term(connection, language.value, name)
        ]
        return list(find_entries(connection, sorted(set(found))))


def _row(entry: ConceptEntry) -> tuple[str, ...]:
    english = entry.preferred(Language.ENGLISH)
    chinese = entry.preferred(Language.SIMPLIFIED_CHINESE)
    return (
        entry.id,
        english.term if english else "",
        chinese.term if chinese else "",
        (chinese.pinyin or "") if chinese else "",
        entry.subject_field or "",
    )


def _entry_lines(entry: ConceptEntry) -> Iterator[str]:
    yield entry.id + (f"  ({entry.subject_field})" if entry.subject_field else "")
    if entry.definition:
        yield f"  {entry.definition.text}"
    for section in entry.sections:
        yield f"  {section.language}"
        for term in section.terms:
            words = [term.status.value, term.part_of_speech, term.term_type]
            notes = ", ".join(str(word) for word in words if word)
            reading = f"  {term.pinyin}" + (" (by hand)" if term.pinyin_by_hand else "") if term.pinyin else ""
            yield f"    {term.term}{reading}  [{notes}]"
            if term.source:
                yield f"      source: {term.source}"
            yield from (f"      note: {note}" for note in term.notes)
            yield from (f"      “{context.text}” — {context.source}" for context in term.contexts)
    yield from (f"  note: {note}" for note in entry.notes)
    yield from (f"  see: {reference.target} {reference.text}".rstrip() for reference in entry.references)


def candidate_lines(candidate: Candidate) -> Iterator[str]:
    """Yield what a reader wants to see of a candidate, line by line."""
    yield f"candidate {candidate.id}: {candidate.term}  [{candidate.status}]"
    yield f"  score {candidate.score:.2f}, {candidate.frequency} times in {candidate.documents} documents"
    if reasons := reasons_of(candidate.parts):
        moved = sum(reason.points for reason in reasons)
        yield f"  of the score {moved:+.2f} by what was accepted and rejected:"
        yield from (f"    {reason.points:+.2f}  {describe(reason)}" for reason in reasons)
    for variant in candidate.variants:
        yield f"  variant: {variant.term} ({variant.count})"
    for number, equivalent in enumerate(candidate.equivalents, start=1):
        yield (
            f"  {number}. {equivalent.term}  {equivalent.pinyin or ''}  "
            f"[{equivalent.method}, {equivalent.confidence:.2f}, {equivalent.source}]"
        )
        if equivalent.evidence:
            yield f"     {equivalent.evidence}"
    for usage in candidate.contexts:
        yield f"  “{usage.text}” — {usage.source}"
