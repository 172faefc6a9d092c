"""The entries: all of them in a list, filtered while typing, with the entry beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.style import Style
from textual.widgets import Input, Static

from glossary.review import workflow
from glossary.store.entries.access import get_entry
from glossary.store.entries.search import Filter
from glossary.store.entries.stamps import get_stamps
from glossary.tui.actions import ACTIONS, bindings_of
from glossary.tui.background import in_background
from glossary.tui.dialogs.confirm import ConfirmDialog
from glossary.tui.language import t, tn
from glossary.tui.screens.view import View
from glossary.tui.widgets.entry_list import COLUMNS, EntryList, identifiers_of
from glossary.tui.widgets.entry_preview import EntryPreview
from glossary.tui.widgets.text_input import TextInput
from glossary.tui.widgets.virtual_list import VirtualList
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.screen import Screen

    from glossary.concept import ConceptEntry
    from glossary.store.entries.stamps import Stamps
    from glossary.store.log.revisions import Revision

#: The actions that an empty termbase offers.
_BEGINNINGS = ("app.mine", "app.import", "browse.take_base", "browse.new")
#: Terminals narrower than this show the list alone.
WIDE_ENOUGH = 110


class BrowseScreen(View):
    """All entries, and the one under the cursor."""

    NAME = "browse"
    BINDINGS = bindings_of("browse")
    AUTO_FOCUS = "#entries"

    def __init__(self) -> None:
        super().__init__()
        self._conditions = Filter()
        self._hides_preview = False
        self._counts = 0, 0

    # --- layout

    def compose_body(self) -> ComposeResult:
        """Yield the filter, the list and the entry beside it."""
        with Horizontal(id="search-line"):
            yield TextInput(placeholder=t("Filter: English, 中文, pinyin, initials  ( / )"), id="query", compact=True)
            yield Static("", id="filters", markup=False)
            yield Static("", id="count", markup=False)
        with Horizontal(id="browse-body"):
            yield EntryList(id="entries")
            yield EntryPreview(id="preview")
            yield Static(self._welcome(), id="welcome")

    @property
    def entries(self) -> EntryList:
        """The list."""
        return self.query_one(EntryList)

    @property
    def wanted(self) -> Filter:
        """The conditions together with what is typed."""
        return replace(self._conditions, query=self.query_one("#query", Input).value.strip() or None)

    @property
    def selection(self) -> tuple[Filter, list[int]]:
        """What is filtered, and what is marked of it."""
        return self.wanted, self.entries.marking.in_order(self.entries.ids)

    def on_resize(self) -> None:
        """Leave the preview out where there is no room for it."""
        self._show_preview()

    def _show_preview(self) -> None:
        self.query_one("#preview").display = self.size.width >= WIDE_ENOUGH and not self._hides_preview

    def _welcome(self) -> Content:
        """Return what to do with a termbase that has no entries yet."""
        lines = [Content.styled(t("This termbase is empty. Begin with one of these:"), "bold"), Content("")]
        for action in ACTIONS:
            if action.id in _BEGINNINGS:
                keys = " ".join(self.app.get_key_display(key) for key in action.bindings())
                click = Style.from_meta({"@click": action.namespaced_call("screen")})
                lines.append(Content.assemble("  ", (keys, "$text-accent bold"), "  ", t(action.help)).stylize(click))
        return Content("\n").join(lines)

    # --- finding

    def reload(self) -> None:
        """Find the entries anew."""
        self.entries.find_again()
        self.query_one(EntryPreview).show(self.entries.row_id)

    @on(Input.Changed, "#query")
    def _search(self) -> None:
        self.entries.find(self.wanted)

    @on(Input.Submitted, "#query")
    def _leave_query(self) -> None:
        self.entries.focus()

    @on(EntryList.Counting)
    def _tell_counting(self) -> None:
        self.query_one("#count", Static).update(t("counting…"), layout=False)

    @on(EntryList.Counted)
    def _tell_count(self, event: EntryList.Counted) -> None:
        self._counts = event.shown, event.total
        self.set_class(event.total == 0, "-empty")
        self._show_counts()

    @on(VirtualList.MarksChanged)
    def _show_counts(self) -> None:
        shown, total = self._counts
        text = tn("{count} entry", "{count} entries", total)
        if shown != total:
            text = t("{shown} of {entries}", shown=f"{shown:,}", entries=text)
        if marked := len(self.entries.marking.ids):
            text = t("{marked} marked · {rest}", marked=f"{marked:,}", rest=text)
        self.query_one("#count", Static).update(text, layout=False)

    @on(VirtualList.Moved)
    def _moved(self, event: VirtualList.Moved) -> None:
        self.query_one(EntryPreview).show(event.row_id)

    # --- the filter and the order

    def action_search(self) -> None:
        """Go to the filter."""
        self.query_one("#query").focus()

    def action_back(self) -> None:
        """Leave the filter; from the list take the marks away, then the filter."""
        query = self.query_one("#query", Input)
        if query.has_focus:
            self.entries.focus()
        elif self.entries.marking.ids:
            self.entries.action_unmark()
        elif query.value:
            query.value = ""
        else:
            self._take_conditions(Filter())

    def action_filters(self) -> None:
        """Ask for conditions."""
        from glossary.tui.dialogs.filters import FiltersDialog  # noqa: PLC0415 - loaded when first wanted

        self.app.push_screen(FiltersDialog(self._conditions), self._take_conditions)

    def _take_conditions(self, conditions: Filter | None) -> None:
        from glossary.tui.dialogs.filters import describe_filter  # noqa: PLC0415 - loaded when first wanted

        if conditions is None or conditions == self._conditions:
            return
        self._conditions = replace(conditions, query=None)
        self.query_one("#filters", Static).update(describe_filter(self._conditions))
        self.entries.find(self.wanted)

    @on(VirtualList.SortAsked)
    def _sort(self, event: VirtualList.SortAsked) -> None:
        now = self.entries.sorted_by
        self.entries.sort_by(event.column, descending=now == (event.column, False))

    def action_sort(self) -> None:
        """Sort by the next column."""
        names = [column.name for column in COLUMNS if column.name != "pinyin"]
        now = self.entries.sorted_by
        following = names.index(now[0]) + 1 if now and now[0] in names else 1 if now is None else 0
        self.entries.sort_by(names[following % len(names)])

    def action_reverse(self) -> None:
        """Turn the order around."""
        name, descending = self.entries.sorted_by or ("english", False)
        self.entries.sort_by(name, descending=not descending)

    def action_preview(self) -> None:
        """Show or hide the entry beside the list."""
        self._hides_preview = not self._hides_preview
        self._show_preview()

    # --- one entry

    @on(VirtualList.Chosen)
    def _open(self) -> None:
        from glossary.tui.screens.editor import EditorScreen  # noqa: PLC0415 - loaded when first wanted

        self._with_entry(lambda entry: EditorScreen.for_entry(entry.id))

    def action_new(self) -> None:
        """Write a new entry."""
        from glossary.tui.screens.editor import EditorScreen  # noqa: PLC0415 - loaded when first wanted

        self.app.push_screen(EditorScreen.for_new())

    def action_take_base(self) -> None:
        """Put the curated base into a termbase that has no entries yet."""

        def job() -> int:
            from glossary.jobs.mining import add_base  # noqa: PLC0415 - brings the miner with it

            return add_base(self.glossary.database, who=self.glossary.user)

        def done(count: int) -> None:
            taken = tn("{count} entry taken in.", "{count} entries taken in.", count)
            self.glossary.tell(taken if count else t("There are entries already; import the base as a file."))

        self.glossary.change(job, done)

    def action_occurrences(self) -> None:
        """Show where the terms of the entry occur."""
        from glossary.tui.screens.occurrences import OccurrencesScreen  # noqa: PLC0415 - loaded when first wanted

        self._with_entry(OccurrencesScreen.of_entry)

    def action_entry_history(self) -> None:
        """Show the versions of the entry."""
        from glossary.tui.screens.history import HistoryScreen  # noqa: PLC0415 - loaded when first wanted

        self._with_entry(lambda entry: HistoryScreen(entry.id))

    def action_copy_english(self) -> None:
        """Copy the preferred English term."""
        self._copy(Language.ENGLISH)

    def action_copy_chinese(self) -> None:
        """Copy the preferred Chinese term."""
        self._copy(Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE)

    def _copy(self, *languages: Language) -> None:
        def copy(entry: ConceptEntry) -> None:
            found = [term for language in languages if (term := entry.preferred(language))]
            self.glossary.copy(found[0].term if found else "")

        self._read_entry(copy)

    def _with_entry(self, make: Callable[[ConceptEntry], Screen[Any]]) -> None:
        self._read_entry(lambda entry: self.app.push_screen(make(entry)))

    def _read_entry(self, then: Callable[[ConceptEntry], object]) -> None:
        """Read the entry under the cursor, not a marked one, and hand it over."""
        row_id = self.entries.row_id
        if row_id is None:
            return

        def read() -> ConceptEntry:
            with self.glossary.database.reading() as connection:
                return get_entry(connection, identifiers_of(connection, [row_id])[0])

        in_background(self, read, then, group="entry")

    # --- several entries

    def action_join(self) -> None:
        """Join the marked entries into the one under the cursor, once it is confirmed."""
        target = self.entries.row_id
        others = [row_id for row_id in self.entries.marking.ids if row_id != target]
        if target is None or not others:
            self.glossary.tell(t("Mark the entries (space) and put the cursor on the one to join them into."))
            return

        def job(revision: Revision, identifiers: Sequence[str]) -> str:
            into, *names = identifiers
            workflow.join(revision, into, names)
            return tn("Joined {count} entry.", "Joined {count} entries.", len(names))

        question = tn(
            "Join {count} marked entry into {term}?",
            "Join {count} marked entries into {term}?",
            len(others),
            term=self._name_under_cursor(),
        )
        self._revise_if(t("Join"), question, "join", [target, *others], job)

    def action_delete(self) -> None:
        """Delete the chosen entries, once it is confirmed."""
        chosen = self.entries.chosen_ids
        if not chosen:
            return

        def job(revision: Revision, names: Sequence[str]) -> str:
            workflow.delete_many(revision, names)
            return tn("Deleted {count} entry.", "Deleted {count} entries.", len(names))

        question = (
            tn("Delete the marked entry?", "Delete the {count} marked entries?", len(chosen))
            if self.entries.marking.ids
            else t("Delete {term}?", term=self._name_under_cursor())
        )
        self._revise_if(t("Delete"), question, "delete", chosen, job)

    def _revise_if(
        self,
        title: str,
        question: str,
        action: str,
        row_ids: Sequence[int],
        job: Callable[[Revision, Sequence[str]], str],
    ) -> None:
        """Do something to entries once it is confirmed, unless somebody changes them before, and say what was done."""
        database = self.glossary.database

        def read() -> Stamps:
            with database.reading() as connection:
                return get_stamps(connection, identifiers_of(connection, row_ids))

        def done(message: str) -> None:
            self.entries.action_unmark()
            self.glossary.tell(message)

        def step(revision: Revision) -> str:
            return job(revision, workflow.require_stamps(revision.connection, seen.result()))

        seen = self.glossary.arrange(read)
        self.app.push_screen(
            ConfirmDialog(title, question, {"y": t("Yes; z undoes it"), "n": t("No")}),
            lambda answer: self.glossary.revise(action, step, done) if answer == "y" else None,
        )

    def _name_under_cursor(self) -> str:
        row = self.entries.row_at(self.entries.cursor)
        return row.cells[0] if row else ""
