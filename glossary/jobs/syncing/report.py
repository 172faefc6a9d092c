"""What became of a dump or a load."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpReport:
    """Ids of the entries whose files were written or removed; ``held`` are those that a conflict waits for."""

    entries: int
    written: tuple[str, ...]
    removed: tuple[str, ...]
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadConflict:
    """An entry that both sides changed, and differently.

    ``change`` is the id of the proposed change that waits for a decision, None where ``--prefer`` took it; ``fields``
    lead to what differs, such as ``en · tea · status``.
    """

    identifier: str
    change: int | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """Ids of the entries that were added, changed and deleted; those that conflict; how many candidates were decided.

    ``files`` is how many files of entries the folder has, ``is_dry`` whether it was only tried out.
    """

    files: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    deleted: tuple[str, ...]
    conflicts: tuple[LoadConflict, ...]
    rejected: int = 0
    reopened: int = 0
    is_dry: bool = False

    @property
    def summary(self) -> str:
        """What was done, in a few words."""
        counts = {
            "added": len(self.added),
            "changed": len(self.changed),
            "deleted": len(self.deleted),
            "in conflict": len(self.conflicts),
            "candidates rejected": self.rejected,
            "candidates reopened": self.reopened,
        }
        return ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "nothing new"
