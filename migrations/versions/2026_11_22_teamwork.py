"""Who works on a termbase, who reviews what just now, changes that wait for a decision, and terms by their endings."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

from glossary.store.column_types import TEXT
from glossary.store.postgresql.clock import create_clock
from glossary.store.postgresql.search import create_search

revision = "teamwork"
down_revision = "translation_units"
branch_labels = None
depends_on = None

BATCH = 10_000
HAN = re.compile("[々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
TERMS = "SELECT id, key FROM term_sections WHERE id > :last ORDER BY id LIMIT :most"
FILL = "UPDATE term_sections SET key_reversed = :reversed WHERE id = :id"
LONGEST = 600
# What is searched and sorted by, which a server's index can't take whole.
CUT = (
    ("term_sections", "pinyin_joined"),
    ("term_sections", "pinyin_initials"),
    ("concept_entries", "english_key"),
    ("concept_entries", "pinyin_key"),
)
REPLACED = ("ix_term_sections_key", "ix_term_sections_pinyin_joined", "ix_term_sections_pinyin_initials")


def upgrade() -> None:
    """Apply the change; there is no way back, a backup is taken before."""
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("name", name=op.f("uq_users_name")),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_tokens_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("hash", name=op.f("uq_tokens_hash")),
    )
    op.create_index(op.f("ix_tokens_user_id"), "tokens", ["user_id"])
    op.create_table(
        "claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("language", "key", name=op.f("uq_claims_language_key")),
    )
    op.create_index(op.f("ix_claims_who"), "claims", ["who"])
    op.create_table(
        "proposed_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("identifier", TEXT, nullable=False),
        sa.Column("base", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("proposed", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_changes")),
    )
    op.create_index(op.f("ix_proposed_changes_identifier"), "proposed_changes", ["identifier"])
    op.create_table(
        "synced_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("identifier", TEXT, nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synced_entries")),
        sa.UniqueConstraint("place", "identifier", name=op.f("uq_synced_entries_place_identifier")),
    )
    op.add_column("term_sections", sa.Column("key_reversed", TEXT, server_default="", nullable=False))
    _reverse_keys()
    _cut()
    if op.get_bind().dialect.name == "postgresql":
        for name in REPLACED:
            op.drop_index(name, "term_sections")
        create_search(op.get_bind())
        create_clock(op.get_bind())
    else:
        op.create_index("ix_term_sections_key_reversed", "term_sections", ["key_reversed"])


def _reverse_keys() -> None:
    """Write the keys of all terms from their ends, but for Chinese ones, many at a time."""
    connection, last = op.get_bind(), 0
    while rows := connection.execute(sa.text(TERMS), {"last": last, "most": BATCH}).all():
        keys = [{"id": row.id, "reversed": row.key[::-1][:LONGEST]} for row in rows if not HAN.search(row.key)]
        if keys:
            connection.execute(sa.text(FILL), keys)
        last = rows[-1].id


def _cut() -> None:
    for name, column in CUT:
        cut = f"{column} = substr({column}, 1, {LONGEST})"
        op.execute(f"UPDATE {name} SET {cut} WHERE length({column}) > {LONGEST}")  # noqa: S608 - our own names
