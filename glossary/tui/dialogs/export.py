"""Entries to be written to a file: which, in which format, where, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input, Select, Static

from glossary.exchange.formats import FORMATS, Format, format_for
from glossary.store.entries.search import Filter, count_identifiers
from glossary.tui.background import in_background
from glossary.tui.dialogs.confirm import ConfirmDialog
from glossary.tui.dialogs.form import FormDialog, form_row
from glossary.tui.dialogs.progress import ProgressDialog
from glossary.tui.dialogs.report import ReportDialog
from glossary.tui.format_choices import format_choices
from glossary.tui.language import t, tn
from glossary.tui.paths import is_folder, is_there
from glossary.tui.widgets.choice_input import ChoiceInput
from glossary.tui.widgets.path_field import PathField
from glossary.tui.widgets.text_input import TextInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from glossary.exchange.report import WriteReport
    from glossary.progress import Progress

#: The folder for exports, where the user has one.
FOLDER = "exports"
_MARKED, _FILTERED, _ALL = "marked", "filtered", "all"


class ExportDialog(FormDialog[None]):
    """Writes marked, filtered or all entries to a file.

    Args:
        wanted: what the list shows.
        marked: the ids of the entries that are marked in it.
    """

    DIALOG_TITLE = "Export"

    def __init__(self, wanted: Filter, marked: Sequence[str] = ()) -> None:
        super().__init__()
        self._wanted = wanted
        self._marked = tuple(marked)
        self._proposed = str(_proposed_path(FORMATS[0]))

    @property
    def go_title(self) -> str:
        """What is on the button."""
        return t("Export")

    def compose_rows(self) -> ComposeResult:
        """Yield what is written, how, and where."""
        first = _MARKED if self._marked else _FILTERED if self._wanted != Filter() else _ALL
        yield form_row(t("What"), ChoiceInput(t("What"), self._choices({}), first, id="export-what"))
        formats = Select(format_choices(), allow_blank=False, id="export-format", compact=True)
        yield form_row(t("Format"), formats)
        yield form_row(t("File"), PathField(self._proposed, id="export-path"))
        yield form_row("", Static("", id="export-full", classes="form-text", markup=False))
        examples = TextInput("1", type="integer", max_length=3, id="export-examples", compact=True)
        yield form_row(t("Examples each"), examples)

    def on_mount(self) -> None:
        """Count what there is."""
        self._tell_path()
        in_background(self, self._count, self._show_counts, group="count")

    # --- what

    def _choices(self, counts: dict[str, int]) -> list[tuple[str, str]]:
        choices = []
        if self._marked:
            choices.append((_MARKED, t("the marked entries ({count})", count=f"{len(self._marked):,}")))
        shown = {name: f"{counts[name]:,}" if name in counts else "…" for name in (_FILTERED, _ALL)}
        if self._wanted != Filter():
            choices.append((_FILTERED, t("the filtered entries ({count})", count=shown[_FILTERED])))
        return [*choices, (_ALL, t("all entries ({count})", count=shown[_ALL]))]

    def _count(self) -> dict[str, int]:
        with self.glossary.database.reading() as connection:
            counts = {_ALL: count_identifiers(connection, Filter())}
            if self._wanted != Filter():
                counts[_FILTERED] = count_identifiers(connection, self._wanted)
        return counts

    def _show_counts(self, counts: dict[str, int]) -> None:
        self.query_one(ChoiceInput).offer(self._choices(counts))

    # --- where

    @property
    def _format(self) -> Format:
        return format_for(str(self.query_one("#export-format", Select).value))

    @property
    def _path(self) -> Path | None:
        paths = self.query_one(PathField).paths
        return paths[0] if paths else None

    @property
    def _examples(self) -> str:
        return self.query_one("#export-examples", Input).value.strip() or "0"

    @on(Select.Changed, "#export-format")
    def _propose_path(self) -> None:
        line = self.query_one(PathField).line
        if line.value == self._proposed:
            self._proposed = line.value = str(_proposed_path(self._format))
        elif line.value and Path(line.value).suffix:
            line.value = str(Path(line.value).with_suffix(self._format.extensions[0]))

    @on(Input.Changed)
    def _tell_path(self) -> None:
        path = self._path
        said = ""
        if path is not None:
            said = t("replaces {path}", path=path) if is_there(path) else t("writes {path}", path=path)
        self.query_one("#export-full", Static).update(said)

    # --- doing

    def accept(self) -> None:
        """Write the file, after asking where there is one already."""
        path = self._path
        if not self._examples.isdecimal():
            self.tell_problem(t("The number of examples must be 0, 1, 2…"))
        elif path is None:
            self.tell_problem(t("Name the file to write."))
        elif is_folder(path):
            self.tell_problem(t("{path} is a folder; name a file in it.", path=path))
        elif is_there(path):
            question = t("{path} is there already. Replace it?", path=path)
            dialog = ConfirmDialog(t("Export"), question, {"y": t("Yes, replace it"), "n": t("No")})
            self.app.push_screen(dialog, lambda answer: self._export(path) if answer == "y" else None)
        else:
            self._export(path)

    def _export(self, path: Path) -> None:
        what = self.query_one(ChoiceInput).value
        examples = int(self._examples)
        format_ = self._format
        wanted: Filter | tuple[str, ...] = Filter()
        if what != _ALL:
            wanted = self._marked if what == _MARKED else self._wanted

        def job(progress: Progress) -> WriteReport:
            from glossary.jobs.exporting import export_file  # noqa: PLC0415 - slow to load, so in the thread

            return export_file(
                self.glossary.database, path, format=format_, wanted=wanted, examples=examples, progress=progress
            )

        dialog = ProgressDialog(t("Exporting"), job, failed=self.tell_problem)
        self.app.push_screen(dialog, lambda report: self._tell(report, path) if report else None)

    def _tell(self, report: WriteReport, path: Path) -> None:
        self.dismiss(None)
        lines = [tn("{count} entry is written to", "{count} entries are written to", report.written), str(path)]
        dialog = ReportDialog(
            t("Export"),
            lines,
            heading=tn(
                "{count} thing could not be kept in this format:",
                "{count} things could not be kept in this format:",
                len(report.issues),
            ),
            details=[str(issue) for issue in report.issues],
            answers={"y": t("Copy the path")},
        )
        app = self.glossary
        app.push_screen(dialog, lambda answer: app.copy(str(path)) if answer else None)


def _proposed_path(format_: Format) -> Path:
    """Return the usual file: in the folder for exports where there is one."""
    name = f"glossary{format_.extensions[0]}"
    return Path(FOLDER) / name if Path(FOLDER).is_dir() else Path(name)
