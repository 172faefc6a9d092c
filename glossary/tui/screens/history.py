"""The change log, newest first, or the versions of one entry; what was can be brought back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from glossary.review import workflow
from glossary.store.entries import access as entries
from glossary.store.entries.stamps import get_stamps
from glossary.store.log.listing import count_changes, find_changes_of, find_revision_ids, get_revisions
from glossary.tui.actions import bindings_of
from glossary.tui.background import Renewal, in_background
from glossary.tui.dialogs.confirm import ConfirmDialog
from glossary.tui.dialogs.reading import ReadingDialog
from glossary.tui.language import t, tn
from glossary.tui.revision_text import Detail, detail_text, moment, state_name, version_text
from glossary.tui.screens.view import View
from glossary.tui.widgets.columns import Column
from glossary.tui.widgets.row_pages import Row
from glossary.tui.widgets.text_input import TextInput
from glossary.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from textual.app import ComposeResult
    from textual.timer import Timer

    from glossary.store.entries.stamps import Stamps
    from glossary.store.log.history import PastRevision
    from glossary.store.log.revisions import Revision

#: Terminals narrower than this show the list alone.
WIDE_ENOUGH = 110
#: So many changes of a revision are shown.
SHOWN = 100
#: So many entries are brought back at once at most.
RESTORED = 100
#: How long the cursor rests on a revision before it is shown, in seconds.
REST = 0.05

COLUMNS = (
    Column(name="id", title="No.", least=5, right=True),
    Column(name="at", title="When", least=16),
    Column(name="who", title="Who", least=10, share=1, rank=2),
    Column(name="what", title="What", least=24, share=6),
    Column(name="state", title="State", least=10, rank=1),
)


class HistoryScreen(View):
    """All revisions, or those of one entry.

    Args:
        entry: id of the entry; all revisions unless given.
    """

    NAME = "history"
    BINDINGS = bindings_of("history")
    AUTO_FOCUS = "#revisions"

    def __init__(self, entry: str | None = None) -> None:
        super().__init__()
        self._entry = entry
        self._hides_detail = False
        self._query = ""
        self._asked: int | None = None
        self._shown: int | None = None
        self._rest: Timer | None = None
        self._renewal = Renewal(self, self._find, self._show_found, group="find")
        self._detail = Renewal(self, lambda: self._read(self._asked), self._show_revision, group="detail")

    # --- layout

    def compose_body(self) -> ComposeResult:
        """Yield the filter, the list and the revision beside it."""
        columns = [replace(column, title=t(column.title)) for column in COLUMNS]
        with Horizontal(id="history-line"):
            if self._entry is not None:
                yield Static(t("Versions of {entry}", entry=self._entry), id="history-entry", markup=False)
            yield TextInput(placeholder=t("Filter: who, what, an entry  ( / )"), id="history-query", compact=True)
            yield Static("", id="history-count", markup=False)
        with Horizontal(id="history-body"):
            yield VirtualList(columns, self._rows, id="revisions")
            with VerticalScroll(id="revision", can_focus=False):
                yield Static("", markup=False)

    @property
    def revisions(self) -> VirtualList:
        """The list."""
        return self.query_one("#revisions", VirtualList)

    def on_resize(self) -> None:
        """Leave the revision out where there is no room for it."""
        self._show_detail()

    def _show_detail(self) -> None:
        self.query_one("#revision").display = self.size.width >= WIDE_ENOUGH and not self._hides_detail

    # --- finding

    def reload(self) -> None:
        """Find the revisions anew."""
        self._renewal.ask()

    def _find(self) -> array[int]:
        kind = None if self._entry is None else entries.KIND
        with self.glossary.database.reading() as connection:
            return find_revision_ids(connection, query=self._query, kind=kind, target=self._entry)

    def _show_found(self, ids: array[int]) -> None:
        self.revisions.show(ids)
        self.query_one("#history-count", Static).update(tn("{count} change", "{count} changes", len(ids)))

    @on(Input.Changed, "#history-query")
    def _search(self) -> None:
        self._query = self.query_one("#history-query", Input).value
        in_background(self, self._find, self._show_found, group="find")

    @on(Input.Submitted, "#history-query")
    def _leave_query(self) -> None:
        self.revisions.focus()

    def _rows(self, ids: Sequence[int]) -> list[Row | None]:
        with self.glossary.database.reading() as connection:
            return [_row(past) if past else None for past in get_revisions(connection, ids)]

    # --- one revision

    @on(VirtualList.Moved)
    def _moved(self, event: VirtualList.Moved) -> None:
        if event.row_id == self._asked and self._rest is not None:
            self._detail.ask()
            return
        if self._rest:
            self._rest.stop()
        self._asked = event.row_id
        self._rest = self.set_timer(REST, self._detail.ask)

    def _read_detail(self, revision_id: int | None, then: Callable[[Detail | None], object]) -> None:
        in_background(self, lambda: self._read(revision_id), then, group=f"detail {then}")

    def _read(self, revision_id: int | None) -> Detail | None:
        kind = None if self._entry is None else entries.KIND
        if revision_id is None:
            return None
        with self.glossary.database.reading() as connection:
            past = get_revisions(connection, [revision_id])[0]
            if past is None:
                return None
            changes = find_changes_of(connection, revision_id, kind=kind, target=self._entry, limit=SHOWN)
            count = count_changes(connection, revision_id) if self._entry is None else len(changes)
            return Detail(past, changes, count)

    def _show_revision(self, detail: Detail | None) -> None:
        shown = detail.revision.id if detail else None
        self.query_one("#revision Static", Static).update(detail_text(detail) if detail else t("No change here."))
        if shown is None or shown != self._shown:
            self.query_one("#revision").scroll_home(animate=False)
        self._shown = shown

    @on(VirtualList.Chosen)
    def _open(self, event: VirtualList.Chosen) -> None:
        self._read_detail(event.row_id, self._show_version)

    def _show_version(self, detail: Detail | None) -> None:
        if detail is not None:
            title = t("Revision {id}, {when}", id=detail.revision.id, when=moment(detail.revision.at))
            self.app.push_screen(ReadingDialog(title, version_text(detail)))

    # --- bringing back

    def action_restore(self) -> None:
        """Bring the entries of the revision back to what they were after it, once it is confirmed."""
        self._read_detail(self.revisions.row_id, self._ask_restore)

    def _ask_restore(self, detail: Detail | None) -> None:
        targets = (
            {} if detail is None else {c.target: c.after is None for c in detail.changes if c.kind == entries.KIND}
        )
        if detail is None or not targets:
            self.glossary.tell(t("This change touched no entry; z takes back the newest change."))
            return
        if len(detail.changes) < detail.count or len(targets) > RESTORED:
            self.glossary.tell(
                t("This change touched too many entries; bring them back one by one (h in the entries).")
            )
            return
        name = next(iter(targets))
        many = tn(
            "Bring {count} entry back?", "Bring back {count} entries as they were after this change?", len(targets)
        )
        before = t("Bring {entry} back as it was before it was deleted?", entry=name)
        after = t("Bring {entry} back as it was after this change?", entry=name)
        question = many if len(targets) > 1 else before if targets[name] else after
        number, database = detail.revision.id, self.glossary.database

        def read() -> Stamps:
            with database.reading() as connection:
                return get_stamps(connection, list(targets))

        step = partial(_restore, targets, number, self.glossary.arrange(read))
        self.app.push_screen(
            ConfirmDialog(t("Restore"), question, {"y": t("Yes; z undoes it"), "n": t("No")}),
            lambda answer: self.glossary.revise("restore", step, self.glossary.tell) if answer == "y" else None,
        )

    # --- keys

    def action_search(self) -> None:
        """Go to the filter."""
        self.query_one("#history-query").focus()

    def action_back(self) -> None:
        """Leave the filter; from the list take it away, or go back to where the entry was chosen."""
        query = self.query_one("#history-query", Input)
        if query.has_focus:
            self.revisions.focus()
        elif query.value:
            query.value = ""
        elif self._entry is not None:
            self.dismiss()

    def action_detail(self) -> None:
        """Show or hide the revision beside the list."""
        self._hides_detail = not self._hides_detail
        self._show_detail()


def _restore(targets: dict[str, bool], revision_id: int, seen: Future[Stamps], revision: Revision) -> str:
    """Bring entries back that nobody has changed since, each by its id to its state before or after a revision."""
    workflow.require_stamps(revision.connection, seen.result())
    for identifier, before in targets.items():
        workflow.restore(revision, identifier, revision_id, before=before)
    if len(targets) > 1:
        revision.summary = f"restore {len(targets)} entries as they were after revision {revision_id}"
    return tn("Restored {count} entry.", "Restored {count} entries.", len(targets))


def _row(past: PastRevision) -> Row:
    cells = (str(past.id), moment(past.at), past.who, past.summary or past.action, state_name(past.state))
    return Row(cells, look="" if past.state in {"done", "final"} else "dim")
