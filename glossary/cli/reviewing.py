"""The commands ``accept``, ``reject``, ``reopen`` and ``merge``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.cli.narration import say
from glossary.cli.opening import revise
from glossary.cli.shapes import entry_shape, print_json
from glossary.errors import UsageError
from glossary.review import workflow
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from argparse import Namespace

    from glossary.concept import ConceptEntry


def accept(arguments: Namespace) -> int:
    """Make entries of candidates; all of them, or none where one can't be accepted."""
    single = arguments.equivalent or arguments.pinyin or arguments.term
    numbers_only = all(choice.isdecimal() for choice in arguments.equivalent)
    if len(arguments.names) > 1 and single and not (numbers_only and not arguments.pinyin and not arguments.term):
        raise UsageError("--term, --pinyin and an --equivalent in Chinese are for one candidate at a time")
    with revise(arguments, "accept") as revision:
        if len(arguments.names) > 1:
            entries = workflow.accept_many(
                revision,
                arguments.names,
                equivalents=arguments.equivalent,
                subject_field=arguments.subject_field,
                traditional=arguments.traditional,
                force=arguments.force,
            )
        else:
            entry = workflow.accept(
                revision,
                arguments.names[0],
                equivalents=arguments.equivalent,
                reading=arguments.pinyin,
                term=arguments.term,
                subject_field=arguments.subject_field,
                traditional=arguments.traditional,
                force=arguments.force,
            )
            entries = [entry]
    for entry in entries:
        print_entry_line(entry, as_json=arguments.json)
    return 0


def reject(arguments: Namespace) -> int:
    """Reject candidates."""
    with revise(arguments, "reject") as revision:
        rejected = workflow.reject_many(revision, arguments.names, force=arguments.force)
    for candidate in rejected:
        print(f"rejected\t{candidate.term}")
    return 0


def reopen(arguments: Namespace) -> int:
    """Let rejected candidates wait for a decision again."""
    with revise(arguments, "reopen") as revision:
        reopened = workflow.reopen(revision, arguments.names)
    for candidate in reopened:
        print(f"{candidate.status}\t{candidate.term}")
    return 0


def merge(arguments: Namespace) -> int:
    """Add a candidate to an entry."""
    with revise(arguments, "merge") as revision:
        entry = workflow.merge(revision, arguments.name, arguments.entry, force=arguments.force)
    print_entry_line(entry, as_json=arguments.json)
    return 0


def print_entry_line(entry: ConceptEntry, *, as_json: bool) -> None:
    """Print an entry in one line: as JSON, or its id, preferred terms and reading between tabs."""
    if as_json:
        print_json(entry_shape(entry))
        return
    english = entry.preferred(Language.ENGLISH)
    chinese = entry.preferred(Language.SIMPLIFIED_CHINESE)
    cells = (
        entry.id,
        english.term if english else "",
        chinese.term if chinese else "",
        (chinese.pinyin or "") if chinese else "",
    )
    print("\t".join(cells))
    if chinese is None:
        say(f"glossary: {entry.id} has no Chinese yet; add it with: glossary edit {entry.id} --add-term zh-Hans=…")
