"""Times as the database gives them back."""

from __future__ import annotations

from datetime import UTC, datetime


def as_utc(at: datetime) -> datetime:
    """Return a stored time with its zone: SQLite keeps none, and all that is stored is UTC."""
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
