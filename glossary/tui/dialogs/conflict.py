"""Two versions of an entry: what was typed, and what somebody else has saved meanwhile; they can be joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from glossary.review.merging import merge_entries
from glossary.tui.actions import bindings_of
from glossary.tui.dialogs.dialog import Dialog
from glossary.tui.entry_diff import find_changes
from glossary.tui.language import t, tn
from glossary.tui.widgets.clash_text import clash_text
from glossary.tui.widgets.entry_text import entry_text
from glossary.vocabulary import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from glossary.concept import ConceptEntry

MINE = "m"
THEIRS = "t"
JOINED = "j"


class ConflictDialog(Dialog[str]):
    """Asks what stays; the answer is ``MINE``, ``THEIRS`` or ``JOINED``, None to go back to the form.

    Joined is what both changed; where they changed the same, the choice that is made field by field counts.

    Args:
        message: what happened.
        base: as it was when the form was opened.
        mine: as typed.
        theirs: as stored now.
    """

    DIALOG_TITLE = "Changed meanwhile"
    BINDINGS = bindings_of("conflict")

    def __init__(self, message: str, *, base: ConceptEntry, mine: ConceptEntry, theirs: ConceptEntry) -> None:
        super().__init__()
        self._message = message
        self._base = base
        self._mine = mine
        self._theirs = theirs
        self._clashes = merge_entries(base, mine, theirs).clashes
        self._choices = {clash.field: Side.OURS for clash in self._clashes}

    @property
    def joined(self) -> ConceptEntry:
        """What both changed in one, with the choices that were made."""
        merged = merge_entries(self._base, self._mine, self._theirs, choices=self._choices).entry
        return merged or self._mine

    def compose_body(self) -> ComposeResult:
        """Yield what both changed, what each changed, the versions in full, and the answers."""
        yield Static(self._message, markup=False, classes="question")
        with VerticalScroll(classes="conflict-scroll", can_focus=not self._clashes):
            if self._clashes:
                head = tn(
                    "{count} field was changed by both; space chooses whose is taken when they are joined:",
                    "{count} fields were changed by both; space chooses whose is taken when they are joined:",
                    len(self._clashes),
                )
                yield Static(Content.styled(head, "bold"), classes="conflict-head")
                yield OptionList(*self._options(), compact=True, classes="conflict-clashes")
            else:
                yield Static(t("You changed different things; joined, nothing of either is lost."), markup=False)
            yield Static(Content("\n").join(self._differences()), classes="conflict-differences")
            with Horizontal(classes="conflict-versions"):
                for title, entry in ((t("Before"), self._base), (t("Yours"), self._mine), (t("Theirs"), self._theirs)):
                    yield Static(self._version(title, entry), classes="conflict-version")
        with Horizontal(classes="answers"):
            yield Button(t("j  Join both"), id="answer-j", compact=True, variant="primary")
            yield Button(t("m  Save mine over theirs"), id="answer-m", compact=True)
            yield Button(t("t  Take theirs"), id="answer-t", compact=True)
            yield Button(t("Esc  Back to the form"), id="answer-escape", compact=True)

    def on_mount(self) -> None:
        """Begin with the first field that both changed."""
        for clashes in self.query(OptionList):
            clashes.highlighted = 0
            clashes.focus()

    # --- choosing

    def action_choose(self) -> None:
        """Take the field under the cursor from the other one."""
        place = self._list.highlighted if self._clashes else None
        if place is not None:
            field = self._clashes[place].field
            self._choices[field] = Side.THEIRS if self._choices[field] is Side.OURS else Side.OURS
            self._list.replace_option_prompt_at_index(place, clash_text(self._clashes[place], self._choices[field]))

    def on_option_list_option_selected(self) -> None:
        """Choose by Enter or mouse too."""
        self.action_choose()

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    def _options(self) -> Iterator[Option]:
        for clash in self._clashes:
            yield Option(clash_text(clash, self._choices[clash.field]))

    # --- the answer

    def action_join(self) -> None:
        """Save what both changed."""
        self.dismiss(JOINED)

    def action_mine(self) -> None:
        """Save mine over theirs."""
        self.dismiss(MINE)

    def action_theirs(self) -> None:
        """Take theirs."""
        self.dismiss(THEIRS)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer by mouse, or by Enter."""
        answer = (event.button.id or "").removeprefix("answer-")
        self.dismiss(None if answer == "escape" else answer)

    # --- what is shown

    def _differences(self) -> Iterator[Content]:
        """Yield what each of the two changed, with what it was before."""
        for title, entry, style in (
            (t("Changed by you"), self._mine, "$text-success"),
            (t("Changed by the other"), self._theirs, "$text-warning"),
        ):
            yield Content.styled(title, "bold $text-accent")
            for change in find_changes(self._base, entry):
                before, after = (text or "—" for text in (change.before, change.after))
                yield Content.assemble(f"  {change.field}: ", (before, "$text-muted"), " → ", (after, style))

    def _version(self, title: str, entry: ConceptEntry) -> Content:
        return Content("\n").join([Content.styled(title, "bold $text-accent"), entry_text(entry)])
