"""Saving what a form has, and what to ask when it can't be saved as it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from glossary.errors import ChangedMeanwhile, Conflict, GlossaryError
from glossary.store.revisions import revising
from glossary.tui.dialogs.confirm import ConfirmDialog
from glossary.tui.dialogs.conflict import MINE, THEIRS, ConflictDialog
from glossary.tui.forms.state import FormState, copy_of
from glossary.tui.language import t

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry
    from glossary.tui.screens.form import FormScreen


class Saving:
    """One attempt after the other to save; whatever goes wrong, the form keeps what was typed.

    Args:
        screen: the form.
    """

    def __init__(self, screen: FormScreen) -> None:
        self._screen = screen
        self.is_under_way = False

    def begin(self, state: FormState) -> None:
        """Save a draft without problems; one that is being saved already isn't saved twice."""
        if self.is_under_way:
            return
        sent = FormState(copy_of(state.draft), state.pristine)
        self._send(sent, base=sent.draft.original)

    def _send(self, sent: FormState, *, base: ConceptEntry | None, allow_duplicate: bool = False) -> None:
        app, target = self._screen.glossary, self._screen.target

        def save() -> ConceptEntry | GlossaryError:
            try:
                with revising(app.database, who=app.user, action=target.action) as revision:
                    return target.save(revision, sent.entry(), base=base, allow_duplicate=allow_duplicate)
            except GlossaryError as error:
                return error

        self.is_under_way = True
        app.change(save, partial(self._finish, sent))

    def _finish(self, sent: FormState, outcome: ConceptEntry | GlossaryError) -> None:
        self.is_under_way = False
        if not isinstance(outcome, GlossaryError):
            self._screen.call_later(self._screen.take_saved, outcome, sent)
            return
        self._screen.stay()
        if not self._screen.is_attached or not isinstance(outcome, Conflict):
            self._screen.glossary.show_error(outcome)
        elif not isinstance(outcome, ChangedMeanwhile):
            self._ask_about_duplicate(sent, outcome)
        elif outcome.current is None:
            self._ask_about_deleted(sent, outcome)
        else:
            self._ask_whose(sent, outcome, outcome.current)

    def _ask_about_duplicate(self, sent: FormState, conflict: Conflict) -> None:
        self._screen.app.push_screen(
            ConfirmDialog(t("Twice"), str(conflict), {"n": t("Back to the form"), "y": t("Save it all the same")}),
            lambda answer: self._send(sent, base=None, allow_duplicate=True) if answer == "y" else None,
        )

    def _ask_about_deleted(self, sent: FormState, conflict: Conflict) -> None:
        self._screen.app.push_screen(
            ConfirmDialog(t("Deleted meanwhile"), str(conflict), {"s": t("Save it as a new entry")}),
            lambda answer: self._send(sent, base=None) if answer == "s" else None,
        )

    def _ask_whose(self, sent: FormState, conflict: ChangedMeanwhile, theirs: ConceptEntry) -> None:
        def decide(answer: str | None) -> None:
            if answer == MINE:
                self._send(sent, base=theirs)
            elif answer == THEIRS:
                self._screen.call_later(self._screen.take_theirs, theirs)

        self._screen.app.push_screen(ConflictDialog(str(conflict), sent.entry(), theirs), decide)
