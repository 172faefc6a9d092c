"""All that candidates are computed from: documents, the termbase, what is known of translations."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from glossary.jobs.seeds import ORIGIN
from glossary.mine.blocks.documents import DocumentBlocks
from glossary.progress import Progress, ticking
from glossary.store.candidates.found_equivalents import find_found
from glossary.store.documents import find_documents
from glossary.store.entries.access import count_entries, find_entries, find_hand_pinyin, find_origins

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from glossary.concept import ConceptEntry, Document, ParallelText
    from glossary.mine.engines.engine import Engine
    from glossary.store.candidates.found_equivalents import FoundEquivalent, Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All that candidates are computed from.

    ``texts`` are the parallel texts in which terms are looked for, those from ``first_text`` on for the first time;
    none where no new one came. ``comparable`` are Chinese documents on the matter of the new ones. ``found`` is what
    was found before.
    """

    documents: DocumentBlocks
    entries: tuple[ConceptEntry, ...]
    origins: Mapping[str, str]
    hand_pinyin: Mapping[str, str]
    texts: tuple[ParallelText, ...] = ()
    first_text: int = 0
    comparable: tuple[Document, ...] = ()
    found: Mapping[Key, Sequence[FoundEquivalent]] = field(default_factory=dict)


def gather(connection: Connection, documents: DocumentBlocks, progress: Progress | None) -> Corpus:
    """Return a corpus of documents with all that the termbase knows."""
    total = count_entries(connection)
    return Corpus(
        documents=documents,
        entries=tuple(ticking(find_entries(connection), progress, "reading the termbase", total)),
        origins=find_origins(connection),
        hand_pinyin=find_hand_pinyin(connection),
        found=find_found(connection),
    )


def in_blocks(documents: Iterable[Document], engine: Engine | None) -> DocumentBlocks:
    """Return documents in blocks, out of memory where an engine takes them to other processes anyway."""
    return DocumentBlocks.of(documents, in_memory=0) if engine and engine.spreads(1) else DocumentBlocks.of(documents)


def all_documents(connection: Connection, engine: Engine | None, progress: Progress | None) -> DocumentBlocks:
    """Return the documents of the termbase."""
    return in_blocks(ticking(find_documents(connection), progress, "reading the corpus", every=10), engine)


def with_entries(corpus: Corpus, base: Sequence[ConceptEntry]) -> Corpus:
    """Return a corpus as it will be once the base is in a termbase that has no entries yet."""
    if not base or corpus.entries:
        return corpus
    by_hand = {term.term: term.pinyin for entry in base for _, term in entry.find_terms() if term.pinyin_by_hand}
    return replace(
        corpus,
        entries=tuple(sorted(base, key=lambda entry: entry.id)),
        origins=dict.fromkeys((entry.id for entry in base), ORIGIN),
        hand_pinyin={term: reading for term, reading in by_hand.items() if reading},
    )
