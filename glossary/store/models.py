"""The tables of a termbase, after the concept-oriented model of ISO 30042.

::

    concept_entries ─┬─ language_sections ── term_sections ── contexts ──┐
                     └─ cross_references                                 │
    documents ───────┬─ mentions ───────────── candidates ─┬─ usages     │
                     │                                     └─ proposed_equivalents
                     ├─ translation_units ─┐                             │
                     ├─────────────────────┴─ found_equivalents          │
                     └───────────────────────────────────────────────────┘
    revisions ── changes          (who changed what, when, from what, to what)
    lookup_misses                 (what was asked for and isn't there)
    users ── tokens               (who may do what)
    claims                        (who reviews which candidate just now)
    proposed_changes              (of entries, for somebody to decide on)
    synced_entries                (entries as they were last written to a folder of text files, or read from it)

Enumerations are stored by value. Texts of unknown TBX categories stay as XML in the ``other`` columns.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, cast

from sqlalchemy import (
    JSON,
    DateTime,
    ForeignKey,
    Index,
    MetaData,
    Table,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from glossary.store.column_types import TEXT

CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Model(DeclarativeBase):
    """Base of all tables; constraints get predictable names, so that migrations can name them."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
    type_annotation_map: ClassVar = {
        str: TEXT,
        list[str]: JSON,
        list[Any]: JSON,
        dict[str, Any]: JSON,
        datetime: DateTime(timezone=True),
    }


def table_of(model: type[Model]) -> Table:
    """Return the table of a model, for statements that yield plain rows."""
    return cast("Table", model.__table__)


