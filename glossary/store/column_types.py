"""What the columns hold, where the databases must be told to treat it alike."""

from __future__ import annotations

from sqlalchemy import String

#: Text that is compared and sorted by its code points, as SQLite does it, and by no country's rules, which differ
#: from server to server.
TEXT = String().with_variant(String(collation="C"), "postgresql")
