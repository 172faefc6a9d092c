"""The changes of entries that wait for a decision: what somebody suggests, and what two changed differently."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from glossary.errors import BatchRefused, Conflict
from glossary.review import proposed
from glossary.store.proposed_changes import find_proposed_change_ids, get_proposed_change, get_proposed_changes
from glossary.tui.actions import bindings_of
from glossary.tui.background import Renewal, in_background
from glossary.tui.change_text import change_text, kind_name, what_differs
from glossary.tui.dialogs.confirm import ConfirmDialog
from glossary.tui.language import t, tn
from glossary.tui.revision_text import moment
from glossary.tui.screens.view import View
from glossary.tui.widgets.columns import Column
from glossary.tui.widgets.row_pages import Row
from glossary.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from glossary.errors import GlossaryError
    from glossary.review.proposed import ComparedChange
    from glossary.store.log.revisions import Revision

#: Terminals narrower than this show the change below the list.
WIDE_ENOUGH = 110

COLUMNS = (
    Column(name="id", title="No.", least=4, right=True),
    Column(name="kind", title="Kind", least=10),
    Column(name="entry", title="Entry", least=14, share=2),
    Column(name="who", title="Who", least=8, share=1, rank=1),
    Column(name="at", title="When", least=16, rank=2),
    Column(name="what", title="What differs", least=16, share=4),
)


class ChangesScreen(View):
    """The list over the view it was opened from, and the change under the cursor."""

    NAME = "changes"
    BINDINGS = bindings_of("changes")
    AUTO_FOCUS = "#changes"

    # --- layout

    def compose_body(self) -> ComposeResult:
        """Yield the count, the list, and the change."""
        columns = [replace(column, title=t(column.title)) for column in COLUMNS]
        with Horizontal(id="changes-line"):
            yield Static(t("Changes that wait for a decision"), id="changes-title", markup=False)
            yield Static("", id="changes-count", markup=False)
        with Horizontal(id="changes-body"):
            yield VirtualList(columns, self._rows, id="changes")
            with VerticalScroll(id="change", can_focus=False):
                yield Static("", markup=False)

    @property
    def changes(self) -> VirtualList:
        """The list."""
        return self.query_one("#changes", VirtualList)

    def on_resize(self, event: events.Resize) -> None:
        """Put the change below the list where there is no room beside it."""
        self.query_one("#changes-body").set_class(event.size.width < WIDE_ENOUGH, "-narrow")

    # --- finding

    def __init__(self) -> None:
        super().__init__()
        self._shown: int | None = None
        self._renewal = Renewal(self, self._find, self._show_found, group="find")

    def reload(self) -> None:
        """Find the changes anew."""
        self._renewal.ask()

    def _find(self) -> array[int]:
        with self.glossary.database.reading() as connection:
            return find_proposed_change_ids(connection)

    def _show_found(self, ids: array[int]) -> None:
        self.changes.show(ids)
        self.query_one("#changes-count", Static).update(tn("{count} change", "{count} changes", len(ids)))
        self._show_change(self.changes.row_id)

    def _rows(self, ids: Sequence[int]) -> list[Row | None]:
        with self.glossary.database.reading() as connection:
            found = get_proposed_changes(connection, ids)
            return [_row(proposed.compare_change(connection, change)) if change else None for change in found]

    @on(VirtualList.Moved)
    def _moved(self, event: VirtualList.Moved) -> None:
        self._show_change(event.row_id)

    def _show_change(self, change_id: int | None) -> None:
        def show(compared: ComparedChange | None) -> None:
            text = change_text(compared) if compared else t("No change waits for a decision.")
            self.query_one("#change Static", Static).update(text)
            if change_id is None or change_id != self._shown:
                self.query_one("#change").scroll_home(animate=False)
            self._shown = change_id

        self._compare(change_id, show)

    def _compare(self, change_id: int | None, then: Callable[[ComparedChange | None], object]) -> None:
        """Read a change beside its entry and hand it over, None where it waits no more."""

        def read() -> ComparedChange | None:
            if change_id is None:
                return None
            with self.glossary.database.reading() as connection:
                change = get_proposed_changes(connection, [change_id])[0]
                return proposed.compare_change(connection, change) if change else None

        in_background(self, read, then, group=f"compare {then}")

    # --- deciding

    def action_accept(self) -> None:
        """Change the entry as it was proposed."""
        self._accept(self.changes.row_id)

    def _accept(self, change_id: int | None, *, allow_duplicate: bool = False) -> None:
        if change_id is None:
            return

        def accept(revision: Revision) -> str:
            proposed.accept_change(revision, change_id, allow_duplicate=allow_duplicate)
            return t("Accepted: change {id}.", id=change_id)

        self.glossary.revise("decide", accept, self.glossary.tell, failed=partial(self._explain, change_id))

    def _explain(self, change_id: int, error: GlossaryError) -> None:
        """Ask whether a term may be there twice; else say what is wrong."""
        if not isinstance(error, Conflict) or isinstance(error, BatchRefused):
            self.glossary.show_error(error)
            return
        answers = {"y": t("Add it all the same"), "n": t("No")}
        self.app.push_screen(
            ConfirmDialog(t("Twice"), str(error), answers),
            lambda answer: self._accept(change_id, allow_duplicate=True) if answer == "y" else None,
        )

    def action_reject(self) -> None:
        """Leave the entry as it is."""
        change_id = self.changes.row_id
        if change_id is None:
            return

        def reject(revision: Revision) -> str:
            proposed.reject_change(revision, change_id)
            return t("Rejected: change {id}; the entry is as it was.", id=change_id)

        self.glossary.revise("decide", reject, self.glossary.tell)

    def action_edit(self) -> None:
        """Edit the entry with what was proposed."""
        change_id = self.changes.row_id
        if change_id is None:
            return

        def read() -> ComparedChange:
            with self.glossary.database.reading() as connection:
                return proposed.compare_change(connection, get_proposed_change(connection, change_id))

        in_background(self, read, self._edit, group="edit")

    def _edit(self, compared: ComparedChange) -> None:
        from glossary.tui.screens.editor import EditorScreen  # noqa: PLC0415 - loaded when first wanted

        if compared.outcome is None:
            self.glossary.tell(t("Accepting this change deletes the entry; there is nothing to edit."))
        else:
            self.app.push_screen(EditorScreen.for_change(compared))

    @on(VirtualList.Chosen)
    def _open(self) -> None:
        self.action_edit()

    # --- keys

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()

    def action_scroll_change(self, steps: int) -> None:
        """Scroll the change."""
        panel = self.query_one("#change")
        panel.scroll_relative(y=steps * max(1, panel.size.height // 2), animate=False)


def _row(compared: ComparedChange) -> Row:
    change = compared.change
    cells = (
        str(change.id),
        kind_name(change.kind),
        compared.name,
        change.who,
        moment(change.at),
        what_differs(compared),
    )
    return Row(cells)
