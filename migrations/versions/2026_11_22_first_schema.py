"""The first schema: entries, documents, candidates, the change log, and the full text index of terms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from glossary.store.column_types import TEXT

revision = "first_schema"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change; there is no way back, a backup is taken before."""
    op.create_table(
        "concept_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identifier", TEXT, nullable=False),
        sa.Column("subject_field", TEXT, nullable=True),
        sa.Column("definition", TEXT, nullable=True),
        sa.Column("definition_source", TEXT, nullable=True),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("other", sa.JSON(), nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept_entries")),
        sa.UniqueConstraint("identifier", name=op.f("uq_concept_entries_identifier")),
    )
    op.create_index(op.f("ix_concept_entries_changed_at"), "concept_entries", ["changed_at"], unique=False)
    op.create_index(op.f("ix_concept_entries_subject_field"), "concept_entries", ["subject_field"], unique=False)
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("hash", name=op.f("uq_documents_hash")),
    )
    op.create_index(op.f("ix_documents_path"), "documents", ["path"], unique=False)
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("action", TEXT, nullable=False),
        sa.Column("summary", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
    )
    op.create_index(op.f("ix_revisions_state"), "revisions", ["state"], unique=False)
    op.create_table(
        "candidates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("term", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("frequency", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("variants", sa.JSON(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["concept_entries.id"],
            name=op.f("fk_candidates_entry_id_concept_entries"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidates")),
        sa.UniqueConstraint("language", "key", name=op.f("uq_candidates_language_key")),
    )
    op.create_index(op.f("ix_candidates_entry_id"), "candidates", ["entry_id"], unique=False)
    op.create_index("ix_candidates_status_score", "candidates", ["status", "score"], unique=False)
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("target", TEXT, nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revisions.id"],
            name=op.f("fk_changes_revision_id_revisions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    op.create_index("ix_changes_kind_target", "changes", ["kind", "target"], unique=False)
    op.create_index(op.f("ix_changes_revision_id"), "changes", ["revision_id"], unique=False)
    op.create_table(
        "cross_references",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("target", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["concept_entries.id"],
            name=op.f("fk_cross_references_entry_id_concept_entries"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cross_references")),
    )
    op.create_index(op.f("ix_cross_references_entry_id"), "cross_references", ["entry_id"], unique=False)
    op.create_index(op.f("ix_cross_references_target"), "cross_references", ["target"], unique=False)
    op.create_table(
        "language_sections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("definition", TEXT, nullable=True),
        sa.Column("definition_source", TEXT, nullable=True),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("other", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["concept_entries.id"],
            name=op.f("fk_language_sections_entry_id_concept_entries"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language_sections")),
    )
    op.create_index(op.f("ix_language_sections_entry_id"), "language_sections", ["entry_id"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_mentions_candidate_id_candidates"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_mentions_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
    )
    op.create_index(op.f("ix_mentions_candidate_id"), "mentions", ["candidate_id"], unique=False)
    op.create_index(op.f("ix_mentions_document_id"), "mentions", ["document_id"], unique=False)
    op.create_table(
        "proposed_equivalents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("term", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("pinyin", TEXT, nullable=True),
        sa.Column("method", TEXT, nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("evidence", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_proposed_equivalents_candidate_id_candidates"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_equivalents")),
    )
    op.create_index(
        op.f("ix_proposed_equivalents_candidate_id"), "proposed_equivalents", ["candidate_id"], unique=False
    )
    op.create_table(
        "term_sections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("term", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("part_of_speech", TEXT, nullable=True),
        sa.Column("term_type", TEXT, nullable=True),
        sa.Column("pinyin", TEXT, nullable=True),
        sa.Column("pinyin_by_hand", sa.Boolean(), nullable=False),
        sa.Column("source", TEXT, nullable=True),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("other", sa.JSON(), nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("characters", TEXT, nullable=False),
        sa.Column("pinyin_joined", TEXT, nullable=False),
        sa.Column("pinyin_initials", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["concept_entries.id"],
            name=op.f("fk_term_sections_entry_id_concept_entries"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["section_id"],
            ["language_sections.id"],
            name=op.f("fk_term_sections_section_id_language_sections"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_sections")),
    )
    op.create_index(op.f("ix_term_sections_entry_id"), "term_sections", ["entry_id"], unique=False)
    op.create_index("ix_term_sections_language_key", "term_sections", ["language", "key"], unique=False)
    op.create_index("ix_term_sections_pinyin_initials", "term_sections", ["pinyin_initials"], unique=False)
    op.create_index("ix_term_sections_pinyin_joined", "term_sections", ["pinyin_joined"], unique=False)
    op.create_index(op.f("ix_term_sections_section_id"), "term_sections", ["section_id"], unique=False)
    op.create_table(
        "usages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("term_start", sa.Integer(), nullable=False),
        sa.Column("term_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_usages_candidate_id_candidates"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_usages_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usages")),
    )
    op.create_index(op.f("ix_usages_candidate_id"), "usages", ["candidate_id"], unique=False)
    op.create_index(op.f("ix_usages_document_id"), "usages", ["document_id"], unique=False)
    op.create_table(
        "contexts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_contexts_document_id_documents"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["term_id"],
            ["term_sections.id"],
            name=op.f("fk_contexts_term_id_term_sections"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contexts")),
    )
    op.create_index(op.f("ix_contexts_document_id"), "contexts", ["document_id"], unique=False)
    op.create_index(op.f("ix_contexts_term_id"), "contexts", ["term_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        _create_full_text_index()


def _create_full_text_index() -> None:
    """Create the index over the separated characters of terms, and the triggers that keep it."""
    op.execute(
        "CREATE VIRTUAL TABLE term_search USING fts5("
        "characters, content='term_sections', content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
    )
    add = "INSERT INTO term_search(rowid, characters) VALUES (new.id, new.characters);"
    drop = "INSERT INTO term_search(term_search, rowid, characters) VALUES ('delete', old.id, old.characters);"
    for event, body in (("INSERT", add), ("DELETE", drop), ("UPDATE OF characters", drop + add)):
        name = f"term_search_after_{event.split()[0].lower()}"
        op.execute(f"CREATE TRIGGER {name} AFTER {event} ON term_sections BEGIN {body} END")
