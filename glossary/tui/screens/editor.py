"""The form of an entry: what is done to its terms and other parts, to one field, and to the entry as a whole."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import SuspendNotSupported

from glossary.errors import GlossaryError, UsageError
from glossary.review import workflow
from glossary.tui.actions import bindings_of
from glossary.tui.dialogs.choice import ChoiceDialog
from glossary.tui.dialogs.confirm import ConfirmDialog
from glossary.tui.forms.external_editor import edit_outside, editor_command
from glossary.tui.language import t
from glossary.tui.screens.form import FormScreen
from glossary.tui.widgets.entry_form import ADD_TEXTS
from glossary.tui.widgets.subject_input import SubjectInput
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.store.log.revisions import Revision


class EditorScreen(FormScreen):
    """The form with everything an entry has."""

    NAME = "editor"
    BINDINGS = bindings_of("editor")

    # --- terms and other parts

    async def action_add_term(self, language: str = "") -> None:
        """Add a term, in the language of the one with the focus unless told."""
        if self.form is None or self._state is None:
            return
        number = self.form.focused_term
        here = Language.ENGLISH.value if number is None else self._state.draft.terms[number].language
        await self.form.add_term(language or here)

    def action_add(self) -> None:
        """Ask what to add."""
        if self.form is None:
            return
        choices = [(key, t(text)) for key, text in ADD_TEXTS.items()]
        self.app.push_screen(ChoiceDialog(t("Add"), choices), self._add)

    async def _add(self, answer: str | None) -> None:
        if self.form is not None and answer is not None and not await self.form.add(answer):
            self.glossary.tell(t("Add a term first."))

    async def action_remove(self) -> None:
        """Take away the part with the focus; ask first where it isn't blank."""
        form = self.form
        if form is None or self._state is None or form.focused_field is None:
            return
        path = form.focused_path
        if path[0] not in {"terms", "notes", "references"}:
            self.glossary.tell(t("Only terms, notes, examples and references can be taken away; empty this field."))
            return
        text = self._state.text_of_part(path)
        if not text.strip():
            await form.remove_part(path)
            return
        dialog = ConfirmDialog(t("Remove"), t("Remove “{text}”?", text=text[:200]), {"y": t("Yes"), "n": t("No")})
        self.app.push_screen(dialog, partial(self._remove_if, path))

    async def _remove_if(self, path: Sequence[str], answer: str | None) -> None:
        if answer == "y" and self.form is not None:
            await self.form.remove_part(path)

    async def action_move(self, places: int) -> None:
        """Move the part with the focus."""
        if self.form is not None:
            await self.form.move_part(places)

    # --- one field

    def action_undo_typing(self) -> None:
        """Take back what was typed last in the field."""
        undo = getattr(self.focused, "action_undo", None)
        if undo is not None:
            undo()

    def action_redo_typing(self) -> None:
        """Type again what was taken back in the field."""
        redo = getattr(self.focused, "action_redo", None)
        if redo is not None:
            redo()

    def action_external(self) -> None:
        """Open the field in the user's own editor."""
        field = self.form.focused_field if self.form else None
        if field is None:
            return
        try:
            command = editor_command()
            with self.app.suspend():
                text = edit_outside(field.slot.get(), command)
        except SuspendNotSupported:
            self.glossary.show_error(UsageError(t("This terminal can't be handed over to an editor.")))
        except GlossaryError as error:
            self.glossary.show_error(error)
        else:
            field.put(text)

    @on(SubjectInput.ListAsked)
    def _show_subject_fields(self, event: SubjectInput.ListAsked) -> None:
        field = self.form.focused_field if self.form else None
        choices = [(name, name) for name in event.fields]
        if field is not None and choices:
            self.app.push_screen(
                ChoiceDialog(t("Subject field"), choices), lambda name: field.put(name) if name else None
            )

    # --- the entry as a whole

    def action_history(self) -> None:
        """Show the versions of the entry."""
        from glossary.tui.screens.history import HistoryScreen  # noqa: PLC0415 - loaded when first wanted

        if self._target.entry is not None:
            self.app.push_screen(HistoryScreen(self._target.entry))

    def action_split(self) -> None:
        """Ask which terms go into a new entry."""
        from glossary.tui.dialogs.choose_terms import ChooseTermsDialog  # noqa: PLC0415 - loaded when first wanted

        state, identifier = self._state, self._target.entry
        if state is None or identifier is None or state.is_dirty:
            self.glossary.tell(t("Save the entry first."))
            return
        terms = [(term.language, term.term) for term in state.draft.terms]

        def split(chosen: list[str] | None) -> None:
            if chosen:
                self.glossary.revise("split", partial(self._split, identifier, chosen), self.glossary.tell)

        self.app.push_screen(ChooseTermsDialog(terms), split)

    @staticmethod
    def _split(identifier: str, chosen: Sequence[str], revision: Revision) -> str:
        _, new = workflow.split(revision, identifier, chosen)
        return t("New entry: {id}", id=new.id)
