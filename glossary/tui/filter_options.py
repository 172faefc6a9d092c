"""What a filter can be made of in a termbase: the values that are in use, with their numbers of entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.store.documents import describe, find_documents
from glossary.store.entries.listing import find_subject_fields
from glossary.store.entries.search import Filter, count_identifiers
from glossary.store.statistics import count_by_origin
from glossary.tui.filter_words import TITLES, origin_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.store.database import Database

#: The entries of so many documents are counted; with more of them it would take too long.
COUNTED = 100


@dataclass(frozen=True, slots=True)
class InUse:
    """Subject fields, documents and origins: of each how it is shown, and its value."""

    subject_fields: Sequence[tuple[str, str]]
    documents: Sequence[tuple[str, str]]
    origins: Sequence[tuple[str, str]]


def find_in_use(database: Database) -> InUse:
    """Return what is in use, and keep the titles of the documents for ``describe_filter``."""
    with database.reading() as connection:
        fields = [(f"{name}  ({count:,})", name) for name, count in find_subject_fields(connection)]
        origins = [(f"{origin_name(name)}  ({count:,})", name) for name, count in count_by_origin(connection).items()]
        titles = {one.id or 0: describe(one.path, one.title, one.date) for one in find_documents(connection)}
        TITLES.update(titles)
        shown = dict(titles)
        if len(titles) <= COUNTED:
            for number, title in titles.items():
                shown[number] = f"{title}  ({count_identifiers(connection, Filter(document=number)):,})"
    return InUse(fields, [(title, str(number)) for number, title in shown.items()], origins)
