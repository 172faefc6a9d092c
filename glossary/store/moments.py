"""Times as the database gives them back, and as it is asked for them."""

from __future__ import annotations

from datetime import UTC, datetime


def as_utc(at: datetime) -> datetime:
    """Return a time as UTC, which one without a zone is already: all that is stored is, and SQLite keeps no zone."""
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
