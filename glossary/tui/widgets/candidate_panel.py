"""The candidate under the cursor of the queue, to read and to choose an equivalent of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.containers import VerticalScroll
from textual.widgets import Static

from glossary.errors import NotFound
from glossary.review.claiming import find_others
from glossary.store.candidates.mined import get_candidate
from glossary.store.entries.duplicates import find_duplicates
from glossary.tui.background import Renewal
from glossary.tui.language import t
from glossary.tui.widgets.candidate_text import candidate_text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from glossary.concept import Candidate
    from glossary.store.candidates.claims import Claim
    from glossary.store.database import Database
    from glossary.store.entries.duplicates import Duplicate
    from glossary.tui.app import GlossaryApp

#: How long the cursor rests on a candidate before it is shown, in seconds.
REST = 0.05
#: So many lines one key scrolls.
STEP = 4


@dataclass(frozen=True, slots=True)
class _Found:
    """What there is in a row: a candidate, and the claim of somebody else."""

    row_id: int | None
    candidate: Candidate | None
    claim: Claim | None


class CandidatePanel(VerticalScroll, can_focus=False):
    """Shows a candidate soon after it is asked for, and the entries that are like it when they are found.

    ``selected`` is the number of the equivalent that is pointed at, 0 for none.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.candidate: Candidate | None = None
        self.claim: Claim | None = None
        self.duplicates: list[Duplicate] | None = None
        self.selected = 0
        self._asked: int | None = None
        self._rest: Timer | None = None
        self._renewal = Renewal(self, self._read, self._take, group="candidate")
        self._likeness = Renewal(self, self._find_duplicates, self._take_duplicates, group="duplicates")

    def compose(self) -> ComposeResult:
        """Yield the text."""
        yield Static("", markup=False)

    @property
    def _database(self) -> Database:
        return cast("GlossaryApp", self.app).database

    def show(self, row_id: int | None) -> None:
        """Show the candidate with an id; the one that is shown already is read anew at once."""
        if row_id == self._asked and self._rest is not None:
            self._renewal.ask()
            return
        if self._rest:
            self._rest.stop()
        self._asked = row_id
        self._rest = self.set_timer(REST, self._renewal.ask)

    def get(self, row_id: int | None) -> Candidate | None:
        """Return the candidate with an id as far as it is the one that is shown."""
        return self.candidate if self.candidate is not None and self.candidate.id == row_id else None

    def point(self, steps: int) -> None:
        """Point at another equivalent; after the last comes none, then the first."""
        if self.candidate is not None:
            self.selected = (self.selected + steps) % (len(self.candidate.equivalents) + 1)
            self._draw()

    def scroll_by(self, steps: int) -> None:
        """Scroll by some lines."""
        self.scroll_relative(y=steps * STEP, animate=False)

    def _read(self) -> _Found:
        row_id, user = self._asked, cast("GlossaryApp", self.app).user
        if row_id is None:
            return _Found(None, None, None)
        with self._database.reading() as connection:
            try:
                candidate = get_candidate(connection, str(row_id))
            except NotFound:
                return _Found(row_id, None, None)
            return _Found(row_id, candidate, find_others(connection, user, [row_id]).get(row_id))

    def _take(self, found: _Found) -> None:
        if found.row_id != self._asked:
            return
        candidate, claim = found.candidate, found.claim
        former, self.candidate = self.candidate, candidate
        former_claim, self.claim = self.claim, claim
        if candidate is None:
            self.duplicates = None
            self._draw()
            return
        if former is None or former.id != candidate.id:
            self.duplicates = None
            self.scroll_home(animate=False)
        if former is None or (former.id, former.equivalents) != (candidate.id, candidate.equivalents):
            self.selected = 1 if candidate.equivalents else 0
        if (former, former_claim) != (candidate, claim):
            self._draw()
        self._likeness.ask()

    def _find_duplicates(self) -> tuple[Candidate | None, list[Duplicate]]:
        candidate = self.candidate
        if candidate is None:
            return None, []
        with self._database.reading() as connection:
            return candidate, find_duplicates(connection, candidate)

    def _take_duplicates(self, found: tuple[Candidate | None, list[Duplicate]]) -> None:
        candidate, duplicates = found
        if candidate is not None and candidate == self.candidate and duplicates != self.duplicates:
            self.duplicates = duplicates
            self._draw()

    def _draw(self) -> None:
        text = (
            t("No candidate here.")
            if self.candidate is None
            else candidate_text(self.candidate, self.duplicates, self.selected, self.claim)
        )
        self.query_one(Static).update(text)
