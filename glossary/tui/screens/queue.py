"""The queue of candidates with the candidate beside it: to look through, without deciding anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on
from textual.containers import Horizontal
from textual.widgets import Input, Static

from glossary.store.candidates.mined import get_candidate
from glossary.store.entries.duplicates import find_duplicates
from glossary.tui.actions import actions_of
from glossary.tui.background import in_background
from glossary.tui.holding import RENEW_EVERY, Holding
from glossary.tui.language import t, tn
from glossary.tui.screens.view import View
from glossary.tui.widgets.candidate_list import CandidateList
from glossary.tui.widgets.candidate_panel import CandidatePanel
from glossary.tui.widgets.candidate_rows import QUEUE_TEXTS, CandidateRow, Queue
from glossary.tui.widgets.text_input import TextInput
from glossary.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from glossary.concept import Candidate
    from glossary.store.candidates.claims import Claim
    from glossary.store.entries.duplicates import Duplicate

#: Terminals narrower than this show the candidate below the list.
WIDE_ENOUGH = 110


class QueueScreen(View):
    """The candidates, and the one under the cursor."""

    AUTO_FOCUS = "#candidates"

    def __init__(self) -> None:
        super().__init__()
        self._count_shown = ""
        self._holding = Holding(self)

    # --- layout

    def compose_body(self) -> ComposeResult:
        """Yield the filter, the queue and the candidate."""
        with Horizontal(id="review-line"):
            yield TextInput(placeholder=t("Filter: term, 中文  ( / )"), id="review-query", compact=True)
            yield Static("", id="review-status", markup=False)
            yield Static("", id="review-count", markup=False)
        with Horizontal(id="review-body"):
            yield CandidateList(id="candidates")
            yield CandidatePanel(id="candidate")

    @property
    def candidates(self) -> CandidateList:
        """The queue."""
        return self.query_one(CandidateList)

    @property
    def panel(self) -> CandidatePanel:
        """The candidate."""
        return self.query_one(CandidatePanel)

    def on_resize(self, event: events.Resize) -> None:
        """Put the candidate below the queue where there is no room beside it."""
        self.query_one("#review-body").set_class(event.size.width < WIDE_ENOUGH, "-narrow")

    # --- finding

    def reload(self) -> None:
        """Renew what the rows say; which rows there are stays until it is asked for."""
        if self.candidates.is_found:
            self.candidates.look_again()
        else:
            self._find(Queue.PENDING)
        self.panel.show(self.candidates.row_id)

    def _find(self, queue: Queue) -> None:
        self.query_one("#review-status", Static).update(t(QUEUE_TEXTS[queue]))
        self.candidates.find(queue, self.query_one("#review-query", Input).value.strip() or None)

    @on(Input.Changed, "#review-query")
    def _search(self) -> None:
        self._find(self.candidates.queue)

    @on(Input.Submitted, "#review-query")
    def _leave_query(self) -> None:
        self.candidates.focus()

    @on(VirtualList.Moved)
    def _moved(self, event: VirtualList.Moved) -> None:
        self.panel.show(event.row_id)
        self.rest_anew()

    # --- several reviewers

    def on_mount(self) -> None:
        """Renew the claim on what is looked at from time to time."""
        self.set_interval(RENEW_EVERY, self._holding.renew)

    def on_screen_resume(self) -> None:
        """Catch up, and claim what is looked at."""
        super().on_screen_resume()
        self._holding.begin()

    def on_screen_suspend(self) -> None:
        """Let go of what is looked at, unless a dialog or a form is open for it."""
        if self not in self.app.screen_stack:
            self._holding.end()

    def on_unmount(self) -> None:
        """Let go of what was looked at."""
        self._holding.end()

    def on_key(self) -> None:
        """Note that the reviewer is there."""
        self._holding.note_work()

    def rest_anew(self) -> None:
        """Claim the candidate under the cursor, if it waits for a decision and nobody else reviews it."""
        row_id, candidates = self.candidates.row_id, self.candidates
        waits = row_id in candidates.undecided and row_id not in candidates.held
        self._holding.rest_on(row_id if waits else None)

    def take_holder(self, claim: Claim | None) -> None:
        """Show that somebody else reviews the candidate."""
        if claim is not None:
            self.candidates.held[claim.row_id] = claim
            self.candidates.refresh()
            self.panel.show(self.candidates.row_id)

    @on(CandidateList.Counted)
    def _claim_counted(self) -> None:
        self.rest_anew()

    @on(CandidateList.Counted)
    @on(VirtualList.MarksChanged)
    def _show_counts(self) -> None:
        candidates = self.candidates
        total, left, marked = len(candidates.ids), candidates.left, len(candidates.marking.ids)
        if candidates.queue in {Queue.PENDING, Queue.KNOWN}:
            parts = [t("{done} of {total} reviewed here", done=f"{total - left:,}", total=f"{total:,}")]
        else:
            parts = [tn("{count} candidate", "{count} candidates", total)]
        if candidates.queue.undecided:
            parts.append(t("{left} left", left=f"{left:,}"))
        if candidates.new:
            parts.append(t("{new} new: {key}", new=f"{candidates.new:,}", key=self._key_of_action("review.find_again")))
        if marked:
            parts.insert(0, t("{marked} marked", marked=f"{marked:,}"))
        self._show_count(" · ".join(parts))

    def _show_count(self, text: str) -> None:
        """Show the count; the line is laid out anew only where it needs more room or less."""
        if text != self._count_shown:
            needs_layout = cell_len(text) != cell_len(self._count_shown)
            self._count_shown = text
            self.query_one("#review-count", Static).update(text, layout=needs_layout)

    def _key_of_action(self, action: str) -> str:
        keys = next(known.keys for known in actions_of("review") if known.id == action)
        return self.glossary.preferences.keys.get(action, keys)

    def action_search(self) -> None:
        """Go to the filter."""
        self.query_one("#review-query").focus()

    def action_back(self) -> None:
        """Leave the filter; from the queue take the marks away, then the filter."""
        query = self.query_one("#review-query", Input)
        if query.has_focus:
            self.candidates.focus()
        elif self.candidates.marking.ids:
            self.candidates.action_unmark()
        else:
            query.value = ""

    def action_statuses(self) -> None:
        """Show the candidates of the next status."""
        queues = list(Queue)
        self._find(queues[(queues.index(self.candidates.queue) + 1) % len(queues)])

    def action_find_again(self) -> None:
        """Find the queue anew."""
        self.candidates.find_again()

    def action_scroll_panel(self, steps: int) -> None:
        """Scroll the candidate."""
        self.panel.scroll_by(steps)

    def action_point(self, steps: int) -> None:
        """Point at another equivalent."""
        if self.panel.get(self.candidates.row_id):
            self.panel.point(steps)

    # --- the candidate under the cursor

    def action_copy_english(self) -> None:
        """Copy the term."""
        self._read(self.candidates.row_id, lambda candidate, _: self.glossary.copy(candidate.term))

    def action_copy_chinese(self) -> None:
        """Copy the equivalent that is pointed at."""
        proposed, selected = self._shown() or ([], 0)
        self.glossary.copy(proposed[selected - 1] if selected else "")

    def _shown(self) -> tuple[list[str], int] | None:
        """Return the equivalents that the reviewer sees, and the number of the one pointed at, 0 for none."""
        candidate = self.panel.get(self.candidates.row_id)
        if candidate is not None:
            return [equivalent.term for equivalent in candidate.equivalents], self.panel.selected
        row = self.candidates.row_at(self.candidates.cursor)
        if row is None:
            return None
        # While the candidate is being read, the queue shows the first.
        first = [row.equivalent] if isinstance(row, CandidateRow) and row.equivalent else []
        return first, len(first)

    def _read(self, row_id: int | None, then: Callable[[Candidate, Sequence[Duplicate]], object]) -> None:
        """Read a candidate, with the entries that are like it, and hand them over."""
        if row_id is None:
            return

        def read() -> tuple[Candidate, Sequence[Duplicate]]:
            with self.glossary.database.reading() as connection:
                candidate = get_candidate(connection, str(row_id))
                return candidate, find_duplicates(connection, candidate)

        in_background(self, read, lambda found: then(*found), group=f"read {row_id}")
