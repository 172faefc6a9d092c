"""Sentences and their translations are kept, and what terms are called in them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from glossary.store.column_types import TEXT

revision = "translation_units"
down_revision = "lookup_misses"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change; there is no way back, a backup is taken before."""
    op.create_table(
        "translation_units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("source_start", sa.Integer(), nullable=False),
        sa.Column("source_end", sa.Integer(), nullable=False),
        sa.Column("target_start", sa.Integer(), nullable=False),
        sa.Column("target_end", sa.Integer(), nullable=False),
        sa.Column("likeness", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["documents.id"], name=op.f("fk_translation_units_source_id_documents"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["documents.id"], name=op.f("fk_translation_units_target_id_documents"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation_units")),
    )
    op.create_index(op.f("ix_translation_units_source_id"), "translation_units", ["source_id"])
    op.create_index(op.f("ix_translation_units_target_id"), "translation_units", ["target_id"])
    op.create_table(
        "found_equivalents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("term", TEXT, nullable=False),
        sa.Column("method", TEXT, nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("evidence", TEXT, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_found_equivalents_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["translation_units.id"],
            name=op.f("fk_found_equivalents_unit_id_translation_units"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_equivalents")),
    )
    op.create_index("ix_found_equivalents_key", "found_equivalents", ["key", "language"])
    op.create_index(op.f("ix_found_equivalents_document_id"), "found_equivalents", ["document_id"])
    op.create_index(op.f("ix_found_equivalents_unit_id"), "found_equivalents", ["unit_id"])
    with op.batch_alter_table("proposed_equivalents") as batch:
        batch.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_proposed_equivalents_unit_id_translation_units"),
            "translation_units",
            ["unit_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch.create_index(op.f("ix_proposed_equivalents_unit_id"), ["unit_id"])
