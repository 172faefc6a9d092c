"""What an import would do, and a decision for every entry that the termbase has otherwise."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Static

from glossary.exchange.report import GuessedColumn
from glossary.jobs.importing.matching import MatchedBy
from glossary.jobs.importing.report import OnConflict, name_some
from glossary.jobs.importing.settling import name_of
from glossary.tui.actions import bindings_of
from glossary.tui.dialogs.dialog import Dialog
from glossary.tui.language import t, tn
from glossary.tui.widgets.columns import Column
from glossary.tui.widgets.difference_view import DifferenceView
from glossary.tui.widgets.row_pages import Row
from glossary.tui.widgets.virtual_list import VirtualList
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from glossary.concept import ConceptEntry
    from glossary.jobs.importing import ImportConflict, ImportPreview

Decisions = Mapping[int, OnConflict]
"""What happens to each conflict, by its position in the file."""

#: So many of the things that were wrong with the file are shown; the number of all is told.
SHOWN_ISSUES = 200
_DECISION_TEXTS = {
    OnConflict.SKIP: "keep ours",
    OnConflict.FILL: "fill",
    OnConflict.OVERWRITE: "overwrite",
    OnConflict.VARIANT: "terms only",
}
_MATCH_TEXTS = {MatchedBy.ID: "id", MatchedBy.TERM: "term", MatchedBy.VARIANT: "variant"}
_COLUMNS = (
    Column(name="decision", title="Decision", least=10),
    Column(name="english", title="English", share=3, least=18),
    Column(name="chinese", title="Chinese", share=2, least=12),
    Column(name="matched", title="Matched by", least=10, rank=2),
    Column(name="differs", title="Differs in", share=4, least=14, rank=1),
)


class ImportPreviewDialog(Dialog[Decisions]):
    """Answers with the decisions, once the import is to be done."""

    BINDINGS = bindings_of("import")
    DIALOG_TITLE = "Before the import"

    def __init__(self, preview: ImportPreview) -> None:
        super().__init__()
        self._preview = preview
        self._wrong = tuple(issue for issue in preview.issues if not isinstance(issue, GuessedColumn))
        self._conflicts = {conflict.position: conflict for conflict in preview.conflicts}
        self.decisions = dict.fromkeys(self._conflicts, OnConflict.SKIP)

    def compose_body(self) -> ComposeResult:
        """Yield the counts, what was wrong with the file, the conflicts, and the one under the cursor."""
        yield Static("\n".join(self._counts()), id="import-counts", markup=False)
        if lines := self._issues():
            with VerticalScroll(id="import-issues"):
                yield Static("\n".join(lines), markup=False)
        if self._conflicts:
            yield Static("", id="import-decided", markup=False)
            columns = [replace(column, title=t(column.title)) for column in _COLUMNS]
            yield VirtualList(columns, self._rows, id="import-conflicts")
            with VerticalScroll(id="import-differences"):
                yield DifferenceView()
        with Horizontal(classes="answers"):
            yield Button(t("Import"), id="import-go", compact=True, variant="primary")
            yield Button(t("Esc  Back"), id="import-back", compact=True)

    def on_mount(self) -> None:
        """Show the conflicts."""
        self.query_one(".dialog").set_class(bool(self._conflicts), "-tall")
        if self._conflicts:
            self._list.show(array("q", self._conflicts))
            self._list.focus()
            self._tell_decided()
        else:
            self.query_one("#import-go").focus()

    def _counts(self) -> list[str]:
        preview = self._preview
        counts = {
            t("new"): preview.new,
            t("the same already"): preview.same,
            t("different"): preview.differing,
            t("of which nobody can tell which they are"): len(preview.ambiguous),
            t("without a term"): preview.empty,
        }
        counted = " · ".join(f"{count:,} {what}" for what, count in counts.items() if count or what == t("new"))
        lines = [preview.path, counted]
        if preview.columns:
            taken = [f"{found.name} → {found.column or t('ignored')}" for found in preview.columns]
            lines.append(t("Columns, guessed: {columns}", columns=" · ".join(taken)))
        if self._wrong:
            count = len(self._wrong)
            lines.append(tn("{count} thing is wrong with the file:", "{count} things are wrong with the file:", count))
        return lines

    def _issues(self) -> list[str]:
        """Return what was wrong with the file, and which entries may be any of several."""
        unsure = [
            t("{term}: may be any of {entries}; not taken", term=name_of(found.entry), entries=name_some(found.others))
            for found in self._preview.ambiguous[:SHOWN_ISSUES]
        ]
        lines = [*(str(issue) for issue in self._wrong[:SHOWN_ISSUES]), *unsure]
        if more := len(self._wrong) + len(self._preview.ambiguous) - len(lines):
            lines.append(tn("… and {count} more", "… and {count} more", more))
        return lines

    # --- the conflicts

    @property
    def _list(self) -> VirtualList:
        return self.query_one(VirtualList)

    def _rows(self, positions: Sequence[int]) -> list[Row | None]:
        return [self._row(self._conflicts[position]) for position in positions]

    def _row(self, conflict: ImportConflict) -> Row:
        decision = self.decisions[conflict.position]
        cells = (
            t(_DECISION_TEXTS[decision]),
            _term(conflict.present, Language.ENGLISH),
            _term(conflict.present, Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE),
            t(_MATCH_TEXTS[conflict.matched_by]),
            "; ".join(difference.field for difference in conflict.differences),
        )
        return Row(cells, look="dim" if decision is OnConflict.SKIP else "")

    @on(VirtualList.Moved)
    def _compare(self, event: VirtualList.Moved) -> None:
        conflict = self._conflicts.get(event.row_id or 0)
        self.query_one(DifferenceView).show(conflict.differences if conflict else ())
        self.query_one("#import-differences").scroll_home(animate=False)

    def action_skip(self) -> None:
        """Leave the chosen entries of the termbase as they are."""
        self._decide(OnConflict.SKIP)

    def action_fill(self) -> None:
        """Fill in what the chosen entries of the termbase lack."""
        self._decide(OnConflict.FILL)

    def action_overwrite(self) -> None:
        """Take the entries of the file in the place of the chosen ones."""
        self._decide(OnConflict.OVERWRITE)

    def action_variant(self) -> None:
        """Take only the terms that the chosen entries of the termbase lack, as admitted ones."""
        self._decide(OnConflict.VARIANT)

    def _decide(self, decision: OnConflict) -> None:
        if not self._conflicts:
            return
        for position in self._list.chosen_ids:
            self.decisions[position] = decision
        if self._list.marking.ids:
            self._list.action_unmark()
        else:
            self._list.action_move(1)
        self._list.renew()
        self._tell_decided()

    def _tell_decided(self) -> None:
        values = list(self.decisions.values())
        said = [f"{values.count(decision):,} {t(word)}" for decision, word in _DECISION_TEXTS.items()]
        self.query_one("#import-decided", Static).update(t("Different: {decided}", decided=" · ".join(said)))

    # --- the answer

    def action_apply(self) -> None:
        """Answer."""
        self.dismiss(self.decisions)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer, or leave."""
        if event.button.id == "import-go":
            self.action_apply()
        else:
            self.action_cancel()


def _term(entry: ConceptEntry, *languages: Language) -> str:
    found = [term.term for language in languages if (term := entry.preferred(language))]
    return found[0] if found else "—"
