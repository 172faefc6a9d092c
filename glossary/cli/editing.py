"""The commands ``add``, ``edit``, ``deprecate`` and ``delete``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.cli.opening import open_work
from glossary.cli.reviewing import print_entry_line
from glossary.review import edits, workflow
from glossary.store.entries import get_entry
from glossary.store.revisions import revising

if TYPE_CHECKING:
    from argparse import Namespace

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
        note=arguments.note,
        traditional=arguments.traditional,
    )
    with (
        open_work(arguments, create=True) as work,
        revising(work.database, who=work.user, action="add") as revision,
    ):
        entry = workflow.add(revision, draft, allow_duplicate=arguments.allow_duplicate)
    print_entry_line(entry, as_json=arguments.json)
    return 0


def edit(arguments: Namespace) -> int:
    """Change an entry; all changes of one call are one step."""
    with (
        open_work(arguments, upgrade=True) as work,
        revising(work.database, who=work.user, action="edit") as revision,
    ):
        entry = _edited(get_entry(revision.connection, arguments.entry), arguments)
        entry = workflow.change(revision, entry)
    print_entry_line(entry, as_json=arguments.json)
    return 0


def deprecate(arguments: Namespace) -> int:
    """Mark a term as deprecated."""
    with (
        open_work(arguments, upgrade=True) as work,
        revising(work.database, who=work.user, action="deprecate") as revision,
    ):
        workflow.deprecate(revision, arguments.entry, arguments.term)
    print(f"deprecated\t{arguments.entry}\t{arguments.term}")
    return 0


def delete(arguments: Namespace) -> int:
    """Delete entries."""
    with (
        open_work(arguments, upgrade=True) as work,
        revising(work.database, who=work.user, action="delete") as revision,
    ):
        for entry_id in arguments.entries:
            workflow.delete(revision, entry_id)
        if len(arguments.entries) > 1:
            revision.summary = f"delete {len(arguments.entries)} entries"
    for entry_id in arguments.entries:
        print(f"deleted\t{entry_id}")
    return 0


def _edited(entry: ConceptEntry, arguments: Namespace) -> ConceptEntry:
    entry = edits.with_fields(
        entry,
        subject_field=arguments.subject_field,
        definition=arguments.definition,
        note=arguments.note,
    )
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
    for term, text in arguments.context:
        entry = edits.with_context(entry, term, text, source=arguments.source or "")
    for target in arguments.reference:
        entry = edits.with_reference(entry, target)
    return edits.with_traditional(entry) if arguments.traditional else entry
