"""What is looked up and not found is counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from glossary.store.column_types import TEXT

revision = "lookup_misses"
down_revision = "listing_columns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change; there is no way back, a backup is taken before."""
    op.create_table(
        "lookup_misses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("query", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lookup_misses")),
        sa.UniqueConstraint("key", name=op.f("uq_lookup_misses_key")),
    )
