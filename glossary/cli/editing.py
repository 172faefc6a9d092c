"""The commands that change entries: ``add``, ``edit``, ``deprecate``, ``delete``, ``join``, ``split``, ``restore``."""

from __future__ import annotations

from collections import defaultdict
from functools import reduce
from typing import TYPE_CHECKING

from glossary.cli.narration import say
from glossary.cli.opening import revise
from glossary.cli.reviewing import print_entry_line
from glossary.cli.suggested import tell_suggested
from glossary.errors import UsageError
from glossary.review import edits, workflow
from glossary.store.entries.access import get_entry

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from glossary.concept import ConceptEntry


def add(arguments: Namespace) -> int:
    """Add an entry that the user types."""
    draft = edits.new_entry(
        arguments.english,
        arguments.chinese,
        reading=arguments.pinyin,
        subject_field=arguments.subject_field,
        definition=arguments.definition,
        source=arguments.source,
        context=arguments.context,
        traditional=arguments.traditional,
    )
    draft = reduce(edits.with_note, arguments.note, draft)
    with revise(arguments, "add", create=True) as revision:
        entry = workflow.add(revision, draft, allow_duplicate=arguments.allow_duplicate)
    if tell_suggested(revision, [arguments.english], as_json=arguments.json):
        return 0
    print_entry_line(entry, as_json=arguments.json)
    return 0


def edit(arguments: Namespace) -> int:
    """Change an entry; all changes of one call are one step."""
    with revise(arguments, "edit") as revision:
        workflow.require_version(revision, arguments.entry, arguments.if_version)
        before = get_entry(revision.connection, arguments.entry)
        entry = workflow.change(revision, _edited(before, arguments))
    if tell_suggested(revision, [entry.id], as_json=arguments.json):
        return 0
    _tell_lost_sources(before, entry)
    print_entry_line(entry, as_json=arguments.json)
    return 0


def deprecate(arguments: Namespace) -> int:
    """Mark a term as deprecated."""
    with revise(arguments, "deprecate") as revision:
        workflow.require_version(revision, arguments.entry, arguments.if_version)
        workflow.deprecate(revision, arguments.entry, arguments.term)
    if tell_suggested(revision, [arguments.entry], as_json=False):
        return 0
    print(f"deprecated\t{arguments.entry}\t{arguments.term}")
    return 0


def delete(arguments: Namespace) -> int:
    """Delete entries."""
    if arguments.if_version and len(arguments.entries) > 1:
        raise UsageError("--if-version is for one entry at a time")
    with revise(arguments, "delete") as revision:
        workflow.require_version(revision, arguments.entries[0], arguments.if_version)
        deleted = workflow.delete_many(revision, arguments.entries)
    if tell_suggested(revision, [entry.id for entry in deleted], as_json=False):
        return 0
    for entry in deleted:
        print(f"deleted\t{entry.id}")
    return 0


def join(arguments: Namespace) -> int:
    """Make one entry of several."""
    entries = [arguments.into, *arguments.others]
    if len(arguments.if_version) > len(entries):
        raise UsageError("there are more versions than entries; give --if-version once for each, in their order")
    with revise(arguments, "join") as revision:
        for entry_id, version in zip(entries, arguments.if_version, strict=False):
            workflow.require_version(revision, entry_id, version)
        entry = workflow.join(revision, arguments.into, arguments.others)
    print_entry_line(entry, as_json=arguments.json)
    return 0


def split(arguments: Namespace) -> int:
    """Move terms of an entry into a new one; both are printed."""
    with revise(arguments, "split") as revision:
        workflow.require_version(revision, arguments.entry, arguments.if_version)
        entries = workflow.split(revision, arguments.entry, arguments.terms, new_id=arguments.id)
    for entry in entries:
        print_entry_line(entry, as_json=arguments.json)
    return 0


def restore(arguments: Namespace) -> int:
    """Bring an entry back to what it was."""
    with revise(arguments, "restore") as revision:
        workflow.require_version(revision, arguments.entry, arguments.if_version, may_be_deleted=True)
        entry = workflow.restore(revision, arguments.entry, arguments.revision, before=arguments.before)
    print_entry_line(entry, as_json=arguments.json)
    return 0


def _edited(entry: ConceptEntry, arguments: Namespace) -> ConceptEntry:
    entry = _without_parts(entry, arguments)
    entry = edits.with_fields(
        entry,
        subject_field=arguments.subject_field,
        definition=arguments.definition,
        definition_source=arguments.definition_source,
    )
    entry = reduce(edits.with_note, arguments.note, entry)
    for old, new in arguments.rename:
        entry = edits.with_renamed(entry, old, new)
    for language, term in arguments.add_term:
        entry = edits.with_new_term(entry, language, term)
    for term in arguments.remove_term:
        entry = edits.without_term(entry, term)
    for term, reading in arguments.pinyin:
        entry = edits.with_pinyin(entry, term, reading)
    for term, status in arguments.status:
        entry = edits.with_status(entry, term, status)
    for term, value in arguments.part_of_speech:
        entry = edits.with_part_of_speech(entry, term, value)
    for term, value in arguments.term_type:
        entry = edits.with_term_type(entry, term, value)
    entry = _with_details(entry, arguments)
    return edits.with_traditional(entry) if arguments.traditional else entry


def _tell_lost_sources(before: ConceptEntry, after: ConceptEntry) -> None:
    """Say which sources went with the definitions that they were of; they may be those of the new ones too."""
    sections = {section.language: section.definition for section in after.sections}
    pairs = [(before.definition, after.definition)]
    pairs += [(section.definition, sections.get(section.language)) for section in before.sections]
    for old, new in pairs:
        if old and old.source and new and not new.source and new.text != old.text:
            say(f"glossary: the former definition took its source along ({old.source}); glossary undo brings both back")


def _without_parts(entry: ConceptEntry, arguments: Namespace) -> ConceptEntry:
    """Return an entry without what is to go; numbers count what was there before any change."""
    for term, numbers in _numbers_by_term(arguments.remove_context).items():
        for number in sorted(numbers, reverse=True):
            entry = edits.without_context(entry, term, number)
    for number in sorted(set(arguments.remove_note), reverse=True):
        entry = edits.without_note(entry, number)
    for target in arguments.remove_reference:
        entry = edits.without_reference(entry, target)
    return entry


def _with_details(entry: ConceptEntry, arguments: Namespace) -> ConceptEntry:
    """Return an entry with what hangs on it and its terms, and with its terms in another order."""
    for term, text in arguments.context:
        entry = edits.with_context(entry, term, text, source=arguments.source or "")
    for term, note in arguments.term_note:
        entry = edits.with_term_note(entry, term, note)
    for term, source in arguments.term_source:
        entry = edits.with_term_source(entry, term, source)
    for language, text in arguments.language_definition:
        entry = edits.with_language_definition(entry, language, text)
    for target in arguments.reference:
        entry = edits.with_reference(entry, target)
    for term, places in arguments.move:
        entry = edits.with_term_moved(entry, term, places)
    return entry


def _numbers_by_term(pairs: Sequence[tuple[str, int]]) -> dict[str, set[int]]:
    numbers: dict[str, set[int]] = defaultdict(set)
    for term, number in pairs:
        numbers[term].add(number)
    return numbers
