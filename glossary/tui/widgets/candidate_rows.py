"""A line of the queue: its cells, and the sign that says what became of the candidate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from glossary.tui.language import t
from glossary.tui.widgets.columns import Column
from glossary.tui.widgets.row_pages import Row
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from glossary.store.candidates.queue import CandidateSummary

COLUMNS = (
    Column(name="sign", title="", least=1),
    Column(name="term", title="Term", share=5, least=22),
    Column(name="equivalent", title="Equivalent", share=3, least=12),
    Column(name="method", title="Method", least=10, rank=3),
    Column(name="score", title="Score", least=5, rank=1, right=True),
    Column(name="frequency", title="Times", least=5, rank=2, right=True),
    Column(name="documents", title="Docs", least=4, rank=4, right=True),
)


class Sign(StrEnum):
    """What the first column says of a candidate."""

    WAITS = ""
    SKIPPED = "»"
    HELD = "@"
    KNOWN = "="
    ACCEPTED = "✓"
    REJECTED = "✗"
    MERGED = "⇢"


class Queue(StrEnum):
    """Which candidates the list shows."""

    PENDING = "pending"
    KNOWN = "known"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ALL = "all"

    @property
    def statuses(self) -> tuple[CandidateStatus, ...]:
        """The statuses that belong to it."""
        return tuple(CandidateStatus) if self is Queue.ALL else (CandidateStatus(self.value),)

    @property
    def undecided(self) -> tuple[CandidateStatus, ...]:
        """The statuses of which a reviewer still has to decide here."""
        if self is Queue.KNOWN:
            return (CandidateStatus.KNOWN,)
        return (CandidateStatus.PENDING,) if self in {Queue.PENDING, Queue.ALL} else ()


#: The queues in the words of the interface.
QUEUE_TEXTS = {
    Queue.PENDING: "pending",
    Queue.KNOWN: "known",
    Queue.ACCEPTED: "accepted",
    Queue.REJECTED: "rejected",
    Queue.ALL: "all",
}


@dataclass(frozen=True, slots=True)
class CandidateRow(Row):
    """A line of the queue; ``equivalent`` is the first that is proposed."""

    equivalent: str = ""
    status: CandidateStatus = CandidateStatus.PENDING

    def signed(self, sign: Sign) -> CandidateRow:
        """Return the line with a sign, and the look that goes with it."""
        return replace(self, cells=(sign.value, *self.cells[1:]), look=_LOOKS.get(sign, "done"))


def row_of(summary: CandidateSummary) -> CandidateRow:
    """Return the line of a candidate, without a sign."""
    cells = (
        "",
        summary.term,
        summary.equivalent,
        t(summary.method.value) if summary.method else "",
        f"{summary.score:.2f}",
        f"{summary.frequency:,}",
        f"{summary.documents:,}",
    )
    return CandidateRow(cells, equivalent=summary.equivalent, status=summary.status)


#: The line of a candidate that is no more.
GONE = Row(("", "—"), look="done")
_LOOKS = {Sign.WAITS: "", Sign.KNOWN: "", Sign.SKIPPED: "dim", Sign.HELD: "dim"}
#: The status that a decision with a sign leads to.
STATUSES = {
    Sign.ACCEPTED: CandidateStatus.ACCEPTED,
    Sign.MERGED: CandidateStatus.ACCEPTED,
    Sign.REJECTED: CandidateStatus.REJECTED,
    Sign.WAITS: CandidateStatus.PENDING,
}
