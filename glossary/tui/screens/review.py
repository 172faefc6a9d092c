"""The review: each candidate of the queue is decided by one key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from glossary.errors import BatchRefused, Conflict, HeldByAnother
from glossary.store.entries.duplicates import DuplicateReason
from glossary.tui import reviewing
from glossary.tui.actions import bindings_of
from glossary.tui.language import t, tn
from glossary.tui.screens.queue import QueueScreen
from glossary.tui.widgets.candidate_list import CandidateList
from glossary.tui.widgets.candidate_rows import Sign
from glossary.tui.widgets.virtual_list import VirtualList
from glossary.vocabulary import CandidateStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossary.concept import Candidate
    from glossary.errors import GlossaryError
    from glossary.store.entries.duplicates import Duplicate
    from glossary.store.log.revisions import Revision
    from glossary.tui.dialogs.accept_term import WrittenTerm


class ReviewScreen(QueueScreen):
    """The queue with what a reviewer can do: accept, reject, merge, skip, reopen, edit."""

    NAME = "review"
    BINDINGS = bindings_of("review")

    def __init__(self) -> None:
        super().__init__()
        self._edited: int | None = None

    # --- accepting

    def action_accept(self) -> None:
        """Accept the marked candidates, else the one under the cursor with the equivalent pointed at."""
        if self.candidates.marking.ids:
            self._ask_how_to_accept()
        elif shown := self._shown():
            proposed, selected = shown
            self._accept(proposed[selected - 1] if selected else None)

    def action_accept_number(self, number: int) -> None:
        """Accept the candidate under the cursor with an equivalent by its number."""
        proposed, _ = self._shown() or ([], 0)
        if number <= len(proposed):
            self._accept(proposed[number - 1])
        elif self.panel.get(self.candidates.row_id):
            self.glossary.tell(t("No equivalent has number {number}; t writes one by hand.", number=number))

    def action_accept_bare(self) -> None:
        """Accept without Chinese."""
        if self.candidates.marking.ids:
            self._ask_how_to_accept()
        else:
            self._accept(None)

    def action_write(self) -> None:
        """Write the Chinese by hand, then accept."""
        from glossary.tui.dialogs.accept_term import AcceptTermDialog  # noqa: PLC0415 - loaded when first wanted

        def write(candidate: Candidate, _: Sequence[Duplicate]) -> None:
            def accept(written: WrittenTerm | None) -> None:
                if written is not None:
                    self._accept(written.term, written.reading, row_id=candidate.id)

            self.app.push_screen(AcceptTermDialog(candidate.term), accept)

        self._read(self.candidates.row_id, write)

    def _accept(
        self, chinese: str | None, reading: str | None = None, *, row_id: int | None = None, force: bool = False
    ) -> None:
        row_id = self.candidates.row_id if row_id is None else row_id
        if row_id is None or self.candidates.is_under_way(row_id):
            return
        shown, duplicates = self.panel.get(row_id), self.panel.duplicates
        if shown is not None and shown.status is CandidateStatus.ACCEPTED:
            self.glossary.tell(t("{term} was accepted, into {entry}.", term=shown.term, entry=shown.entry))
        elif shown is not None and duplicates and duplicates[0].reason is DuplicateReason.SAME_TERM:
            self._offer_merge(shown, duplicates)
        else:
            self._revise(
                "accept",
                [row_id],
                Sign.ACCEPTED,
                lambda revision: reviewing.accept(revision, row_id, chinese, reading, force=force),
                failed=partial(
                    self._explain_refusal, row_id, lambda: self._accept(chinese, reading, row_id=row_id, force=True)
                ),
            )

    def _ask_how_to_accept(self) -> None:
        from glossary.tui.dialogs.confirm import ConfirmDialog  # noqa: PLC0415 - loaded when first wanted

        row_ids = self.candidates.chosen_ids
        question = tn(
            "Accept the marked candidate, with the equivalent that is proposed first, if any?",
            "Accept the {count} marked candidates, each with the equivalent that is proposed first, if any?",
            len(row_ids),
        )

        def accept(answer: str | None) -> None:
            if answer is not None:
                is_first = answer == "a"
                self._revise(
                    "accept",
                    row_ids,
                    Sign.ACCEPTED,
                    lambda revision: reviewing.accept_marked(revision, row_ids, first_equivalent=is_first),
                )

        answers = {"a": t("With the first equivalent"), "0": t("Without Chinese")}
        self.app.push_screen(ConfirmDialog(t("Accept"), question, answers), accept)

    # --- other decisions

    def action_reject(self) -> None:
        """Reject the marked candidates, else the one under the cursor."""
        self._reject(self.candidates.chosen_ids)

    def _reject(self, row_ids: Sequence[int], *, force: bool = False) -> None:
        self._revise(
            "reject",
            row_ids,
            Sign.REJECTED,
            lambda revision: reviewing.reject(revision, row_ids, force=force),
            failed=partial(self._ask_all_the_same, lambda: self._reject(row_ids, force=True)),
        )

    def action_reopen(self) -> None:
        """Let the marked candidates, else the one under the cursor, wait for a decision again."""
        row_ids = self.candidates.chosen_ids
        self._revise("reopen", row_ids, Sign.WAITS, lambda revision: reviewing.reopen(revision, row_ids))

    def action_skip(self) -> None:
        """Leave the marked candidates, else the one under the cursor, for later."""
        row_ids = self.candidates.chosen_ids
        self.candidates.action_unmark()
        self.candidates.skip(row_ids)

    def action_merge(self) -> None:
        """Ask for an entry and merge the candidate into it."""
        self._read(self.candidates.row_id, self._choose_entry)

    def _choose_entry(self, candidate: Candidate, duplicates: Sequence[Duplicate]) -> None:
        from glossary.tui.dialogs.choose_entry import ChooseEntryDialog  # noqa: PLC0415 - loaded when first wanted

        def merge(entry_id: str | None) -> None:
            if entry_id is not None:
                self._merge(candidate, entry_id)

        self.app.push_screen(ChooseEntryDialog(candidate.term, duplicates), merge)

    def _merge(self, candidate: Candidate, entry_id: str, *, force: bool = False) -> None:
        row_id = candidate.id or 0
        self._revise(
            "merge",
            [row_id],
            Sign.MERGED,
            lambda revision: reviewing.merge(revision, row_id, entry_id, force=force),
            failed=partial(self._ask_all_the_same, lambda: self._merge(candidate, entry_id, force=True)),
        )

    def _ask_all_the_same(self, again: Callable[[], None], error: GlossaryError) -> None:
        """Ask whether to decide on what somebody else reviews, or has rejected; else say what is wrong."""
        from glossary.tui.dialogs.confirm import ConfirmDialog  # noqa: PLC0415 - loaded when first wanted

        if not isinstance(error, HeldByAnother):
            self.glossary.show_error(error)
            return
        self.app.push_screen(
            ConfirmDialog(t("Reviewed by somebody else"), str(error), {"y": t("Decide all the same")}),
            lambda answer: again() if answer == "y" else None,
        )

    def _explain_refusal(self, row_id: int, again: Callable[[], None], error: GlossaryError) -> None:
        """Offer to merge where an entry has the term, or to decide all the same; else say what is wrong."""

        def explain(candidate: Candidate, duplicates: Sequence[Duplicate]) -> None:
            is_same = bool(duplicates) and duplicates[0].reason is DuplicateReason.SAME_TERM
            if is_same and candidate.status is not CandidateStatus.ACCEPTED:
                self._offer_merge(candidate, duplicates)
            else:
                self.glossary.show_error(error)

        if isinstance(error, HeldByAnother):
            self._ask_all_the_same(again, error)
        elif isinstance(error, Conflict) and not isinstance(error, BatchRefused):
            self._read(row_id, explain)
        else:
            self.glossary.show_error(error)

    def _offer_merge(self, candidate: Candidate, duplicates: Sequence[Duplicate]) -> None:
        from glossary.tui.dialogs.confirm import ConfirmDialog  # noqa: PLC0415 - loaded when first wanted

        entry = duplicates[0].entry
        names = " · ".join(name for name in (entry.english, entry.chinese, entry.id) if name)
        question = t("An entry has {term} already: {entry}", term=candidate.term, entry=names)
        answers = {"m": t("Merge into it"), "o": t("Choose another entry")}

        def decide(answer: str | None) -> None:
            if answer == "m":
                self._merge(candidate, entry.id)
            elif answer == "o":
                self._choose_entry(candidate, duplicates)

        self.app.push_screen(ConfirmDialog(t("In the termbase already"), question, answers), decide)

    def _revise(
        self,
        action: str,
        row_ids: Sequence[int],
        sign: Sign,
        step: Callable[[Revision], object],
        *,
        failed: Callable[[GlossaryError], object] | None = None,
    ) -> None:
        """Sign the rows, go on, and store the decision; take the signs away again where that fails."""
        row_ids = [row_id for row_id in row_ids if not self.candidates.is_under_way(row_id)]
        if not row_ids or self.candidates.is_finding:
            return
        marking = self.candidates.marking
        was_marked = marking.ids == set(row_ids)
        if was_marked:
            self.candidates.action_unmark()
        self.candidates.begin(row_ids, sign)

        def give_up(error: GlossaryError) -> None:
            if was_marked:
                marking.ids |= set(row_ids)
            self.candidates.give_up(row_ids)
            (failed or self.glossary.show_error)(error)

        self.glossary.revise(action, step, lambda _: self.candidates.finish(row_ids), failed=give_up)

    # --- going elsewhere

    @on(VirtualList.Chosen)
    def _open(self) -> None:
        """Open the entry of a candidate that has one, else the form of the entry that it makes."""

        def open_(candidate: Candidate, _: Sequence[Duplicate]) -> None:
            from glossary.tui.screens.editor import EditorScreen  # noqa: PLC0415 - loaded when first wanted

            if candidate.entry is not None:
                self.app.push_screen(EditorScreen.for_entry(candidate.entry))
            else:
                self._edit(candidate)

        self._read(self.candidates.row_id, open_)

    def action_edit(self) -> None:
        """Edit the entry that the candidate makes; saving it there accepts the candidate."""
        self._read(self.candidates.row_id, lambda candidate, _: self._edit(candidate))

    def _edit(self, candidate: Candidate) -> None:
        from glossary.tui.screens.editor import EditorScreen  # noqa: PLC0415 - loaded when first wanted

        selected = self.panel.selected if self.panel.get(candidate.id) else min(1, len(candidate.equivalents))
        self._edited = candidate.id
        self.app.push_screen(EditorScreen.for_candidate(candidate, selected or None))

    @on(CandidateList.Counted)
    def _leave_edited(self) -> None:
        """Go on once the candidate that was edited is accepted."""
        if self._edited is None or not self.is_current:
            return
        edited, self._edited = self._edited, None
        if self.candidates.row_id == edited and edited not in self.candidates.undecided:
            self.candidates.move_on()

    def action_occurrences(self) -> None:
        """Show where the term occurs."""
        from glossary.tui.screens.occurrences import OccurrencesScreen  # noqa: PLC0415 - loaded when first wanted

        self._read(
            self.candidates.row_id,
            lambda candidate, _: self.app.push_screen(OccurrencesScreen.of_candidate(candidate)),
        )
