"""The form of an entry as it is loaded, kept as a draft while it is typed into, saved and left."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self

from textual import on
from textual.containers import Container
from textual.content import Content
from textual.keys import key_to_character
from textual.widgets import Static

from glossary.review.draft import EntryDraft
from glossary.store.entries.access import find_entries
from glossary.store.entries.listing import find_subject_fields
from glossary.tui.background import Renewal, in_background
from glossary.tui.dialogs.confirm import ConfirmDialog
from glossary.tui.forms.keeping import DraftKeeper
from glossary.tui.forms.saving import Saving
from glossary.tui.forms.state import FormState, warm_up
from glossary.tui.forms.target import FormTarget
from glossary.tui.language import t, tn
from glossary.tui.screens.view import View
from glossary.tui.widgets.entry_form import EntryForm
from glossary.tui.widgets.form_field import FormField

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import ActiveBinding

    from glossary.concept import Candidate, ConceptEntry
    from glossary.errors import GlossaryError
    from glossary.review.proposed import ComparedChange
    from glossary.tui.forms.drafts import KeptDraft

#: What is typed is in the file of drafts after this time, in seconds.
KEEP_AFTER = 0.5


class FormScreen(View):
    """A form over another view; Escape leaves it, and nothing typed is lost."""

    AUTO_FOCUS = ""

    def __init__(self, target: FormTarget) -> None:
        super().__init__()
        self._target = target
        self._state: FormState | None = None
        self._laying_out = asyncio.Lock()
        self._subject_fields: list[str] = []
        self._is_ready = False
        self._is_abandoned = False
        self._closes = False
        self._is_keeping = False
        self._saving = Saving(self)
        self._renewal = Renewal(self, self._read_stored, self._compare, group="reload")

    @classmethod
    def for_entry(cls, identifier: str) -> Self:
        """Return the form of an entry."""
        return cls(FormTarget(entry=identifier))

    @classmethod
    def for_new(cls) -> Self:
        """Return the form of a new entry."""
        return cls(FormTarget())

    @classmethod
    def for_candidate(cls, candidate: Candidate, equivalent: int | None) -> Self:
        """Return the form of the entry that a candidate makes; saving it accepts the candidate.

        Args:
            candidate: with its proposals.
            equivalent: number of the proposed equivalent to begin with, from 1; None for none.
        """
        return cls(FormTarget(candidate=candidate, equivalent=equivalent))

    @classmethod
    def for_change(cls, compared: ComparedChange) -> Self:
        """Return the form of an entry with what was proposed; saving it decides on the change."""
        return cls(FormTarget(change=compared))

    # --- layout

    def compose_body(self) -> ComposeResult:
        """Yield the line of what is going on, and room for the form."""
        yield Static("", id="editor-line", markup=False)
        yield Static("", id="editor-notice", markup=False)
        yield Container(id="editor-body")

    def on_mount(self) -> None:
        """Read the entry, and the draft of it where one waits."""
        self._keeper = DraftKeeper(self.glossary.database.location, self._target.key)
        self._load()

    @property
    def target(self) -> FormTarget:
        """What the form is open for."""
        return self._target

    @property
    def state(self) -> FormState | None:
        """What the form works on, None while it is being read."""
        return self._state

    @property
    def form(self) -> EntryForm | None:
        """The form, None while it is being read."""
        return next(iter(self.query(EntryForm)), None)

    def _load(self) -> None:
        database, target, keeper = self.glossary.database, self._target, self._keeper

        def read() -> tuple[FormState, list[str], KeptDraft | None]:
            kept = keeper.restore()
            with database.reading() as connection:
                fields = [name for name, _ in find_subject_fields(connection)]
                draft = kept.draft if kept else target.load(connection)
            return FormState(draft), fields, kept

        async def show(found: tuple[FormState, list[str], KeptDraft | None]) -> None:
            state, self._subject_fields, kept = found
            self._tell_restored(kept)
            await self.show_state(state)
            if not self._is_ready:
                in_background(self, warm_up, self._get_ready, group="warm")

        in_background(self, read, show, group="load", failed=self._give_up)

    def _give_up(self, error: GlossaryError) -> None:
        self.glossary.show_error(error)
        self._leave()

    def _get_ready(self, _: None) -> None:
        self._is_ready = True
        if self.form:
            self.form.get_ready()
        self._show_line()

    def _tell_restored(self, kept: KeptDraft | None) -> None:
        text = ""
        if kept is not None:
            when = f"{kept.at.astimezone():%Y-%m-%d %H:%M}"
            text = t("Your draft of {when} is back; ctrl+r throws it away.", when=when)
        self.tell_here(text)

    def tell_here(self, text: str) -> None:
        """Say something above the form until there is something else to say."""
        notice = self.query_one("#editor-notice", Static)
        notice.update(text)
        notice.display = bool(text)

    async def show_state(self, state: FormState, *, unless_typed: FormState | None = None) -> None:
        """Lay the form out for another draft; the focus stays on the same field where that is still there.

        Args:
            state: with the draft.
            unless_typed: what is shown now; where something is typed into it until the last moment, it stays.
        """
        async with self._laying_out:  # one form after the other: two at once would stand in one place
            path = ".".join(self.form.focused_path) if self.form else ""
            body = self.query_one("#editor-body")
            with self.app.batch_update():
                await body.remove_children()
                if unless_typed is not None and unless_typed.is_dirty:
                    state = unless_typed
                form = EntryForm(state, self._subject_fields, is_ready=self._is_ready)
                self._state = state
                await body.mount(form)
            if not form.is_attached or not self.is_attached:
                return  # the screen was left meanwhile
            form.focus_path(path or "terms.0.term")
            form.check()
            self._show_line()

    def _show_line(self) -> None:
        state, form = self._state, self.form
        if state is None or form is None:
            return
        problems, warnings = form.findings.problems, form.findings.warnings
        parts = [Content.styled(f" {state.title or t('New entry')} ", "bold")]
        if state.is_dirty:
            parts.append(Content.styled(t("● unsaved"), "$text-accent"))
        if problems:
            text = tn("{count} problem", "{count} problems", len(problems)) + f": {problems[0].message}"
            parts.append(Content.styled(text, "$text-error"))
        elif warnings:
            text = tn("{count} doubt", "{count} doubts", len(warnings)) + f": {warnings[0].message}"
            parts.append(Content.styled(text, "$text-warning"))
        self.query_one("#editor-line", Static).update(Content("  ").join(parts))

    # --- keys that belong to the fields

    def on_key(self, event: events.Key) -> None:
        """Keep letters typed beside a text from being taken as commands of the app."""
        if event.is_printable:
            event.stop()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work here: letters don't."""
        return {key: found for key, found in super().active_bindings.items() if len(key_to_character(key) or key) > 1}

    # --- what is typed

    @on(FormField.Changed)
    def _take_change(self) -> None:
        if self.form is None:
            return
        self.form.check()
        self._show_line()
        self.keep_soon()

    def keep_soon(self) -> None:
        """Write the draft in a moment, with what is typed until then."""
        if not self._is_keeping:
            self._is_keeping = True
            self.set_timer(KEEP_AFTER, self._keep)

    def _keep(self) -> None:
        self._is_keeping = False
        if self._state is not None and not self._is_abandoned:
            in_background(self, self._keeper.keep(self._state), lambda _: None, group="draft")

    def _drop_draft(self) -> None:
        """Take the file of the draft away: what it was kept for is saved, or thrown away."""
        in_background(self.app, self._keeper.remove(), lambda _: None, group="draft")

    def on_unmount(self) -> None:
        """Keep what isn't saved."""
        state = self._state
        if state is not None and state.is_dirty and not self._is_abandoned:
            self._keeper.keep(state)
            self.glossary.tell(t("Kept as a draft: {title}", title=state.title or t("New entry")))
        self._keeper.close()
        self.glossary.clear_up()

    # --- saving

    def action_save(self) -> None:
        """Save the entry, unless something is wrong."""
        if self._state is None or self.form is None:
            return
        self.form.check()
        if self.form.findings.problems:
            self._closes = False
            self.action_next_problem()
            self.app.bell()
        elif self._state.is_dirty or self._target.entry is None:
            self._saving.begin(self._state)
        else:
            self.glossary.tell(t("Nothing to save."))

    async def take_saved(self, saved: ConceptEntry, before: FormState) -> None:
        """Go on from what was saved."""
        state = self._state
        self.glossary.tell(t("Saved: {title}", title=before.title))
        was_waiting = self._target.candidate is not None or self._target.change is not None
        self._drop_draft()
        if state is None or not self.is_attached:
            return
        self._target = FormTarget(entry=saved.id)
        self._keeper.turn_to(self._target.key)
        self.tell_here("")
        tidied = state.saved_as(saved, before.draft)
        if tidied is not None:
            await self.show_state(tidied)
        elif self.form is not None:
            self.form.check()
            self._show_line()
        if tidied is None and state.is_dirty:
            self.keep_soon()
        elif self._closes or was_waiting:
            self._leave()

    def take_suggested(self, before: FormState) -> None:
        """Leave the form: what was typed waits for a reviewer."""
        self.glossary.tell(t("Proposed: {title}; a reviewer decides.", title=before.title))
        self._drop_draft()
        self._is_abandoned = True
        self._leave()

    def stay(self) -> None:
        """Stay in the form, as it couldn't be saved."""
        self._closes = False

    async def take_theirs(self, theirs: ConceptEntry) -> None:
        """Go on from what somebody else has saved."""
        self._drop_draft()
        self.tell_here("")
        await self.show_state(FormState(EntryDraft.of(theirs)))

    async def take_joined(self, joined: ConceptEntry, theirs: ConceptEntry) -> None:
        """Go on from what was typed and what somebody else has saved, joined, and save it."""
        state = FormState(EntryDraft.of(joined), EntryDraft.of(theirs))
        await self.show_state(state)
        self.tell_here("")
        self.keep_soon()
        self._saving.begin(state, base=theirs)

    def reload(self) -> None:
        """See whether somebody else has changed the entry."""
        if self._target.entry is not None and self._state is not None and not self._saving.is_under_way:
            self._renewal.ask()

    def _read_stored(self) -> tuple[str | None, ConceptEntry | None]:
        identifier = self._target.entry
        if identifier is None:
            return None, None
        with self.glossary.database.reading() as connection:
            return identifier, next(find_entries(connection, [identifier]), None)

    async def _compare(self, read: tuple[str | None, ConceptEntry | None]) -> None:
        identifier, stored = read
        state = self._state
        if identifier is None or identifier != self._target.entry or state is None or self._saving.is_under_way:
            return
        if stored == state.draft.original:
            return
        if stored is None:
            self.tell_here(t("This entry was deleted meanwhile; saving asks what to do."))
        elif state.is_dirty:
            self.tell_here(t("This entry was changed meanwhile; saving shows both versions."))
        elif not await self._go_on_from(stored, state):
            await self.show_state(FormState(EntryDraft.of(stored)), unless_typed=state)

    async def _go_on_from(self, stored: ConceptEntry, state: FormState) -> bool:
        """Show what somebody else has saved in the fields that are there, where those will do; tell whether they do."""
        async with self._laying_out:
            form = self.form
            if form is None or self._state is not state or form.has_typed or not state.go_on_from(stored):
                return False
            with self.app.batch_update():
                await form.follow_notes()
        self._show_line()
        return True

    def action_next_problem(self) -> None:
        """Go to the next field with a problem."""
        field = self.form.first_problem() if self.form else None
        if field is not None:
            field.editor.focus()

    # --- leaving

    def action_leave(self) -> None:
        """Leave; ask what to do with what isn't saved."""
        if self._state is None or not self._state.is_dirty:
            self._leave()
            return
        answers = {"s": t("Save"), "k": t("Keep as a draft"), "d": t("Discard")}
        self.app.push_screen(ConfirmDialog(t("Leave"), t("Not everything is saved."), answers), self._leave_by)

    def _leave_by(self, answer: str | None) -> None:
        if answer == "s":
            self._closes = True
            self.action_save()
        elif answer == "k":
            self._leave()
        elif answer == "d":
            self._is_abandoned = True
            self._drop_draft()
            self._leave()

    def _leave(self) -> None:
        if self.app.screen is self:
            self.dismiss()

    def action_revert(self) -> None:
        """Throw away what isn't saved."""
        if self._state is not None and self._state.is_dirty:
            question = t("Throw away what isn't saved?")
            self.app.push_screen(
                ConfirmDialog(t("Revert"), question, {"y": t("Yes"), "n": t("No")}),
                lambda answer: self._revert() if answer == "y" else None,
            )

    def _revert(self) -> None:
        self._keeper.remove()
        self._load()