class ConceptEntryRow(Model):
    """One concept; ``identifier`` is the id that users and files see, ``origin`` where it came from.

    Derived columns, filled at every save, so that a list needs no other table: ``english``, ``chinese`` and
    ``pinyin`` are the terms that stand for the concept, ``""`` where there is none; by ``english_key`` and
    ``pinyin_key`` it is sorted, those without a term last.
    """

    __tablename__ = "concept_entries"
    __table_args__ = (
        Index("ix_concept_entries_subject_field", "subject_field", "english_key"),
        Index("ix_concept_entries_origin", "origin", "english_key"),
        Index("ix_concept_entries_english_key", "english_key"),
        Index("ix_concept_entries_pinyin_key", "pinyin_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    identifier: Mapped[str] = mapped_column(unique=True)
    subject_field: Mapped[str | None]
    definition: Mapped[str | None]
    definition_source: Mapped[str | None]
    notes: Mapped[list[str]]
    other: Mapped[list[str]]
    origin: Mapped[str]
    version: Mapped[int]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
    english: Mapped[str] = mapped_column(server_default="")
    chinese: Mapped[str] = mapped_column(server_default="")
    pinyin: Mapped[str] = mapped_column(server_default="")
    english_key: Mapped[str] = mapped_column(server_default="")
    pinyin_key: Mapped[str] = mapped_column(server_default="")


class CrossReferenceRow(Model):
    """A pointer from an entry to another, or to a page; the target may be missing."""

    __tablename__ = "cross_references"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("concept_entries.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    target: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]


class LanguageSectionRow(Model):
    """Everything about a concept in one language."""

    __tablename__ = "language_sections"
    __table_args__ = (Index("ix_language_sections_entry_id", "entry_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("concept_entries.id", ondelete="CASCADE"))
    position: Mapped[int]
    language: Mapped[str]
    definition: Mapped[str | None]
    definition_source: Mapped[str | None]
    notes: Mapped[list[str]]
    other: Mapped[list[str]]


class TermSectionRow(Model):
    """One designation.

    Derived columns, filled at every save: ``key`` folds case, hyphens, spaces and plurals (English) or
    width and quotes (Chinese); ``characters`` has a blank between any two Chinese characters, so that full
    text search finds one character as well as ten; ``pinyin_joined`` is the reading without tones and
    blanks, ``pinyin_initials`` the first letters of its syllables; ``key_reversed`` is the key from its end, by
    which endings are found, ``""`` where it has Chinese characters.
    """

    __tablename__ = "term_sections"
    __table_args__ = (
        # With the entry at their end, so that a search need not read the terms themselves. A server has others of the
        # same names for all that is sorted but the status: see ``postgresql.search``.
        Index("ix_term_sections_key", "key", "language", "entry_id"),
        Index("ix_term_sections_status", "status", "entry_id"),
        Index("ix_term_sections_pinyin_joined", "pinyin_joined", "entry_id"),
        Index("ix_term_sections_pinyin_initials", "pinyin_initials", "entry_id"),
        Index("ix_term_sections_key_reversed", "key_reversed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("concept_entries.id", ondelete="CASCADE"), index=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("language_sections.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    language: Mapped[str]
    term: Mapped[str]
    status: Mapped[str]
    part_of_speech: Mapped[str | None]
    term_type: Mapped[str | None]
    pinyin: Mapped[str | None]
    pinyin_by_hand: Mapped[bool]
    source: Mapped[str | None]
    notes: Mapped[list[str]]
    other: Mapped[list[str]]
    key: Mapped[str]
    characters: Mapped[str]
    pinyin_joined: Mapped[str]
    pinyin_initials: Mapped[str]
    key_reversed: Mapped[str] = mapped_column(server_default="")


class DocumentRow(Model):
    """A source text, immutable; a new version of a file is a new row and withdraws the old one."""

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(index=True)
    hash: Mapped[str] = mapped_column(unique=True)
    language: Mapped[str]
    title: Mapped[str | None]
    date: Mapped[str | None]
    text: Mapped[str]
    headings: Mapped[list[Any]]
    withdrawn: Mapped[bool] = mapped_column(server_default=false())
    added_at: Mapped[datetime]


class ContextRow(Model):
    """A usage example of a term, with its source, and its place where it came from a document."""

    __tablename__ = "contexts"

    id: Mapped[int] = mapped_column(primary_key=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("term_sections.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    source: Mapped[str]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id", ondelete="SET NULL"), index=True)
    start: Mapped[int | None]
    end: Mapped[int | None]


class CandidateRow(Model):
    """A mined string. ``status`` and ``entry_id`` are a person's decision where one was taken."""

    __tablename__ = "candidates"
    __table_args__ = (
        UniqueConstraint("language", "key"),
        Index("ix_candidates_status_score", "status", "score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str]
    key: Mapped[str]
    term: Mapped[str]
    status: Mapped[str]
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("concept_entries.id", ondelete="SET NULL"), index=True)
    score: Mapped[float]
    frequency: Mapped[int]
    documents: Mapped[int]
    variants: Mapped[list[Any]]
    parts: Mapped[list[Any]]


class MentionRow(Model):
    """One occurrence of a candidate in a document."""

    __tablename__ = "mentions"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    start: Mapped[int]
    end: Mapped[int]


class UsageRow(Model):
    """A sentence of a document that shows a candidate well."""

    __tablename__ = "usages"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    term_start: Mapped[int]
    term_end: Mapped[int]


class ProposedEquivalentRow(Model):
    """What a candidate may be called in the other language."""

    __tablename__ = "proposed_equivalents"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    term: Mapped[str]
    language: Mapped[str]
    pinyin: Mapped[str | None]
    method: Mapped[str]
    confidence: Mapped[float]
    source: Mapped[str]
    evidence: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("translation_units.id", ondelete="SET NULL"), index=True)


class TranslationUnitRow(Model):
    """Sentences of an English document and those of a Chinese one that say the same."""

    __tablename__ = "translation_units"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    source_start: Mapped[int]
    source_end: Mapped[int]
    target_start: Mapped[int]
    target_end: Mapped[int]
    likeness: Mapped[float]


class FoundEquivalentRow(Model):
    """What a document was found to call a term, by its key: it outlives the candidates, which are mined anew.

    ``unit_id`` says where, for a document that translates the one with the term.
    """

    __tablename__ = "found_equivalents"
    __table_args__ = (Index("ix_found_equivalents_key", "key", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str]
    key: Mapped[str]
    position: Mapped[int]
    term: Mapped[str]
    method: Mapped[str]
    confidence: Mapped[float]
    source: Mapped[str]
    evidence: Mapped[str]
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("translation_units.id", ondelete="CASCADE"), index=True)


class LookupMissRow(Model):
    """What was looked up and not found: ``key`` is without case and width, ``query`` as it was typed last."""

    __tablename__ = "lookup_misses"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    query: Mapped[str]
    language: Mapped[str]
    count: Mapped[int]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]


class RevisionRow(Model):
    """One step of work, undone and redone as a whole. ``state`` is done, undone, discarded, or final (never undone)."""

    __tablename__ = "revisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str]
    action: Mapped[str]
    summary: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]


class ChangeRow(Model):
    """What a revision did to one thing: its whole state before and after, None where it didn't exist."""

    __tablename__ = "changes"
    __table_args__ = (Index("ix_changes_kind_target", "kind", "target"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    target: Mapped[str]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class UserRow(Model):
    """Somebody who may do what the role says. ``disabled_at`` is when that ended, None while it holds."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class TokenRow(Model):
    """What a program shows in the place of its user: only the hash is kept, ``label`` says what it is for."""

    __tablename__ = "tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    label: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


class ClaimRow(Model):
    """Who reviews a candidate just now, and until when nobody else is given it; it outlives a new mining."""

    __tablename__ = "claims"
    __table_args__ = (UniqueConstraint("language", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str]
    key: Mapped[str]
    who: Mapped[str] = mapped_column(index=True)
    until: Mapped[datetime]


class ProposedChangeRow(Model):
    """A change of an entry that waits for a decision: ``kind`` is suggestion or conflict.

    ``base`` is the entry that it started from, None for a new one; ``proposed`` what it shall be, None where it shall
    be deleted. Both are snapshots.
    """

    __tablename__ = "proposed_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    identifier: Mapped[str] = mapped_column(index=True)
    base: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    proposed: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    who: Mapped[str]
    source: Mapped[str]
    note: Mapped[str]
    at: Mapped[datetime]


class SyncedEntryRow(Model):
    """An entry as it was when the termbase and a folder of text files last agreed; ``place`` is the folder's mark."""

    __tablename__ = "synced_entries"
    __table_args__ = (UniqueConstraint("place", "identifier"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str]
    identifier: Mapped[str]
    state: Mapped[dict[str, Any]]
