"""Saving what a form has, and what to ask when it can't be saved as it is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from glossary.errors import ChangedMeanwhile, Conflict, GlossaryError, HeldByAnother
from glossary.store.log.revisions import revising
from glossary.tui.dialogs.confirm import ConfirmDialog
from glossary.tui.dialogs.conflict import JOINED, MINE, THEIRS, ConflictDialog
from glossary.tui.forms.state import FormState, copy_of
from glossary.tui.forms.target import SavingTerms
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

    def begin(self, state: FormState, *, base: ConceptEntry | None = None) -> None:
        """Save a draft without problems; one that is being saved already isn't saved twice.

        Args:
            state: the draft.
            base: what is to be in the termbase until then; what the form was opened with unless given.
        """
        if self.is_under_way:
            return
        sent = FormState(copy_of(state.draft), state.pristine)
        self._send(sent, SavingTerms(base=base or sent.draft.original))

    def _send(self, sent: FormState, terms: SavingTerms) -> None:
        app, target = self._screen.glossary, self._screen.target

        def save() -> ConceptEntry | GlossaryError | None:
            try:
                with revising(app.database, who=app.user, action=target.action) as revision:
                    saved = target.save(revision, sent.entry(), terms)
            except GlossaryError as error:
                return error
            return None if revision.suggests else saved

        self.is_under_way = True
        app.change(save, partial(self._finish, sent, terms))

    def _finish(self, sent: FormState, terms: SavingTerms, outcome: ConceptEntry | GlossaryError | None) -> None:
        """Go on from what was saved, or from None, which was only suggested, as the user may not save it."""
        self.is_under_way = False
        if outcome is None:
            self._screen.call_later(self._screen.take_suggested, sent)
            return
        if not isinstance(outcome, GlossaryError):
            self._screen.call_later(self._screen.take_saved, outcome, sent)
            return
        self._screen.stay()
        if not self._screen.is_attached or not isinstance(outcome, Conflict):
            self._screen.glossary.show_error(outcome)
        elif isinstance(outcome, HeldByAnother):
            self._ask_about_other(sent, terms, outcome)
        elif not isinstance(outcome, ChangedMeanwhile):
            self._ask_about_duplicate(sent, terms, outcome)
        elif outcome.current is None:
            self._ask_about_deleted(sent, terms, outcome)
        else:
            self._ask_whose(sent, terms, outcome, outcome.current)

    def _ask_about_duplicate(self, sent: FormState, terms: SavingTerms, conflict: Conflict) -> None:
        again = replace(terms, allows_duplicate=True)
        self._screen.app.push_screen(
            ConfirmDialog(t("Twice"), str(conflict), {"n": t("Back to the form"), "y": t("Save it all the same")}),
            lambda answer: self._send(sent, again) if answer == "y" else None,
        )

    def _ask_about_other(self, sent: FormState, terms: SavingTerms, conflict: Conflict) -> None:
        title, answers = t("Reviewed by somebody else"), {"n": t("Back to the form"), "y": t("Save it all the same")}
        self._screen.app.push_screen(
            ConfirmDialog(title, str(conflict), answers),
            lambda answer: self._send(sent, replace(terms, is_forced=True)) if answer == "y" else None,
        )

    def _ask_about_deleted(self, sent: FormState, terms: SavingTerms, conflict: Conflict) -> None:
        self._screen.app.push_screen(
            ConfirmDialog(t("Deleted meanwhile"), str(conflict), {"s": t("Save it as a new entry")}),
            lambda answer: self._send(sent, replace(terms, brings_back=True)) if answer == "s" else None,
        )

    def _ask_whose(self, sent: FormState, terms: SavingTerms, conflict: ChangedMeanwhile, theirs: ConceptEntry) -> None:
        dialog = ConflictDialog(str(conflict), base=terms.base, mine=sent.entry(), theirs=theirs)

        def decide(answer: str | None) -> None:
            if answer == MINE:
                self._send(sent, SavingTerms(base=theirs))
            elif answer == THEIRS:
                self._screen.call_later(self._screen.take_theirs, theirs)
            elif answer == JOINED:
                self._screen.call_later(self._screen.take_joined, dialog.joined, theirs)

        self._screen.app.push_screen(dialog, decide)
