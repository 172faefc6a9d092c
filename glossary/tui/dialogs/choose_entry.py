"""An entry to merge a candidate into, found while typing; those that look like it come first."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Input, Static

from glossary.store.entries.listing import Sort, find_row_ids, get_summaries
from glossary.store.entries.search import Filter
from glossary.tui.background import in_background
from glossary.tui.dialogs.dialog import Dialog
from glossary.tui.language import t
from glossary.tui.widgets.candidate_text import REASON_TEXTS
from glossary.tui.widgets.columns import Column
from glossary.tui.widgets.entry_preview import EntryPreview
from glossary.tui.widgets.row_pages import Row
from glossary.tui.widgets.text_input import TextInput
from glossary.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from glossary.store.entries.duplicates import Duplicate

#: So many entries are found for what is typed.
FOUND = 200


class ChooseEntryDialog(Dialog[str]):
    """Asks for an entry; the answer is its id.

    Args:
        term: the candidate that is to be merged.
        duplicates: the entries that are offered before anything is typed.
    """

    # The keys that move in the list while the caret stays in the line.
    _MOVES: ClassVar[dict[str, Callable[[VirtualList], None]]] = {
        "up": lambda entries: entries.action_move(-1),
        "down": lambda entries: entries.action_move(1),
        "pageup": lambda entries: entries.action_page(-1),
        "pagedown": lambda entries: entries.action_page(1),
    }

    def __init__(self, term: str, duplicates: Sequence[Duplicate]) -> None:
        super().__init__()
        self._term = term
        self._reasons = {duplicate.entry.row_id: REASON_TEXTS[duplicate.reason] for duplicate in duplicates}

    @property
    def dialog_title(self) -> str:
        """The title in the frame."""
        return t("Merge {term} into…", term=self._term)

    def compose_body(self) -> ComposeResult:
        """Yield the line to type in, the entries, and the one under the cursor."""
        yield TextInput(placeholder=t("Search: English, 中文, pinyin, initials"), id="choose-query", compact=True)
        columns = (
            Column(name="english", title=t("English"), share=3, least=20),
            Column(name="chinese", title=t("Chinese"), share=2, least=12),
            Column(name="reason", title=t("Why"), share=1, least=10, rank=1),
        )
        yield VirtualList(columns, self._rows, id="choose-entries")
        yield Static("", id="choose-hint", markup=False)
        yield EntryPreview(id="choose-preview")

    def on_mount(self) -> None:
        """Offer the entries that look like the candidate."""
        self._find()

    @property
    def _entries(self) -> VirtualList:
        return self.query_one("#choose-entries", VirtualList)

    @on(Input.Changed, "#choose-query")
    def _find(self) -> None:
        query = self.query_one("#choose-query", Input).value.strip()

        def find() -> array[int]:
            if not query:
                return array("q", self._reasons)
            with self.glossary.database.reading() as connection:
                return find_row_ids(connection, Filter(query=query), sort=Sort.RELEVANCE, limit=FOUND)

        in_background(self, find, self._show, group="find")

    def _show(self, ids: array[int]) -> None:
        self._entries.show(ids, keep_cursor=False)
        query = self.query_one("#choose-query", Input).value.strip()
        if ids:
            hint = t("Enter merges into the entry under the cursor; the term comes in as admitted.")
        else:
            hint = t("No entry has this.") if query else t("No entry looks like it; type to search.")
        self.query_one("#choose-hint", Static).update(hint)

    def _rows(self, row_ids: Sequence[int]) -> list[Row | None]:
        with self.glossary.database.reading() as connection:
            found = get_summaries(connection, row_ids)
        return [
            Row((summary.english or "—", summary.chinese or "—", t(self._reasons.get(summary.row_id, ""))))
            if summary
            else None
            for summary in found
        ]

    @on(VirtualList.Moved)
    def _preview(self, event: VirtualList.Moved) -> None:
        self.query_one(EntryPreview).show(event.row_id)

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the caret is in the line."""
        move = self._MOVES.get(event.key)
        if move is not None and self.query_one("#choose-query").has_focus:
            event.stop()
            move(self._entries)

    @on(Input.Submitted, "#choose-query")
    @on(VirtualList.Chosen)
    def _choose(self) -> None:
        row_id = self._entries.row_id
        if row_id is None:
            return

        def read() -> str | None:
            with self.glossary.database.reading() as connection:
                summary = get_summaries(connection, [row_id])[0]
            return summary.id if summary else None

        in_background(self, read, self._answer, group="choose")

    def _answer(self, identifier: str | None) -> None:
        if identifier is None:
            self._find()  # it was deleted meanwhile
        else:
            self.dismiss(identifier)
